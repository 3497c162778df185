"""The stories about orders and refunds show each value of each reading."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from scenarios.format import read
from tests.library import shown

PROVIDER = "masterweb"
LIBRARY = Path(__file__).parents[1] / "scenarios" / "library" / PROVIDER
FILES = sorted(path for path in LIBRARY.glob("*.yaml") if not path.name.endswith(".invalid.yaml"))
STORIES = [read(path) for path in FILES]
(BOOK,) = Shelf.open().editions(PROVIDER)

VALUES = [
    (name, clauses.word(value), clauses.word(other))
    for name, reading in BOOK.readings.items()
    for value in reading.allowed
    for other in reading.allowed
    if value is not other and reading.default in (value, other)
]


@pytest.mark.parametrize(("name", "value", "other"), VALUES, ids=[f"{n} {v} not {o}" for n, v, o in VALUES])
def test_a_story_tells_a_value_from_another(name: str, value: str, other: str) -> None:
    """What it expects under the one would fail under the other."""
    default = clauses.word(BOOK.readings[name].default)
    with frozen() as clock:
        assert shown(STORIES, name, value, other, clock, default)
