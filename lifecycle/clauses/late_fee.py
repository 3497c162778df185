"""Paying late (*denda keterlambatan*): tiers of a rate or a flat fee on what is owed."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, NewType

from attrs import frozen

from lifecycle import civil
from lifecycle.clauses.instant import NEVER, BillClock, InstantForm, When, falls
from lifecycle.fields import named
from lifecycle.money import Rounding, Sen, rounded

Rate = NewType("Rate", int)
"""Basis points: hundredths of a percent."""

WHOLE = 10_000
"""One hundred percent, in basis points."""


class Stacking(IntEnum):
    """Does a later tier take the place of an earlier one, or come on top?"""

    REPLACE = 0
    ADD = 1


class AfterLastTier(IntEnum):
    """What holds when the last tier's time is over."""

    HOLD = 0
    NONE = 1
    GROW = 2


class Base(IntEnum):
    """Is each bill on its own clock, or what is owed pooled at the highest tier reached?"""

    EACH_BILL = 0
    ALL_OVERDUE = 1
    ALL_BILLED = 2


class PartialPayment(IntEnum):
    """What the rate is taken of when a bill is paid in parts."""

    OUTSTANDING_AT_TIER_START = 0
    FULL_BILL = 1
    PER_PORTION = 2
    EACH_PAYMENT = 3


class Tax(IntEnum):
    """Is the tax on a bill part of the base?"""

    AS_BILLED = 0
    WITHOUT_TAX = 1


class FeesAfterEnd(IntEnum):
    """Do tiers that open at or after the end of the subscription still apply?"""

    CONTINUE = 0
    FREEZE = 1


READINGS: dict[str, type[IntEnum]] = {
    "late_fee.base": Base,
    "late_fee.stacking": Stacking,
    "late_fee.after_last_tier": AfterLastTier,
    "late_fee.partial_payment": PartialPayment,
    "late_fee.tax": Tax,
    "termination.fees_after": FeesAfterEnd,
}


class Tier(NamedTuple):
    """A tier in whole numbers: sen, basis points; ``flat`` and ``maximum`` are -1 where there is none."""

    opens: When
    closes: When
    open_ended: bool
    rate: int
    minimum: int
    maximum: int
    flat: int
    growth: int


class LateFee(NamedTuple):
    """The clause in whole numbers."""

    tiers: tuple[Tier, ...]
    rounding: Rounding


def tier_fee(tier: Tier, rate: int, base: int, share: int, whole: int, rounding: Rounding) -> int:
    """One tier's fee in sen on a base in sen, of which ``share / whole`` counts; 0 on a base of 0."""
    if base <= 0 or share <= 0:
        return 0
    if tier.flat >= 0:
        return tier.flat
    numerator = base * share * rate
    denominator = whole * WHOLE
    if numerator < tier.minimum * denominator:
        numerator, denominator = tier.minimum, 1
    if tier.maximum >= 0 and numerator > tier.maximum * denominator:
        numerator, denominator = tier.maximum, 1
    return rounded(numerator, denominator, rounding)


def unpaid_before(at: int, times: Sequence[int], unpaid: Sequence[int]) -> int:
    """Principal unpaid just before a second; at the bill's own issue it is the whole of it (G6)."""
    index = len(times) - 1
    while index > 0 and times[index] >= at:
        index -= 1
    return unpaid[index]


def tier_falls(terms: LateFee, index: int, clock: BillClock) -> int:
    """The second at which a tier begins: by its form, and never before the last day to pay is over.

    Only the first tier goes along with a last day to pay that was moved and the fee waived till then.
    """
    begins = falls(terms.tiers[index].opens, clock, index == 0 and clock.waived == 1)
    return max(begins, (clock.due_day + 1) * civil.DAY)


def tier_runs(terms: LateFee, index: int, clock: BillClock) -> bool:
    """Whether a tier has any time at all on a bill; a late due date may leave none to all but the last."""
    tier = terms.tiers[index]
    return (
        tier.open_ended
        or index == len(terms.tiers) - 1
        or tier_falls(terms, index, clock) < falls(tier.closes, clock, False)
    )


def tier_opening(terms: LateFee, index: int, clock: BillClock) -> int:
    """The second at which a tier opens on a bill; one issued after it meets it at its issue."""
    return max(tier_falls(terms, index, clock), clock.issued)


def last_tier(terms: LateFee, clock: BillClock, at: int) -> int:
    """The index of the last tier that has opened on a bill by a second, or -1."""
    last = -1
    for index in range(len(terms.tiers)):
        if tier_runs(terms, index, clock) and at >= tier_opening(terms, index, clock):
            last = index
    return last


def growth_opening(tier: Tier, step: int, clock: BillClock) -> int:
    """The second at which the rate grows for the ``step``-th time after the last tier's end."""
    closing_day = falls(tier.closes, clock, False) // civil.DAY
    return max(civil.month_add(closing_day, step - 1) * civil.DAY, clock.issued)


def late_fee(
    terms: LateFee,
    clock: BillClock,
    times: Sequence[int],
    unpaid: Sequence[int],
    share: int,
    whole: int,
    at: int,
    stacking: int,
    after_last_tier: int,
) -> int:
    """The fee in sen on one bill at a second, were everything settled then.

    ``times`` and ``unpaid`` say how the base developed: what was unpaid from each second on. The
    fee takes, for each tier reached, the base as it was when that tier opened.
    """
    reached = last_tier(terms, clock, at)
    if reached < 0:
        return 0
    last = terms.tiers[reached]
    over = not last.open_ended and at >= falls(last.closes, clock, False)
    is_last = reached == len(terms.tiers) - 1
    if over and (not is_last or after_last_tier == AfterLastTier.NONE):
        return 0
    fee = 0
    earlier = 0
    for index in range(reached + 1):
        if not tier_runs(terms, index, clock):
            continue
        base = unpaid_before(tier_opening(terms, index, clock), times, unpaid)
        fee = tier_fee(terms.tiers[index], terms.tiers[index].rate, base, share, whole, terms.rounding)
        if index < reached:
            earlier = earlier + fee if stacking == Stacking.ADD else max(earlier, fee)
    if over and after_last_tier == AfterLastTier.GROW:
        step = 1
        while at >= growth_opening(last, step, clock):
            base = unpaid_before(growth_opening(last, step, clock), times, unpaid)
            fee = max(fee, tier_fee(last, last.rate + step * last.growth, base, share, whole, terms.rounding))
            step += 1
    return earlier + fee if stacking == Stacking.ADD else max(earlier, fee)


@frozen
class TierEntry:
    """``[[late_fee.tier]]``: when it runs, and a rate with its bounds, or a flat fee.

    ``growth`` is what the reading ``grow`` adds a month after the tier; the rate itself where it is left out.
    """

    opens: InstantForm = named("from")
    until: InstantForm | None = None
    rate: Rate | None = None
    minimum: Sen | None = None
    maximum: Sen | None = None
    flat: Sen | None = None
    growth: Rate | None = None

    def __attrs_post_init__(self) -> None:
        if (self.rate is None) == (self.flat is None):
            raise ValueError('a tier has either a rate, as in rate = "5%", or a flat fee')
        if self.flat is not None and (self.minimum is not None or self.maximum is not None or self.growth is not None):
            raise ValueError("minimum, maximum and growth go with a rate, not with a flat fee")

    @property
    def tier(self) -> Tier:
        """The same tier in whole numbers."""
        return Tier(
            opens=self.opens.when,
            closes=self.until.when if self.until else NEVER,
            open_ended=self.until is None,
            rate=self.rate or 0,
            minimum=self.minimum or 0,
            maximum=-1 if self.maximum is None else self.maximum,
            flat=-1 if self.flat is None else self.flat,
            growth=(self.rate or 0) if self.growth is None else self.growth,
        )


@frozen
class LateFeeTable:
    """``[late_fee]``: the tiers, in the order in which they open."""

    tier: tuple[TierEntry, ...]

    def terms(self, rounding: Rounding) -> LateFee:
        """The clause in whole numbers, with the book's rounding."""
        return LateFee(tuple(entry.tier for entry in self.tier), rounding)
