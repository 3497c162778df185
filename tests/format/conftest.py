"""The stories that the tests of the format share."""

import pytest

from tests.format.examples import EVERY_EVENT, SMALL


@pytest.fixture
def small() -> str:
    """A small story, told by the rules."""
    return SMALL


@pytest.fixture
def every_event() -> str:
    """A story as recorded, in which everything happens once."""
    return EVERY_EVENT
