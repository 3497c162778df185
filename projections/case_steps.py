"""The working of packages and disputes: free months, disputed lines, and what a block stands on."""

from collections.abc import Iterator

from lifecycle import calendar, clauses
from lifecycle.events import (
    Because,
    Billed,
    Blocked,
    DisputeNoted,
    DisputeOpened,
    DisputeResolved,
    Event,
    Isolated,
    PackageActivated,
    PackageDeactivated,
    Refunded,
    VisibilityChanged,
)
from lifecycle.money import Amount, rupiah
from lifecycle.paid_back import names_a_line
from projections.ledger import Ledger

_CASE = (DisputeOpened, DisputeNoted, DisputeResolved, VisibilityChanged)


def clause_of(ledger: Ledger, event: Event, at: int) -> Because | None:
    """The clause on packages or disputes that a recorded fact falls under, if the book has it."""
    terms = ledger.rules.at(at)
    if terms.book.package is not None and isinstance(event, PackageActivated | PackageDeactivated):
        free = isinstance(event, PackageActivated) and event.free_months > 0
        return terms.because("package", *(("package.free_term",) if free else ()))
    limits = isinstance(event, Blocked | Isolated) and bool(ledger.account.disputes.open)
    if terms.book.dispute is not None and (isinstance(event, _CASE) or limits):
        return terms.because("dispute", "dispute.policy")
    return None


def of_event(ledger: Ledger, event: Event, at: int) -> Iterator[str]:
    """What a fact means for packages, lines and disputes; nothing where the book has no clause on them."""
    book = ledger.book(at)
    if book.package is not None:
        yield from _of_packages(ledger, event, at)
    if book.dispute is not None:
        yield from _of_disputes(ledger, event, at)
    if isinstance(event, Refunded) and names_a_line(event.of):
        yield "what is given back of a line credits the line too, so that it stays settled"


def _of_packages(ledger: Ledger, event: Event, at: int) -> Iterator[str]:
    if isinstance(event, PackageActivated):
        taken = ledger.account.packages.taken[-1]
        if event.free_months:
            last = calendar.text(calendar.instant(taken.free_until - 1))[:10]
            term = clauses.word(ledger.rules.at(at)["package.free_term"])
            yield f"free for {event.free_months} months, to the end of {last} ({term})"
        if taken.stops_by_itself:
            yield "no price is agreed for later: the package is to stop by itself"
        else:
            yield (
                f"from then on {rupiah(event.price)} a {event.per}"
                if event.free_months
                else f"{rupiah(event.price)} a {event.per}"
            )
    if isinstance(event, Billed):
        bill = next(iter(ledger.account.open.touched))
        for line in bill.lines.lines if bill.lines else ():
            amount = "unspecified" if line.unknown else rupiah(line.amount)
            yield f"of it for the package {line.package or 'that the bill does not name'}: {amount}"


def _of_disputes(ledger: Ledger, event: Event, at: int) -> Iterator[str]:
    disputes = ledger.account.disputes
    disputed = [bill for bill in ledger.account.due if bill.disputed]
    if isinstance(event, DisputeOpened):
        for bill in disputed:
            follows = "in suspense, not payable" if bill.fair else "payable all the same"
            yield f"{rupiah(bill.disputed)} of bill {bill.period} is disputed: {follows}"
    if isinstance(event, DisputeNoted) and disputes.open:
        yield "a note, not a decision: the dispute stays open"
    if isinstance(event, DisputeResolved):
        yield f"decided: {event.outcome}; {'no dispute is' if not disputes.open else 'another is'} open"
    if isinstance(event, Blocked | Isolated) and disputes.open:
        yield from _limited(ledger, at)


def _limited(ledger: Ledger, at: int) -> Iterator[str]:
    """What a block or isolation during a dispute stands on."""
    account = ledger.account
    clause = ledger.book(at).dispute
    disputed = sum(bill.disputed for bill in account.due)
    overdue = sum(bill.open - bill.disputed for bill in account.due if bill.overdue_at <= at)
    rest = Amount(account.open.unpaid - disputed, account.principal().unspecified)
    yield f"disputed: {rupiah(disputed)}; open and not disputed: {rest}"
    yield f"of what is not disputed past a last day to pay: {rupiah(overdue)}"
    if clause is not None and clause.ours:
        yield "to hold this against the dispute is a policy of ours, not a clause of theirs"
    if ledger.judging(at) is not ledger:
        yield f"read as fair, the line is {ledger.judging(at).state.status}; the recorded act stays stored"
