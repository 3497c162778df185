"""What each event about orders and refunds does to an account whose terms have the clause."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lifecycle.events import (
    ConvertedToDeposit,
    Event,
    OrderActivated,
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    OrderProcessed,
    Refunded,
    RefundRequested,
    TransferSent,
    VoucherPrepared,
)
from lifecycle.money import UNSPECIFIED
from lifecycle.notation import known_day
from lifecycle.paid_back import names_a_line
from lifecycle.refunds.order import Order
from lifecycle.sentence import Sentence, said

if TYPE_CHECKING:
    from lifecycle.account import Account


def refunded(account: "Account", event: Refunded, at: int) -> None:
    """The provider pays money back: out of credit, or a line, which stays settled as it is credited that much."""
    of_line = event.of if names_a_line(event.of) else None
    if of_line is None:
        give_back(account, event, at)
    elif event.amount == UNSPECIFIED:
        account.unknown_refunds |= {_unknown(account, at)}
    else:
        account.refunded += int(event.amount)
        account.paid_back.add(of_line, int(event.amount))
        account.adjusted -= int(event.amount)


def give_back(account: "Account", event: Refunded | TransferSent, at: int) -> None:
    """Money leaves for the customer, out of credit."""
    account.refunds.settle(event)
    if event.amount == UNSPECIFIED:
        account.unknown_refunds |= {_unknown(account, at)}
        account.unknown_credit |= {_unknown(account, at)}
        return
    account.refunded += int(event.amount)
    account.credit -= int(event.amount)


def _unknown(account: "Account", at: int) -> Sentence:
    """The name of a refund of an amount that no source gives."""
    return said("refund {day}", day=known_day(at, account.precision))


def _placed(account: "Account", event: OrderPlaced, at: int) -> None:
    bill = account.invoice(event.amount, at, order=event.order)
    order = Order(event.order, event.item, bill, at)
    order.judge(account.rules.at(at), at)
    account.refunds.orders[event.order] = order


def _processed(account: "Account", event: OrderProcessed, at: int) -> None:
    _happened(account, event.order, at, processed=True)


def _activated(account: "Account", event: OrderActivated, at: int) -> None:
    _happened(account, event.order, at, activated=True)


def _cancelled(account: "Account", event: OrderCancelled, at: int) -> None:
    _happened(account, event.order, at, cancelled=True)


def _failed(account: "Account", event: OrderFailed, at: int) -> None:
    _happened(account, event.order, at, fault=event.fault)


def _happened(account: "Account", number: str, at: int, **facts: Any) -> None:
    """Something happened to an order; one that is given up stays as it is."""
    order = account.refunds.orders[number]
    if order.given_up:
        return
    for name, value in facts.items():
        setattr(order, name, value)
    terms = account.rules.at(at)
    order.judge(terms, at)
    if order.refundable_since is not None and (order.cancelled or order.fault is not None):
        _give_up(account, order, at)


def _give_up(account: "Account", order: Order, at: int) -> None:
    """The order's invoice is no longer owed, and what was paid on it is held for the customer."""
    order.give_up(account.rules.at(at), at)
    account.write_off(order.bill, at)


def _requested(account: "Account", event: RefundRequested, at: int) -> None:
    request = account.refunds.ask(event, at, account.rules.at(at))
    order = request.order
    if order is not None and not order.given_up and account.refunds.verdict(request).status == "approved":
        _give_up(account, order, at)
        request.sent_before = order.held.sent if order.held is not None else 0


def _converted(account: "Account", event: ConvertedToDeposit, at: int) -> None:
    account.credit -= account.refunds.convert(int(event.amount), at, by_rules=account.acting == "rules")


def _prepared(account: "Account", event: VoucherPrepared, at: int) -> None:
    request = account.refunds.of_voucher()
    if request is not None:
        request.voucher = at


def _sent(account: "Account", event: TransferSent, at: int) -> None:
    give_back(account, event, at)
    if account.acting == "rules" and event.amount != UNSPECIFIED:
        account.refunds.by_rules = at, int(event.amount)


FOLDS: dict[type[Event], Callable[["Account", Any, int], None]] = {
    OrderPlaced: _placed,
    OrderProcessed: _processed,
    OrderActivated: _activated,
    OrderCancelled: _cancelled,
    OrderFailed: _failed,
    RefundRequested: _requested,
    ConvertedToDeposit: _converted,
    VoucherPrepared: _prepared,
    TransferSent: _sent,
}
"""Each event by its class."""
