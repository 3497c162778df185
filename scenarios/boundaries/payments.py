"""Stories of bills that are paid: in the last second before each edge and in its first, in parts, and elsewhere."""

from collections.abc import Callable, Iterator

from attrs import evolve

from lifecycle import calendar, civil
from lifecycle.rulebook import RuleBook
from scenarios.boundaries import amounts
from scenarios.boundaries.bills import base_month, givens, has_bills, long_since, one_bill
from scenarios.boundaries.edges import clock_of, edges, edges_of
from scenarios.boundaries.plot import DAY, Happening, Plot, around, billed, paid

Owed = Callable[[Plot, int], int]
"""What would settle the account of a plot at a second, in sen."""


def plots(book: RuleBook, owed: Owed) -> Iterator[Plot]:
    """Every story of paid bills."""
    if not has_bills(book):
        return
    plain = one_bill(book)
    marks = edges(book, base_month(book), plain.facts[0].at, plain.activated or 0)[1:]
    for number, edge in enumerate(marks, 1):
        for at, name, words in (
            (edge - 1, "before", "in the last second before"),
            (edge, "at", "in the first second of"),
        ):
            payment = paid(at, owed(plain, at))
            asks = tuple(sorted({at, marks[-1]}))
            title = f"Paid {words} {calendar.text(calendar.instant(edge))}"
            yield evolve(
                plain, name=f"paid-{name}-edge-{number}", title=title, facts=(*plain.facts, payment), asks=asks
            )
    yield from _in_parts(book, plain, marks, owed)
    yield from _elsewhere(book, plain, marks)
    yield from _of_two(book, owed)
    yield from _moved(book, plain)


def _in_parts(book: RuleBook, plain: Plot, marks: tuple[int, ...], owed: Owed) -> Iterator[Plot]:
    """Half before the first edge or after it, the principal without its fee, and a rest of one rupiah."""
    amount = amounts.usual(book)
    for number, edge in enumerate(marks[:3], 1):
        halves = (*plain.facts, paid(edge - DAY, amount // 200 * 100))
        yield evolve(
            plain, name=f"half-paid-before-edge-{number}", title="Half is paid a day before an edge", facts=halves
        )
        title = "The principal is paid, and not its fee"
        principal = (*plain.facts, paid(edge + DAY, amount))
        yield evolve(
            plain, name=f"principal-paid-after-edge-{number}", title=title, facts=principal, asks=_few(edge, marks)
        )
        title = "All but a rupiah is paid"
        almost = (*plain.facts, paid(edge, max(owed(plain, edge) - 100, 100)))
        yield evolve(
            plain, name=f"all-but-a-rupiah-at-edge-{number}", title=title, facts=almost, asks=_few(edge, marks)
        )


def _elsewhere(book: RuleBook, plain: Plot, marks: tuple[int, ...]) -> Iterator[Plot]:
    """Paid before the first edge and posted after it; on the customer's clock a day later than in WIB."""
    edge = marks[0]
    amount = amounts.usual(book)
    posted = paid(edge - 60, amount, f", posted_at: {calendar.instant(edge + 60).isoformat()[:16]}")
    yield evolve(
        plain, name="paid-and-posted-later", title="Paid in time and posted late", facts=(*plain.facts, posted)
    )
    local = calendar.instant(edge - 3600 + 7200).isoformat()[:16] + "+09:00"
    east = paid(edge - 3600, amount, as_written=local)
    title = "Paid in time by the provider's clock, and late by the customer's"
    yield evolve(plain, name="paid-in-another-zone", title=title, facts=(*plain.facts, east))


def _of_two(book: RuleBook, owed: Owed) -> Iterator[Plot]:
    """Two bills: the payment names the newer, or is enough for the older one alone."""
    month = base_month(book)
    since = long_since(book, month)
    first, later = (civil.month_start(month + number) * DAY for number in (0, 1))
    amount = amounts.usual(book)
    bills = (billed(first, month, amount), billed(later, month + 1, amount))
    two = Plot("two-bills", "Two bills", "arrears", bills, (later,), since, head=givens(book))
    at = later + 12 * 3600
    named = paid(at, amount, f", for_period: {calendar.period(month + 1)}")
    asks = tuple(sorted({at, *around(*edges(book, month, first, since)[-2:])}))
    ways: tuple[tuple[str, str, Happening], ...] = (
        ("payment-names-the-newer-bill", "The payment names the newer bill", named),
        ("older-principal-paid", "The older bill's principal is paid", paid(at, amount)),
        ("older-bill-paid", "The older bill and its fee are paid", paid(at, owed(two, at) - amount)),
        ("both-bills-paid", "Both bills are paid", paid(at, owed(two, at))),
    )
    for name, title, payment in ways:
        yield evolve(two, name=name, title=title, facts=(*bills, payment), asks=asks)


def _few(edge: int, marks: tuple[int, ...]) -> tuple[int, ...]:
    """Around a day after an edge, and at the last."""
    return tuple(sorted({edge - 1, edge, edge + DAY, marks[-1]}))


def _moved(book: RuleBook, plain: Plot) -> Iterator[Plot]:
    """A last day to pay of the bill's own, and one moved by three days, with the late fee waived till then and not."""
    month, issued = base_month(book), plain.facts[0].at
    clock = clock_of(book, month, issued, plain.activated or 0)
    if clock.due_day < 0:
        return
    day = calendar.date_of(clock.due_day + 3)
    own = edges_of(book, clock._replace(due_day=clock.due_day + 3))
    bill = billed(issued, month, amounts.usual(book), f", due: {day}")
    yield evolve(
        plain,
        name="bill-with-its-own-due",
        title="A bill with a last day of its own",
        facts=(bill,),
        asks=around(*own[1:]),
    )
    moved = sorted({*plain.asks, *around(*own[1:])})
    for waive, words in (("true", "and the fee waived"), ("false", "and the fee not waived")):
        event = f"due-date-moved: {{period: {calendar.period(month)}, to: {day}, waive_late_fee: {waive}}}"
        facts = (*plain.facts, Happening(issued + DAY, event))
        name = f"due-moved-{words.replace(' ', '-')}"
        yield evolve(plain, name=name, title=f"The last day is moved, {words}", facts=facts, asks=tuple(moved))
