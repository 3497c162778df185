"""The instants at which fees or a penalty move, or rights vest, by themselves, with no event to mark them."""

from lifecycle.bill import Bill
from lifecycle.civil import NEVER
from lifecycle.clauses.late_fee import Base
from projections import cancelling
from projections.ledger import Ledger


def next_step(ledger: Ledger, after: int) -> tuple[int, list[Bill]]:
    """The next WIB second after one at which a fee or a penalty may move or a right vest, else `NEVER`.

    With it the bills whose fees may move.
    """
    account = ledger.account
    clock = account.fee_clock(after)
    account.open.fees.owed(clock)
    moves = [(bill.moves_after(clock), bill) for bill in account.unknown_bills]
    if account.due and ledger.rules.at(after)["late_fee.base"] != Base.EACH_BILL:
        moves += [(bill.overdue_at, bill) for bill in account.due if bill.open > 0 and bill.overdue_at > after]
    step, bills = account.open.fees.moving()
    if clock < after:
        # Where fees freeze at the end, none moves any more.
        moves, step, bills = [], NEVER, []
    others = (account.rights.next_vesting(after), cancelling.next_fall(ledger, after))
    soonest = min([step, *others, *(move for move, _ in moves)])
    found = [*(bills if step == soonest else ()), *(bill for move, bill in moves if move == soonest)]
    return soonest, list(dict.fromkeys(found))
