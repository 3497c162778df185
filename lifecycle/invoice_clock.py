"""The clock of a bill, or of an order's invoice, at its issue: all that its instants hang on."""

from lifecycle import calendar, civil
from lifecycle.civil import DAY
from lifecycle.clauses import pricing
from lifecycle.clauses.instant import BillClock
from lifecycle.events import Billed
from lifecycle.terms import Terms


def of_order(at: int, activated: int | None) -> BillClock:
    """The clock of an order placed at a WIB second; no last day to pay is known."""
    return BillClock(
        month=civil.month_of(at // DAY),
        issued=at,
        due_day=-1,
        moved_to=-1,
        waived=0,
        oldest_day=at // DAY,
        activated=activated or at,
    )


def of_bill(event: Billed, at: int, terms: Terms, activated: int | None) -> BillClock:
    """The clock of a bill issued at a WIB second, its last day to pay its own or the book's."""
    clock = of_order(at, activated)._replace(month=calendar.month_number(event.period))
    if event.due is not None:
        return clock._replace(due_day=calendar.day_number(event.due))
    if terms.book.billing is not None:
        return clock._replace(due_day=pricing.due_day(terms.book.billing.due.when, clock))
    return clock
