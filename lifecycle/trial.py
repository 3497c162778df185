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
    """What comes next: its WIB second and the microseconds into it, the event, its clause and readings."""

    at: int
    part: int
    event: Event
    terms: Terms
    path: str
    readings: tuple[str, ...]


def clause_of(state: Subscription, rules: Rules) -> TrialTable | None:
    """The trial that a subscription began with, by the edition in force when it began."""
    if state.activated is None or not rules.have_trial:
        return None
    return rules.at(state.activated).book.trial


def cancelled_within(state: Subscription, clause: TrialTable) -> bool:
    """Whether the wish to end it came before the trial was over, to the part of a second (G1)."""
    if state.activated is None or state.notice is None:
        return False
    return (state.notice, state.notice_part) < (trial.trial_ends(state.activated, clause.hours), state.part)


def coming(state: Subscription, charges: Charges, rules: Rules) -> Coming | None:
    """What a trial leads to next; None where the terms have none.

    Whoever cancels stops the charges still to come, and what has been charged runs to its end. A
    charge that falls on the very instant of cancelling comes first (G6). Hours elapse from the very
    instant of the activation, so that all that follows falls on the same part of a second as it.
    """
    clause = clause_of(state, rules)
    if clause is None or state.activated is None:
        return None
    began, over = state.activated, trial.trial_ends(state.activated, clause.hours)
    terms = rules.at(began)
    if charges.until is None:
        event = Charged(clause.price, "trial", calendar.instant(began, state.part), calendar.instant(over, state.part))
        return Coming(began, state.part, event, terms, "trial.price", ())
    if charges.count == 1 and terms["trial.charged_at"] == ChargedAt.UPFRONT:
        return _month(began, over, state, rules, ("trial.charged_at", "renewal.anchor"))
    avoidable = terms["trial.first_month"] == FirstMonth.AVOIDABLE_IN_TRIAL
    if state.notice is None or (charges.months == 0 and not avoidable):
        first = ("trial.first_month", "trial.charged_at") if charges.months == 0 else ()
        return _month(charges.until, charges.until, state, rules, (*first, "renewal.anchor"))
    if charges.months == 1 and avoidable and cancelled_within(state, clause):
        credited = ChargeCredited(clause.month.price, "month")
        readings = ("trial.first_month", "trial.charged_at")
        return Coming(state.notice, state.notice_part, credited, terms, "trial.month", readings)
    ended = Terminated(by="customer", reason="wish")
    return Coming(charges.until, state.part, ended, terms, "trial.month", ("trial.first_month", "renewal.anchor"))


def _month(at: int, since: int, state: Subscription, rules: Rules, readings: tuple[str, ...]) -> Coming | None:
    """A month from one second on, charged at another, at the price in force then."""
    clause = clause_of(state, rules)
    if clause is None or state.activated is None:
        return None
    terms = rules.at(at)
    over = trial.trial_ends(state.activated, clause.hours)
    until = trial.month_ends(since, state.activated, over, terms["renewal.anchor"])
    price = (terms.book.trial or clause).month.price
    event = Charged(price, "month", calendar.instant(since, state.part), calendar.instant(until, state.part))
    return Coming(at, state.part, event, terms, "trial.month", readings)
