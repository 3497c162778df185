"""A trial as it goes on: what the rules charge next, or that the subscription ends, and at which second."""

from typing import NamedTuple

from lifecycle import calendar
from lifecycle.charges import Charges
from lifecycle.clauses import trial
from lifecycle.clauses.trial import ChargedAt, FirstMonth, TrialTable
from lifecycle.events import ChargeCredited, Charged, Event, Terminated
from lifecycle.subscription import Subscription
from lifecycle.terms import Rules, Terms


class Coming(NamedTuple):
    """What comes next: its WIB second, the event, and the clause and readings behind it."""

    at: int
    event: Event
    terms: Terms
    path: str
    readings: tuple[str, ...]


def clause_of(state: Subscription, rules: Rules) -> TrialTable | None:
    """The trial that a subscription began with, by the edition in force when it began."""
    if state.activated is None or not rules.have_trial:
        return None
    return rules.at(state.activated).book.trial


def coming(state: Subscription, charges: Charges, rules: Rules) -> Coming | None:
    """What a trial leads to next; None where the terms have none.

    Whoever cancels stops the charges still to come, and what has been charged runs to its end. A
    charge that falls on the very second of cancelling comes first (G6).
    """
    clause = clause_of(state, rules)
    if clause is None or state.activated is None:
        return None
    began, over = state.activated, trial.trial_ends(state.activated, clause.hours)
    terms = rules.at(began)
    if charges.until is None:
        event = Charged(clause.price, "trial", calendar.instant(began), calendar.instant(over))
        return Coming(began, event, terms, "trial.price", ())
    if charges.count == 1 and terms["trial.charged_at"] == ChargedAt.UPFRONT:
        return _month(began, over, state, rules, ("trial.charged_at", "renewal.anchor"))
    avoidable = terms["trial.first_month"] == FirstMonth.AVOIDABLE_IN_TRIAL
    if state.notice is None or (charges.months == 0 and not avoidable):
        first = ("trial.first_month", "trial.charged_at") if charges.months == 0 else ()
        return _month(charges.until, charges.until, state, rules, (*first, "renewal.anchor"))
    if charges.months == 1 and avoidable and state.notice < over:
        credited = ChargeCredited(clause.month.price, "month")
        return Coming(state.notice, credited, terms, "trial.month", ("trial.first_month", "trial.charged_at"))
    ended = Terminated(by="customer", reason="wish")
    return Coming(charges.until, ended, terms, "trial.month", ("trial.first_month", "renewal.anchor"))


def _month(at: int, since: int, state: Subscription, rules: Rules, readings: tuple[str, ...]) -> Coming | None:
    """A month from one second on, charged at another, at the price in force then."""
    clause = clause_of(state, rules)
    if clause is None or state.activated is None:
        return None
    terms = rules.at(at)
    over = trial.trial_ends(state.activated, clause.hours)
    until = trial.month_ends(since, state.activated, over, terms["renewal.anchor"])
    price = (terms.book.trial or clause).month.price
    event = Charged(price, "month", calendar.instant(since), calendar.instant(until))
    return Coming(at, event, terms, "trial.month", readings)
