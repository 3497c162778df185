"""`lifecycle import`: a provider's export into a store."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve
from rich.console import Console
from rich.progress import track

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from lifecycle.store import Beyond, Differs
from scenarios.commands.differences import difference, too_short
from scenarios.commands.privacy import mask_over
from scenarios.format import Story
from scenarios.importing import maps
from scenarios.importing.intake import Item, Summary, take_in
from scenarios.importing.maps import Map
from scenarios.importing.secrets import of_map
from scenarios.report.page import write


def run(file: Path, map_file: Path, url: str, rules: Sequence[Path] = (), *, unmask: bool = False) -> int:
    """Import an export and say what came of it. Raises Problems and StoreProblem; then nothing of it is stored."""
    shelf = Shelf.open(*rules)
    wanted = _map(map_file, shelf, unmask=unmask)
    terminal = Console(stderr=True)
    quiet = not sys.stderr.isatty()  # what rich takes for a terminal may be a pipe, where colours were asked for

    def tracked(items: Iterable[Item], doing: str, total: int | None) -> Iterable[Item]:
        return track(items, doing, total, console=terminal, transient=True, disable=quiet)

    def differs(other: Differs | Beyond, story: Story) -> Problem:
        stored = other.stored
        mask = mask_over(story, unmask=unmask, beside=(stored,))
        found = difference(other, story, mask) if isinstance(other, Differs) else too_short(stored, story, mask)
        return evolve(found, message=f"{found.message}; {_what_to_do(other)}")

    summary = take_in(file, wanted, url, shelf, tracked, differs, unmask=unmask)
    write(f"{_told(summary)}chain: {summary.head.count} events, {summary.head.hash}\n")
    return 0


def _map(file: Path, shelf: Shelf, *, unmask: bool) -> Map:
    try:
        return maps.read(file, shelf)
    except Problems as wrong:
        if unmask or not file.is_file():
            raise
        raise Problems(of_map(wrong.problems, file.read_bytes().decode("utf-8", "replace"))) from None


def _what_to_do(other: Differs | Beyond) -> str:
    """What a person can do whose export is not the continuation of what is stored."""
    if isinstance(other, Beyond):
        return "an export must hold again what was imported before; give the whole of it, or name a new store"
    if other.offered.at < other.stored.at:
        return (
            "this row happened before what is stored already, and a store is only added to at its end; import the "
            "whole export into a new store, or leave the row out"
        )
    return (
        "an export must say again what was imported before, and go on from there; put the row right, or import the "
        "whole export into a new store"
    )


def _told(summary: Summary) -> str:
    left_out = f", {summary.left_out} left out" if summary.left_out else ""
    return (
        f"rows: {summary.rows}{left_out}\n"
        f"subscriptions: {summary.subscriptions}\n"
        f"events: {summary.new} new, {summary.held} there already\n"
    )
