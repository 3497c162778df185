"""The stories of PLN 123, Postclic and Telkomsel tell readings apart."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.rulebook import RuleBook, Shelf
from scenarios.format.story import read
from tests.library import shown

LIBRARY = Path(__file__).parents[1] / "scenarios" / "library"
SHELF = Shelf.open()
STORIES = {
    provider: [read(path) for path in sorted((LIBRARY / provider).glob("*.yaml")) if ".invalid." not in path.name]
    for provider in ("pln-routing", "postclic", "telkomsel")
}
BOOKS = [book for provider in STORIES for book in SHELF.editions(provider)]
PAIRS = [
    (book, name, clauses.word(value), clauses.word(other))
    for book in BOOKS
    for name, reading in book.readings.items()
    for value in reading.allowed
    for other in reading.allowed
    if value is not other
]


@pytest.mark.parametrize(("book", "name", "value", "other"), PAIRS, ids=[f"{pair[1]} {pair[2]}" for pair in PAIRS])
def test_a_story_shows_a_value_where_the_other_says_otherwise(
    book: RuleBook, name: str, value: str, other: str
) -> None:
    """What is expected under the one would fail under the other."""
    default = clauses.word(book.readings[name].default)
    with frozen() as clock:
        assert shown(STORIES[book.provider], name, value, other, clock, default)
