"""Which readings a story has consulted: those of the clauses that ran on something other than nothing (G9)."""

from lifecycle import clauses
from lifecycle.bill import Bill
from lifecycle.civil import NEVER
from lifecycle.clauses import late_fee
from lifecycle.clauses.late_fee import standing_before
from lifecycle.refunds import payout
from projections.ledger import Ledger

_LATE_FEE = [name for name in late_fee.READINGS if name.startswith("late_fee.")]
_PAYMENT = list(clauses.payment.READINGS)


def consulted(ledger: Ledger, at: int) -> dict[str, str]:
    """Each reading consulted up to a second with the value that held, in the book's order.

    Only readings that the book declares; where it declares none, the clause's plain default
    holds and there is nothing to choose.
    """
    names: set[str] = set()
    account = ledger.account
    if ledger.was_paid:
        names.update(_PAYMENT)
    if any(_tier_met(bill, at) for bill in account.bills):
        names.update(_LATE_FEE)
    if ledger.was_limited:
        names.update(("isolation.lifted_when", "isolation.billing"))
    if any(bill.vested or bill.lapsed for bill in account.bills) or account.vested(at):
        names.update(("termination.arrears", "termination.cure", "termination.discretion"))
    if account.ended is not None:
        names.update(("blacklist.scope", "blacklist.action", "termination.fees_after"))
        if account.ended_as == "arrears":
            names.add("termination.tenure_to")
        if account.ended_as == "resale":
            names.add("termination.fee_on_resale")
    names.update(_of_refunds(ledger))
    terms = ledger.rules.at(at) if names else None
    if terms is None:
        return {}
    return {name: clauses.word(terms[name]) for name in terms.book.readings if name in names}


def _of_refunds(ledger: Ledger) -> set[str]:
    """The readings of orders whose outcome was asked for, of overpayments, and of a granted request's calendar."""
    refunds = ledger.account.refunds
    names: set[str] = set()
    asked = [request.order for request in refunds.requests]
    if any(order.cancelled or order.fault or order in asked for order in refunds.orders.values()):
        names.add("order.processed_only")
    if refunds.overpaid:
        names.add("overpayment.at_threshold")
    if any(refunds.verdict(request).status == "approved" for request in refunds.requests):
        names.update(payout.CALENDAR)
    return names


def _tier_met(bill: Bill, at: int) -> bool:
    opening = min(bill.opens, default=NEVER)
    return at >= opening and bill.unpaid[standing_before(opening, bill.times)] > 0
