"""Paying late (*denda keterlambatan*): tiers of a rate or a flat fee on what is owed."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, NewType

from attrs import frozen

from lifecycle import civil
from lifecycle.civil import NEVER
from lifecycle.clauses.instant import LEFT_OUT, BillClock, InstantForm, When, falls
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


def standing_before(at: int, times: Sequence[int]) -> int:
    """Which of a bill's amounts stood just before a second; at the bill's own issue the first (G6)."""
    low, high = 0, len(times)
    while low < high:
        middle = (low + high) // 2
        if times[middle] < at:
            low = middle + 1
        else:
            high = middle
    return max(low - 1, 0)


def tier_opens(terms: LateFee, index: int, clock: BillClock) -> int:
    """The second at which a tier opens on a bill; one issued after it meets it at its issue.

    A tier opens by its form, and never before the last day to pay is over; a late due date may
    leave no time at all to any but the last. Only the first goes along with a last day to pay
    that was moved and the fee waived till then.
    """
    tier = terms.tiers[index]
    begins = max(falls(tier.opens, clock, index == 0 and clock.waived == 1), (clock.due_day + 1) * civil.DAY)
    if index < len(terms.tiers) - 1 and begins >= tier_closes(terms, index, clock):
        return NEVER
    return max(begins, clock.issued)


def tier_closes(terms: LateFee, index: int, clock: BillClock) -> int:
    """The second at which a tier's own time is over on a bill."""
    tier = terms.tiers[index]
    return NEVER if tier.open_ended else falls(tier.closes, clock, False)


def last_tier(opens: Sequence[int], at: int) -> int:
    """The index of the last tier that has opened by a second, or -1."""
    last = -1
    for index in range(len(opens)):
        if at >= opens[index]:
            last = index
    return last


def growth_steps(closes: int, issued: int, at: int) -> int:
    """How often the rate has grown by a second, once the last tier is over."""
    if at < closes or at < issued:
        return 0
    return civil.completed_months(closes // civil.DAY, at // civil.DAY) + 1


def growth_opens(closes: int, issued: int, step: int) -> int:
    """The second at which the rate grows for the ``step``-th time after the last tier's end."""
    return max(civil.month_add(closes // civil.DAY, step - 1) * civil.DAY, issued)


def next_move(opens: Sequence[int], closes: Sequence[int], issued: int, at: int, after_last_tier: int) -> int:
    """The next second after one at which the fee may move by itself; `NEVER` where it never does."""
    soonest = NEVER
    for index in range(len(opens)):
        if at < opens[index] < soonest:
            soonest = opens[index]
        if at < closes[index] < soonest:
            soonest = closes[index]
    ends = closes[len(closes) - 1] if len(closes) > 0 else NEVER
    if after_last_tier == AfterLastTier.GROW and ends < NEVER:
        soonest = min(soonest, growth_opens(ends, issued, growth_steps(ends, issued, at) + 1))
    return soonest


def late_fee(
    terms: LateFee,
    opens: Sequence[int],
    closes: Sequence[int],
    times: Sequence[int],
    unpaid: Sequence[int],
    share: int,
    whole: int,
    at: int,
    stacking: int,
    after_last_tier: int,
) -> int:
    """The fee in sen on one bill at a second, were everything settled then.

    ``opens`` and ``closes`` say when each tier runs on the bill. ``times`` and ``unpaid`` say how
    the base developed, from the bill's issue on: what was unpaid from each second. The fee takes,
    for each tier reached, the base as it was when that tier opened.
    """
    reached = last_tier(opens, at)
    if reached < 0:
        return 0
    over = at >= closes[reached]
    if over and (reached < len(terms.tiers) - 1 or after_last_tier == AfterLastTier.NONE):
        return 0
    fee = 0
    earlier = 0
    for index in range(reached + 1):
        if opens[index] > at:
            continue
        tier = terms.tiers[index]
        base = unpaid[standing_before(opens[index], times)]
        fee = tier_fee(tier, tier.rate, base, share, whole, terms.rounding)
        if index < reached:
            earlier = earlier + fee if stacking == Stacking.ADD else max(earlier, fee)
    if over and after_last_tier == AfterLastTier.GROW:
        fee = max(fee, grown_fee(terms, closes[reached], times, unpaid, share, whole, at))
    return earlier + fee if stacking == Stacking.ADD else max(earlier, fee)


def grown_fee(
    terms: LateFee,
    closes: int,
    times: Sequence[int],
    unpaid: Sequence[int],
    share: int,
    whole: int,
    at: int,
) -> int:
    """The largest fee in sen that the rate, growing on after the last tier, has come to by a second.

    As the rate only grows, of all steps on the same base the last one counts.
    """
    last = terms.tiers[len(terms.tiers) - 1]
    fee = 0
    step = growth_steps(closes, times[0], at)
    while step > 0:
        stood = standing_before(growth_opens(closes, times[0], step), times)
        fee = max(fee, tier_fee(last, last.rate + step * last.growth, unpaid[stood], share, whole, terms.rounding))
        step = min(step - 1, growth_steps(closes, times[0], times[stood])) if stood > 0 else 0
    return fee


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
            closes=self.until.when if self.until else LEFT_OUT,
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
