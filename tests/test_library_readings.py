"""The stories that ship use every value of every reading, each where it makes a difference."""

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from tests.library import PROVIDER, READINGS, SHELF, STORIES, shown, tells_apart

OTHERS = [(name, value) for name, values in READINGS.items() for value in values[1:]]


def test_the_editions_offer_the_same_readings() -> None:
    """So that one table serves both."""
    for book in SHELF.editions(PROVIDER):
        offered = {name: [clauses.word(value) for value in one.allowed] for name, one in book.readings.items()}
        assert offered == READINGS
    assert len(READINGS) == 18


@pytest.mark.parametrize(("name", "value"), OTHERS, ids=[f"{name} {value}" for name, value in OTHERS])
def test_a_story_shows_a_value_where_the_default_says_otherwise(name: str, value: str) -> None:
    """What is expected under the value would fail under the default."""
    with frozen() as clock:
        assert shown(STORIES.values(), name, value, READINGS[name][0], clock)


@pytest.mark.parametrize(("name", "value"), OTHERS, ids=[f"{name} not {value}" for name, value in OTHERS])
def test_a_story_shows_the_default_where_another_value_says_otherwise(name: str, value: str) -> None:
    """What is expected under the default would fail under the value."""
    with frozen() as clock:
        assert shown(STORIES.values(), name, READINGS[name][0], value, clock)


def test_a_story_chooses_readings_for_itself() -> None:
    """In its own block, and expects something that depends on the choice."""
    with frozen() as clock:
        assert any(
            tells_apart(story, name, value, READINGS[name][0], clock)
            for story in STORIES.values()
            for name, value in story.opening.readings
        )
