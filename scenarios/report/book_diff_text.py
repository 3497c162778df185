"""What differs between two rule books on one page: clause by clause, its rules, its readings, its words."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from lifecycle.rulebook.positions import Path
from scenarios.differing.book_diff import BookDiff
from scenarios.differing.clause_diff import ClauseDiff, Words
from scenarios.differing.settings import Setting
from scenarios.report import book_diff_words as said
from scenarios.report import setting_words
from scenarios.report.as_text import pairs
from scenarios.report.page import Look, Rows, heading, line, rule

GONE, NEW = ("[-", "-]"), ("{+", "+}")
"""What stands around words that only one book has."""


def book_diff_text(found: BookDiff, named: tuple[str, str], look: Look) -> str:
    """The page; ``named`` are the books as they were asked for."""
    parts: list[RenderableType] = [line(f"{named[0]} → {named[1]}", "bold"), line(said.summary(found), "bold")]
    parts += [line(said.others(found))] if said.others(found) else []
    parts += [rule(look)]
    if found.header:
        grid = pairs()
        for key, before, after in found.header:
            grid.add_row(key.replace("_", " "), line(f"{before} → {after}"))
        parts += [heading("The book itself", "Bukunya"), Padding(Rows(grid), (0, 0, 0, 2))]
    called = setting_words.names(found.before), setting_words.names(found.after)
    for number, one in enumerate(found.differing):
        parts += ["", *_clause(one, called)] if number or found.header else [*_clause(one, called)]
    return look.rendered(*parts)


def _clause(one: ClauseDiff, called: tuple[dict[Path, str], dict[Path, str]]) -> Iterator[RenderableType]:
    yield line(said.title(one), "bold")
    if one.elsewhere:
        yield _below("stands at another place among the clauses")
    for before, after in one.settings:
        yield _below(setting_words.sentence(before, after, *called))
        yield Padding(line(_place(before, after), "dim"), (0, 0, 0, 6))
    for before, after in one.moved:
        if before is not None and after is not None:
            yield _below(f"{setting_words.label(before, called[0])} stands under another clause")
            yield Padding(line(_place(before, after), "dim"), (0, 0, 0, 6))
    for reading in one.readings:
        for words in said.reading(reading):
            yield _below(f"reading {reading.name} {words}")
        if reading.question:
            yield _below(f"reading {reading.name} asks:")
            yield Padding(_marked(reading.question), (0, 0, 0, 6))
    if one.prose:
        yield _below("in other words:" if one.before and one.after else "its words:")
        yield Padding(_marked(one.prose), (0, 0, 0, 6))
    for notes, sign, style in zip(one.not_modelled, ("no longer says", "says"), ("red", "green"), strict=True):
        for note in notes:
            yield Padding(line(f"{sign} that it is not modelled: {note}", style), (0, 0, 0, 2))


def _place(*pair: Setting | None) -> str:
    """The path and the line in both books."""
    there = [one for one in pair if one is not None]
    names = " → ".join(dict.fromkeys(one.name for one in there))
    return f"{names}, line {' → '.join(dict.fromkeys(str(one.line) for one in there))}"


def _below(text: str) -> Padding:
    return Padding(line(text), (0, 0, 0, 2))


def _marked(found: Words) -> Text:
    """The text with its marks; coloured, too, where the page is."""
    text = line(said.marked(found, GONE, NEW))
    text.highlight_regex(r"\[-.*?-\]", "red")
    text.highlight_regex(r"\{\+.*?\+\}", "green")
    return text
