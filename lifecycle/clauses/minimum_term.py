"""The minimum term (*masa berlangganan minimum*) and what ending before it costs."""

from enum import IntEnum
from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle import civil
from lifecycle.money import Sen

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


READINGS: dict[str, type[IntEnum]] = {
    "termination.tenure_to": TenureTo,
    "termination.fee_on_resale": FeeOnResale,
}


class MinimumTerm(NamedTuple):
    """The clause in whole numbers: months, and the fee's parts in sen."""

    months: int
    flat: int
    per_remaining_month: int


def runs(term: MinimumTerm, activated_day: int, end_day: int) -> bool:
    """Whether the minimum term still runs on the day of the end (G4)."""
    return civil.month_add(activated_day, term.months) > end_day


def remaining_months(term: MinimumTerm, activated_day: int, end_day: int) -> int:
    """Months of the term not completed on the day of the end; a started month counts as remaining."""
    if not runs(term, activated_day, end_day):
        return 0
    return min(term.months, term.months - civil.completed_months(activated_day, end_day))


def early_fee(term: MinimumTerm, activated_day: int, end_day: int) -> int:
    """What ending on a day costs, in sen; 0 once the term is over."""
    if not runs(term, activated_day, end_day):
        return 0
    return term.flat + term.per_remaining_month * remaining_months(term, activated_day, end_day)


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
