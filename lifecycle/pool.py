"""A late fee on what is owed as one pool, and each bill's part of it."""

from collections.abc import Sequence

from lifecycle.bill import Bill
from lifecycle.clauses import fee_owed
from lifecycle.clauses.late_fee import Base


def shares(due: Sequence[Bill], base: Base, at: int, fee_at: int) -> dict[Bill, int]:
    """Each open bill's part, in sen, of the fee on the whole pool at the highest tier reached.

    The pool is what is unpaid, of the bills past their last day to pay or of all of them; without
    an overdue bill there is no pool. Parts go by principal, in whole steps of the book's rounding.
    """
    overdue = [bill for bill in due if bill.overdue(at)]
    late, open_bills = set(overdue), [bill for bill in due if bill.open > 0 and not bill.after_end]
    pooled = [bill for bill in open_bills if fee_owed.pools(base, bill in late, bool(overdue))]
    if not pooled:
        return {}
    owed = 0, 1
    for bill in pooled:
        owed = fee_owed.pooled(*owed, bill.open, bill.share, bill.whole_of_share)
    fee = max(bill.pooled_fee(*owed, fee_at) for bill in overdue)
    principal = sum(bill.open for bill in pooled)
    step = pooled[0].terms.rounding.step
    parts: dict[Bill, int] = {}
    reached = given = 0
    for bill in pooled:
        reached += bill.open
        upto = fee_owed.pooled_upto(fee, reached, principal, step)
        parts[bill] = upto - given
        given = upto
    return parts
