"""The calls of a story, each with where the terms send it and by which clause."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from lifecycle.events import Contacted
from lifecycle.sentence import Sentence, joined, said, word
from projections.routes import RoutedCall
from scenarios.report import words
from scenarios.report.masking import Mask
from scenarios.report.page import Rows, line


def calls(found: Sequence[RoutedCall], mask: Mask) -> Rows:
    """The calls in the order in which they came; the clause stands under each."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in found:
        told = line(mask.text(asked_words(one.event))).append(" → ", style="dim").append(words.route(one.route))
        doubts = words.doubts(one.recorded)
        if doubts:
            told.append(f"  [{'; '.join(doubts)}]", style="yellow")
        grid.add_row(words.when(one.recorded), told)
        grid.add_row("", Text(words.clause(one.because.clause, one.because.edition), style="italic dim"))
        if one.event.routed_to:
            grid.add_row("", line(f"really went to: {mask.text(_spaced(one.event.routed_to))}"))
    return Rows(grid)


def asked_words(event: Contacted) -> Sentence:
    """What a call was about, by which channel its line was subscribed, and whether the caller agrees."""
    found: list[Sentence] = [word(event.about)]
    if event.subscribed_through:
        found.append(said("subscribed through {channel}", channel=word(event.subscribed_through)))
    if event.agrees is not None:
        found.append(said("agrees") if event.agrees else said("does not agree"))
    return joined("; ", found)


def _spaced(word: str) -> str:
    return word.replace("_", " ")
