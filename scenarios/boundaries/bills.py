"""Stories of bills that nobody pays: each tier, rung and right to the second, and where a month ends."""

from collections.abc import Iterator

from attrs import evolve

from lifecycle import civil
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.clauses.instant import falls
from lifecycle.rulebook import RuleBook
from scenarios.boundaries import amounts
from scenarios.boundaries.edges import clock_of, edges
from scenarios.boundaries.plot import DAY, Plot, around, billed, leap_year


def has_bills(book: RuleBook) -> bool:
    """Whether a book says anything of bills that stay unpaid."""
    return book.billing is not None or book.late_fee is not None or book.arrears is not None


def base_month(book: RuleBook) -> int:
    """The month of most stories' bill: a March, so that a February of a leap year lies before it."""
    return leap_year(book) * 12 + 2


def long_since(book: RuleBook, month: int) -> int:
    """An activation so long ago that no minimum term runs any more, on the 1st of a month."""
    months = book.minimum_term.months if book.minimum_term else 12
    return civil.month_start(month - months - 24) * DAY


def givens(book: RuleBook) -> tuple[str, ...]:
    """The givens of a story about bills, where the book asks for any."""
    return ("givens: {termination.fee: 987654}",) if book.minimum_term and book.minimum_term.given else ()


def one_bill(book: RuleBook, month: int | None = None, issued: int | None = None) -> Plot:
    """One bill of the usual amount, unpaid, asked at every edge."""
    month = base_month(book) if month is None else month
    issued = civil.month_start(month) * DAY if issued is None else issued
    since = long_since(book, month)
    asks = around(*edges(book, month, issued, since)[1:])
    bill = billed(issued, month, amounts.usual(book))
    return Plot(
        "bill-unpaid",
        "A bill that nobody pays",
        "arrears",
        (bill,),
        (issued, *asks),
        since,
        head=givens(book),
        counted=_lowers(book),
    )


def _lowers(book: RuleBook) -> bool:
    """Whether a rung lowers the service."""
    return any(rung.becomes == Becomes.DOWNGRADED for rung in (book.arrears.ladder if book.arrears else ()))


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story of unpaid bills."""
    if not has_bills(book):
        return
    plain = one_bill(book)
    yield plain
    yield from _month_ends(book)
    yield _two(book)
    yield _issued_by_the_rules(book)
    yield from _amounts(book)
    yield _taxed(book)


def _month_ends(book: RuleBook) -> Iterator[Plot]:
    """A bill of 31 January and of the last of February, in a leap year and in the next."""
    year = leap_year(book)
    days = (
        ("31-january", year * 12, 31),
        ("29-february", year * 12 + 1, 29),
        ("28-february", year * 12 + 13, 28),
        ("31-december", year * 12 + 11, 31),
    )
    for name, month, day in days:
        plot = one_bill(book, month, civil.day_in_month(month, day) * DAY)
        yield evolve(
            plot,
            name=f"bill-of-{name}",
            asked_under="late_fee.",
            title=f"A bill that is issued on {day} {name.partition('-')[2].title()}",
        )


def _two(book: RuleBook) -> Plot:
    """Two bills, a month apart, so that the older one's clock, both together, and what is not due yet tell apart."""
    month = base_month(book)
    issues = [civil.month_start(month + number) * DAY for number in (0, 1)]
    amount = amounts.usual(book)
    since = long_since(book, month)
    bills = tuple(billed(at, month + number, amount + number * 100 * 10_000) for number, at in enumerate(issues))
    both = {edge for number, at in enumerate(issues) for edge in edges(book, month + number, at, since)}
    return Plot(
        "two-bills-unpaid",
        "Two bills in a row that nobody pays",
        "arrears",
        bills,
        around(*sorted(both)[1:]),
        since,
        head=givens(book),
    )


def _issued_by_the_rules(book: RuleBook) -> Plot:
    """Bills that the rules issue, month after month, until the line is ended or four are owed."""
    month = base_month(book)
    since = civil.month_start(month) * DAY
    asks = around(*edges(book, month, since, since)[1:])
    block = (f"monthly_fee: {amounts.usual(book) // 100}", "bills: {day: 1}")
    return Plot(
        "bills-issued-by-the-rules",
        "Bills that the rules issue, and nobody pays",
        "billing",
        (),
        asks,
        since,
        block,
        givens(book),
    )


def _amounts(book: RuleBook) -> Iterator[Plot]:
    """Amounts at which the minimum, the maximum or the rounding begin to count."""
    month = base_month(book)
    issued = civil.month_start(month) * DAY
    since = long_since(book, month)
    clock = clock_of(book, month, issued, since)
    opening = {falls(tier.opens.when, clock, False) for tier in (book.late_fee.tier if book.late_fee else ())}
    for index, found in amounts.telling(book).items():
        for number, (amount, words) in enumerate(found, 1):
            asks = tuple(edge for edge in edges(book, month, issued, since)[1:] if edge in opening)
            title = f"The fee of tier {index + 1} on an amount {words}"
            name = f"fee-{index + 1}-amount-{number}"
            about = f"late_fee.tier[{index}]"
            yield Plot(
                name, title, about, (billed(issued, month, amount),), asks, since, asked_under="late_fee.stacking"
            )


def _taxed(book: RuleBook) -> Plot:
    """A bill with a line of tax."""
    month = base_month(book)
    issued = civil.month_start(month) * DAY
    amount = amounts.usual(book)
    tax = amount // 10
    lines = f", lines: [{{for: service, amount: {(amount - tax) // 100}}}, {{for: tax, amount: {tax // 100}}}]"
    since = long_since(book, month)
    asks = around(*edges(book, month, issued, since)[1:])
    bill = billed(issued, month, amount // 100 * 100, lines)
    return Plot("bill-with-tax", "A bill with tax", "late_fee", (bill,), asks, since, head=givens(book))
