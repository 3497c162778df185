"""Why an event about orders or refunds may not happen."""

from collections.abc import Callable
from typing import Any

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.events import (
    ConvertedToDeposit,
    Event,
    OrderActivated,
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    OrderProcessed,
    Paid,
    RefundRequested,
    TransferSent,
)
from lifecycle.money import UNSPECIFIED, Amount, Money
from lifecycle.notation import Exactly, Thing
from lifecycle.sentence import Sentence, said
from lifecycle.subscription import Subscription

_CONVERSION = said("conversion")

_OfOrder = OrderProcessed | OrderActivated | OrderCancelled | OrderFailed | Paid | RefundRequested


def _placed(state: Subscription, account: Account, event: OrderPlaced, at: int) -> Sentence | None:
    if event.order in account.refunds.orders:
        return said("there is an order {order} already", order=Thing(event.order))
    return None


def _known(state: Subscription, account: Account, event: _OfOrder, at: int) -> Sentence | None:
    if account.rules.at(at).book.order is None or event.order is None or event.order in account.refunds.orders:
        return None
    return said("there is no order {order}", order=Thing(event.order))


def _cancelled(state: Subscription, account: Account, event: OrderCancelled, at: int) -> Sentence | None:
    order = account.refunds.orders.get(event.order)
    if order is not None and order.cancelled:
        return said("order {order} is cancelled already", order=Thing(event.order))
    return _known(state, account, event, at)


def _converted(state: Subscription, account: Account, event: ConvertedToDeposit, at: int) -> Sentence | None:
    if not account.rules.heeds(event, at):
        return None
    return beyond_credit(account, event.amount, at, _CONVERSION)


def _sent(state: Subscription, account: Account, event: TransferSent, at: int) -> Sentence | None:
    if state.as_recorded or not account.rules.heeds(event, at):
        return None
    return beyond_credit(account, event.amount, at, said("transfer"))


def beyond_credit(account: Account, amount: Money, at: int, what: Sentence) -> Sentence | None:
    """Why more than is held cannot be moved; None where there is enough, or where nobody knows how much there is."""
    held = max(account.credit, 0)
    if amount == UNSPECIFIED or account.held(at).unspecified or amount <= held:
        return None
    amounts = {"amount": Amount(amount), "held": Amount(held)}
    found = said("a {movement} of {amount} exceeds the credit held, {held}", movement=what, **amounts)
    if account.refunds.by_rules is None or what == _CONVERSION:
        return found
    when, sent = account.refunds.by_rules
    done = {"sent": Amount(sent), "when": Exactly(calendar.instant(when // 60 * 60))}
    return said(
        "{exceeds}; the rules have transferred {sent} at {when} already: leave the step out, or tell what the"
        " provider itself did under `provider_acts: as_recorded`",
        exceeds=found,
        **done,
    )


CHECKS: dict[type[Event], Callable[[Subscription, Account, Any, int], Sentence | None]] = {
    OrderPlaced: _placed,
    OrderProcessed: _known,
    OrderActivated: _known,
    OrderCancelled: _cancelled,
    OrderFailed: _known,
    Paid: _known,
    RefundRequested: _known,
    ConvertedToDeposit: _converted,
    TransferSent: _sent,
}
"""What each of these must meet."""
