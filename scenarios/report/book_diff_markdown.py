"""What differs between two rule books as a comment on a change: a table of numbers, and the words that changed."""

from collections.abc import Iterator

from lifecycle.rulebook.positions import Path
from scenarios.differing.book_diff import BookDiff
from scenarios.differing.clause_diff import ClauseDiff
from scenarios.differing.pairing import Changed
from scenarios.report import book_diff_words as said
from scenarios.report import setting_words
from scenarios.report.compare_markdown import cell, table

GONE, NEW = ("~~", "~~"), ("**", "**")
"""What stands around words that only one book has."""


def book_diff_markdown(found: BookDiff, named: tuple[str, str]) -> bytes:
    """The page in GitHub's Markdown, in UTF-8."""
    return ("\n".join(_page(found, named)).rstrip() + "\n").encode()


def _page(found: BookDiff, named: tuple[str, str]) -> Iterator[str]:
    yield f"### {cell(named[0])} → {cell(named[1])}"
    yield ""
    yield f"**{said.summary(found)}**"
    yield ""
    if said.others(found):
        yield f"{said.others(found)}\n"
    if found.header:
        yield from table(("The book itself", "Before", "After"), found.header)
    called = setting_words.names(found.before), setting_words.names(found.after)
    for one in found.differing:
        yield f"#### {cell(said.title(one))}"
        yield ""
        yield from _clause(one, called)


def _clause(one: ClauseDiff, called: tuple[dict[Path, str], dict[Path, str]]) -> Iterator[str]:
    if one.settings:
        shown, by = setting_words.shown, setting_words.difference
        rows = ((_path(pair), shown(pair[0]), shown(pair[1]), by(*pair)) for pair in one.settings)
        yield from table(("Parameter", "Before", "After", "Difference"), rows)
    told = ["stands at another place among the clauses"] if one.elsewhere else []
    told += [setting_words.sentence(*pair, *called) for pair in one.settings]
    told += [f"`{before.name}` stands under another clause" for before, _ in one.moved if before]
    for reading in one.readings:
        told += [f"reading `{reading.name}` {words}" for words in said.reading(reading)]
        if reading.question:
            told.append(f"reading `{reading.name}` asks: {said.marked(reading.question, GONE, NEW)}")
    if one.prose:
        told.append(f"in other words: {said.marked(one.prose, GONE, NEW)}")
    gone, new = one.not_modelled
    told += [f"no longer says that it is not modelled: {note}" for note in gone]
    told += [f"says that it is not modelled: {note}" for note in new]
    yield from (f"- {line}" for line in told)
    yield ""


def _path(pair: Changed) -> str:
    return " → ".join(dict.fromkeys(f"`{one.name}`" for one in pair if one is not None))
