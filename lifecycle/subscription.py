"""The Subscription aggregate: commands decide, `evolve` applies; no reading of a clause lives in it."""

from collections.abc import Callable
from typing import Literal

from attrs import define, field, frozen

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.events import (
    Activated,
    Adjusted,
    Blacklisted,
    Blocked,
    DisputeOpened,
    DisputeResolved,
    Downgraded,
    DueDateMoved,
    Event,
    Isolated,
    PaymentReversed,
    PlanChanged,
    Reconnected,
    Recorded,
    Refunded,
    ResaleAlleged,
    ResaleProven,
    Terminated,
    Unblocked,
    VisibilityChanged,
    Warned,
    WarningLifted,
)
from lifecycle.money import UNSPECIFIED, rupiah

Status = Literal["not_active", "active", "warned", "isolated", "blocked", "cancellation_pending", "terminated"]

UNKNOWN_FEE = -1
"""A monthly fee that no source gives."""


@frozen
class Refusal:
    """The subscription refuses an event: why, in words, and the clause where there is one."""

    reason: str
    clause: str | None = None


@define(eq=False)
class Subscription:
    """Facts and status of one subscription; instants in WIB seconds, fees in sen."""

    opening: Activated | None = None
    activated: int | None = None
    status: Status = "not_active"
    limited_since: int | None = None
    rung: int = -1
    ended: int | None = None
    ended_by: Terminated | None = None
    blacklisted: bool = False
    resale_proven: int | None = None
    dispute: str = "none"
    ticket: str | None = None
    plan: str | None = None
    fee_times: list[int] = field(factory=list)
    fees: list[int] = field(factory=list)
    hidden: bool = False

    @property
    def as_recorded(self) -> bool:
        """Whether only the file's own events happen."""
        return self.opening is not None and self.opening.provider_acts == "as_recorded"

    @property
    def limited(self) -> bool:
        """Whether service is suspended."""
        return self.status in ("isolated", "blocked")


def decide(state: Subscription, account: Account, event: Event, at: int) -> tuple[Event, ...] | Refusal:
    """What a command leads to at a WIB second: the events to record, or the reason why it is refused."""
    if state.activated is not None and at < state.activated:
        began = calendar.text(calendar.instant(state.activated))
        return Refusal(f"the subscription is not active before {began}")
    if state.ended is not None and isinstance(event, _ONLY_WHILE_RUNNING):
        return Refusal(f"the subscription ended on {calendar.text(calendar.instant(state.ended))}")
    check = CHECKS.get(type(event))
    reason = None if check is None else check(state, account, event, at)
    return (event,) if reason is None else Refusal(reason)


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
    if account.bill_to_adjust(month) is None:
        return f"there is no bill of {event.period}" if event.period else "there is no bill to adjust"
    return None


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
    left = account.refundable(event.of.period if event.of else None)
    if event.amount > left:
        return f"a refund of {rupiah(event.amount)} exceeds what was paid and not yet refunded, {rupiah(left)}"
    return None


def _resolution(state: Subscription, account: Account, event: DisputeResolved, at: int) -> str | None:
    if state.dispute != "open":
        return "there is no open dispute to resolve"
    if event.ticket is not None and event.ticket != state.ticket:
        return f"the open dispute is {state.ticket or 'without a ticket'}, not {event.ticket}"
    return None


def _blacklisting(state: Subscription, account: Account, event: Blacklisted, at: int) -> str | None:
    return "the customer is already blacklisted" if state.blacklisted else None


Check = Callable[[Subscription, Account, Event, int], str | None]

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
}
"""What each command must meet, beyond the subscription being active and not ended."""


def evolve(state: Subscription, recorded: Recorded, at: int) -> None:
    """Assign what an event says; ``at`` is its effective second. Decides nothing."""
    apply = EVOLUTIONS.get(type(recorded.event))
    if apply is not None:
        apply(state, recorded.event, at)


def _activated(state: Subscription, event: Activated, at: int) -> None:
    state.opening = event
    state.activated = None if event.activated is None else at
    state.status = "active"
    state.plan = event.plan
    if event.monthly_fee is not None:
        state.fee_times.append(at)
        state.fees.append(event.monthly_fee)


def _becomes(status: Status, rung: int) -> "Evolution":
    limits = status in ("isolated", "blocked")

    def apply(state: Subscription, event: Event, at: int) -> None:
        state.status, state.rung = status, rung
        state.limited_since = at if limits else None

    return apply


def _repriced(state: Subscription, event: Downgraded | PlanChanged, at: int) -> None:
    state.fee_times.append(at)
    state.fees.append(UNKNOWN_FEE if event.monthly_fee == UNSPECIFIED else event.monthly_fee)
    state.plan = event.plan or state.plan
    if isinstance(event, Downgraded):
        state.rung = max(state.rung, Becomes.DOWNGRADED)


def _terminated(state: Subscription, event: Terminated, at: int) -> None:
    state.status = "terminated"
    state.ended = at
    state.ended_by = event
    state.limited_since = None


def _blacklisted(state: Subscription, event: Blacklisted, at: int) -> None:
    state.blacklisted = True


def _resale_proven(state: Subscription, event: ResaleProven, at: int) -> None:
    state.resale_proven = at


def _dispute_opened(state: Subscription, event: DisputeOpened, at: int) -> None:
    state.dispute, state.ticket = "open", event.ticket


def _dispute_resolved(state: Subscription, event: DisputeResolved, at: int) -> None:
    state.dispute = event.outcome


def _visibility(state: Subscription, event: VisibilityChanged, at: int) -> None:
    state.hidden = not event.to_customer


Evolution = Callable[[Subscription, Event, int], None]

EVOLUTIONS: dict[type[Event], Evolution] = {
    Activated: _activated,
    Warned: _becomes("warned", Becomes.WARNED),
    WarningLifted: _becomes("active", -1),
    Isolated: _becomes("isolated", Becomes.ISOLATED),
    Blocked: _becomes("blocked", Becomes.BLOCKED),
    Reconnected: _becomes("active", -1),
    Unblocked: _becomes("active", -1),
    Downgraded: _repriced,
    PlanChanged: _repriced,
    Terminated: _terminated,
    Blacklisted: _blacklisted,
    ResaleProven: _resale_proven,
    DisputeOpened: _dispute_opened,
    DisputeResolved: _dispute_resolved,
    VisibilityChanged: _visibility,
}
"""What each event assigns; events that only move money change the account alone."""

