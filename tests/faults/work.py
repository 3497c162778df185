"""Works that write to a store, each to be killed in its midst: what they do, and how far they say that they are.

A work is a function over the URL of a store and a way to acknowledge. It is run by `nursery`, in a process of its own.
It acknowledges a subscription's events only once all of them up to that number must outlive the process. Every
subscription is told by `stories`, so whoever adds a work adds it to `WORKS`, and `stories` says what it leaves.
"""

import atexit
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from unittest import mock

from attrs import frozen

from lifecycle.events import Recorded
from lifecycle.store import Store, application
from lifecycle.store.application import Events
from scenarios.commands.importing import run
from tests.importing.exports import MAP, export
from tests.store.conftest import BOOKS, told

Acknowledge = Callable[[str, int], None]
"""Told of a subscription, and of how many of its events are stored."""


@frozen
class Work:
    """Something that writes to a store: what it does, and the whole of what it leaves there, by subscription.

    ``do`` is done again after each kill, until it ends; ``instants`` is about how many it acknowledges.
    """

    do: Callable[[str, Acknowledge], None]
    stories: Callable[[], Mapping[str, Sequence[Recorded]]]

    @property
    def instants(self) -> int:
        """How many transactions it comes to."""
        return sum(len({one.at for one in story}) for story in self.stories().values())


def told_apart() -> dict[str, list[Recorded]]:
    """Ten stories of six events at four instants each, one of these of three events."""
    return {name: told(name, days) for days, name in enumerate(f"indihome/{122001 + n}" for n in range(10))}


def recording(url: str, acknowledge: Acknowledge) -> None:
    """Records the stories one after the other; an instant is acknowledged when the next one begins."""
    with Store.open(url) as store:
        for name, story in told_apart().items():
            instants = [one.at for one in story]

            def begun(at: datetime, name: str = name, instants: list[datetime] = instants) -> None:
                acknowledge(name, instants.index(at))

            store.record(story, BOOKS, at_instant=begun)
            acknowledge(name, len(story))


NUMBERS = range(10)
AT_ONCE = 5
"""Events of an import that go into a transaction, so that these few subscriptions come to many."""


@cache
def exported() -> Path:
    """An export of ten subscriptions with two bills, and at the instant of the second one a payment, all mixed."""
    folder = Path(mkdtemp(prefix="lifecycle-faults-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    (folder / "map.yaml").write_text(MAP, "utf-8")
    bills = [
        (str(122001 + n), "10/05/2022", "BILL", f"05/{month}/2024", f"{month}/2024", "412500", "", "412500")
        for month in ("06", "07")
        for n in NUMBERS
    ]
    pays = [(str(122001 + n), "", "PAY", "05/07/2024 00:00", "", str(1000 + n), "TUNAI", "") for n in NUMBERS]
    return export(folder / "bills.csv", [*bills, *pays])


@cache
def imported() -> dict[str, list[Recorded]]:
    """What the export says, as an import into memory gives it."""
    found: dict[str, list[Recorded]] = {}
    _import("sqlite://", lambda one: found.setdefault(one.subscription, []).append(one))
    return found


def importing(url: str, acknowledge: Acknowledge) -> None:
    """Imports the export; events are acknowledged once their transaction is over."""
    _import(url, lambda one: acknowledge(one.subscription, one.version))


def _import(url: str, stored: Callable[[Recorded], None]) -> None:
    whole = Events.append

    def append(self: Events, events: Sequence[Recorded], books: Mapping[str, str]) -> None:
        whole(self, events, books)
        for one in events:
            stored(one)

    file = exported()
    with (
        mock.patch.object(Events, "append", append),
        mock.patch.object(application, "TOGETHER", AT_ONCE),
        redirect_stdout(StringIO()),
    ):
        assert run(file, file.with_name("map.yaml"), url) == 0


WORKS: dict[str, Work] = {"recording": Work(recording, told_apart), "importing": Work(importing, imported)}
"""By what they are called in the tests."""
