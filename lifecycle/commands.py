"""Commands: what the Subscription aggregate decides to record, or why it refuses."""

from collections.abc import Callable
from typing import Any

from attrs import evolve

from lifecycle import calendar, cancelling_checks, trial
from lifecycle.account import Account
from lifecycle.civil import DAY
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
    RefundOf,
    ResaleAlleged,
    ResaleProven,
    Terminated,
    Unblocked,
    Warned,
    WarningLifted,
)
from lifecycle.money import UNSPECIFIED, Amount
from lifecycle.notation import Month, Thing
from lifecycle.paid_back import names_a_line
from lifecycle.refunds import checks as refund_checks
from lifecycle.refusal import Refusal, after_the_end, by_clause
from lifecycle.sentence import Sentence, coded, joined, said
from lifecycle.subscription import Status, Subscription


def decide(state: Subscription, account: Account, event: Event, at: int, part: int = 0) -> tuple[Event, ...] | Refusal:
    """What a command leads to at a WIB second: the events to record, or the reason why it is refused.

    ``part`` are the microseconds into that second.
    """
    if state.activated is not None and at <= state.activated and _too_early(state, account, event, at, part):
        began = calendar.instant(state.activated, state.part)
        return Refusal(said("the subscription is not active before {began}", began=began))
    if state.ended is not None and isinstance(event, _ONLY_WHILE_RUNNING):
        return after_the_end(state, account, state.ended)
    check = CHECKS.get(type(event))
    found = None if check is None else check(state, account, event, at)
    if found is None:
        return (_as_notice(state, account, event),)
    return Refusal(found) if isinstance(found, Sentence) else found


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
    def check(state: Subscription, account: Account, event: Event, at: int) -> Sentence | None:
        return said("the line is already {state}", state=coded(status)) if state.status == status else None

    return check


def _only_if(status: Status) -> "Check":
    def check(state: Subscription, account: Account, event: Event, at: int) -> Sentence | None:
        if state.status == status:
            return None
        return said("the line is not {state}, it is {other}", state=coded(status), other=coded(state.status))

    return check


def _reversal(state: Subscription, account: Account, event: PaymentReversed, at: int) -> Sentence | None:
    if account.payment_of(event.amount) is None:
        return said("there is no payment of {amount} to reverse", amount=Amount(event.amount))
    return None


def _adjustment(state: Subscription, account: Account, event: Adjusted, at: int) -> Sentence | None:
    month = None if event.period is None else calendar.month_number(event.period)
    if account.bill_to_adjust(month) is not None:
        return None
    if event.period is not None:
        return said("there is no bill of {period}", period=Month(event.period))
    return said("there is no bill to raise") if event.amount > 0 else None


def _moved_due_date(state: Subscription, account: Account, event: DueDateMoved, at: int) -> Sentence | None:
    month = calendar.month_number(event.period)
    bills = [bill for bill in account.bills if bill.month == month]
    if not bills:
        return said("there is no bill of {period}", period=Month(event.period))
    if all(at >= bill.overdue_at for bill in bills):
        passed = calendar.date_of((bills[-1].overdue_at - 1) // DAY)
        found = {"period": Month(event.period), "day": passed}
        return said("the last day to pay the bill of {period}, {day}, has passed", **found)
    return None


def _refund(state: Subscription, account: Account, event: Refunded, at: int) -> Sentence | None:
    if state.as_recorded or event.amount == UNSPECIFIED:
        return None
    if not names_a_line(event.of) and account.rules.at(at).book.refund is not None:
        return refund_checks.beyond_credit(account, event.amount, at, said("refund"))
    left = account.refundable(event.of)
    if event.amount <= left or not account.knows_refundable(event.of):
        return None
    paid = _paid_on(event.of) if event.of and names_a_line(event.of) else said("paid")
    amounts = {"amount": Amount(event.amount), "left": Amount(max(0, left))}
    return said("a refund of {amount} exceeds what was {paid} and not yet refunded, {left}", paid=paid, **amounts)


def _paid_on(of: RefundOf) -> Sentence:
    line = said("the line of {package}", package=of.package) if of.package else said("the bill")
    period = said(" of {period}", period=Month(of.period)) if of.period else ""
    return said("paid or credited on {line}{period}", line=line, period=period)


def _resolution(state: Subscription, account: Account, event: DisputeResolved, at: int) -> Sentence | None:
    found = [
        Thing(ticket) if isinstance(ticket, str) else said("without a ticket")
        for ticket, outcome in state.disputes.items()
        if outcome == "open"
    ]
    if not found:
        return said("there is no open dispute to resolve")
    if event.ticket is not None and state.disputes.get(event.ticket) != "open":
        tickets = {"open": joined(", ", found), "other": Thing(event.ticket)}
        return said("the open dispute is {open}, not {other}", **tickets)
    return None


def _dispute(state: Subscription, account: Account, event: DisputeOpened, at: int) -> Refusal | None:
    clause = account.rules.at(at).book.escalation
    if clause is None or event.forum == clause.first or clause.first in state.forums:
        return None
    first = said("the {forum} has had no dispute yet, and hears it first", forum=coded(clause.first))
    return by_clause(account, at, "escalation", first)


def _blacklisting(state: Subscription, account: Account, event: Blacklisted, at: int) -> Sentence | None:
    return said("the customer is already blacklisted") if state.blacklisted else None


Check = Callable[[Subscription, Account, Any, int], Refusal | Sentence | None]
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
