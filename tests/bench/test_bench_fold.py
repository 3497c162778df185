"""Folding events, from memory, from their stored bytes and from a file, against a bare loop over the same events."""

from pathlib import Path

import pytest

from lifecycle import calendar
from lifecycle.events import Recorded
from lifecycle.store import Store
from lifecycle.subscription import Subscription, evolve
from projections.ledger import Mark, walk
from tests.bench.conftest import Race
from tests.bench.lines import Line, bare, line, paid_late

BARE = "a bare loop over the same attrs events: by class, one amount added or one field set"

TIMES = 10

BUILT = (
    "half is the event's class and its envelope, which Python builds field by field; a quarter is reading the bytes "
    "and writing them again, to be sure that they are the program's own"
)


@pytest.fixture(scope="module")
def paid() -> Line:
    """A line that pays late each month, some 4,000 events long."""
    return line(paid_late, 2000)


@pytest.fixture(scope="module")
def events(paid: Line) -> tuple[Recorded, ...]:
    """Its events."""
    return paid.decided()


def test_fold(race: Race, paid: Line, events: tuple[Recorded, ...]) -> None:
    """The aggregate alone; the instant of each event is given, as `history` gives it."""
    rules = paid.rules
    timed = [(recorded, rules.effective(recorded.at, recorded.event)) for recorded in events]

    def fold() -> None:
        for _ in range(TIMES):
            state = Subscription()
            for recorded, at in timed:
                evolve(state, recorded, at)

    race(
        "fold: the aggregate over recorded events; bills and payments leave it as it is",
        BARE,
        fold,
        lambda: bare(events),
        target=2.5,
        rounds=30,
        others=TIMES,
        scale=1 / TIMES,
    )


def test_fold_with_every_fee(race: Race, paid: Line, events: tuple[Recorded, ...]) -> None:
    """State, account, rights and every fee."""
    last = [Mark(calendar.seconds(events[-1].at))]
    rules = paid.rules
    race(
        "aggregate and account with every fee (the ledger)",
        BARE,
        lambda: list(walk(events, rules, last)),
        lambda: bare(events),
        rounds=9,
        others=TIMES,
    )


def test_decode_and_fold(race: Race, events: tuple[Recorded, ...]) -> None:
    """Stored bytes, each checked to be those that the program writes, into events, into the aggregate."""
    with Store.open() as store:
        stored = [store.mapper.to_stored_event(recorded) for recorded in events]
        rows = [(str(one.originator_id), one.originator_version, one.topic, one.state) for one in stored]
        opened = store.mapper.opened

        def fold() -> None:
            state = Subscription()
            for row in rows:
                recorded = opened(*row)
                evolve(state, recorded, calendar.seconds(recorded.at))

        race(
            "decode + fold: stored bytes into the aggregate",
            BARE,
            fold,
            lambda: bare(events),
            cause=BUILT,
            target=8,
            rounds=30,
            others=TIMES,
        )


def test_streaming_from_a_file(race: Race, events: tuple[Recorded, ...], disk: Path) -> None:
    """The same out of a SQLite file, a page at a time."""
    with Store.open(f"sqlite:///{disk / 'stream.db'}", kept=False) as store:
        store.record(events, {})

        def fold() -> None:
            state = Subscription()
            for recorded in store.events(events[0].subscription):
                evolve(state, recorded, calendar.seconds(recorded.at))

        race(
            "streaming replay from a SQLite file",
            BARE,
            fold,
            lambda: bare(events),
            cause=f"{BUILT}; a fifth is SQLite",
            target=15,
            rounds=30,
            others=TIMES,
        )
