"""Rule books beside copies of their text with a change."""

from collections.abc import Callable

import pytest

from lifecycle.calendar import parse_day
from lifecycle.rulebook import RuleBook, Shelf, read_text
from lifecycle.rulebook.template import template
from scenarios.differing.book_diff import BookDiff, book_diff
from scenarios.differing.clause_diff import ClauseDiff
from scenarios.report import setting_words

SHELF = Shelf.open()
SHIPPED = [book for provider in SHELF.providers() for book in SHELF.editions(provider)]
START = read_text(template("mulai-net", parse_day("2024-01-01")), "mulai-net/2024-01-01.md")

each_book = pytest.mark.parametrize(
    "book",
    [*SHIPPED, START],
    ids=[*(f"{book.provider} of {book.edition}" for book in SHIPPED), "the book that `rules new` begins"],
)


def beside(book: RuleBook, change: Callable[[str], str]) -> BookDiff:
    """What differs between a book and a copy of its text with a change."""
    text = change(book.text)
    assert text != book.text, "the copy is to differ"
    return book_diff(book, read_text(text, book.path))


def only(found: BookDiff) -> ClauseDiff:
    """The one clause that differs, where the header does not."""
    assert found.header == ()
    (one,) = found.differing
    return one


def told(found: BookDiff) -> list[str]:
    """The sentences about all settings that differ."""
    called = setting_words.names(found.before), setting_words.names(found.after)
    return [setting_words.sentence(*pair, *called) for one in found.differing for pair in one.settings]
