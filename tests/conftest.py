"""What all tests share: how hypothesis searches, and a PostgreSQL server where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.server import MISSING, Server, binaries, running

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


HERE = Path(__file__).parent
UNTRACED = ("properties", "faults", "cli/test_kept_stories.py", "test_library_reach.py", "test_invented_reach.py")
"""Tests that replay so many stories that tracing each line doubles the whole run; what they reach, others reach too."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage out of the tests that go the same ways again and again."""
    for item in items:
        if any(item.path.is_relative_to(HERE / place) for place in UNTRACED):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this run's own; without its programs, or psycopg, the tests that want it are skipped."""
    folder = binaries()
    if folder is None:
        pytest.skip(MISSING)
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with running(folder) as found:
        yield found
