"""`lifecycle portfolio run` and `compare`: what whole customer bases come to, in a folder and on the page."""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from rich.console import Console
from rich.progress import Progress

from lifecycle import calendar
from lifecycle.problems import unknown
from lifecycle.rulebook import Shelf
from scenarios.commands import inputs
from scenarios.commands.failures import problem
from scenarios.comparing.books import books, values
from scenarios.report.page import Look, write, write_bytes

if TYPE_CHECKING:
    from scenarios.portfolio.asked import Asked
    from scenarios.portfolio.engine import Engine
    from scenarios.portfolio.summary import Summary

# What judges whole bases takes long to import: only those who ask for it wait.
# ruff: noqa: PLC0415

EXTRA = ("numba", "numpy", "polars", "pyarrow")
FORMATS = ("text", "json")
ENGINES = ("local", "spark")
MOST_JOBS = 256


@frozen
class Change:
    """The other book, what is set of it, and how many who change are replayed; as the command line says it."""

    after: str | None
    set: Sequence[str]
    confirm: str | None


@frozen
class Options:
    """What the command line says beside the paths; one book judges where there is no ``change`` of it."""

    before: str
    out: str
    as_of: str | None
    readings: Sequence[str]
    rules: Sequence[Path]
    jobs: str | None
    engine: str
    remote: str | None
    format: str = "text"
    lang: str | None = None
    unmask: bool = False
    change: Change | None = None


def needed() -> None:
    """Raises Problems where the extra is missing."""
    if any(find_spec(package) is None for package in EXTRA):
        words = "whole customer bases need the extra `portfolio`: pip install 'subscription-lifecycle[portfolio]'"
        raise problem("lifecycle portfolio", words)


def run(paths: Sequence[str], options: Options) -> int:
    """Judge a base, write its rows and its summary into a folder, and print the summary. Raises Problems."""
    needed()
    form = inputs.format_of(options.format, FORMATS)
    engine = engine_of(options)
    asked_for = None if options.change is None else options.change.confirm
    most = whole("--confirm", asked_for, 10_000, 10**9)
    from scenarios.commands.portfolio_page import language, page
    from scenarios.portfolio import run as running
    from scenarios.portfolio.folder import Folder
    from scenarios.portfolio.long_form import prepared
    from scenarios.portfolio.shares import Sharing
    from scenarios.portfolio.summary_json import summary_json
    from scenarios.portfolio.summary_text import summary_text
    from scenarios.portfolio.unheld import unheld
    from scenarios.report.masking import Mask

    lang = language(options.lang)
    asked = _asked(options)
    folder = Folder(options.out)
    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def done(what: str, so_far: int, of: int) -> None:
            bar.update(task, description=what, completed=so_far, total=of)

        mask = Mask(on=not options.unmask, sign="*")
        sharing = Sharing(asked.sides[0][0].provider, unheld(asked.sides[0]), done, mask)
        with prepared(paths, folder, sharing, engine) as base:
            asked = evolve(asked, files=tuple(base.files), until=_until(base.files, options.as_of))
            found = running.run(asked, folder, engine, most, done)
    summary = summary_of(asked, found)
    folder.write("summary.json", summary_json(summary))
    where = [f"{base.left_out} events of other providers are left out"] if base.left_out else []
    where += [f"{folder.of('rows')}: a row a subscription", f"{folder.of('summary.json')}: the summary for machines"]
    html = page(summary, lang)
    if html is not None:
        folder.write("summary.html", html)
        where.append(f"{folder.of('summary.html')}: the summary with its charts")
    if form == "json":
        write_bytes(summary_json(summary))
    else:
        write(summary_text(summary, Look.of(sys.stdout), where))
    return 0


def engine_of(options: Options) -> "Engine":
    """What judges the base: processes of this machine, or a cluster. Raises Problems."""
    from scenarios.portfolio.cluster import Cluster
    from scenarios.portfolio.processes import Processes

    if options.engine not in ENGINES:
        raise problem("--engine", unknown("engine", options.engine, ENGINES))
    if options.engine == "local":
        if options.remote is not None:
            raise problem("--remote", "this is for a cluster; say --engine spark, too")
        return Processes(whole("--jobs", options.jobs, len(os.sched_getaffinity(0)), MOST_JOBS))
    if options.jobs is not None:
        raise problem("--jobs", "a cluster shares the work among its own workers; this is for --engine local")
    if options.remote is None:
        raise problem("--engine", "name the cluster's Connect server: --remote sc://host:15002")
    return Cluster(options.remote)


def summary_of(asked: "Asked", found: "object") -> "Summary":
    """The summary of a run."""
    from scenarios.portfolio.run import Run
    from scenarios.portfolio.summary import Summary

    assert isinstance(found, Run)
    return Summary(
        names=asked.names,
        parts=asked.parts,
        readings=asked.readings,
        books=tuple((book.edition, book.digest) for book in asked.used),
        until=asked.until,
        replayed=found.replayed,
        tally=found.tally,
    )


def whole(option: str, text: str | None, without: int, most: int) -> int:
    """A whole number from 1, or, where none is asked for, another. Raises Problems."""
    if text is None:
        return without
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        raise problem(option, f"{text!r} is no whole number from 1 to {most}")
    return int(text)


def _asked(options: Options) -> "Asked":
    """The books and readings, of no file yet. Raises Problems and NotCovered."""
    from scenarios.portfolio.asked import Asked, check, of_one, of_two

    shelf = Shelf.open(*options.rules)
    readings = dict(inputs.overlay(options.readings, None).readings)
    if options.change is not None:
        two = books(options.before, options.change.after, values(options.change.set), shelf)
        sides, parts, alone = of_two(two, shelf)
        asked = Asked((), sides, two.named, readings, 0, two.pin, parts, alone, options.unmask)
    else:
        editions, pin = of_one(options.before, shelf)
        asked = Asked((), (editions,), (options.before,), readings, 0, pin, unmask=options.unmask)
    check(asked)
    return asked


def _until(files: Sequence[str], as_of: str | None) -> int:
    """The second of ``--as-of``, or the end of the month of the last fact. Raises Problems where nothing tells."""
    from scenarios.portfolio.files import latest

    told = inputs.instant("--as-of", as_of)
    if told is not None:
        return calendar.seconds(told)
    found = latest(files)
    if found is None:
        words = "the files have no statistics that tell their last fact; say until when to judge, as --as-of 2025-01-01"
        raise problem("--as-of", words)
    return found
