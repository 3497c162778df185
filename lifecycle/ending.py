"""The end of a subscription: what kind it was, and what ending before the minimum term costs."""

from lifecycle.civil import DAY, NEVER
from lifecycle.clauses import minimum_term
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.clauses.blacklist import EndingKind
from lifecycle.clauses.minimum_term import FeeOnResale, MinimumTermTable
from lifecycle.events import Givens, Terminated
from lifecycle.money import Amount
from lifecycle.rights import Right
from lifecycle.sentence import coded
from lifecycle.terms import Terms

FEE_PART = coded("termination.fee")
"""The name of a fee that no source and no given puts a number to."""

BY_WISH = Terminated(by="customer", reason="wish")
"""The end that a confirmed cancelling is."""


def kind(event: Terminated, *, in_arrears: bool) -> EndingKind:
    """How the subscription ended, as far as the blacklist asks."""
    if event.by == "provider":
        return event.reason
    return "wish_in_arrears" if in_arrears else "wish"


def charge(
    event: Terminated, at: int, activated: int | None, terms: Terms, right: Right | None, givens: Givens
) -> dict[str, Amount]:
    """What an ending costs, by its name: the ladder's own fee, and that of ending within the minimum term.

    Where nobody says when the subscription began, whether the term still ran is not known, nor the fee.
    """
    clause = terms.book.minimum_term
    rung = terms.rung(Becomes.TERMINATED) if event.by == "provider" and event.reason == "arrears" else None
    fee = Amount(rung.fee if rung else 0)
    if clause is not None and is_about(event, terms):
        if activated is None:
            fee += Amount(0, frozenset({FEE_PART}))
        elif within_term(event, at, activated, terms, right):
            fee += early_fee(clause, activated // DAY, measured_to(at, terms, right), terms, givens)
    return {"termination_fee" if event.by == "provider" else "penalty": fee} if fee else {}


def early_fee(clause: MinimumTermTable, started: int, day: int, terms: Terms, givens: Givens) -> Amount:
    """What ending on a day costs, by the day numbers of the activation and of the end."""
    if not clause.given:
        months_remaining, month_end = terms["penalty.months_remaining"], terms["penalty.month_end"]
        return Amount(minimum_term.early_fee(clause.term, started, day, months_remaining, month_end, terms.rounding))
    if not minimum_term.runs(clause.term, started, day, terms["penalty.month_end"]):
        return Amount()
    given = givens.termination_fee
    return Amount(0, frozenset({FEE_PART})) if given is None else Amount(given)


def is_about(event: Terminated, terms: Terms) -> bool:
    """Whether the clause is about such an ending."""
    clause = terms.book.minimum_term
    reason = event.reason if event.by == "provider" else "wish"
    if clause is None or reason == "no_fault":
        return False
    on_resale = reason == "resale" and terms["termination.fee_on_resale"] == FeeOnResale.CHARGED
    return reason in clause.on or on_resale


def within_term(event: Terminated, at: int, activated: int, terms: Terms, right: Right | None) -> bool:
    """Whether the clause is about this ending and the minimum term still ran."""
    clause = terms.book.minimum_term
    if clause is None or not is_about(event, terms):
        return False
    end_day = measured_to(at, terms, right)
    return minimum_term.runs(clause.term, activated // DAY, end_day, terms["penalty.month_end"])


def measured_to(at: int, terms: Terms, right: Right | None) -> int:
    """The day to which tenure is measured: the end's, or the breach's, the day before the right vested."""
    return minimum_term.measured_to(at, right.vests if right else NEVER, terms["termination.tenure_to"])
