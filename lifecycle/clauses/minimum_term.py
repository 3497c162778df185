"""The minimum term (*masa berlangganan minimum*) and what ending before it costs."""

from enum import IntEnum
from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle import civil
from lifecycle.money import Rounding, Sen, rounded

Given = Literal["given"]
EndingWord = Literal["wish", "arrears", "resale"]


class TenureTo(IntEnum):
    """Is tenure measured to the day of the end, or to the day of the breach?"""

    EFFECTIVE_DATE = 0
    BREACH_DATE = 1


class FeeOnResale(IntEnum):
    """Does ending for resale within the term carry the fee?"""

    NOT_CHARGED = 0
    CHARGED = 1


class MonthsRemaining(IntEnum):
    """Does a started month still count as remaining, is it paid for already, or do days count?"""

    CEIL = 0
    FLOOR = 1
    DAILY = 2


class MonthEnd(IntEnum):
    """Which day is an anniversary on a day that the month lacks: its last, or the 1st of the next?"""

    CLAMP = 0
    ROLL_FORWARD = 1


class CancelledOn(IntEnum):
    """Which day of a customer's cancelling counts: the request's, the documents', the confirmation's?"""

    REQUESTED = 0
    DOCUMENTS_COMPLETE = 1
    CONFIRMED = 2


READINGS: dict[str, type[IntEnum]] = {
    "termination.tenure_to": TenureTo,
    "termination.fee_on_resale": FeeOnResale,
    "penalty.months_remaining": MonthsRemaining,
    "penalty.month_end": MonthEnd,
    "penalty.cancelled_on": CancelledOn,
}


class MinimumTerm(NamedTuple):
    """The clause in whole numbers: months, and the fee's parts in sen; ``flat`` is added to what the months make."""

    months: int
    flat: int
    per_remaining_month: int


def anniversary(activated_day: int, months: int, month_end: int) -> int:
    """The day on which so many months are complete, from the original anchor (G4)."""
    day = civil.month_add(activated_day, months)
    lacking = day - civil.month_start(civil.month_of(day)) < (
        activated_day - civil.month_start(civil.month_of(activated_day))
    )
    return day + 1 if lacking and month_end == MonthEnd.ROLL_FORWARD else day


def completed(activated_day: int, day: int, month_end: int) -> int:
    """How many months are complete on a day; negative before the activation."""
    months = civil.completed_months(activated_day, day)
    return months - 1 if anniversary(activated_day, months, month_end) > day else months


def runs(term: MinimumTerm, activated_day: int, end_day: int, month_end: int) -> bool:
    """Whether the minimum term still runs on the day of the end (G4)."""
    return anniversary(activated_day, term.months, month_end) > end_day


def remaining(
    term: MinimumTerm, activated_day: int, end_day: int, months_remaining: int, month_end: int
) -> tuple[int, int]:
    """The months of the term that remain on the day of the end, as numerator and denominator.

    The day of the end itself remains. On an anniversary, the activation's own day among them, no
    further month has been started yet.
    """
    over = anniversary(activated_day, term.months, month_end)
    if end_day >= over:
        return 0, 1
    if months_remaining == MonthsRemaining.DAILY:
        whole = over - activated_day
        return min(over - end_day, whole) * term.months, whole
    gone = completed(activated_day, end_day, month_end)
    if months_remaining == MonthsRemaining.FLOOR and anniversary(activated_day, gone, month_end) < end_day:
        gone += 1
    return min(term.months, term.months - gone), 1


def early_fee(
    term: MinimumTerm, activated_day: int, end_day: int, months_remaining: int, month_end: int, rounding: Rounding
) -> int:
    """What ending on a day costs, in sen; 0 once the term is over. Rounded once, the sum on top included."""
    if not runs(term, activated_day, end_day, month_end):
        return 0
    if term.per_remaining_month == 0:
        return term.flat
    months, of = remaining(term, activated_day, end_day, months_remaining, month_end)
    return rounded(months * term.per_remaining_month + of * term.flat, of, rounding)


def measured_to(at: int, vested: int, tenure_to: int) -> int:
    """The day to which tenure is measured: the end's, or the breach's, the day before the right vested.

    ``vested`` is `NEVER` for an end that no right stands behind.
    """
    if vested < civil.NEVER and tenure_to == TenureTo.BREACH_DATE:
        return vested // civil.DAY - 1
    return at // civil.DAY


def next_fall(term: MinimumTerm, activated_day: int, day: int, months_remaining: int, month_end: int) -> int | None:
    """The next day after one on which ending costs less, or None once the term is over."""
    over = anniversary(activated_day, term.months, month_end)
    if day >= over:
        return None
    if term.per_remaining_month == 0:
        return over
    if months_remaining == MonthsRemaining.DAILY:
        return day + 1
    gone = completed(activated_day, day, month_end)
    if months_remaining == MonthsRemaining.CEIL:
        return anniversary(activated_day, gone + 1, month_end)
    if anniversary(activated_day, gone, month_end) == day:
        return min(day + 1, over)
    return min(anniversary(activated_day, gone + 1, month_end) + 1, over)


@frozen
class EarlyFee:
    """``fee``: flat (an amount, or ``"given"`` by the story), or so much a remaining month plus a sum."""

    flat: Sen | Given | None = None
    per_remaining_month: Sen | None = None
    plus: Sen | None = None

    def __attrs_post_init__(self) -> None:
        if (self.flat is None) == (self.per_remaining_month is None):
            raise ValueError(
                'a fee is {flat = 500000}, {flat = "given"} or {per_remaining_month = 100000, plus = 200000}'
            )
        if self.flat is not None and self.plus is not None:
            raise ValueError("plus goes with per_remaining_month")


@frozen
class MinimumTermTable:
    """``[minimum_term]``: its months, which endings it is about, and the fee.

    ``activated`` says whether a story must tell the activation that the term counts from.
    """

    months: int
    on: tuple[EndingWord, ...]
    fee: EarlyFee
    activated: Literal["required", "optional"] = "optional"

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.months <= 600:
            raise ValueError(f"months = {self.months}: a minimum term is 1 to 600 months")

    @property
    def given(self) -> bool:
        """Whether the amount comes from the story's givens."""
        return self.fee.flat == "given"

    @property
    def term(self) -> MinimumTerm:
        """The clause in whole numbers; a given fee counts 0 here."""
        flat = self.fee.flat if isinstance(self.fee.flat, int) else (self.fee.plus or 0)
        return MinimumTerm(self.months, flat, self.fee.per_remaining_month or 0)
