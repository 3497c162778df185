"""The stories of PLN 123, Postclic and Telkomsel reach what can be reached of their books, and tell readings apart."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import Clock, frozen
from lifecycle.rulebook import Parameter, RuleBook, Shelf, read_text
from scenarios.format.story import read
from tests.library import notices, shelf_with, tells_apart
from tests.nudges import nudges

LIBRARY = Path(__file__).parents[1] / "scenarios" / "library"
SHELF = Shelf.open()
STORIES = {
    provider: [read(path) for path in sorted((LIBRARY / provider).glob("*.yaml")) if ".invalid." not in path.name]
    for provider in ("pln-routing", "postclic", "telkomsel")
}
BOOKS = [book for provider in STORIES for book in SHELF.editions(provider)]
PARAMETERS = [
    pytest.param(book, parameter, id=f"{book.provider} {book.edition} {parameter.path}")
    for book in BOOKS
    for parameter in book.parameters()
]
OTHER_ROW = "the other row of its topics has every other word, and rows may not overlap"
OUT_OF_REACH = {
    "routing.unlisted": "the clause knows one word",
    "routing.before": "the clause knows one word",
    "trial.until.of": "hours count from one thing only",
    "routing.row[1].subscribed_through": OTHER_ROW,
    "routing.row[2].subscribed_through": OTHER_ROW,
    "routing.row[3].subscribed_through": OTHER_ROW,
    "routing.row[4].agrees": OTHER_ROW,
    "routing.row[5].agrees": OTHER_ROW,
    "routing.row[4].transfer": "the key goes with it",
    "routing.row[5].transfer": "a call that goes nowhere is not transferred",
    "dispute.limiting_needs": "the clause knows one word",
    "dispute.ours": "it says whose measure it is, and reports tell",
}
"""Parameters that can change nothing by themselves, and why."""

SWAPPED = {
    "who agrees": ("agrees = true", "agrees = false"),
    "subscribed through the app, and otherwise": ('through = "pln_mobile"', 'through = "other"'),
    "otherwise, and nobody knows": ('through = "other"', 'through = "unknown"'),
}
"""Words that two rows share between them: each is out of reach alone, and not both together."""


def noticed(book: RuleBook, folder: Path, clock: Clock) -> bool:
    """Whether a story fails under a book."""
    shelf = shelf_with(folder, book)
    return any(notices(story, shelf, clock) for story in STORIES[book.provider])


@pytest.mark.parametrize(("book", "parameter"), PARAMETERS)
def test_whatever_is_changed_a_story_fails(book: RuleBook, parameter: Parameter, tmp_path: Path) -> None:
    found = list(nudges(book, parameter))
    with frozen() as clock:
        left = [one.value for number, one in enumerate(found) if not noticed(one.book, tmp_path / str(number), clock)]
    beyond = parameter.path in OUT_OF_REACH
    assert beyond == (left == [one.value for one in found]), "what is out of reach is said so"
    assert beyond or left == []


@pytest.mark.parametrize(("one", "other"), SWAPPED.values(), ids=SWAPPED)
def test_rows_that_change_places_are_noticed(one: str, other: str, tmp_path: Path) -> None:
    book = SHELF.editions("pln-routing")[-1]
    text = book.text.replace(one, "here").replace(other, one).replace("here", other)
    with frozen() as clock:
        assert noticed(read_text(text, book.path), tmp_path, clock)


PAIRS = [
    (book, name, clauses.word(value), clauses.word(other))
    for book in BOOKS
    for name, reading in book.readings.items()
    if f"readings.{name}.default" not in OUT_OF_REACH
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
        assert any(tells_apart(story, name, value, other, clock, default) for story in STORIES[book.provider])
