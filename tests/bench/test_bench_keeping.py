"""Histories that are kept: recording and streaming in both databases against the stock library, and verifying."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from attrs import frozen

from lifecycle.events import Recorded
from lifecycle.store import Store
from tests.bench.conftest import Race
from tests.bench.lines import line, paid_late, renumbered
from tests.bench.stock import Lines, lines, lines_on, saved, told
from tests.server import Server

ROUNDS = 15
BOOKS = {book.digest: book.text for book in line(paid_late, 1).rules.books}
STOCK = "stock eventsourcing, same events: nothing decided, `@event` methods, "


@frozen
class Sides:
    """Where both sides keep their events."""

    where: str
    ours: Store
    stock: Lines


@pytest.fixture(params=["on a SQLite file", "on PostgreSQL"])
def sides(request: pytest.FixtureRequest, disk: Path) -> Iterator[Sides]:
    """Our store and the stock library's, in the same kind of database."""
    with ExitStack() as stack:
        if request.param == "on PostgreSQL":
            server: Server = request.getfixturevalue("server")
            url = server.new()
            stock = stack.enter_context(lines_on(server, url))
        else:
            url = f"sqlite:///{disk / 'ours.db'}"
            stock = stack.enter_context(lines(disk / "stock.db"))
        yield Sides(request.param, stack.enter_context(Store.open(url)), stock)


@pytest.fixture(scope="module")
def events() -> tuple[Recorded, ...]:
    """Three years of paying late: some 145 events at 110 instants."""
    return line(paid_late, 72).decided()


@pytest.fixture(scope="module")
def many() -> tuple[Recorded, ...]:
    """Some 1,200 events."""
    return line(paid_late, 600).decided()


def test_recording(race: Race, sides: Sides, events: tuple[Recorded, ...]) -> None:
    """One transaction an instant on both sides, which both wait for."""
    story, numbers = list(told(events)), count(1)
    stories = {number: renumbered(events, number) for number in range(1, 2 * ROUNDS + 4)}
    race(
        f"recording with the chain, {sides.where}: a transaction an instant",
        f"{STOCK}save per instant",
        lambda: sides.ours.record(stories[next(numbers)], {}),
        lambda: saved(sides.stock, story, decides=False),
        rounds=ROUNDS,
    )


def test_streaming(race: Race, sides: Sides, many: tuple[Recorded, ...]) -> None:
    """From the database to events, each in turn."""
    name = many[0].subscription
    sides.ours.record(many, {})
    kept = saved(sides.stock, told(many), decides=False)

    def ours() -> None:
        assert sum(1 for _ in sides.ours.events(name)) == len(many)

    def other() -> None:
        assert sum(1 for _ in sides.stock.events.get(kept)) == len(many)

    race(f"streaming events, {sides.where}", "stock eventsourcing, same events: its event store", ours, other)


def test_verifying(race: Race, sides: Sides, many: tuple[Recorded, ...]) -> None:
    """Every hash computed anew, against the same rows read and left alone."""
    sides.ours.record(many, BOOKS)
    name = many[0].subscription

    def rows() -> None:
        assert sum(1 for _ in sides.ours.rows(name)) == len(many)

    def verify() -> None:
        assert sides.ours.verify() is None

    race(f"verifying a store, {sides.where}", "reading the same rows, events beside links", verify, rows)
