"""What a cancelling comes to, worked out on paper: the penalty, the documents, the device, the final bill."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.civil import DAY, NEVER
from lifecycle.clauses import minimum_term
from lifecycle.clauses.minimum_term import CancelledOn, MinimumTermTable, MonthsRemaining
from lifecycle.events import (
    Because,
    Billed,
    CancellationConfirmed,
    CancellationRequested,
    DeviceReturned,
    DisputeOpened,
    DocumentsVerified,
    Event,
)
from lifecycle.money import Amount
from lifecycle.notation import Heading
from lifecycle.sentence import Sentence, joined, said, word
from lifecycle.terms import Terms
from projections.ledger import Ledger

PENALTY = [name for name in minimum_term.READINGS if name.startswith("penalty.")]

_PATHS: dict[type[Event], tuple[str, str]] = {
    DocumentsVerified: ("cancellation", "documents"),
    DeviceReturned: ("cancellation", "device"),
    CancellationConfirmed: ("cancellation", "cancellation.confirmed_after"),
    DisputeOpened: ("escalation", "escalation"),
}
"""The table without which a clause has nothing to say of an event, and the clause that it falls under."""

_DAYS = {
    CancelledOn.REQUESTED: said("the day of the request"),
    CancelledOn.DOCUMENTS_COMPLETE: said("the day on which the documents were complete"),
    CancelledOn.CONFIRMED: said("the day of the confirmation"),
}
"""Which day counts."""

_NOT_YET = {
    CancelledOn.DOCUMENTS_COMPLETE: said("as if today, as the documents are not complete yet"),
    CancelledOn.CONFIRMED: said("as if today, as it is not confirmed yet"),
}
"""Why it is not known yet."""


def clause_of(ledger: Ledger, event: Event, at: int) -> Because | None:
    """The clause that an event of a cancelling falls under, where the terms have one."""
    terms = ledger.rules.at(at)
    if isinstance(event, CancellationRequested) and terms.book.cancellation is not None:
        return clause_of_penalty(ledger) if ledger.account.cancelling.early else terms.because("cancellation")
    if isinstance(event, Billed) and terms.book.cancellation is not None and _after_end(ledger):
        return terms.because("billing.while_pending", "billing.while_pending")
    table, path = _PATHS.get(type(event), ("", ""))
    return terms.because(path) if table and terms.book.table(table) is not None else None


def clause_of_penalty(ledger: Ledger) -> Because:
    """The clause on the penalty, under the terms of the request."""
    terms = _terms(ledger)
    return terms.because("minimum_term.fee", *PENALTY)


def of_event(ledger: Ledger, event: Event, at: int) -> Iterator[Sentence]:
    """What follows from an event of a cancelling, a step a line."""
    if ledger.rules.at(at).book.cancellation is None:
        return
    match event:
        case CancellationRequested():
            yield from of_penalty(ledger, at)
            yield from _of_device(ledger, at)
        case DocumentsVerified() | DeviceReturned() if ledger.account.cancelling.confirmed is not None:
            yield said("the cancelling is confirmed already, and final: nothing follows")
        case DocumentsVerified():
            yield from _of_documents(ledger, at)
        case DeviceReturned():
            yield from _of_device(ledger, at)
        case CancellationConfirmed():
            yield from _of_the_end(ledger, at)
        case Billed() if _after_end(ledger):
            yield said("its period starts when no bill was to follow: it counts as recorded, and feeds nothing")
        case _:
            pass


def of_penalty(ledger: Ledger, at: int) -> Iterator[Sentence]:
    """The penalty at a second: the day that counts, whether the term runs on it, what remains, the sum."""
    account, terms = ledger.account, _terms(ledger)
    clause = account.cancelling.early
    if clause is None or account.activated is None:
        return
    day, started = account.cancelling.counted_on(at, account.ended), account.activated // DAY
    counts = CancelledOn(terms["penalty.cancelled_on"])
    why = (_NOT_YET if account.cancelling.settled_at is None else _DAYS)[counts]
    yield said("counted on {day}, {why}", day=calendar.date_of(day), why=why)
    over = minimum_term.anniversary(started, clause.months, terms["penalty.month_end"])
    term = {
        "started": calendar.date_of(started),
        "months": clause.months,
        "end": calendar.date_of(over),
        "day": calendar.date_of(day),
    }
    if day >= over:
        yield said("{started} + {months} months = {end} <= {day}: no penalty", **term)
        return
    yield said("{started} + {months} months = {end} > {day}: the minimum term runs", **term)
    penalty = account.charges(at)["penalty"]
    if clause.fee.per_remaining_month is None:
        yield said("penalty: {penalty}", penalty=penalty)
    else:
        yield from _sum(clause, terms, started, day, penalty)


def of_fall(ledger: Ledger, at: int) -> Iterator[Sentence]:
    """The penalty on the day on which it falls, and what was paid of it before."""
    yield from of_penalty(ledger, at)
    over = ledger.account.overpaid(at).get("penalty", 0) - ledger.account.overpaid(at - 1).get("penalty", 0)
    if over > 0:
        amounts = {"amount": Amount(over), "held": ledger.account.held(at)}
        yield said("{amount} of what was paid of it to credit, {held} held", **amounts)


def _sum(clause: MinimumTermTable, terms: Terms, started: int, day: int, penalty: Amount) -> Iterator[Sentence]:
    reading, month_end = terms["penalty.months_remaining"], terms["penalty.month_end"]
    months, _ = minimum_term.remaining(clause.term, started, day, reading, month_end)
    found = {
        "each": Amount(clause.fee.per_remaining_month or 0),
        "plus": Amount(clause.fee.plus or 0),
        "penalty": penalty,
        "months": clause.months,
    }
    if reading == MonthsRemaining.DAILY:
        days = {"left": months // clause.months}
        days["whole"] = minimum_term.anniversary(started, clause.months, month_end) - started
        yield said("{left} of {whole} days remain, this day among them", **days)
        yield said("{left}/{whole} x {months} x {each} + {plus} = {penalty}", **days, **found)
        return
    counts = {"months": clause.months, "gone": clause.months - months, "left": months}
    if reading == MonthsRemaining.CEIL:
        yield said("{months} - {gone} months completed = {left} remaining", **counts)
    else:
        yield said("{months} - {gone} months started = {left} remaining", **counts)
    yield said("{left} x {each} + {plus} = {penalty}", left=months, **found)


def _of_documents(ledger: Ledger, at: int) -> Iterator[Sentence]:
    cancelling = ledger.account.cancelling
    missing = cancelling.incomplete(ledger.rules.at(at))
    if missing:
        documents = joined(", ", missing)
        yield said("missing: {documents}; the cancelling stays pending, at no fee", documents=documents)
    else:
        yield said("complete since {since}", since=calendar.instant(cancelling.complete_since or at))


def _of_device(ledger: Ledger, at: int) -> Iterator[Sentence]:
    cancelling, terms = ledger.account.cancelling, ledger.rules.at(at)
    if terms.book.device is None:
        return
    heading = Heading(terms.because("device").clause)
    if cancelling.device is None:
        yield said("device not returned: its charge is unspecified till then ({clause})", clause=heading)
        return
    faults, cost = cancelling.faults(terms), cancelling.device_cost(terms, ledger.rules.givens)
    if faults:
        yield said("device returned, {faults}: {cost}", faults=joined(", ", faults), cost=cost)
    else:
        yield said("device returned as it should be: no charge")
    if cancelling.requested is None:
        yield said("it counts once cancelling is asked for")


def _of_the_end(ledger: Ledger, at: int) -> Iterator[Sentence]:
    account = ledger.account
    fee = {"late_fee": account.late_fee(at)} if account.late_fee(at) else {}
    charges = {**fee, **{name: account.charge(name, at) for name in account.charges(at)}}
    parts = [said("{name} {amount}", name=word(name), amount=amount) for name, amount in charges.items()]
    bills = said("unpaid bills {amount}", amount=account.principal())
    yield said("final bill: {parts} = {sum}", parts=joined(" + ", [bills, *parts]), sum=account.payable(at))


def next_fall(ledger: Ledger, after: int) -> int:
    """The next second after one at which the penalty may fall by itself, else `NEVER`."""
    account = ledger.account
    terms = account.cancelling.terms
    if terms is None or account.cancelling.settled_at is not None or account.ended is not None:
        return NEVER
    clause = account.cancelling.early
    if clause is None or account.activated is None:
        return NEVER
    readings = terms["penalty.months_remaining"], terms["penalty.month_end"]
    day = minimum_term.next_fall(clause.term, account.activated // DAY, after // DAY, *readings)
    return NEVER if day is None else day * DAY


def _after_end(ledger: Ledger) -> bool:
    return any(bill.after_end for bill in ledger.account.open.touched)


def _terms(ledger: Ledger) -> Terms:
    terms = ledger.account.cancelling.terms
    if terms is None:
        raise LookupError("no cancelling was asked for")
    return terms
