"""The stories about orders and refunds reach every line of their book, and show each value of each reading."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.rulebook import Parameter, Shelf
from scenarios.format import read
from tests.library import notices, shelf_with, tells_apart
from tests.nudges import nudges

PROVIDER = "masterweb"
LIBRARY = Path(__file__).parents[1] / "scenarios" / "library" / PROVIDER
FILES = sorted(path for path in LIBRARY.glob("*.yaml") if not path.name.endswith(".invalid.yaml"))
STORIES = [read(path) for path in FILES]
(BOOK,) = Shelf.open().editions(PROVIDER)

OUT_OF_REACH: dict[str, str] = {
    "overpayment.deposit.converted": "the clause knows one word",
}
"""Parameters of which no other value is legal, or that can change nothing by themselves, and why."""

VALUES = [
    (name, clauses.word(value), clauses.word(other))
    for name, reading in BOOK.readings.items()
    for value in reading.allowed
    for other in reading.allowed
    if value is not other and reading.default in (value, other)
]


def test_the_book_as_it_is_makes_no_story_fail(tmp_path: Path) -> None:
    """Else what is noticed below would say nothing."""
    shelf = shelf_with(tmp_path, BOOK)
    with frozen() as clock:
        assert [story.title for story in STORIES if notices(story, shelf, clock)] == []


@pytest.mark.parametrize(
    "parameter", [one for one in BOOK.parameters() if one.path not in OUT_OF_REACH], ids=lambda one: one.path
)
def test_whatever_is_changed_in_the_book_a_story_fails(parameter: Parameter, tmp_path: Path) -> None:
    """One rupiah, a day of the week, a week of the month, a method, a bank, what a request must say."""
    found = list(nudges(BOOK, parameter))
    assert found, "no other value is legal"
    with frozen() as clock:
        unnoticed = [
            nudge.value
            for number, nudge in enumerate(found)
            if not any(notices(story, shelf_with(tmp_path / str(number), nudge.book), clock) for story in STORIES)
        ]
    assert unnoticed == []


@pytest.mark.parametrize(("name", "value", "other"), VALUES, ids=[f"{n} {v} not {o}" for n, v, o in VALUES])
def test_a_story_tells_a_value_from_another(name: str, value: str, other: str) -> None:
    """What it expects under the one would fail under the other."""
    default = clauses.word(BOOK.readings[name].default)
    with frozen() as clock:
        assert any(tells_apart(story, name, value, other, clock, default) for story in STORIES)
