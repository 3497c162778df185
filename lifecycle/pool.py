"""A late fee on what is owed as one pool, and each bill's part of it."""

from collections.abc import Sequence
from fractions import Fraction

from lifecycle.bill import Bill
from lifecycle.clauses.late_fee import Base


def shares(due: Sequence[Bill], base: Base, at: int, fee_at: int) -> dict[Bill, int]:
    """Each open bill's part, in sen, of the fee on the whole pool at the highest tier reached.

    The pool is what is unpaid, of the bills past their last day to pay or of all of them; without
    an overdue bill there is no pool. Parts go by principal, in whole steps of the book's rounding.
    """
    overdue = [bill for bill in due if bill.overdue(at)]
    if base == Base.ALL_OVERDUE:
        pooled = overdue
    else:
        pooled = [bill for bill in due if bill.open > 0 and not bill.after_end] if overdue else []
    if not pooled:
        return {}
    owed = sum((Fraction(bill.open * bill.share, bill.whole_of_share) for bill in pooled), Fraction())
    fee = max(bill.pooled_fee(owed, fee_at) for bill in overdue)
    principal = sum(bill.open for bill in pooled)
    step = pooled[0].terms.rounding.step
    parts: dict[Bill, int] = {}
    reached = given = 0
    for bill in pooled:
        reached += bill.open
        upto = fee if bill is pooled[-1] else fee * reached // (principal * step) * step
        parts[bill] = upto - given
        given = upto
    return parts
