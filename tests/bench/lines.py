"""Lines to measure with: facts in plenty, made up by number so that every run has the same ones."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from lifecycle import calendar
from lifecycle.events import EVENTS, Activated, Billed, Event, Paid, PaymentReversed, Recorded
from lifecycle.history import Fact, history
from lifecycle.money import Sen
from lifecycle.terms import Rules
from tests.stories import SHELF

FIRST = 2022 * 12 + 6
"""The month of the first bill."""

FEE = 41_250_000

Facts = Iterator[tuple[datetime, Event]]


@frozen
class Line:
    """A line's opening and facts, its rules, and its last instant."""

    opening: Activated
    facts: tuple[Fact, ...]
    until: datetime

    @property
    def rules(self) -> Rules:
        """The rules that judge it, fresh."""
        return Rules(SHELF.editions(self.opening.provider), dict(self.opening.readings), None, self.opening.givens)

    def decided(self, tick: Callable[[datetime], None] = lambda at: None) -> tuple[Recorded, ...]:
        """Its events."""
        return history(self.opening, self.facts, self.rules, self.until, tick=tick).events

    def numbered(self, number: object) -> "Line":
        """The same line under another number."""
        return evolve(self, opening=evolve(self.opening, number=str(number)))


def line(of: Callable[[int], Facts], facts: int, **readings: str) -> Line:
    """A line with so many facts."""
    made = [Fact(step, at, event) for step, (at, event) in enumerate(islice(_months(of), facts), 1)]
    opened = calendar.midnight(calendar.parse_day("2022-05-10"))
    opening = Activated("indihome", "122001", opened, monthly_fee=Sen(FEE), readings=tuple(sorted(readings.items())))
    return Line(opening, tuple(made), made[-1].at + timedelta(hours=1))


def renumbered(events: tuple[Recorded, ...], number: object) -> tuple[Recorded, ...]:
    """Events of another subscription, otherwise the same."""
    return tuple(evolve(event, subscription=f"indihome/{number}") for event in events)


def paid_late(month: int) -> Facts:
    """A bill, paid with its fee after the last day: the line is isolated and reconnected each month."""
    yield _day(month, 5), Billed(calendar.period(month), Sen(FEE))
    yield _day(month, 24, 10), Paid(Sen(FEE + FEE // 20))


def many_paid_late(month: int) -> Facts:
    """Twelve bills a month, all paid after the last day."""
    for day in range(1, 13):
        yield _day(month, day), Billed(calendar.period(month), Sen(FEE + day))
    for day in range(1, 13):
        yield _day(month, 24, day), Paid(Sen(FEE + day + (FEE + day) // 20))


def many_unpaid(month: int) -> Facts:
    """Twenty-four bills a month, none of them ever paid."""
    for day in range(1, 25):
        yield _day(month, day), Billed(calendar.period(month), Sen(FEE + day))


def many_in_parts(month: int) -> Facts:
    """Eight bills a month, each paid in two parts, the second of them late."""
    for day in range(1, 9):
        yield _day(month, day), Billed(calendar.period(month), Sen(FEE))
    for part in (18, 26):
        for hour in range(8):
            yield _day(month, part, hour), Paid(Sen(FEE // 2 + (FEE // 40 if part == 26 else 0)))


def one_unpaid(month: int) -> Facts:
    """A bill a month, never paid."""
    yield _day(month, 5), Billed(calendar.period(month), Sen(FEE))


def sometimes_reversed(month: int) -> Facts:
    """A bill a month, paid late; every sixth payment is reversed the next day and made again."""
    yield from paid_late(month)
    if month % 6 == 0:
        yield _day(month, 25), PaymentReversed(Sen(FEE + FEE // 20))
        yield _day(month, 26), Paid(Sen(FEE + FEE // 20))


def _months(of: Callable[[int], Facts]) -> Facts:
    month = FIRST
    while True:
        yield from of(month)
        month += 1


def _day(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(month // 12, month % 12 + 1, day, hour, tzinfo=calendar.WIB)


class Tally:
    """What the bare loop folds into."""

    __slots__ = ("billed", "paid", "status")

    def __init__(self) -> None:
        self.billed = self.paid = 0
        self.status = ""


def _billed(tally: Tally, event: Any) -> None:
    tally.billed += event.amount


def _paid(tally: Tally, event: Any) -> None:
    tally.paid += event.amount


def _named(tally: Tally, event: Any) -> None:
    tally.status = event.topic


BARE: dict[type[Event], Callable[[Tally, Any], None]] = dict.fromkeys(EVENTS.values(), _named)
BARE[Billed], BARE[Paid] = _billed, _paid


def bare(events: tuple[Recorded, ...]) -> Tally:
    """The least that a fold of attrs events does: by the event's class, one amount added or one field set."""
    tally = Tally()
    for recorded in events:
        BARE[type(recorded.event)](tally, recorded.event)
    return tally
