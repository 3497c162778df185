"""Stores to be spoilt, on both databases, and the stories in them."""

import os
import time
from pathlib import Path

import pytest

from tests.server import Server

SHORT = {"in SQLite": 20, "in PostgreSQL": 5}
WHOLE = {"in SQLite": 200, "in PostgreSQL": 50}


@pytest.fixture(params=SHORT)
def database(request: pytest.FixtureRequest) -> str:
    """Which database a store is in; tests of one overrule it."""
    return str(request.param)


@pytest.fixture
def kills(database: str) -> int:
    """How often a work is killed."""
    return (WHOLE if "FAULTS" in os.environ else SHORT)[database]


@pytest.fixture
def seed() -> int:
    """What the places are drawn with at which it is killed."""
    return int(os.environ.get("FAULTS_SEED", "1"))


@pytest.fixture
def new_url(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> "NewUrl":
    """Gives the URL of a store that is not there yet."""
    return NewUrl(tmp_path, None if database == "in SQLite" else request.getfixturevalue("server"))


class NewUrl:
    """Gives URLs of stores that are not there yet."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self._folder, self._server, self._number = folder, server, 0

    def __call__(self) -> str:
        """One more."""
        self._number += 1
        return self._server.new() if self._server else f"sqlite:///{self._folder / f'kept{self._number}.db'}"

    def quiet(self, url: str) -> None:
        """Waits until the server knows that the program which wrote to a store is no more, and has undone its part."""
        if self._server:
            name = url.partition("@/")[2].partition("?")[0]
            here = f"SELECT 1 FROM pg_stat_activity WHERE application_name='lifecycle' AND datname='{name}'"
            while self._server.run(here):
                time.sleep(0.01)
