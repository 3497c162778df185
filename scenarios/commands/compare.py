"""`lifecycle compare`: what a change of the rules does to every story of some folders, or of a store."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.progress import track

from lifecycle import money
from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.commands import inputs, pages
from scenarios.commands.failures import problem
from scenarios.commands.privacy import Privacy, mask_over
from scenarios.commands.story_files import INVALID, empty, files, library
from scenarios.comparing.books import Books, books, values
from scenarios.comparing.comparison import Comparison
from scenarios.comparing.gate import Gate, words
from scenarios.comparing.stories import Read, of_file, of_provider, of_store
from scenarios.comparing.totals import Entry, Unusable, totals
from scenarios.report.compare_report import CompareReport
from scenarios.report.masking import SIGN, Mask
from scenarios.report.page import Look, write, write_bytes

# A comparison is told in one form; the others, and what they need, are imported by those who ask for them.
# ruff: noqa: PLC0415

MOST = 20
"""So many affected stories are listed where nobody asks for another number."""

MACHINES = ("json", "csv", "markdown")
FORMATS = ("text", *MACHINES, *pages.FORMATS)


@frozen
class Options:
    """What the command line says beside the paths."""

    before: str
    after: str | None = None
    set: Sequence[str] = ()
    format: str = "text"
    fail_over: str | None = None
    fail_on: Sequence[str] = ()
    store: str | None = None
    subscription: str | None = None
    rules: Sequence[Path] = ()
    unmask: bool = False
    verbose: bool = False
    most: str | None = None
    lang: str | None = None


def run(paths: Sequence[Path], options: Options) -> int:
    """Print what changes; 1 where the gate stops it, 2 where a story cannot be used. Raises Problems, StoreProblem."""
    form = inputs.format_of(options.format, FORMATS)
    paged = pages.wanted(form, options.lang)
    most = _number(options.most)
    gate = Gate(_rupiah(options.fail_over), words(options.fail_on))
    shelf = Shelf.open(*options.rules)
    asked = books(options.before, options.after, values(options.set), shelf)
    machine = form in MACHINES
    sign = "*" if machine else SIGN
    read, left_out = _read(paths, options, asked, shelf, Mask(on=not options.unmask, sign=sign))
    with frozen_clock() as clock:
        comparison = Comparison(asked, clock)
        terminal = Console(stderr=True)
        told = track(read, "Comparing", console=terminal, transient=True, disable=not terminal.is_terminal)
        found = [_compared(one, comparison, gate, unmask=options.unmask, machine=machine) for one in told]
    entries = [one for one in found if isinstance(one, Entry)]
    report = CompareReport(
        books=asked,
        parts=comparison.parts,
        entries=tuple(entries),
        unusable=tuple(one for one in found if isinstance(one, Unusable)),
        left_out=left_out,
        totals=totals(entries),
        gate=gate,
    )
    if paged:
        paged.write(paged.compare(report, None if options.most is None else most, unmask=options.unmask))
    else:
        _print(report, form, most, verbose=options.verbose)
    return 2 if report.unusable else int(report.stopped)


def _print(report: CompareReport, form: str, most: int, *, verbose: bool) -> None:
    if form == "text":
        from scenarios.report.compare_text import compare_text

        write(compare_text(report, Look.of(sys.stdout), most=most, verbose=verbose))
    elif form == "json":
        from scenarios.report.compare_json import compare_json

        write_bytes(compare_json(report))
    elif form == "csv":
        from scenarios.report.compare_csv import compare_csv

        write_bytes(compare_csv(report))
    else:
        from scenarios.report.compare_markdown import compare_markdown

        write_bytes(compare_markdown(report, most))


def _rupiah(text: str | None) -> money.Sen | None:
    if text is None:
        return None
    try:
        over = money.parse(text)
    except ValueError as wrong:
        raise problem("--fail-over", str(wrong)) from None
    if over < 0:
        words = f"{text!r} is less than nothing; write by how much a balance may grow, as in --fail-over 5000"
        raise problem("--fail-over", words)
    return over


def _number(text: str | None) -> int:
    """So many stories; `MOST` where nobody says how many."""
    if text is None:
        return MOST
    if not (text.isascii() and text.isdecimal()):
        raise problem("--most", f"{text!r} is not a whole number; write it as in --most 20")
    return int(text)


def _read(paths: Sequence[Path], options: Options, asked: Books, shelf: Shelf, mask: Mask) -> tuple[list[Read], int]:
    """The stories, and how many are left out as another provider's; nothing is read once the clock is frozen."""
    if options.store is None and options.subscription is not None:
        raise problem("--subscription", "name the store, too, with --store URL")
    if options.store is None:
        found = list(_of_files(paths, asked, shelf))
        read = [one for one in found if one is not None]
        return read, len(found) - len(read)
    if paths:
        raise problem("the stories", "name files or folders, or --store URL: one of the two")
    with Store.open(options.store, reading=True) as store:
        names = store.subscriptions()
        if options.subscription is not None:
            names = [inputs.subscription(options.subscription, names)]
        mine = list(of_provider(names, asked.before.provider))
        return [of_store(store, name, mask.subscription(name), asked, shelf) for name in mine], len(names) - len(mine)


def _of_files(paths: Sequence[Path], asked: Books, shelf: Shelf) -> Iterator[Read | None]:
    """The stories in files; those that must be refused are none."""
    for path in files(paths or [library()]):
        none = empty(path)
        if none is not None:
            yield Read(str(path), None, problems=(none,), file=path)
        elif not path.name.endswith(INVALID):
            yield of_file(path, asked, shelf)


def _compared(read: Read, comparison: Comparison, gate: Gate, *, unmask: bool, machine: bool) -> Entry | Unusable:
    try:
        if read.story is None:
            raise Problems(read.problems)
        compared = comparison.of(read.story, read.editions)
    except Problems as wrong:
        return Unusable(read.name, tuple(Privacy(read.file, on=not unmask).problems(wrong.problems)))
    mask = mask_over(read.story, unmask=unmask, machine=machine)
    return Entry(read.name, mask.text(read.story.title), compared, tuple(gate.of_story(compared)), mask)
