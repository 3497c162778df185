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
from lifecycle.money import Amount
from lifecycle.notation import Heading, Thing, Weekday
from lifecycle.refunds.held import Held
from lifecycle.refunds.order import Order
from lifecycle.refunds.payout import CALENDAR, payout
from lifecycle.refunds.request import Request
from lifecycle.refunds.verdict import lacking, missing
from lifecycle.sentence import Sentence, counted, joined, said, word
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


def of_event(ledger: Ledger, event: Event, at: int) -> Iterator[Sentence]:
    """The arithmetic of an event about orders or refunds."""
    working = _WORKINGS.get(type(event))
    if working is not None and ledger.rules.heeds(event, at):
        yield from working(ledger, event, ledger.rules.at(at))


def _paid(ledger: Ledger, event: Paid, terms: Terms) -> Iterator[Sentence]:
    held, clause = _overpaid(ledger, event), terms.book.overpayment
    if held is None or clause is None:
        return
    if held.unknown:
        yield _perhaps(event, held)
        return
    over = held.amount
    small = overpayment.becomes_deposit(over, clause.threshold, terms["overpayment.at_threshold"])
    becomes = said("it becomes deposit") if small else said("it is held as credit")
    found = {"over": Amount(over), "threshold": Amount(clause.threshold), "becomes": becomes}
    if over > clause.threshold:
        yield said("{over} more than was open: an overpayment above {threshold}, {becomes}", **found)
    elif over < clause.threshold:
        yield said("{over} more than was open: an overpayment below {threshold}, {becomes}", **found)
    else:
        yield said("{over} more than was open: an overpayment of exactly {threshold}, {becomes}", **found)


def _overpaid(ledger: Ledger, event: Paid) -> Held | None:
    latest = ledger.account.refunds.overpaid[-1:]
    return latest[0] if latest and latest[0].sources[0] is event else None


def _perhaps(event: Paid, held: Held) -> Sentence:
    """What is known of an overpayment whose amount no source gives."""
    if not held.invoices:
        return said("paid is an amount that no source gives: so is what is over of it, if anything")
    return counted(
        "{most} for {bills}, of an amount that no source gives: so is what is over of it, if anything",
        "{most} for {bills}, of amounts that no source gives: so is what is over of it, if anything",
        len(held.invoices),
        most=Amount(held.most),
        bills=joined(", ", (bill.name for bill in held.invoices)),
    )


def _placed(ledger: Ledger, event: OrderPlaced, terms: Terms) -> Iterator[Sentence]:
    yield said("order {order}: an invoice, owed from now on", order=Thing(event.order))


def _of_order(ledger: Ledger, event: Any, terms: Terms) -> Iterator[Sentence]:
    order = ledger.account.refunds.orders[event.order]
    if order.given_up:
        turned_out = {"order": _turned_out(order)}
        if order.amount_paid:
            yield said(
                "{order}: given back; its invoice is no longer owed, {paid} paid on it is the customer's again",
                paid=Amount(order.amount_paid),
                **turned_out,
            )
        else:
            yield said("{order}: given back; its invoice is no longer owed, nothing was paid on it", **turned_out)
    elif not isinstance(event, OrderProcessed | OrderActivated):
        yield said("{order}: not given back", order=_turned_out(order))


def _turned_out(order: Order) -> Sentence:
    return said("order {order}, {outcome}", order=Thing(order.number), outcome=word(order.outcome))


def _requested(ledger: Ledger, event: RefundRequested, terms: Terms) -> Iterator[Sentence]:
    request = ledger.account.refunds.latest
    clause = terms.book.refund
    if request is None or clause is None:
        return
    status = ledger.account.refunds.verdict(request).status
    if status == "rejected":
        way = word(request.event.by) if request.event.by else said("nobody knows what")
        by = [] if request.event.by in clause.request.by else [said("by {way}", way=way)]
        lacks = [_without(need) for need in missing(request.event, clause)]
        yield said("rejected: {reasons}", reasons=joined(", ", [*by, *lacks]))
        return
    yield said("{request}: {status}", request=_asked_for(request), status=word(status))
    if status == "refused":
        yield _refused(request, clause)
    elif status in _WHY:
        yield _WHY[status]
    if status == "approved":
        yield from _when(ledger, request)


_WHY = {
    "incomplete": said("cash with a depositor's name on the slip, and the slip does not come with the request"),
    "pending_letter": said("so large an overpayment needs a letter, and none has come"),
}
"""What is behind a status, where the clause alone does not say it."""


def _refused(request: Request, clause: RefundTable) -> Sentence:
    """What is wrong with a destination, and what the clause that opens any other asks for besides."""
    if clause.any_destination is None:
        return said("the money may not go to this account")
    opens = Heading(request.terms.because("refund.any_destination").clause)
    lacks = joined(", ", (_without(need) for need in lacking(request.event, clause)))
    words = {"clause": opens, "lacks": lacks}
    return said("the money may not go to this account, and no complete letter opens it ({clause}): {lacks}", **words)


def _without(need: str) -> Sentence:
    return said("without {need}", need=word(need))


def _asked_for(request: Request) -> Sentence:
    if request.order is not None:
        paid = Amount(request.order.amount_paid, request.order.unknown)
        order = {"order": _turned_out(request.order), "paid": paid, "gone": _gone(request.order.held)}
        return said("{order}, {paid} paid on it{gone}", **order)
    held = request.overpaid
    if held is None:
        return said("no overpayment is open")
    since = calendar.instant(held.since)
    if held.unknown:
        return said("the overpayment of {since}, of an amount that no source gives, if there is any", since=since)
    amounts = {"amount": Amount(held.amount), "left": Amount(request.gross), "gone": _gone(held)}
    return said("the overpayment of {since}, {amount}, {left} of it left{gone}", since=since, **amounts)


def _gone(held: Held | None) -> Sentence:
    """What of a sum is not held any longer, and since when."""
    parts = [] if held is None else [_became(at, sen) for at, sen in held.converted]
    parts += [said("{amount} given back already", amount=Amount(held.sent))] if held and held.sent else []
    return said(" ({parts})", parts=joined("; ", parts)) if parts else joined("", ())


def _became(at: int, sen: int) -> Sentence:
    return said("{amount} became deposit on {day}", amount=Amount(sen), day=calendar.instant(at))


def _when(ledger: Ledger, request: Request) -> Iterator[Sentence]:
    """The calendar of a granted request, and what reaches the customer."""
    verdict = ledger.account.refunds.verdict(request)
    found, clause = payout(request, verdict, ledger.rules.givens), request.terms.book.refund
    if found is None or clause is None:
        return
    closes = calendar.date_of(refund_calendar.deadline(clause.calendar.rota, found.day) // DAY - 1)
    days = request.terms["voucher.lag_business_days"]
    lag = (
        ""
        if request.voucher is not None
        else counted(", {number} business day on", ", {number} business days on", days)
    )
    yield said(
        "voucher ready {ready}{lag}; by the end of {closes} for {day}",
        ready=calendar.instant(found.ready),
        lag=lag,
        closes=Weekday(closes),
        day=Weekday(calendar.date_of(found.day)),
    )
    moved = said(" moved from the holiday {day}", day=calendar.date_of(found.day)) if found.sent != found.day else ""
    sent, arrives = Weekday(calendar.date_of(found.sent)), calendar.date_of(found.arrives)
    yield said("transfer on {sent}{moved}, there by {arrives}", sent=sent, moved=moved, arrives=arrives)
    sums = {"gross": Amount(verdict.gross, request.unknown), "net": of_request(ledger, request).net}
    yield said("{gross} less the bank's fee: {net}", **sums)


def _prepared(ledger: Ledger, event: VoucherPrepared, terms: Terms) -> Iterator[Sentence]:
    found = [request for request, _ in ledger.account.refunds.open_requests() if request.voucher is not None]
    if not found:
        yield said("no request is granted that it could be for")
    for request in found[-1:]:
        yield from _when(ledger, request)


def _converted(ledger: Ledger, event: ConvertedToDeposit, terms: Terms) -> Iterator[Sentence]:
    amounts = {"amount": Amount(event.amount), "held": Amount(ledger.account.refunds.deposit)}
    yield said("{amount} to deposit, {held} held, never given back", **amounts)


_WORKINGS: dict[type[Event], Callable[[Ledger, Any, Terms], Iterator[Sentence]]] = {
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
