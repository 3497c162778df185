"""The stories about cancelling reach every line of their book, and show each value of each reading."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, Shelf
from scenarios.format import read
from scenarios.judging import Overlay, read_whole
from tests.library import notices, shelf_with, tells_apart
from tests.nudges import nudges

PROVIDER = "iconnet"
LIBRARY = Path(__file__).parents[1] / "scenarios" / "library" / PROVIDER
FILES = sorted(path for path in LIBRARY.glob("*.yaml") if not path.name.endswith(".invalid.yaml"))
STORIES = [read(path) for path in FILES]
(BOOK,) = Shelf.open().editions(PROVIDER)

OUT_OF_REACH = {
    "minimum_term.on[0]": "under this book nothing ends in arrears or for resale by the rules",
    "no_refund.unused_service": "the clause knows one word",
    "escalation.first": "the clause knows one word",
}
"""Parameters of which no other value is legal, or that can change nothing by themselves, and why."""

VALUES = [
    (name, clauses.word(value), clauses.word(other))
    for name, reading in BOOK.readings.items()
    for value in reading.allowed
    for other in reading.allowed
    if value is not other and reading.default in (value, other)
]


@pytest.mark.parametrize(
    "parameter",
    [one for one in BOOK.parameters() if one.path not in OUT_OF_REACH and one.path != "minimum_term.activated"],
    ids=lambda one: one.path,
)
def test_whatever_is_changed_in_the_book_a_story_fails(parameter: Parameter, tmp_path: Path) -> None:
    """One month, one rupiah, a document, what is charged for, what a confirmation waits for, another default."""
    # No half of a rupiah comes of a day of 365 or of 366, so that half_even never parts from half_up.
    found = [nudge for nudge in nudges(BOOK, parameter) if (nudge.path, nudge.value) != ("rounding.mode", "half_even")]
    assert found, "no other value is legal"
    with frozen() as clock:
        for number, nudge in enumerate(found):
            shelf = shelf_with(tmp_path / str(number), nudge.book)
            assert any(notices(story, shelf, clock) for story in STORIES), nudge.value


def test_a_story_must_say_when_the_contract_began(tmp_path: Path) -> None:
    """Unless the book no longer asks."""
    path = LIBRARY / "without-an-activation.invalid.yaml"
    with pytest.raises(Problems, match="activated is missing"):
        read_whole(path, Shelf.open(), Overlay())
    shelf = shelf_with(tmp_path, BOOK.with_("minimum_term.activated", "optional"))
    story, _ = read_whole(path, shelf, Overlay())
    assert story.opening.activated is None


@pytest.mark.parametrize(("name", "value", "other"), VALUES, ids=[f"{n} {v} not {o}" for n, v, o in VALUES])
def test_a_story_tells_a_value_from_another(name: str, value: str, other: str) -> None:
    """What it expects under the one would fail under the other."""
    default = clauses.word(BOOK.readings[name].default)
    with frozen() as clock:
        assert any(tells_apart(story, name, value, other, clock, default) for story in STORIES)
