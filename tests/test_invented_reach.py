"""The stories of the invented providers put each kind of clause to the test."""

import re
from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, read_text
from scenarios.format.story import Story, read
from tests.library import notices, shelf_with
from tests.stories import BOOKS, SHELF

PROVIDERS = sorted({path.parent.name for path in BOOKS.glob("*/*.yaml")})
STORIES = {provider: [read(path) for path in sorted((BOOKS / provider).glob("*.yaml"))] for provider in PROVIDERS}


def fails(book: RuleBook, stories: list[Story], folder: Path) -> bool:
    """Whether some story notices that a book stands in the place of its edition."""
    others = [one for one in SHELF.editions(book.provider) if one.edition != book.edition]
    shelf = shelf_with(folder, book, *others)
    with frozen() as clock:
        return any(notices(story, shelf, clock) for story in stories)


def without(book: RuleBook, kind: str) -> str:
    """A book's text with the tables of one kind of clause taken out."""
    kept, inside = [], False
    for line in book.text.splitlines(keepends=True):
        if line.startswith(("[", "```")):
            inside = re.match(rf"\[+{kind}\b", line) is not None
        kept.append("" if inside else line)
    return "".join(kept)


@pytest.mark.parametrize("kind", clauses.TABLES)
def test_a_kind_of_clause_that_is_taken_out_is_missed(kind: str, tmp_path: Path) -> None:
    """By a story of an invented provider, or by another clause that cannot be without it."""
    books = [book for name in PROVIDERS for book in SHELF.editions(name) if book.table(kind) is not None]
    assert books
    for number, book in enumerate(books):
        try:
            bare = read_text(without(book, kind), book.path)
        except Problems:
            continue
        assert bare.table(kind) is None
        assert fails(bare, STORIES[book.provider], tmp_path / str(number)), book.path
