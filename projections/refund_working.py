"""The working behind refunds: which clause an event about them falls under, and its arithmetic."""

from collections.abc import Callable, Iterator
from typing import Any

from lifecycle import calendar
from lifecycle.civil import DAY
from lifecycle.clauses import overpayment, refund_calendar
from lifecycle.clauses.refund import RefundTable
from lifecycle.events import (
    Because,
    ConvertedToDeposit,
    Event,
    OrderActivated,
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    OrderProcessed,
    Paid,
    Refunded,
    RefundRequested,
    TransferSent,
    VoucherPrepared,
)
from lifecycle.money import Amount, rupiah
from lifecycle.refunds.held import Held
from lifecycle.refunds.order import Order
from lifecycle.refunds.payout import CALENDAR, payout
from lifecycle.refunds.request import Request
from lifecycle.refunds.verdict import lacking, missing
from lifecycle.terms import Terms
from projections.ledger import Ledger
from projections.refunds import of_request

_OF_ORDER = (OrderProcessed, OrderActivated, OrderCancelled, OrderFailed)


def clause_of(ledger: Ledger, event: Event, at: int) -> Because | None:
    """The clause that a fact about orders or refunds falls under; None where none of these is about it."""
    terms, refunds = ledger.rules.at(at), ledger.account.refunds
    if not ledger.rules.heeds(event, at):
        return None
    if isinstance(event, _OF_ORDER) and terms.book.order is not None:
        outcome = refunds.orders[event.order].outcome
        readings = ("order.processed_only",) if outcome == "processed_only" else ()
        return terms.because(terms.book.order.path(outcome), *readings)
    if isinstance(event, RefundRequested) and refunds.latest is not None:
        verdict = refunds.verdict(refunds.latest)
        return terms.because(verdict.path, *verdict.readings, *(CALENDAR if verdict.status == "approved" else ()))
    if isinstance(event, Paid) and _overpaid(ledger, event) is not None:
        return terms.because("overpayment", "overpayment.at_threshold")
    if isinstance(event, ConvertedToDeposit):
        clause, at_threshold = terms.book.overpayment, terms["overpayment.at_threshold"]
        small = clause is not None and overpayment.becomes_deposit(event.amount, clause.threshold, at_threshold)
        return terms.because("overpayment" if small else "overpayment.deposit")
    if isinstance(event, VoucherPrepared):
        return terms.because("refund.calendar", "calendar.monday", "calendar.holiday")
    if isinstance(event, TransferSent) or (isinstance(event, Refunded) and terms.book.refund is not None):
        return terms.because("refund.transfer")
    return None


def of_event(ledger: Ledger, event: Event, at: int) -> Iterator[str]:
    """The arithmetic of an event about orders or refunds."""
    working = _WORKINGS.get(type(event))
    if working is not None and ledger.rules.heeds(event, at):
        yield from working(ledger, event, ledger.rules.at(at))


def _paid(ledger: Ledger, event: Paid, terms: Terms) -> Iterator[str]:
    held, clause = _overpaid(ledger, event), terms.book.overpayment
    if held is None or clause is None:
        return
    if held.unknown:
        yield _perhaps(event, held)
        return
    over = held.amount
    where = "above" if over > clause.threshold else "below" if over < clause.threshold else "of exactly"
    small = overpayment.becomes_deposit(over, clause.threshold, terms["overpayment.at_threshold"])
    becomes = "it becomes deposit" if small else "it is held as credit"
    yield f"{rupiah(over)} more than was open: an overpayment {where} {rupiah(clause.threshold)}, {becomes}"


def _overpaid(ledger: Ledger, event: Paid) -> Held | None:
    latest = ledger.account.refunds.overpaid[-1:]
    return latest[0] if latest and latest[0].sources[0] is event else None


def _perhaps(event: Paid, held: Held) -> str:
    """What is known of an overpayment whose amount no source gives."""
    if not held.invoices:
        return "paid is an amount that no source gives: so is what is over of it, if anything"
    met = ", ".join(bill.name for bill in held.invoices)
    what = "an amount" if len(held.invoices) == 1 else "amounts"
    return f"{rupiah(held.most)} for {met}, of {what} that no source gives: so is what is over of it, if anything"


def _placed(ledger: Ledger, event: OrderPlaced, terms: Terms) -> Iterator[str]:
    yield f"order {event.order}: an invoice, owed from now on"


def _of_order(ledger: Ledger, event: Any, terms: Terms) -> Iterator[str]:
    order = ledger.account.refunds.orders[event.order]
    if order.given_up:
        paid = f"{rupiah(order.amount_paid)} paid on it is" if order.amount_paid else "nothing was paid on it"
        held = f"{paid} the customer's again" if order.amount_paid else paid
        yield f"{_turned_out(order)}: given back; its invoice is no longer owed, {held}"
    elif not isinstance(event, OrderProcessed | OrderActivated):
        yield f"{_turned_out(order)}: not given back"


def _turned_out(order: Order) -> str:
    return f"order {order.number}, {order.outcome.replace('_', ' ')}"


def _requested(ledger: Ledger, event: RefundRequested, terms: Terms) -> Iterator[str]:
    request = ledger.account.refunds.latest
    clause = terms.book.refund
    if request is None or clause is None:
        return
    status = ledger.account.refunds.verdict(request).status
    if status == "rejected":
        by = [] if request.event.by in clause.request.by else [f"by {request.event.by or 'nobody knows what'}"]
        lacks = [f"without {need.replace('_', ' ')}" for need in missing(request.event, clause)]
        yield f"rejected: {', '.join([*by, *lacks])}"
        return
    yield f"{_asked_for(request)}: {status.replace('_', ' ')}"
    if status == "refused":
        yield _refused(request, clause)
    elif status in _WHY:
        yield _WHY[status]
    if status == "approved":
        yield from _when(ledger, request)


_WHY = {
    "incomplete": "cash with a depositor's name on the slip, and the slip does not come with the request",
    "pending_letter": "so large an overpayment needs a letter, and none has come",
}
"""What is behind a status, where the clause alone does not say it."""


def _refused(request: Request, clause: RefundTable) -> str:
    """What is wrong with a destination, and what the clause that opens any other asks for besides."""
    wrong = "the money may not go to this account"
    if clause.any_destination is None:
        return wrong
    opens = request.terms.because("refund.any_destination").clause
    lacks = ", ".join(f"without {need.replace('_', ' ')}" for need in lacking(request.event, clause))
    return f"{wrong}, and no complete letter opens it ({opens}): {lacks}"


def _asked_for(request: Request) -> str:
    if request.order is not None:
        paid = Amount(request.order.amount_paid, request.order.unknown)
        return f"{_turned_out(request.order)}, {paid} paid on it{_gone(request.order.held)}"
    held = request.overpaid
    if held is None:
        return "no overpayment is open"
    since = calendar.text(calendar.instant(held.since))
    if held.unknown:
        return f"the overpayment of {since}, of an amount that no source gives, if there is any"
    return f"the overpayment of {since}, {rupiah(held.amount)}, {rupiah(request.gross)} of it left{_gone(held)}"


def _gone(held: Held | None) -> str:
    """What of a sum is not held any longer, and since when."""
    if held is None:
        return ""
    parts = [f"{rupiah(sen)} became deposit on {calendar.text(calendar.instant(at))}" for at, sen in held.converted]
    parts += [f"{rupiah(held.sent)} given back already"] if held.sent else []
    return f" ({'; '.join(parts)})" if parts else ""


def _when(ledger: Ledger, request: Request) -> Iterator[str]:
    """The calendar of a granted request, and what reaches the customer."""
    verdict = ledger.account.refunds.verdict(request)
    found, clause = payout(request, verdict, ledger.rules.givens), request.terms.book.refund
    if found is None or clause is None:
        return
    closes = calendar.date_of(refund_calendar.deadline(clause.calendar.rota, found.day) // DAY - 1)
    ready = calendar.text(calendar.instant(found.ready))
    days = request.terms["voucher.lag_business_days"]
    lag = "" if request.voucher is not None else f", {days} business day{'' if days == 1 else 's'} on"
    day = calendar.date_of(found.day)
    yield f"voucher ready {ready}{lag}; by the end of {closes:%A} {closes} for {day:%A} {day}"
    moved = f" moved from the holiday {calendar.date_of(found.day)}" if found.sent != found.day else ""
    sent, arrives = calendar.date_of(found.sent), calendar.date_of(found.arrives)
    yield f"transfer on {sent:%A} {sent}{moved}, there by {arrives}"
    yield f"{Amount(verdict.gross, request.unknown)} less the bank's fee: {of_request(ledger, request).net}"


def _prepared(ledger: Ledger, event: VoucherPrepared, terms: Terms) -> Iterator[str]:
    found = [request for request, _ in ledger.account.refunds.open_requests() if request.voucher is not None]
    if not found:
        yield "no request is granted that it could be for"
    for request in found[-1:]:
        yield from _when(ledger, request)


def _converted(ledger: Ledger, event: ConvertedToDeposit, terms: Terms) -> Iterator[str]:
    yield f"{rupiah(event.amount)} to deposit, {rupiah(ledger.account.refunds.deposit)} held, never given back"


_WORKINGS: dict[type[Event], Callable[[Ledger, Any, Terms], Iterator[str]]] = {
    Paid: _paid,
    OrderPlaced: _placed,
    OrderProcessed: _of_order,
    OrderActivated: _of_order,
    OrderCancelled: _of_order,
    OrderFailed: _of_order,
    RefundRequested: _requested,
    VoucherPrepared: _prepared,
    ConvertedToDeposit: _converted,
}
