"""The instants at which fees move, or rights vest, by themselves, with no event to mark them."""

from collections.abc import Iterator

from lifecycle.bill import NEVER, Bill
from lifecycle.clauses.instant import falls
from lifecycle.clauses.late_fee import AfterLastTier, Base, growth_opening, tier_opening
from projections.ledger import Ledger


def next_step(ledger: Ledger, after: int) -> int | None:
    """The next WIB second after one at which a fee may move or a right vest, if there is any."""
    due = ledger.account.due
    moving = [at for bill in (*due, *ledger.account.unknown_bills) for at in steps(bill, after)]
    vesting = [bill.vests_at for bill in due if bill.open > 0 and after < bill.vests_at < NEVER]
    return min(moving + vesting, default=None)


def steps(bill: Bill, after: int) -> Iterator[int]:
    """A bill's own such seconds after one; of a rate that grows on, only the next."""
    clause = bill.terms.late_fee
    if clause is None or (bill.open == 0 and not bill.unknown) or bill.after_end:
        return
    opening = [tier_opening(clause, index, bill.clock) for index in range(len(clause.tiers))]
    closing = [falls(tier.closes, bill.clock, False) for tier in clause.tiers if not tier.open_ended]
    pooled = [bill.overdue_at] if bill.terms["late_fee.base"] != Base.EACH_BILL else []
    yield from (at for at in opening + closing + pooled if at > after)
    last = clause.tiers[-1]
    if bill.terms["late_fee.after_last_tier"] == AfterLastTier.GROW and not last.open_ended:
        step = 1
        while growth_opening(last, step, bill.clock) <= after:
            step += 1
        yield growth_opening(last, step, bill.clock)
