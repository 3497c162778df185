"""The stories of PLN 123 and Postclic reach every line of their books, and tell every reading apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import Clock, frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, Shelf, read_text
from scenarios.format.story import read
from tests.library import notices, shelf_with, tells_apart

LIBRARY = Path(__file__).parents[1] / "scenarios" / "library"
SHELF = Shelf.open()
STORIES = {
    provider: [read(path) for path in sorted((LIBRARY / provider).glob("*.yaml")) if ".invalid." not in path.name]
    for provider in ("pln-routing", "postclic")
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
}
"""Parameters that can change nothing by themselves, and why."""

SWAPPED = {
    "who agrees": ("agrees = true", "agrees = false"),
    "subscribed through the app, and otherwise": ('through = "pln_mobile"', 'through = "other"'),
    "otherwise, and nobody knows": ('through = "other"', 'through = "unknown"'),
}
"""Words that two rows share between them: each is out of reach alone, and not both together."""


def others(book: RuleBook, parameter: Parameter) -> Iterator[RuleBook]:
    """Every legal small change of a parameter."""
    value = parameter.value
    reading = book.reading(parameter.path.removeprefix("readings.").removesuffix(".default"))
    if reading is not None:
        words = [clauses.word(choice) for choice in reading.allowed[1:]]
    elif isinstance(value, bool):
        words = [str(not value).lower()]
    elif isinstance(value, int):
        words = [str(value + 1), str(value - 1)]
    elif value.startswith("Rp "):
        words = ["Rp 17.336,71", "Rp 943.886"]
    else:
        words = ["another", "email", "known", "unknown", "none"]
    for word in words:
        try:
            yield book.with_(parameter.path, word)
        except Problems:
            continue


def noticed(book: RuleBook, folder: Path, clock: Clock) -> bool:
    """Whether a story fails under a book."""
    shelf = shelf_with(folder, book)
    return any(notices(story, shelf, clock) for story in STORIES[book.provider])


@pytest.mark.parametrize(("book", "parameter"), PARAMETERS)
def test_whatever_is_changed_a_story_fails(book: RuleBook, parameter: Parameter, tmp_path: Path) -> None:
    found = [changed for changed in others(book, parameter) if changed.digest != book.digest]
    assert bool(found) != (parameter.path in OUT_OF_REACH), "what is out of reach is said so"
    with frozen() as clock:
        left = [one.text for number, one in enumerate(found) if not noticed(one, tmp_path / str(number), clock)]
    assert left == []


@pytest.mark.parametrize(("one", "other"), SWAPPED.values(), ids=SWAPPED)
def test_rows_that_change_places_are_noticed(one: str, other: str, tmp_path: Path) -> None:
    book = SHELF.editions("pln-routing")[-1]
    text = book.text.replace(one, "here").replace(other, one).replace("here", other)
    with frozen() as clock:
        assert noticed(read_text(text, book.path), tmp_path, clock)


READINGS = {
    name: [clauses.word(value) for value in reading.allowed]
    for name, reading in SHELF.editions("postclic")[0].readings.items()
}
PAIRS = [(name, value, other) for name, both in READINGS.items() for value, other in (both, both[::-1])]


@pytest.mark.parametrize(("name", "value", "other"), PAIRS, ids=[f"{name} {value}" for name, value, _ in PAIRS])
def test_a_story_shows_a_value_where_the_other_says_otherwise(name: str, value: str, other: str) -> None:
    """What is expected under the one would fail under the other."""
    default = READINGS[name][0]
    with frozen() as clock:
        assert any(tells_apart(story, name, value, other, clock, default) for story in STORIES["postclic"])
