"""Why an event that ends a subscription, or asks for it, may not happen."""

from collections.abc import Callable
from typing import Any

from lifecycle import calendar, trial
from lifecycle.account import Account
from lifecycle.events import CancellationConfirmed, CancellationRequested, Event, Terminated
from lifecycle.refusal import Refusal, after_the_end, by_clause
from lifecycle.sentence import joined, said
from lifecycle.subscription import Subscription


def _asked(state: Subscription, account: Account, event: CancellationRequested, at: int) -> Refusal | None:
    if account.rules.at(at).book.cancellation is None:
        return _noticed(state, account, at)
    if state.ended is not None:
        return after_the_end(state, account, state.ended)
    if state.notice is not None:
        since = calendar.instant(state.notice, state.notice_part)
        pending = said("cancelling was asked for on {since} and is pending", since=since)
        return by_clause(account, at, "cancellation", pending)
    return None


def _confirmed(state: Subscription, account: Account, event: CancellationConfirmed, at: int) -> Refusal | None:
    terms = account.rules.at(at)
    if terms.book.cancellation is None:
        return None
    if state.ended is not None:
        return after_the_end(state, account, state.ended)
    if not account.pending:
        return by_clause(account, at, "cancellation", said("cancelling was not asked for"))
    lacks = list(account.cancelling.lacks(terms))
    return by_clause(account, at, "cancellation.confirmed_after", joined("; ", lacks)) if lacks else None


def _ended(state: Subscription, account: Account, event: Terminated, at: int) -> Refusal | None:
    if event.by == "provider":
        return None
    if account.rules.at(at).book.cancellation is None:
        return _noticed(state, account, at)
    wish = said("the customer's wish ends nothing by itself; its confirmation does")
    return by_clause(account, at, "cancellation", wish)


def _noticed(state: Subscription, account: Account, at: int) -> Refusal | None:
    """Why the customer may not cancel a trial, or the months after it."""
    if state.as_recorded or trial.clause_of(state, account.rules) is None:
        return None
    if state.ended is not None:
        return after_the_end(state, account, state.ended)
    if state.notice is not None:
        since = calendar.instant(state.notice, state.notice_part)
        return Refusal(said("the subscription is cancelled already, since {since}", since=since))
    return None


CHECKS: dict[type[Event], Callable[[Subscription, Account, Any, int], Refusal | None]] = {
    CancellationRequested: _asked,
    CancellationConfirmed: _confirmed,
    Terminated: _ended,
}
"""What each of these must meet: of the clause on cancelling, else of that on a trial."""
