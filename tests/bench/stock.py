"""The same story told with the library as it comes: aggregates, its transcoder, its recorders, its settings."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from lifecycle.events import Activated, Billed, Paid, Recorded
from tests.server import USER, Server

Told = tuple[datetime, str, dict[str, object]]
"""When, which command, and what it is given."""


class Refused(Exception):
    """A command that the line's state does not allow."""


class Line(Aggregate):
    """A line whose commands check what they are given before the event is triggered, and whose events assign."""

    @event("Opened")
    def __init__(self, at: datetime, number: str, monthly_fee: int) -> None:
        self.number = number
        self.opened = at
        self.monthly_fee = monthly_fee
        self.status = "active"
        self.open: deque[list[int]] = deque()
        self.credit = 0
        self.months: dict[str, list[int]] = {}

    def bill(self, at: datetime, period: str, amount: int) -> None:
        """Issue a bill, unless the line has ended or the bill is nothing."""
        if self.status == "terminated" or amount <= 0 or at < self.opened:
            raise Refused
        self.billed(at, period, amount)

    def pay(self, at: datetime, amount: int) -> None:
        """Take a payment."""
        if amount <= 0 or at < self.opened:
            raise Refused
        self.paid(at, amount)

    def become(self, at: datetime, status: str) -> None:
        """Isolate or reconnect, where that changes anything."""
        if self.status in (status, "terminated"):
            raise Refused
        self.became(at, status)

    @event("Billed")
    def billed(self, at: datetime, period: str, amount: int) -> None:
        """A bill: the oldest is paid first."""
        self.open.append([amount, amount])
        self.months.setdefault(period, [0, 0])[0] += amount

    @event("Paid")
    def paid(self, at: datetime, amount: int) -> None:
        """A payment, to the oldest bill first, what is left to credit."""
        self.months.setdefault(f"{at:%Y-%m}", [0, 0])[1] += amount
        while amount and self.open:
            part = min(amount, self.open[0][0])
            amount -= part
            self.open[0][0] -= part
            if not self.open[0][0]:
                self.open.popleft()
        self.credit += amount

    @event("Became")
    def became(self, at: datetime, status: str) -> None:
        """Isolated or reconnected."""
        self.status = status


class Lines(Application[UUID]):
    """The stock application over lines."""


def lines(file: Path) -> Lines:
    """The application on a SQLite file, everything else as it comes."""
    return Lines({"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(file)})


def lines_on(server: Server, url: str) -> Lines:
    """The application on a server, everything else as it comes."""
    where = {"DBNAME": url.partition("@/")[2].partition("?")[0], "HOST": str(server.socket), "USER": USER}
    keys = {f"POSTGRES_{key}": value for key, value in where.items()}
    return Lines({"PERSISTENCE_MODULE": "eventsourcing.postgres", "POSTGRES_PASSWORD": "-", **keys})


def told(events: Iterable[Recorded]) -> Iterator[Told]:
    """Recorded events as commands of such a line."""
    for recorded in events:
        happened = recorded.event
        if isinstance(happened, Activated):
            yield recorded.at, "", {"number": happened.number, "monthly_fee": int(happened.monthly_fee or 0)}
        elif isinstance(happened, Billed):
            yield recorded.at, "bill", {"period": happened.period, "amount": happened.amount}
        elif isinstance(happened, Paid):
            yield recorded.at, "pay", {"amount": happened.amount}
        else:
            status = {"isolated.1": "isolated", "reconnected.1": "active"}[happened.topic]
            yield recorded.at, "become", {"status": status}


UNCHECKED = {"bill": "billed", "pay": "paid", "become": "became"}
"""Each command's bare event, for a line that decides nothing."""


def saved(app: Lines, story: Iterable[Told], *, decides: bool = True) -> UUID:
    """The story told and saved, once an instant."""
    line: Line | None = None
    for at, instant in groupby(story, key=lambda one: one[0]):
        for _, command, given in instant:
            if line is None:
                line = Line(at=at, **given)  # type: ignore[arg-type]  # as `told` gives them
            else:
                getattr(line, command if decides else UNCHECKED[command])(at=at, **given)
        assert line is not None
        app.save(line)
    assert line is not None
    return line.id


def whole(app: Lines, story: Iterable[Told], *, decides: bool = True) -> dict[str, list[int]]:
    """The story told and saved, read back, and its months."""
    read: Line = app.repository.get(saved(app, story, decides=decides))
    return read.months
