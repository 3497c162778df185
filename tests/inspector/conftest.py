"""Stores to look into, on both databases, and a browser over them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lifecycle.store import Store
from scenarios.inspector.of_store import OfStore
from scenarios.report.masking import Mask
from tests.inspector.big import fill
from tests.inspector.browser import Browser, guarded
from tests.server import Server

SUBSCRIPTIONS = 130


@pytest.fixture(scope="module", params=["in SQLite", "in PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store of 130 subscriptions."""
    if request.param == "in SQLite":
        made = f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}"
    else:
        server: Server = request.getfixturevalue("server")
        made = server.new()
    with Store.open(made, kept=False) as store:
        fill(store, SUBSCRIPTIONS)
    return made


@pytest.fixture(scope="module")
def holdings(url: str) -> Iterator[OfStore]:
    """That store, opened to be looked into."""
    held = OfStore(url, (), Mask())
    yield held
    held.close()


@pytest.fixture(scope="module")
def browser(holdings: OfStore) -> Browser:
    """Somebody who was admitted to it."""
    return Browser(guarded(holdings))


@pytest.fixture
def opened() -> Iterator[Callable[[str], OfStore]]:
    """Opens stores to be looked into, and closes them at the end."""
    held: list[OfStore] = []

    def opening(url: str, *rules: Path, on: bool = True) -> OfStore:
        held.append(OfStore(url, rules, Mask(on=on)))
        return held[-1]

    yield opening
    for one in held:
        one.close()
