"""The working of packages and disputes: free months, disputed lines, and what a block stands on."""

from collections.abc import Iterator

from lifecycle import calendar, clauses
from lifecycle.civil import DAY
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
from lifecycle.money import UNSPECIFIED, Amount, Sen
from lifecycle.notation import Month, Thing
from lifecycle.paid_back import names_a_line
from lifecycle.sentence import Sentence, coded, said, word
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


def of_event(ledger: Ledger, event: Event, at: int) -> Iterator[Sentence]:
    """What a fact means for packages, lines and disputes; nothing where the book has no clause on them."""
    book = ledger.book(at)
    if book.package is not None:
        yield from _of_packages(ledger, event, at)
    if book.dispute is not None:
        yield from _of_disputes(ledger, event, at)
    if isinstance(event, Refunded) and names_a_line(event.of):
        yield said("what is given back of a line credits the line too, so that it stays settled")


def _of_packages(ledger: Ledger, event: Event, at: int) -> Iterator[Sentence]:
    if isinstance(event, PackageActivated):
        taken = ledger.account.packages.taken[-1]
        if event.free_months:
            last = calendar.date_of((taken.free_until - 1) // DAY)
            term = Thing(clauses.word(ledger.rules.at(at)["package.free_term"]))
            found = {"months": event.free_months, "last": last, "term": term}
            yield said("free for {months} months, to the end of {last} ({term})", **found)
        price = said("{price} a {unit}", price=Amount(event.price), unit=word(event.per))
        if taken.stops_by_itself:
            yield said("no price is agreed for later: the package is to stop by itself")
        else:
            yield said("from then on {price}", price=price) if event.free_months else price
    if isinstance(event, Billed):
        bill = next(iter(ledger.account.open.touched))
        for line in bill.lines.lines if bill.lines else ():
            amount = Amount.of(UNSPECIFIED if line.unknown else Sen(line.amount), bill.name)
            package = line.package or said("that the bill does not name")
            yield said("of it for the package {package}: {amount}", package=package, amount=amount)


def _of_disputes(ledger: Ledger, event: Event, at: int) -> Iterator[Sentence]:
    disputes = ledger.account.disputes
    disputed = [bill for bill in ledger.account.due if bill.disputed]
    if isinstance(event, DisputeOpened):
        for bill in disputed:
            follows = said("in suspense, not payable") if bill.fair else said("payable all the same")
            found = {"amount": Amount(bill.disputed), "period": Month(bill.period), "follows": follows}
            yield said("{amount} of bill {period} is disputed: {follows}", **found)
    if isinstance(event, DisputeNoted) and disputes.open:
        yield said("a note, not a decision: the dispute stays open")
    if isinstance(event, DisputeResolved):
        if disputes.open:
            yield said("decided: {outcome}; another is open", outcome=coded(event.outcome))
        else:
            yield said("decided: {outcome}; no dispute is open", outcome=coded(event.outcome))
    if isinstance(event, Blocked | Isolated) and disputes.open:
        yield from _limited(ledger, at)


def _limited(ledger: Ledger, at: int) -> Iterator[Sentence]:
    """What a block or isolation during a dispute stands on."""
    account = ledger.account
    clause = ledger.book(at).dispute
    disputed = sum(bill.disputed for bill in account.due)
    overdue = sum(bill.open - bill.disputed for bill in account.due if bill.overdue_at <= at)
    rest = Amount(account.open.unpaid - disputed, account.principal().unspecified)
    yield said("disputed: {disputed}; open and not disputed: {rest}", disputed=Amount(disputed), rest=rest)
    yield said("of what is not disputed past a last day to pay: {overdue}", overdue=Amount(overdue))
    if clause is not None and clause.ours:
        yield said("to hold this against the dispute is a policy of ours, not a clause of theirs")
    if ledger.judging(at) is not ledger:
        state = coded(ledger.judging(at).state.status)
        yield said("read as fair, the line is {state}; the recorded act stays stored", state=state)
