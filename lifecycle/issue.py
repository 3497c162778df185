"""The issue of a bill: what the event and its lines say, as a bill with its clock."""

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.civil import DAY
from lifecycle.clauses import pricing
from lifecycle.clauses.instant import BillClock
from lifecycle.events import Billed
from lifecycle.money import UNSPECIFIED
from lifecycle.package_lines import PackageLines
from lifecycle.terms import Terms


def issued(number: int, event: Billed, at: int, terms: Terms, activated: int | None, *, after_end: bool) -> Bill:
    """The bill of an event at its second, under the terms of its issue.

    Of a bill whose whole no source gives, what its lines say is known (G7).
    """
    known = [(line.purpose, int(line.amount)) for line in event.lines if line.amount != UNSPECIFIED]
    return Bill(
        number,
        sum(sen for _, sen in known) if event.amount == UNSPECIFIED else int(event.amount),
        sum(sen for purpose, sen in known if purpose == "tax"),
        _clock(event, at, terms, activated),
        terms,
        unknown=event.amount == UNSPECIFIED,
        after_end=after_end,
        lines=PackageLines(event.lines) if event.lines else None,
    )


def _clock(event: Billed, at: int, terms: Terms, activated: int | None) -> BillClock:
    clock = BillClock(
        month=calendar.month_number(event.period),
        issued=at,
        due_day=-1,
        moved_to=-1,
        waived=0,
        oldest_day=at // DAY,
        activated=activated or at,
    )
    if event.due is not None:
        return clock._replace(due_day=calendar.day_number(event.due))
    if terms.book.billing is not None:
        return clock._replace(due_day=pricing.due_day(terms.book.billing.due.when, clock))
    return clock
