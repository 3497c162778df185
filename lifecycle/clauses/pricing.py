"""What a month costs, when the rules issue its bill, and by when it is to be paid."""

from collections.abc import Sequence

from attrs import frozen

from lifecycle import civil
from lifecycle.clauses.instant import BillClock, InstantForm, When, falls


def fee_in_force(at: int, times: Sequence[int], fees: Sequence[int]) -> int:
    """The monthly fee in sen in force at a second; a change at that very second counts."""
    index = len(times) - 1
    while index > 0 and times[index] > at:
        index -= 1
    return fees[index]


def monthly_bill(month: int, times: Sequence[int], fees: Sequence[int]) -> int:
    """The bill of a month in sen: the fee in force at the start of its 1st; no proration."""
    return fee_in_force(civil.month_start(month) * civil.DAY, times, fees)


def issue_at(month: int, day: int) -> int:
    """The second at which the rules issue a month's bill: 00:00 of its day, clamped to the month."""
    return civil.day_in_month(month, day) * civil.DAY


def due_day(due: When, clock: BillClock) -> int:
    """A bill's last day to pay, as a day number, by the book."""
    return falls(due, clock, False) // civil.DAY


def overdue_from(last_day: int, issued: int) -> int:
    """The second from which a bill is past its last day to pay; `NEVER` where none is known (-1)."""
    return civil.NEVER if last_day < 0 else max((last_day + 1) * civil.DAY, issued)


def first_month(activated: int, day: int) -> int:
    """The month of the first bill that the rules issue: on its day, at the activation or after it."""
    month = civil.month_of(activated // civil.DAY)
    return month + 1 if issue_at(month, day) < activated else month


@frozen
class BillingTable:
    """``[billing]``: the last day to pay of a bill."""

    due: InstantForm
