"""Refunds (*pengembalian dana*): orders, overpayments and requests, what becomes of them, and the deposit held."""

from datetime import datetime

from attrs import frozen

from lifecycle import calendar
from lifecycle.clauses import refund as refund_clause
from lifecycle.clauses.order import OutcomeWord
from lifecycle.money import UNSPECIFIED, Amount
from lifecycle.refunds.order import Order
from lifecycle.refunds.payout import bank_fee, payout
from lifecycle.refunds.request import Request
from lifecycle.sentence import coded
from projections.answers import NOT_APPLICABLE, Answer, Refund
from projections.ledger import Ledger

FEE_PART = coded("refund.bank_fee")
"""The name of a bank fee that no source, no given and no transfer puts a number to."""


@frozen
class OrderLine:
    """An order: its invoice, what was paid on it, how it turned out; ``given_up`` says that it is owed no longer."""

    order: str
    item: str | None
    placed: datetime
    amount: Amount
    paid: Amount
    outcome: OutcomeWord
    given_up: bool


@frozen
class Overpaid:
    """An overpayment: when and how much, and what of it is still held, was given back, or is deposit."""

    at: datetime
    amount: Amount
    held: Amount
    sent: Amount
    deposit: Amount


@frozen
class Asked:
    """A request: when, for which order or the overpayment of which instant, what becomes of it, when its voucher is."""

    at: datetime
    order: str | None
    overpaid: datetime | None
    refund: Refund
    fee: Amount
    voucher: datetime | None
    paid: bool


@frozen
class Refunds:
    """All of a story; ``credit`` and ``deposit`` are what is held for the customer."""

    orders: tuple[OrderLine, ...]
    overpaid: tuple[Overpaid, ...]
    asked: tuple[Asked, ...]
    credit: Amount
    deposit: Amount


def refund(ledger: Ledger, at: int) -> Answer:
    """What becomes of the latest request; sums are 0 unless it is granted, and where the terms give nothing back."""
    book = ledger.book(at)
    if book.refund is None:
        return Refund(Amount(), Amount(), "not_refundable") if book.no_refund else NOT_APPLICABLE
    latest = ledger.account.refunds.latest
    return Refund(Amount(), Amount(), "none") if latest is None else of_request(ledger, latest)


def deposit(ledger: Ledger, at: int) -> Answer:
    """Money held for the customer that is only spent on invoices."""
    return ledger.account.refunds.deposited if ledger.book(at).overpayment else NOT_APPLICABLE


def of_request(ledger: Ledger, request: Request) -> Refund:
    """What becomes of one request."""
    verdict, to = ledger.account.refunds.verdict(request), request.event.account
    if verdict.status != "approved":
        return Refund(Amount(), Amount(), verdict.status, to)
    gross, net = Amount(verdict.gross, request.unknown), _net(ledger, request, verdict.gross)
    when = payout(request, verdict, ledger.rules.givens)
    if when is None:
        return Refund(gross, net, verdict.status, to)
    return Refund(gross, net, verdict.status, to, calendar.date_of(when.sent), calendar.date_of(when.arrives))


def overview(ledger: Ledger, at: int) -> Refunds | None:
    """Everything about refunds as it stands; None where the terms have no clause about them."""
    if ledger.book(at).refund is None:
        return None
    account = ledger.account
    return Refunds(
        orders=tuple(map(_order, account.refunds.orders.values())),
        overpaid=tuple(
            Overpaid(
                calendar.instant(held.since),
                Amount(held.amount, held.unknown),
                Amount(held.left, held.unknown),
                Amount(held.sent),
                Amount(held.deposited, held.unknown),
            )
            for held in account.refunds.overpaid
        ),
        asked=tuple(_asked(ledger, request) for request in account.refunds.requests),
        credit=account.held(at),
        deposit=account.refunds.deposited,
    )


def _net(ledger: Ledger, request: Request, gross: int) -> Amount:
    fee = bank_fee(request, ledger.rules.givens)
    unknown = request.unknown if fee is not None else request.unknown | {FEE_PART}
    return Amount(0, unknown) if unknown or fee is None else Amount(refund_clause.net(gross, fee))


def _order(order: Order) -> OrderLine:
    bill = order.bill
    # Giving an order up writes its invoice off; what it was for is what was asked at its issue.
    asked = bill.unpaid[0] if order.given_up else bill.amount
    amount = Amount.of(UNSPECIFIED, bill.name) if bill.unknown else Amount(asked)
    placed, paid = calendar.instant(order.placed), Amount(order.amount_paid, order.unknown)
    return OrderLine(order.number, order.item, placed, amount, paid, order.outcome, order.given_up)


def _asked(ledger: Ledger, request: Request) -> Asked:
    verdict = ledger.account.refunds.verdict(request)
    when = payout(request, verdict, ledger.rules.givens)
    fee = bank_fee(request, ledger.rules.givens)
    overpaid = request.overpaid
    return Asked(
        at=calendar.instant(request.at),
        order=request.event.order,
        overpaid=None if overpaid is None else calendar.instant(overpaid.since),
        refund=of_request(ledger, request),
        fee=Amount(0, frozenset({FEE_PART})) if fee is None else Amount(fee),
        voucher=None if when is None else calendar.instant(when.ready),
        paid=request.settled,
    )
