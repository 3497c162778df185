"""The right to end a subscription for arrears: when it vests on a bill, and when the end comes."""

from collections.abc import Sequence
from typing import NamedTuple

from lifecycle.bill import NEVER, Bill
from lifecycle.clauses.arrears_ladder import ArrearsOf


class Right(NamedTuple):
    """A right to end over a bill: since when, and when the end comes, in WIB seconds."""

    vests: int
    ends: int
    bill: Bill


def vesting(due: Sequence[Bill], at: int, ended: int | None, *, mark: bool) -> list[Right]:
    """The rights that vest by a second on bills still unpaid; ``mark`` notes on the bills that they were tested."""
    found = []
    for bill in due:
        if bill.vested or bill.lapsed or bill.open == 0 or bill.vests_at > at:
            continue
        if ended is not None and bill.vests_at >= ended:
            continue
        stands = bill.unpaid_at_vesting() and arrears_suffice(bill, due)
        if stands:
            found.append(Right(bill.vests_at, bill.ends_at, bill))
        if mark:
            bill.vested, bill.lapsed = stands, not stands
    return found


def coming(due: Sequence[Bill]) -> list[Right]:
    """The rights that will vest if nothing more is paid."""
    return [
        Right(bill.vests_at, bill.ends_at, bill)
        for bill in due
        if bill.open > 0 and not bill.lapsed and bill.ends_at < NEVER
        if bill.unpaid_at_vesting() and arrears_suffice(bill, due)
    ]


def arrears_suffice(bill: Bill, due: Sequence[Bill]) -> bool:
    """Whether the arrears are enough when a bill's right would vest: its own, or two months' in a row up to then."""
    if bill.terms["termination.arrears"] == ArrearsOf.OLDEST_BILL:
        return True
    unpaid = {other.month for other in due if other.open > 0 and other.clock.issued < bill.vests_at}
    return any(month <= bill.month and month + 1 in unpaid for month in unpaid)
