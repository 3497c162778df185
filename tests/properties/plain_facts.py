"""What can happen in the plain model: facts in sen and naive WIB instants, and the default readings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST = {
    "late_fee.base": "each_bill",
    "late_fee.stacking": "replace",
    "late_fee.after_last_tier": "hold",
    "late_fee.partial_payment": "outstanding_at_tier_start",
    "late_fee.tax": "as_billed",
    "payment.dated_by": "customer",
    "payment.timezone": "provider",
    "payment.allocation": "oldest_bill_principal_first",
    "isolation.lifted_when": "overdue_and_fees",
    "isolation.billing": "continues",
    "termination.arrears": "oldest_bill",
    "termination.cure": "vested",
    "termination.discretion": "exercised",
    "termination.tenure_to": "effective_date",
    "termination.fees_after": "continue",
    "termination.fee_on_resale": "not_charged",
    "blacklist.scope": "arrears_or_fault",
    "blacklist.action": "eligible_only",
}
DAY = timedelta(days=1)
LONG_AGO = datetime(1900, 1, 1)
ENDINGS = {"stopped": "wish", "dropped": "no_fault", "resale": "resale"}


def month_start(month: int, day: int = 1) -> datetime:
    """A day of a month counted from year 0, at 00:00."""
    return datetime(month // 12, month % 12 + 1, day)


@dataclass(frozen=True)
class Fact:
    """One thing that happened; `month` is the bill's, counted from year 0."""

    at: datetime
    kind: str  # billed, paid, reversed, adjusted, moved, refunded, downgraded, or an ENDING
    amount: int = 0
    month: int | None = None
    tax: int = 0
    last_day: datetime | None = None
    waived: bool = False
    posted: datetime | None = None
    offset: int = 7


def instant(fact: Fact, readings: dict[str, str]) -> datetime:
    """The one instant at which a fact works (a payment's readings choose it)."""
    if fact.kind != "paid":
        return fact.at
    chosen = fact.posted if readings["payment.dated_by"] == "posted" and fact.posted else fact.at
    if readings["payment.timezone"] == "customer":
        chosen += timedelta(hours=fact.offset - 7)
    return chosen
