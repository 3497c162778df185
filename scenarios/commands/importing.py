"""`lifecycle import`: a provider's export into a store."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve
from rich.console import Console
from rich.progress import track

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from lifecycle.store import Beyond, Differs
from scenarios.commands.differences import difference, too_short
from scenarios.commands.privacy import QUOTED, mask_over
from scenarios.format import Story
from scenarios.importing import maps
from scenarios.importing.intake import Item, Summary, take_in
from scenarios.report.masking import Mask
from scenarios.report.page import write


def run(file: Path, map_file: Path, url: str, rules: Sequence[Path] = (), *, unmask: bool = False) -> int:
    """Import an export and say what came of it. Raises Problems and StoreProblem; then nothing of it is stored."""
    shelf = Shelf.open(*rules)
    wanted = maps.read(map_file, shelf)
    terminal = Console(stderr=True)

    def tracked(items: Iterable[Item], doing: str, total: int | None) -> Iterable[Item]:
        return track(items, doing, total, console=terminal, transient=True, disable=not terminal.is_terminal)

    def differs(other: Differs | Beyond, story: Story) -> Problem:
        stored = other.stored
        mask = mask_over(story, unmask=unmask, beside=(stored,))
        return difference(other, story, mask) if isinstance(other, Differs) else too_short(stored, story, mask)

    try:
        summary = take_in(file, wanted, url, shelf, tracked, differs)
    except Problems as wrong:
        raise wrong if unmask else Problems(map(_masked, wrong.problems)) from None
    write(f"{_told(summary)}chain: {summary.head.count} events, {summary.head.hash}\n")
    return 0


def _masked(problem: Problem) -> Problem:
    """A problem without the numbers of the row that it repeats."""
    mask = Mask()
    return evolve(problem, message=QUOTED.sub(lambda found: mask.text(found[0]), problem.message))


def _told(summary: Summary) -> str:
    left_out = f", {summary.left_out} left out" if summary.left_out else ""
    return (
        f"rows: {summary.rows}{left_out}\n"
        f"subscriptions: {summary.subscriptions}\n"
        f"events: {summary.new} new, {summary.held} there already\n"
    )
