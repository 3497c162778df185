"""Which readings a story has consulted: those of the clauses that ran on something other than nothing (G9)."""

from collections.abc import Iterable, Iterator

from lifecycle import calendar, clauses
from lifecycle.bill import Bill
from lifecycle.civil import DAY, NEVER, month_start
from lifecycle.clauses import late_fee, minimum_term
from lifecycle.clauses.late_fee import standing_before
from lifecycle.clauses.minimum_term import MonthEnd
from lifecycle.events import Billed, Event, Paid
from lifecycle.refunds import payout
from projections.ledger import Ledger

_LATE_FEE = [name for name in late_fee.READINGS if name.startswith("late_fee.")]
_PAYMENT = list(clauses.payment.READINGS)

ASKED_AHEAD = {"next_termination": ("termination.arrears", "termination.discretion")}
"""Answers that tell of what is still to come, and the readings that they look at before it has come."""


def consulted(ledger: Ledger, at: int) -> dict[str, str]:
    """Each reading consulted up to a second with the value that held, in the book's order.

    Of a story told as recorded also those that the rules consult beside it, as its findings hang on them. Only
    readings that the book declares; where it declares none, the clause's plain default holds and there is nothing
    to choose.
    """
    beside = ledger.told.beside if ledger.told else None
    names = _names(ledger, at) | (_names(beside.ledger(ledger.mark), at) if beside else set())
    if not names:
        return {}
    found: dict[str, str] = {}
    # A reading that the edition of that day does not declare was consulted where another one that was asked does.
    for terms in (ledger.rules.at(at), *reversed(ledger.rules.asked)):
        here = (name for name in terms.book.readings if name in names and name not in found)
        found |= {name: clauses.word(terms[name]) for name in here}
    return found


def without_choice(events: Iterable[Event]) -> Iterator[str]:
    """Readings all of whose values come to the same for such facts, whatever else is read how.

    A payment that nobody posted on another day has one date, one that was written in WIB is of one day on anybody's
    clock, and a bill without tax has no share to leave out.
    """
    facts = list(events)
    paid = [one for one in facts if isinstance(one, Paid)]
    posted = [one for one in paid if one.posted_at is not None]
    if not posted:
        yield "payment.dated_by"
    if {*(one.offset for one in paid), *(one.posted_offset for one in posted)} <= {calendar.WIB_MINUTES}:
        yield "payment.timezone"
    if not any(line.purpose == "tax" for one in facts if isinstance(one, Billed) for line in one.lines):
        yield "late_fee.tax"


def _names(ledger: Ledger, at: int) -> set[str]:
    names: set[str] = set()
    account = ledger.account
    if ledger.was_paid:
        names.update(_PAYMENT)
    if any(_tier_met(bill, at) for bill in account.bills):
        names.update(_LATE_FEE)
    if account.in_advance.count:
        names.update(("trial.first_month", "trial.charged_at"))
    if account.in_advance.count > 1:
        names.add("renewal.anchor")
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
    proven = ledger.state.resale_proven
    if proven is not None and ledger.book(proven).resale is not None:
        names.add("termination.discretion")
    if ledger.was_free:
        names.add("package.free_term")
    if ledger.was_disputed:
        names.add("dispute.policy")
    names.update(_cancelling(ledger))
    names.update(_of_refunds(ledger))
    return names


def _cancelling(ledger: Ledger) -> Iterator[str]:
    """The penalty's readings where the term ran when cancelling was asked for, billing's where a later month is."""
    account, cancelling = ledger.account, ledger.account.cancelling
    if cancelling.requested is None or cancelling.terms is None:
        return
    clause, day = cancelling.early, cancelling.requested // DAY
    started = day if account.activated is None else account.activated // DAY
    # As the term's own end may hang on a reading, it counts as running to the latest that any value says.
    if clause is not None and minimum_term.runs(clause.term, started, day, MonthEnd.ROLL_FORWARD):
        yield from (name for name in minimum_term.READINGS if name.startswith("penalty."))
    issued_by_rules = ledger.state.opening is not None and ledger.state.opening.bills is not None
    if issued_by_rules or any(month_start(bill.month) > day for bill in account.bills):
        yield "billing.while_pending"


def _of_refunds(ledger: Ledger) -> Iterator[str]:
    """The readings of orders whose outcome was asked for, of overpayments, and of a granted request's calendar."""
    refunds = ledger.account.refunds
    asked = [request.order for request in refunds.requests]
    if any(order.cancelled or order.fault or order in asked for order in refunds.orders.values()):
        yield "order.processed_only"
    if refunds.overpaid:
        yield "overpayment.at_threshold"
    if any(refunds.verdict(request).status == "approved" for request in refunds.requests):
        yield from payout.CALENDAR


def _tier_met(bill: Bill, at: int) -> bool:
    opening = min(bill.opens, default=NEVER)
    return at >= opening and bill.unpaid[standing_before(opening, bill.times)] > 0
