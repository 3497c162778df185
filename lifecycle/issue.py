"""The issue of a bill, or of an order's invoice: what the event says, as a bill with its clock."""

from lifecycle import calendar, civil
from lifecycle.bill import Bill
from lifecycle.civil import DAY
from lifecycle.clauses import pricing
from lifecycle.clauses.instant import BillClock
from lifecycle.events import Billed
from lifecycle.money import UNSPECIFIED, Money
from lifecycle.package_lines import PackageLines
from lifecycle.terms import Terms


def bill(number: int, event: Billed, at: int, terms: Terms, activated: int | None, *, after_end: bool) -> Bill:
    """The bill of an event at its second, under the terms of its issue.

    Of a bill whose whole no source gives, what its lines say is known (G7).
    """
    known = [(line.purpose, int(line.amount)) for line in event.lines if line.amount != UNSPECIFIED]
    issued = Bill(
        number,
        sum(sen for _, sen in known) if event.amount == UNSPECIFIED else int(event.amount),
        sum(sen for purpose, sen in known if purpose == "tax"),
        _clock_of(event, at, terms, activated),
        terms,
        unknown=event.amount == UNSPECIFIED,
        after_end=after_end,
        lines=PackageLines(event.lines) if event.lines else None,
    )
    if terms.book.order is not None:
        issued.age = (civil.month_of(at // DAY), number)  # Among orders, which have no month, the issue counts.
    return issued


def invoice(
    number: int, order: str, amount: Money, at: int, terms: Terms, activated: int | None, *, after_end: bool
) -> Bill:
    """The invoice of an order placed at a second; no last day to pay is known."""
    unknown = amount == UNSPECIFIED
    known, clock = 0 if amount == UNSPECIFIED else int(amount), _clock(at, activated)
    return Bill(number, known, 0, clock, terms, unknown=unknown, after_end=after_end, order=order)


def _clock(at: int, activated: int | None) -> BillClock:
    """The clock of what is issued at a second, with no last day to pay."""
    return BillClock(
        month=civil.month_of(at // DAY),
        issued=at,
        due_day=-1,
        moved_to=-1,
        waived=0,
        oldest_day=at // DAY,
        activated=at if activated is None else activated,
    )


def _clock_of(event: Billed, at: int, terms: Terms, activated: int | None) -> BillClock:
    """The clock of a bill: its month, and its last day to pay, its own or the book's."""
    clock = _clock(at, activated)._replace(month=calendar.month_number(event.period))
    if event.due is not None:
        return clock._replace(due_day=calendar.day_number(event.due))
    if terms.book.billing is not None:
        return clock._replace(due_day=pricing.due_day(terms.book.billing.due.when, clock))
    return clock
