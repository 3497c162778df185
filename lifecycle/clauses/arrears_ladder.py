"""Arrears (*tunggakan*): the rungs from a warning to the end of the subscription."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle.clauses.instant import BillClock, InstantForm, When, falls, opens
from lifecycle.clauses.late_fee import standing_before
from lifecycle.money import Sen


class Becomes(IntEnum):
    """What a rung makes of the service."""

    WARNED = 0
    DOWNGRADED = 1
    ISOLATED = 2
    BLOCKED = 3
    TERMINATED = 4


class LiftedWhen(IntEnum):
    """What must be settled before an isolated line is reconnected."""

    OVERDUE_AND_FEES = 0
    OVERDUE = 1
    ALL_BILLED = 2


class IsolationBilling(IntEnum):
    """Are months in isolation billed?"""

    CONTINUES = 0
    SUSPENDED = 1


class ArrearsOf(IntEnum):
    """Whose arrears end a subscription: the oldest bill's, or two bills' together."""

    OLDEST_BILL = 0
    TWO_BILLS = 1


class Cure(IntEnum):
    """Does paying everything after the right to end has vested still save the subscription?"""

    VESTED = 0
    CURABLE = 1


class Discretion(IntEnum):
    """Does the provider use its right to end at the first permitted instant (G5)?"""

    EXERCISED = 0
    ELIGIBLE_ONLY = 1


READINGS: dict[str, type[IntEnum]] = {
    "isolation.lifted_when": LiftedWhen,
    "isolation.billing": IsolationBilling,
    "termination.arrears": ArrearsOf,
    "termination.cure": Cure,
    "termination.discretion": Discretion,
}


class Rung(NamedTuple):
    """A rung in whole numbers; ``fee`` in sen."""

    becomes: int
    at: When
    vests: When
    right: bool
    fee: int


def rung_at(rung: Rung, clock: BillClock) -> int:
    """The second at which an unpaid bill takes the rung; the ending does not go along with a moved due date."""
    return opens(rung.at, clock, rung.becomes != Becomes.TERMINATED)


def vests_at(rung: Rung, clock: BillClock) -> int:
    """The second from which the rung can no longer be prevented by the clause."""
    return opens(rung.vests, clock, rung.becomes != Becomes.TERMINATED)


def clock_runs(rung: Rung, clock: BillClock) -> bool:
    """Whether a bill was issued before its rung vests; one that did not exist then was not unpaid then."""
    return clock.issued < falls(rung.vests, clock, rung.becomes != Becomes.TERMINATED)


def unpaid_at_vesting(vests: int, times: Sequence[int], unpaid: Sequence[int]) -> bool:
    """Whether a bill was still unpaid when its rung vested; a payment in that very second is late (G6)."""
    return unpaid[standing_before(vests, times)] > 0


def met(at: int, open_since: int, issued: int) -> bool:
    """Whether a bill, open now, was so without a break since just before a second, or since its issue.

    A bill raised again after it was settled has missed the instants gone by.
    """
    return open_since < at or open_since == issued


def exercised(right: bool, discretion: int) -> bool:
    """Whether the provider acts on a rung: on one that it must, and on one that it may by the reading (G5)."""
    return not right or discretion == Discretion.EXERCISED


def lets_go(lifted_when: int, unpaid: int, fees: int, held: bool, kept_back: bool) -> bool:
    """Whether nothing keeps service limited any more.

    ``unpaid`` and ``fees`` are all that is owed, in sen; ``held`` says whether a bill is overdue, or past a rung, and
    ``kept_back`` whether a fee is owed on one that is settled.
    """
    if lifted_when == LiftedWhen.ALL_BILLED:
        return unpaid == 0 and fees == 0
    return not held and (lifted_when == LiftedWhen.OVERDUE or not kept_back)


def two_in_a_row(month: int, vests: int, months: Sequence[int], issued: Sequence[int]) -> bool:
    """Whether of the open bills, the oldest first, two of months in a row were issued before a bill's right vests.

    They are of the bill's own month and the one after it at the latest.
    """
    before = -1
    for index in range(len(months)):
        if months[index] > month + 1:
            break
        if issued[index] < vests:
            if months[index] == before + 1:
                return True
            before = months[index]
    return False


@frozen
class RungEntry:
    """``[[arrears.rung]]``: what the service becomes and when; ``right`` marks a may-rule."""

    becomes: Literal["warned", "downgraded", "isolated", "blocked", "terminated"]
    at: InstantForm
    vests: InstantForm | None = None
    right: bool = False
    fee: Sen | None = None

    def __attrs_post_init__(self) -> None:
        if self.vests is not None and self.becomes != "terminated":
            raise ValueError('vests goes with becomes = "terminated", the one rung with a right that vests')

    @property
    def rung(self) -> Rung:
        """The same rung in whole numbers."""
        return Rung(
            becomes=Becomes[self.becomes.upper()],
            at=self.at.when,
            vests=(self.vests or self.at).when,
            right=self.right,
            fee=self.fee or 0,
        )


@frozen
class ArrearsTable:
    """``[arrears]``: the ladder, lowest rung first."""

    rung: tuple[RungEntry, ...]

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """The rungs in whole numbers."""
        return tuple(entry.rung for entry in self.rung)
