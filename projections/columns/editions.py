"""The editions that judge, laid out in records for the compiled stepping."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from lifecycle import calendar, ending
from lifecycle.civil import DAY, NEVER
from lifecycle.clauses.arrears_ladder import ArrearsOf, Becomes, Cure, IsolationBilling
from lifecycle.clauses.blacklist import Action, Scope
from lifecycle.clauses.cancellation import WhilePending
from lifecycle.clauses.instant import LEFT_OUT, Of
from lifecycle.clauses.late_fee import AfterLastTier
from lifecycle.clauses.payment import Allocation
from lifecycle.events import Terminated
from lifecycle.events.ending import EndReason
from lifecycle.terms import Rules, Terms
from projections.columns.batch import Ending, Paper, Return
from projections.columns.records import EDITION, RUNG, TIER, Book

_REASONS: dict[Ending, EndReason] = {
    Ending.WISH: "wish",
    Ending.WISH_IN_ARREARS: "wish",
    Ending.ARREARS: "arrears",
    Ending.RESALE: "resale",
    Ending.NO_FAULT: "no_fault",
}


def laid_out(rules: Rules, months: int) -> Book:
    """The editions of some rules, whose clauses must be covered, for bills at most so many months old."""
    tiers: list[tuple[Any, ...]] = []
    rungs: list[tuple[Any, ...]] = []
    editions = [_edition(index, rules, tiers, rungs, months) for index in range(len(rules.books))]
    return Book(
        editions=_records([tuple(edition[name] for name in EDITION.names or ()) for edition in editions], EDITION),
        tiers=_records(tiers, TIER),
        rungs=_records(rungs, RUNG),
        highest_step=int(rules.highest_step),  # a Becomes is another type, for which all would be compiled again
    )


def _records(rows: Sequence[tuple[Any, ...]], dtype: np.dtype[Any]) -> Any:
    # An array of none cannot be handed to compiled code as one of records.
    return np.array(rows or np.zeros(1, dtype=dtype), dtype=dtype).view(np.recarray)


def _edition(
    index: int, rules: Rules, tiers: list[tuple[Any, ...]], rungs: list[tuple[Any, ...]], months: int
) -> dict[str, Any]:
    book = rules.books[index]
    terms = Terms.of(book, rules.readings)
    edition: dict[str, Any] = {"index": index, "tiers": len(tiers), "steps": len(rungs)}
    edition["since"] = -NEVER if rules.pin or book.in_force is None else calendar.day_number(book.in_force) * DAY
    tiers += [tuple(tier) for tier in (terms.late_fee.tiers if terms.late_fee else ())]
    rungs += [_rung(terms, rung.becomes, place) for place, rung in enumerate(terms.steps)]
    edition |= {"tiers_end": len(tiers), "steps_end": len(rungs), "ending": -1}
    if terms.rung(Becomes.TERMINATED) is not None:
        edition["ending"] = len(rungs)
        rungs.append(_rung(terms, Becomes.TERMINATED))
    edition |= {"step": terms.rounding.step, "mode": terms.rounding.mode, "follows_oldest": terms.follows_oldest}
    whens = [when for tier in tiers[edition["tiers"] :] for when in tier[:2]]
    whens += [when for rung in rungs[edition["steps"] :] for when in rung[1:3]]
    whens += [book.billing.due.when] if book.billing else []
    edition["by_activation"] = any(when[0] == Of.ACTIVATED for when in whens)
    edition |= {"has_due": book.billing is not None, "due": book.billing.due.when if book.billing else LEFT_OUT}
    edition["rises"] = _rises(terms)
    return edition | _ends(terms) | _cancelling(terms) | _readings(terms) | _bounds(terms, months)


def _rises(terms: Terms) -> bool:
    becomes = [rung.becomes for rung in terms.steps]
    return all(one < other for one, other in pairwise(becomes)) and Becomes.DOWNGRADED not in becomes


def _rung(terms: Terms, becomes: int, place: int | None = None) -> tuple[Any, ...]:
    """A rung at its own instants, with the fee and the force of the first of its kind, as the ladder has it."""
    first = terms.rung(Becomes(becomes))
    assert first is not None
    rung = first if place is None else terms.steps[place]
    return becomes, tuple(rung.at), tuple(rung.vests), rung.right, first.fee, terms.exercised(first)


def _ends(terms: Terms) -> dict[str, Any]:
    clause, blacklist, resale = terms.book.minimum_term, terms.book.blacklist, terms.book.resale
    about = [kind for kind, reason in _REASONS.items() if ending.is_about(_ended(kind, reason), terms)]
    term = clause.term if clause else None
    eligible = [
        sum(1 << kind for kind in _REASONS if blacklist and blacklist.eligible(scope, _word(kind))) for scope in Scope
    ]
    return {
        "has_term": clause is not None,
        "term_about": sum(1 << kind for kind in about),
        "term_given": clause is not None and clause.given,
        "term_months": term.months if term else 0,
        "term_flat": term.flat if term else 0,
        "term_monthly": term.per_remaining_month if term else 0,
        "resale_ends": resale is not None,
        "eligible": tuple(eligible),
        "has_blacklist": blacklist is not None,
    }


def _ended(kind: Ending, reason: EndReason) -> Terminated:
    return Terminated("customer" if kind <= Ending.WISH_IN_ARREARS else "provider", reason)


def _word(kind: Ending) -> Any:
    return kind.name.lower()


def _cancelling(terms: Terms) -> dict[str, Any]:
    cancellation, papers, device = terms.book.cancellation, terms.book.documents, terms.book.device
    needs = cancellation.confirmed_after if cancellation else ()
    complete = [shown for shown in range(64) if papers is None or not list(papers.missing(_names(shown)))]
    faulty = [
        back
        for back in range(4)
        if device and device.faults(damaged=bool(back & Return.DAMAGED), receipt=bool(back & Return.RECEIPT))
    ]
    return {
        "has_cancellation": cancellation is not None,
        "needs_papers": "documents" in needs,
        "needs_device": "device" in needs,
        "complete": tuple(sum(1 << (shown % 32) for shown in complete if shown // 32 == half) for half in range(2)),
        "has_device": device is not None,
        "faulty": sum(1 << back for back in faulty),
        "device_given": device is not None and device.charge == "given",
        "device_price": device.charge if device and device.charge != "given" else 0,
    }


def _names(shown: int) -> set[str]:
    return {paper.name.lower() for paper in Paper if paper.name and shown & paper}


def _readings(terms: Terms) -> dict[str, Any]:
    allocation = terms["payment.allocation"]
    return {
        "fee_base": terms["late_fee.base"],
        "stacking": terms["late_fee.stacking"],
        "after_last_tier": terms["late_fee.after_last_tier"],
        "partial": terms["late_fee.partial_payment"],
        "tax": terms["late_fee.tax"],
        "fees_after": terms["termination.fees_after"],
        "dated_by": terms["payment.dated_by"],
        "timezone": terms["payment.timezone"],
        "fee_first": allocation == Allocation.OLDEST_BILL_FEE_FIRST,
        "as_targeted": allocation == Allocation.AS_TARGETED,
        "lifted_when": terms["isolation.lifted_when"],
        "billing_suspended": terms["isolation.billing"] == IsolationBilling.SUSPENDED,
        "two_bills": terms["termination.arrears"] != ArrearsOf.OLDEST_BILL,
        "curable": terms["termination.cure"] == Cure.CURABLE,
        "discretion": terms["termination.discretion"],
        "tenure_to": terms["termination.tenure_to"],
        "scope": terms["blacklist.scope"],
        "automatic": terms["blacklist.action"] == Action.AUTOMATIC,
        "months_remaining": terms["penalty.months_remaining"],
        "month_end": terms["penalty.month_end"],
        "cancelled_on": terms["penalty.cancelled_on"],
        "until_requested": terms["billing.while_pending"] == WhilePending.UNTIL_REQUESTED,
    }


def _bounds(terms: Terms, months: int) -> dict[str, Any]:
    """The highest rate and the highest sum that a fee is reckoned with, at least 1; a rate may grow each month."""
    grows = terms["late_fee.after_last_tier"] == AfterLastTier.GROW
    tiers = terms.late_fee.tiers if terms.late_fee else ()
    rates = (tier.rate + (tier.growth * months if grows else 0) for tier in tiers)
    sums = (max(tier.minimum, tier.maximum, terms.rounding.step) for tier in tiers)
    return {"highest_rate": max([1, *rates]), "highest_sum": 10_000 * max([1, *sums])}


def lists(book: Book) -> Iterator[int]:
    """How many tiers, and how many steps of a ladder, an edition has at the most."""
    for first, last in (("tiers", "tiers_end"), ("steps", "steps_end")):
        yield max(1, int((book.editions[last] - book.editions[first]).max()))
