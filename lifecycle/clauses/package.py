"""Packages (*paket*): how long one is free, when it stops by itself, and which price is in force."""

from enum import IntEnum
from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle import civil
from lifecycle.civil import DAY, NEVER

Consent = Literal["staff_activation", "free_to_paid"]

WEEK = 7 * DAY
"""Seconds in a week."""

NO_PRICE = -1
"""What is in force where the package does not run."""


class FreeTerm(IntEnum):
    """Are free months those of the calendar, the activation's the first, or counted from the day of activation?"""

    CALENDAR_MONTHS = 0
    ANNIVERSARY = 1


READINGS: dict[str, type[IntEnum]] = {"package.free_term": FreeTerm}


class Per(IntEnum):
    """What the price of a package is for."""

    MONTH = 0
    WEEK = 1


class Activation(NamedTuple):
    """One activation in whole numbers: WIB seconds, sen a month or, by ``per``, a week.

    ``stopped`` is when a stop was recorded, ``NEVER`` where none was.
    """

    since: int
    stopped: int
    price: int
    free_months: int
    free_term: int
    per: int = Per.MONTH


def free_until(taken: Activation) -> int:
    """The second at which the free months are over; the activation's own where there are none."""
    if taken.free_months == 0:
        return taken.since
    day = taken.since // DAY
    if taken.free_term == FreeTerm.ANNIVERSARY:
        return civil.month_add(day, taken.free_months) * DAY
    return civil.month_start(civil.month_of(day) + taken.free_months) * DAY


def stops_by_itself(taken: Activation) -> bool:
    """Whether the package is to stop when its free months are over: nothing was agreed to be paid after them."""
    return taken.price == 0 and taken.free_months > 0


def ends(taken: Activation) -> int:
    """The second at which the package runs no more: a recorded stop or the promised one; else ``NEVER``."""
    return min(taken.stopped, free_until(taken) if stops_by_itself(taken) else NEVER)


def converts_at(taken: Activation) -> int:
    """The second at which a free package becomes a paid one; ``NEVER`` where it does not."""
    free_to = free_until(taken)
    return free_to if taken.free_months > 0 and taken.price > 0 and free_to < taken.stopped else NEVER


def price_at(taken: Activation, at: int) -> int:
    """The price in force at a second: 0 in the free months, ``NO_PRICE`` where the package does not run."""
    if not taken.since <= at < ends(taken):
        return NO_PRICE
    return 0 if at < free_until(taken) else taken.price


def price_in(taken: Activation, opens: int, closes: int) -> int:
    """The price in force in the part of ``[opens, closes)`` in which the package runs; at its last second."""
    last = min(ends(taken), closes) - 1
    return price_at(taken, last) if last >= max(taken.since, opens) else NO_PRICE


def weeks_in(taken: Activation, opens: int, closes: int) -> int:
    """How many paid weeks begin in ``[opens, closes)``: the first when the free months are over, each 7 days on."""
    first, last = free_until(taken), min(ends(taken), closes)
    return max(0, _weeks_before(first, last) - _weeks_before(first, opens))


def _weeks_before(first: int, at: int) -> int:
    """How many weeks have begun before a second."""
    return max(0, -(-(at - first) // WEEK))


def charge_in(taken: Activation, opens: int, closes: int) -> int:
    """What a bill's cycle ``[opens, closes)`` costs: its month's price, or that of each week that begins in it.

    ``NO_PRICE`` where the package does not run in it.
    """
    price = price_in(taken, opens, closes)
    return price * weeks_in(taken, opens, closes) if taken.per == Per.WEEK and price > 0 else price


def cycle(month: int, cycle_from: int) -> tuple[int, int]:
    """The seconds ``[opens, closes)`` that the bill of a month is about.

    The month itself where no day is given, which 0 says; else from that day of the month before to the day before it.
    """
    if cycle_from == 0:
        return civil.month_start(month) * DAY, civil.month_start(month + 1) * DAY
    return civil.day_in_month(month - 1, cycle_from) * DAY, civil.day_in_month(month, cycle_from) * DAY


@frozen
class PackageTable:
    """``[package]``: what a customer's recorded consent is needed for, and from which day a bill's cycle runs."""

    consent_for: tuple[Consent, ...]
    cycle_from: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.cycle_from is not None and not 1 <= self.cycle_from <= 28:
            raise ValueError(f"cycle_from = {self.cycle_from}: a cycle begins on a day that every month has, 1 to 28")

    def cycle(self, month: int) -> tuple[int, int]:
        """The WIB seconds that the bill of a month, counted from year 0, is about; the last one not among them."""
        return cycle(month, self.cycle_from or 0)
