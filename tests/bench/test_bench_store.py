"""Recording: a story end to end against the stock library, and the chain against doing without."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from lifecycle.clock import Clock, frozen
from lifecycle.events import Recorded
from lifecycle.store import Store
from lifecycle.store.sqlite_recorder import SQLiteChainRecorder, SQLiteStoreFactory
from projections.months import months
from tests.bench.conftest import Race
from tests.bench.lines import Line, line, paid_late, renumbered
from tests.bench.stock import lines, told, whole

ROUNDS = 25


class UnsealedRecorder(SQLiteChainRecorder):
    """A recorder that leaves out the chain."""

    def _seal(self, *_: Any) -> None: ...


class UnsealedFactory(SQLiteStoreFactory):
    """Its factory."""

    application_recorder_class = UnsealedRecorder


class Unsealed(Store):
    """The store without its chain, for comparison."""

    def construct_factory(self, env: Any) -> Any:
        """SQLite, without a chain."""
        return UnsealedFactory(env, self.place, self.opening)  # type: ignore[arg-type]  # a file


@pytest.fixture(scope="module")
def paid() -> Line:
    """Three years of paying late: some 145 events at 110 instants."""
    return line(paid_late, 72)


@pytest.mark.parametrize("decides", [True, False], ids=["deciding", "not deciding"])
def test_end_to_end(race: Race, paid: Line, disk: Path, decides: bool) -> None:
    """Decide, record each instant with its link of the chain, read back, project; both sides wait for the disk."""
    story = list(told(paid.decided()))
    numbers = count(1)
    with Store.open(f"sqlite:///{disk / 'ours.db'}") as store, lines(disk / "stock.db") as stock:
        clock = Held()

        def ours() -> None:
            once = paid.numbered(next(numbers))
            rules = once.rules
            events = once.decided(clock.hands())
            store.record(events, {book.digest: book.text for book in rules.books})
            months(tuple(store.events(events[0].subscription)), rules, once.until)

        race(
            "a story end to end on a SQLite file, with the chain: decide, record per instant, read back, project",
            "stock eventsourcing, same events: "
            + ("commands that check, " if decides else "nothing decided, ")
            + "`@event` methods, save per instant, read back, months",
            ours,
            lambda: whole(stock, story, decides=decides),
            target=7 if decides else None,
            rounds=ROUNDS,
            around=clock.frozen,
        )


class Held:
    """A freeze that begins and ends outside of what is measured."""

    def __init__(self) -> None:
        self.clock: Clock | None = None

    def frozen(self) -> ExitStack:
        """The freeze, entered."""
        stack = ExitStack()
        self.clock = stack.enter_context(frozen())
        return stack

    def hands(self) -> Any:
        """What moves the clock in one replay."""
        assert self.clock is not None
        return self.clock.replay().move_to


def test_chain(race: Race, paid: Line, disk: Path) -> None:
    """The same events recorded with and without; neither waits for the disk, which would hide the difference."""
    events = paid.decided()

    def many() -> Iterator[tuple[Recorded, ...]]:
        return iter([renumbered(events, number) for number in range(2 * ROUNDS)])

    sealed, unsealed = many(), many()
    with (
        Store.open(f"sqlite:///{disk / 'sealed.db'}", kept=False) as store,
        Unsealed.open(f"sqlite:///{disk / 'unsealed.db'}", kept=False) as without,
    ):
        race(
            "recording with the chain",
            "recording without it, the same events on a SQLite file",
            lambda: store.record(next(sealed), {}),
            lambda: without.record(next(unsealed), {}),
            target=1.45,
            cause="each instant writes two pages more to SQLite's log, of the chain and of its index",
            rounds=ROUNDS,
        )
