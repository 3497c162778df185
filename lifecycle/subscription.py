"""The Subscription aggregate: commands decide, `evolve` applies; no reading of a clause lives in it."""

from collections.abc import Callable
from typing import Any, Literal

from attrs import define, field

from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.ending import BY_WISH
from lifecycle.events import (
    Activated,
    Blacklisted,
    Blocked,
    CancellationConfirmed,
    CancellationRequested,
    DisputeOpened,
    DisputeResolved,
    Downgraded,
    Event,
    Isolated,
    PlanChanged,
    Precision,
    Reconnected,
    Recorded,
    ResaleProven,
    Terminated,
    Unblocked,
    VisibilityChanged,
    Warned,
    WarningLifted,
)
from lifecycle.money import UNSPECIFIED
from lifecycle.silent import WITHOUT_STATUS

Status = Literal["not_active", "active", "warned", "isolated", "blocked", "cancellation_pending", "terminated"]

UNKNOWN_FEE = -1
"""A monthly fee that no source gives."""


@define(eq=False)
class Subscription:
    """Facts and status of one subscription; instants in WIB seconds, fees in sen.

    ``notice`` is since when the customer's wish to end it is known, which by itself changes no status; ``forums`` are
    those that have had a dispute. ``disputes`` are told apart by their tickets, those without one by their number.
    ``part``, ``limited_part``, ``notice_part`` and ``ended_part`` are the microseconds of the activation, the limit,
    the notice and the end within their seconds.
    """

    opening: Activated | None = None
    activated: int | None = None
    part: int = 0
    status: Status = "not_active"
    limited_since: int | None = None
    limited_part: int = 0
    notice: int | None = None
    notice_part: int = 0
    rung: int = -1
    rung_since: int = 0
    ended: int | None = None
    ended_part: int = 0
    ended_known: Precision = "instant"
    ended_by: Terminated | None = None
    blacklisted: bool = False
    resale_proven: int | None = None
    disputes: dict[str | int, str] = field(factory=dict)
    forums: set[str] = field(factory=set)
    fee_times: list[int] = field(factory=list)
    fees: list[int] = field(factory=list)
    hidden: bool = False

    @property
    def as_recorded(self) -> bool:
        """Whether only the file's own events happen."""
        return self.opening is not None and self.opening.provider_acts == "as_recorded"

    @property
    def dispute(self) -> str:
        """How the latest dispute stands."""
        return next(reversed(self.disputes.values()), "none")

    def resolved_by(self, ticket: str | None) -> str | int | None:
        """The dispute that a decision is about: the one it names, else the latest that is open."""
        if ticket is not None:
            return ticket
        return next((one for one, outcome in reversed(self.disputes.items()) if outcome == "open"), None)

    @property
    def limited(self) -> bool:
        """Whether service is suspended."""
        return self.status in ("isolated", "blocked")


def evolve(state: Subscription, recorded: Recorded, at: int) -> None:
    """Assign what an event says; ``at`` is its effective second. Decides nothing."""
    if type(recorded.event) in WITHOUT_STATUS:
        return
    ended, noticed, limited = state.ended, state.notice, state.limited_since
    EVOLUTIONS[type(recorded.event)](state, recorded.event, at)
    if state.notice != noticed:
        state.notice_part = recorded.at.microsecond
    if state.limited_since != limited:
        state.limited_part = recorded.at.microsecond
    if state.ended != ended:
        state.ended_part = recorded.at.microsecond
        if ended is None:
            state.ended_known = recorded.precision


def _activated(state: Subscription, event: Activated, at: int) -> None:
    state.opening = event
    state.activated = None if event.activated is None else at
    state.part = 0 if event.activated is None else event.activated.microsecond
    state.status = "active"
    if event.monthly_fee is not None:
        state.fee_times.append(at)
        state.fees.append(event.monthly_fee)


def _becomes(status: Status, rung: int) -> "Evolution":
    limits = status in ("isolated", "blocked")

    def apply(state: Subscription, event: Event, at: int) -> None:
        state.status, state.rung, state.rung_since = status, rung, at
        state.limited_since = at if limits else None

    return apply


def _repriced(state: Subscription, event: Downgraded | PlanChanged, at: int) -> None:
    state.fee_times.append(at)
    state.fees.append(UNKNOWN_FEE if event.monthly_fee == UNSPECIFIED else event.monthly_fee)


def _noticed(state: Subscription, event: CancellationRequested | Terminated, at: int) -> None:
    state.notice = at


def _terminated(state: Subscription, event: Terminated, at: int) -> None:
    if event.notice:
        _noticed(state, event, at)
        return
    state.status = "terminated"
    state.ended = at
    state.ended_by = event
    state.limited_since = None


def _confirmed(state: Subscription, event: CancellationConfirmed, at: int) -> None:
    _terminated(state, BY_WISH, at)


def _blacklisted(state: Subscription, event: Blacklisted, at: int) -> None:
    state.blacklisted = True


def _resale_proven(state: Subscription, event: ResaleProven, at: int) -> None:
    state.resale_proven = at


def _dispute_opened(state: Subscription, event: DisputeOpened, at: int) -> None:
    ticket = len(state.disputes) if event.ticket is None else event.ticket
    state.disputes.pop(ticket, None)
    state.disputes[ticket] = "open"
    state.forums.add(event.forum)


def _dispute_resolved(state: Subscription, event: DisputeResolved, at: int) -> None:
    ticket = state.resolved_by(event.ticket)
    if ticket is not None and ticket in state.disputes:
        state.disputes[ticket] = event.outcome


def _visibility(state: Subscription, event: VisibilityChanged, at: int) -> None:
    state.hidden = not event.to_customer


Evolution = Callable[[Subscription, Any, int], None]
"""What an event of one class assigns."""

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
    CancellationRequested: _noticed,
    CancellationConfirmed: _confirmed,
    Blacklisted: _blacklisted,
    ResaleProven: _resale_proven,
    DisputeOpened: _dispute_opened,
    DisputeResolved: _dispute_resolved,
    VisibilityChanged: _visibility,
}
"""What each event that changes the state assigns."""
