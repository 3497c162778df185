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
from lifecycle.money import UNSPECIFIED, Money, rupiah
from lifecycle.subscription import Subscription

_OfOrder = OrderProcessed | OrderActivated | OrderCancelled | OrderFailed | Paid | RefundRequested


def _placed(state: Subscription, account: Account, event: OrderPlaced, at: int) -> str | None:
    if event.order in account.refunds.orders:
        return f"there is an order {event.order} already"
    return None


def _known(state: Subscription, account: Account, event: _OfOrder, at: int) -> str | None:
    if account.rules.at(at).book.order is None or event.order is None or event.order in account.refunds.orders:
        return None
    return f"there is no order {event.order}"


def _cancelled(state: Subscription, account: Account, event: OrderCancelled, at: int) -> str | None:
    order = account.refunds.orders.get(event.order)
    if order is not None and order.cancelled:
        return f"order {event.order} is cancelled already"
    return _known(state, account, event, at)


def _converted(state: Subscription, account: Account, event: ConvertedToDeposit, at: int) -> str | None:
    if not account.rules.heeds(event, at):
        return None
    return beyond_credit(account, event.amount, at, "conversion")


def _sent(state: Subscription, account: Account, event: TransferSent, at: int) -> str | None:
    if state.as_recorded or not account.rules.heeds(event, at):
        return None
    return beyond_credit(account, event.amount, at, "transfer")


def beyond_credit(account: Account, amount: Money, at: int, what: str) -> str | None:
    """Why more than is held cannot be moved; None where there is enough, or where nobody knows how much there is."""
    held = max(account.credit, 0)
    if amount == UNSPECIFIED or account.held(at).unspecified or amount <= held:
        return None
    found = f"a {what} of {rupiah(amount)} exceeds the credit held, {rupiah(held)}"
    if account.refunds.by_rules is None or what == "conversion":
        return found
    when, sent = account.refunds.by_rules
    done = f"the rules have transferred {rupiah(sent)} at {calendar.instant(when):%Y-%m-%d %H:%M} already"
    return (
        f"{found}; {done}: leave the step out, or tell what the provider itself did under `provider_acts: as_recorded`"
    )


CHECKS: dict[type[Event], Callable[[Subscription, Account, Any, int], str | None]] = {
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
