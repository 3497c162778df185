"""Commands: what the Subscription aggregate decides to record, or why it refuses."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.events import (
    Adjusted,
    Blacklisted,
    Blocked,
    DisputeResolved,
    Downgraded,
    DueDateMoved,
    Event,
    Isolated,
    PaymentReversed,
    PlanChanged,
    Reconnected,
    Refunded,
    ResaleAlleged,
    ResaleProven,
    Terminated,
    Unblocked,
    Warned,
    WarningLifted,
)
from lifecycle.money import UNSPECIFIED, rupiah
from lifecycle.refunds import checks as refund_checks
from lifecycle.subscription import Status, Subscription


@frozen
class Refusal:
    """The subscription refuses an event: why, in words, and the clause where there is one."""

    reason: str
    clause: str | None = None


def decide(state: Subscription, account: Account, event: Event, at: int) -> tuple[Event, ...] | Refusal:
    """What a command leads to at a WIB second: the events to record, or the reason why it is refused."""
    if state.activated is not None and at < state.activated:
        began = calendar.text(calendar.instant(state.activated))
        return Refusal(f"the subscription is not active before {began}")
    if state.ended is not None and isinstance(event, _ONLY_WHILE_RUNNING):
        return Refusal(
            f"the subscription ended on {calendar.text(calendar.instant(state.ended))}", _ended_by(state, account)
        )
    check = CHECKS.get(type(event))
    reason = None if check is None else check(state, account, event, at)
    return (event,) if reason is None else Refusal(reason)


def _ended_by(state: Subscription, account: Account) -> str | None:
    """The clause that ended the subscription, where the rules did."""
    path = {"arrears": "arrears.rung", "resale": "resale"}.get(state.ended_by.reason) if state.ended_by else None
    if path is None or state.ended is None:
        return None
    terms = account.rules.at(state.ended)
    index = next((index for index, rung in enumerate(terms.ladder) if rung.becomes == Becomes.TERMINATED), 0)
    return terms.because(f"{path}[{index}]" if path == "arrears.rung" else path).clause


_ONLY_WHILE_RUNNING = (
    Isolated,
    Reconnected,
    Blocked,
    Unblocked,
    Warned,
    WarningLifted,
    Downgraded,
    PlanChanged,
    Terminated,
    ResaleAlleged,
    ResaleProven,
)


def _already(status: Status) -> "Check":
    def check(state: Subscription, account: Account, event: Event, at: int) -> str | None:
        return f"the line is already {status}" if state.status == status else None

    return check


def _only_if(status: Status) -> "Check":
    def check(state: Subscription, account: Account, event: Event, at: int) -> str | None:
        return None if state.status == status else f"the line is not {status}, it is {state.status}"

    return check


def _reversal(state: Subscription, account: Account, event: PaymentReversed, at: int) -> str | None:
    if account.payment_of(event.amount) is None:
        return f"there is no payment of {rupiah(event.amount)} to reverse"
    return None


def _adjustment(state: Subscription, account: Account, event: Adjusted, at: int) -> str | None:
    month = None if event.period is None else calendar.month_number(event.period)
    if account.bill_to_adjust(month) is not None:
        return None
    if event.period is not None:
        return f"there is no bill of {event.period}"
    return "there is no bill to raise" if event.amount > 0 else None


def _moved_due_date(state: Subscription, account: Account, event: DueDateMoved, at: int) -> str | None:
    month = calendar.month_number(event.period)
    bills = [bill for bill in account.bills if bill.month == month]
    if not bills:
        return f"there is no bill of {event.period}"
    if all(at >= bill.overdue_at for bill in bills):
        passed = calendar.text(calendar.instant(bills[-1].overdue_at - 1)).partition(" ")[0]
        return f"the last day to pay the bill of {event.period}, {passed}, has passed"
    return None


def _refund(state: Subscription, account: Account, event: Refunded, at: int) -> str | None:
    if state.as_recorded or event.amount == UNSPECIFIED:
        return None
    period = event.of.period if event.of else None
    if period is None and account.rules.at(at).book.refund is not None:
        return refund_checks.beyond_credit(account, event.amount, "refund")
    left = account.refundable(period)
    if event.amount > left:
        return f"a refund of {rupiah(event.amount)} exceeds what was paid and not yet refunded, {rupiah(left)}"
    return None


def _resolution(state: Subscription, account: Account, event: DisputeResolved, at: int) -> str | None:
    found = [ticket or "without a ticket" for ticket, outcome in state.disputes.items() if outcome == "open"]
    if not found:
        return "there is no open dispute to resolve"
    if event.ticket is not None and state.disputes.get(event.ticket) != "open":
        return f"the open dispute is {', '.join(found)}, not {event.ticket}"
    return None


def _blacklisting(state: Subscription, account: Account, event: Blacklisted, at: int) -> str | None:
    return "the customer is already blacklisted" if state.blacklisted else None


Check = Callable[[Subscription, Account, Any, int], str | None]
"""Why an event of one class may not happen now, or None."""

CHECKS: dict[type[Event], Check] = {
    Isolated: _already("isolated"),
    Blocked: _already("blocked"),
    Reconnected: _only_if("isolated"),
    Unblocked: _only_if("blocked"),
    PaymentReversed: _reversal,
    Adjusted: _adjustment,
    DueDateMoved: _moved_due_date,
    Refunded: _refund,
    DisputeResolved: _resolution,
    Blacklisted: _blacklisting,
    **refund_checks.CHECKS,
}
"""What each command must meet, beyond the subscription being active and not ended."""
