"""Commands: what the Subscription aggregate decides to record, or why it refuses."""

from collections.abc import Callable
from typing import Any

from attrs import evolve

from lifecycle import calendar, cancelling_checks, trial
from lifecycle.account import Account
from lifecycle.events import (
    Adjusted,
    Blacklisted,
    Blocked,
    Contacted,
    DisputeOpened,
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
from lifecycle.paid_back import names_a_line
from lifecycle.refunds import checks as refund_checks
from lifecycle.refusal import Refusal, after_the_end, by_clause
from lifecycle.subscription import Status, Subscription


def decide(state: Subscription, account: Account, event: Event, at: int, part: int = 0) -> tuple[Event, ...] | Refusal:
    """What a command leads to at a WIB second: the events to record, or the reason why it is refused.

    ``part`` are the microseconds into that second.
    """
    if state.activated is not None and at <= state.activated and _too_early(state, account, event, at, part):
        began = calendar.text(calendar.instant(state.activated, state.part))
        return Refusal(f"the subscription is not active before {began}")
    if state.ended is not None and isinstance(event, _ONLY_WHILE_RUNNING):
        return after_the_end(state, account, state.ended)
    check = CHECKS.get(type(event))
    found = None if check is None else check(state, account, event, at)
    if found is None:
        return (_as_notice(state, account, event),)
    return Refusal(found) if isinstance(found, str) else found


def _too_early(state: Subscription, account: Account, event: Event, at: int, part: int) -> bool:
    """Whether something comes before the activation that needs a subscription."""
    return (at, part) < (state.activated, state.part) and not _from_anybody(account, event, at)


def _from_anybody(account: Account, event: Event, at: int) -> bool:
    """Whether it takes no subscription: a call, where the terms say where calls go."""
    return isinstance(event, Contacted) and account.rules.at(at).book.routing is not None


def _as_notice(state: Subscription, account: Account, event: Event) -> Event:
    """The event as it is meant: a customer's ending is a notice, where what is charged in advance runs to its end."""
    if not isinstance(event, Terminated) or event.by != "customer" or state.as_recorded:
        return event
    return event if trial.clause_of(state, account.rules) is None else evolve(event, notice=True)


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
    if not names_a_line(event.of) and account.rules.at(at).book.refund is not None:
        return refund_checks.beyond_credit(account, event.amount, at, "refund")
    left = account.refundable(event.of)
    if event.amount <= left or not account.knows_refundable(event.of):
        return None
    paid = "paid"
    if event.of and names_a_line(event.of):
        line = f"the line of {event.of.package}" if event.of.package else "the bill"
        paid = f"paid or credited on {line}{f' of {event.of.period}' if event.of.period else ''}"
    return f"a refund of {rupiah(event.amount)} exceeds what was {paid} and not yet refunded, {rupiah(max(0, left))}"


def _resolution(state: Subscription, account: Account, event: DisputeResolved, at: int) -> str | None:
    found = [
        ticket if isinstance(ticket, str) else "without a ticket"
        for ticket, outcome in state.disputes.items()
        if outcome == "open"
    ]
    if not found:
        return "there is no open dispute to resolve"
    if event.ticket is not None and state.disputes.get(event.ticket) != "open":
        return f"the open dispute is {', '.join(found)}, not {event.ticket}"
    return None


def _dispute(state: Subscription, account: Account, event: DisputeOpened, at: int) -> Refusal | None:
    clause = account.rules.at(at).book.escalation
    if clause is None or event.forum == clause.first or clause.first in state.forums:
        return None
    return by_clause(account, at, "escalation", f"the {clause.first} has had no dispute yet, and hears it first")


def _blacklisting(state: Subscription, account: Account, event: Blacklisted, at: int) -> str | None:
    return "the customer is already blacklisted" if state.blacklisted else None


Check = Callable[[Subscription, Account, Any, int], Refusal | str | None]
"""Why an event of one class may not happen now, with the clause where there is one, or None."""

CHECKS: dict[type[Event], Check] = {
    Isolated: _already("isolated"),
    Blocked: _already("blocked"),
    Reconnected: _only_if("isolated"),
    Unblocked: _only_if("blocked"),
    PaymentReversed: _reversal,
    Adjusted: _adjustment,
    DueDateMoved: _moved_due_date,
    Refunded: _refund,
    DisputeOpened: _dispute,
    DisputeResolved: _resolution,
    Blacklisted: _blacklisting,
    **cancelling_checks.CHECKS,
    **refund_checks.CHECKS,
}
"""What each command must meet, beyond the subscription being active and not ended."""
