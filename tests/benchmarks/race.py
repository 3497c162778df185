"""The same base judged in several ways, to the same answers: the subscription-months a second of each."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

import numpy as np
from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.rulebook import Shelf
from projections.columns.batch import Batch, Int64, chosen, part
from projections.columns.judged import judged
from projections.columns.replayed import by_replay
from scenarios.portfolio.asked import Editions
from scenarios.portfolio.part import BATCH
from tests.bench import stock
from tests.benchmarks import clause, files, punctual, tiers
from tests.benchmarks.punctual import SINCE, Punctual

ROUNDS = 3

KERNEL, FILES, EVENTS = "kernel", "kernel, Parquet in and out", "event path"
CLAUSE, OPENFISCA = "the late fee alone, by its clause compiled", "the late fee alone, by OpenFisca"


@frozen
class Lap:
    """One way: over how many subscriptions it went, of how many months, and in how many seconds, by the median."""

    name: str
    subscriptions: int
    months: int
    seconds: float

    @property
    def rate(self) -> float:
        """Subscription-months a second, on one core."""
        return self.subscriptions * self.months / self.seconds


def laps(subscriptions: int, months: int, folder: Path) -> list[Lap]:
    """Every way over one base, or as many of its first as take a few seconds. Raises where answers differ."""
    editions = tuple(Shelf.open().editions("indihome"))
    book, base = editions[-1], punctual.made(subscriptions, months)
    fees = tiers.by_numpy(book, base)
    columns, system = punctual.batch(base, fees), tiers.system(book)
    expected = fees.sum(axis=1)
    events, told = min(subscriptions, 300), min(subscriptions, 100)
    few, stories = chosen(columns, np.arange(events)), [list(_told(base, fees, row)) for row in range(told)]
    stored = files.written(columns, folder / "base.parquet")
    judged(few, editions, {}, base.until)  # compiles
    clause.by_clause(book, base)  # compiles
    tiers.by_openfisca(system, punctual.made(10, months))
    ways: list[tuple[str, int, Callable[[], Int64]]] = [
        (KERNEL, subscriptions, lambda: _by_kernel(columns, editions, base.until)),
        (FILES, subscriptions, lambda: files.by_files(stored, editions, base.until, folder / "rows")),
        (EVENTS, events, lambda: by_replay(few, editions, {}, base.until).late_fees_charged),
        ("eventsourcing, stock", told, lambda: _by_stock(stories, folder / "lines.db")),
        (CLAUSE, subscriptions, lambda: clause.by_clause(book, base).sum(axis=1)),
        ("the late fee alone, by NumPy", subscriptions, lambda: tiers.by_numpy(book, base).sum(axis=1)),
        (OPENFISCA, subscriptions, lambda: tiers.by_openfisca(system, base)),
    ]
    return [_lap(name, count, months, way, expected) for name, count, way in ways]


def _lap(name: str, count: int, months: int, way: Callable[[], Int64], expected: Int64) -> Lap:
    took = []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = way()
        took.append(perf_counter() - start)
        if not np.array_equal(found, expected[:count]):
            raise AssertionError(f"{name} answers otherwise")
    return Lap(name, count, months, median(took))


def _by_kernel(columns: Batch, editions: Editions, until: int) -> Int64:
    """In batches, as bases are judged; for what the machine's caches hold is a part of how fast it is."""
    firsts = range(0, len(columns.activated), BATCH)
    parts = (part(columns, first, min(first + BATCH, len(columns.activated))) for first in firsts)
    return np.concatenate([judged(one, editions, {}, until).late_fees_charged for one in parts])


def _told(base: Punctual, fees: Int64, row: int) -> list[stock.Told]:
    """A subscription as commands of the stock path; what it pays beyond its bills is its fees."""
    opened = _at(civil.month_start(SINCE - 24))
    happened: list[stock.Told] = []
    for number in range(base.amount.shape[1]):
        first, amount = civil.month_start(SINCE + number), int(base.amount[row, number])
        issued = {"period": calendar.period(SINCE + number), "amount": amount}
        happened.append((_at(first + 4), "bill", issued))
        paid = _at(first + int(base.paid[row, number])) + timedelta(hours=10)
        happened.append((paid, "pay", {"amount": amount + int(fees[row, number])}))
    opening: stock.Told = (opened, "", {"number": str(row), "monthly_fee": int(base.amount[row, 0])})
    return [opening, *sorted(happened, key=lambda one: one[0])]


def _at(day: int) -> datetime:
    return calendar.instant(day * civil.DAY)


def _by_stock(stories: list[list[stock.Told]], file: Path) -> Int64:
    app = stock.lines(file)
    ids: list[UUID] = [stock.saved(app, story) for story in stories]
    read: list[stock.Line] = [app.repository.get(one) for one in ids]
    found = np.array([line.credit for line in read], dtype=np.int64)
    app.close()
    return found
