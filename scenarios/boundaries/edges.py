"""The instants at which a book's clauses take hold of a bill."""

from lifecycle import civil
from lifecycle.clauses.instant import BillClock, falls
from lifecycle.clauses.pricing import due_day
from lifecycle.rulebook import RuleBook
from lifecycle.rulebook.checks import instants

DAY = civil.DAY


def clock_of(book: RuleBook, month: int, issued: int, activated: int) -> BillClock:
    """The clock of a bill that is issued at a second, its last day to pay by the book."""
    clock = BillClock(month, issued, -1, -1, 0, issued // DAY, activated)
    return clock._replace(due_day=due_day(book.billing.due.when, clock)) if book.billing else clock


def edges(book: RuleBook, month: int, issued: int, activated: int = 0) -> tuple[int, ...]:
    """Every second at which a fee, a rung or a right begins or ends for a bill; growth once more a month later."""
    return edges_of(book, clock_of(book, month, issued, activated))


def edges_of(book: RuleBook, clock: BillClock) -> tuple[int, ...]:
    """The same of a bill whose clock is known."""
    found = {clock.issued}
    for table in (book.late_fee, book.arrears):
        found |= {falls(form.when, clock, False) for _, form in instants(table)}
    if book.billing:
        found.add((clock.due_day + 1) * DAY)
    if book.late_fee and book.late_fee.tier[-1].until:
        over = falls(book.late_fee.tier[-1].until.when, clock, False)
        found.add(civil.month_add(over // DAY, 1) * DAY)
    return tuple(sorted(edge for edge in found if edge >= clock.issued))
