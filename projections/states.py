"""In which state a subscription is, since when, and what end is coming."""

from lifecycle import calendar, clauses
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.rulebook import RuleBook
from projections.answers import NEVER, NOT_APPLICABLE, Answer
from projections.ledger import Ledger

OF_NO_SERVICE = frozenset({"routing", "order", "overpayment", "refund"})
"""Kinds of clause that are about no running service; a book of these alone knows no state."""


def state(ledger: Ledger, at: int) -> Answer:
    """The state of the line; ``not_active`` before its activation."""
    if not has_state(ledger.book(at)):
        return NOT_APPLICABLE
    if ledger.opened_at is not None and at < ledger.opened_at:
        return "not_active"
    judging = ledger.judging(at)
    return "cancellation_pending" if judging.account.pending else judging.state.status


def isolated_since(ledger: Ledger, at: int) -> Answer:
    """The start of the isolation (*isolir*) or block now running."""
    book = ledger.book(at)
    if not _has_rung(book, "isolated", "blocked") and book.dispute is None:
        return NOT_APPLICABLE
    return _instant(ledger.state.limited_since, ledger.state.limited_part)


def terminable_from(ledger: Ledger, at: int) -> Answer:
    """When the right to end arose, if it still stands."""
    book = ledger.book(at)
    if not _has_rung(book, "terminated"):
        return NOT_APPLICABLE
    right = ledger.account.vested(at)
    vested = [right.vests] if right else []
    if ledger.state.resale_proven is not None and book.resale is not None:
        vested.append(ledger.state.resale_proven)
    return _instant(min(vested, default=None))


def next_termination(ledger: Ledger, at: int) -> Answer:
    """The end that comes if nothing more is paid; one that the provider let pass comes no more."""
    if not _has_rung(ledger.book(at), "terminated"):
        return NOT_APPLICABLE
    right = ledger.account.next_right(at)
    if ledger.state.ended is not None or right is None or right.ends <= at:
        return NEVER
    rung = right.bill.terms.rung(Becomes.TERMINATED)
    return _instant(right.ends) if rung is not None and right.bill.terms.exercised(rung) else NEVER


def terminated_at(ledger: Ledger, at: int) -> Answer:
    """When the subscription ended (*pencabutan*, *berhenti berlangganan*)."""
    return _instant(ledger.state.ended, ledger.state.ended_part)


def dispute(ledger: Ledger, at: int) -> Answer:
    """The outcome of the latest dispute (*keberatan*), or ``open``, or ``none``."""
    return ledger.state.dispute


def events(ledger: Ledger, at: int) -> Answer:
    """How many events are stored, the opening not counted."""
    return ledger.events


def events_visible_to_customer(ledger: Ledger, at: int) -> Answer:
    """How many of them the customer's view shows."""
    return ledger.events - (ledger.dispute_events if ledger.state.hidden else 0)


def has_state(book: RuleBook) -> bool:
    """Whether the terms are about a service that runs, is limited and ends."""
    kinds = {name for name in clauses.TABLES if book.table(name) is not None}
    return not kinds or not kinds <= OF_NO_SERVICE


def _has_rung(book: RuleBook, *becomes: str) -> bool:
    return book.arrears is not None and any(rung.becomes in becomes for rung in book.arrears.rung)


def _instant(seconds: int | None, part: int = 0) -> Answer:
    return NEVER if seconds is None else calendar.instant(seconds, part)
