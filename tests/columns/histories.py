"""Fixed histories with what the events make of them, in which every mutation of the stepping is noticed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lifecycle import calendar
from lifecycle.rulebook import RuleBook, Shelf, read_text
from projections.columns.batch import Batch, Outcomes
from projections.columns.packing import batch_of
from projections.columns.replayed import by_replay
from tests.columns.random_books import HEADER
from tests.library import STORIES
from tests.stories import story


class Case(NamedTuple):
    """A history, by some books under some readings, judged at a second, and what the events make of it."""

    batch: Batch
    editions: Sequence[RuleBook]
    readings: Mapping[str, str]
    until: int
    pin: str | None
    reference: Outcomes


SHIPPED = Shelf.open()
EDITIONS = SHIPPED.editions("indihome")


@cache
def cases() -> tuple[Case, ...]:
    """Every story that ships and that the columns hold, wherever it expects something and under those readings."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    for history in TOLD:
        yield history.case()
    for one in STORIES.values():
        try:
            batch = batch_of([(one.opening, one.facts)])
        except ValueError:
            continue
        asked = {(calendar.seconds(ask.at), ask.under, ask.on_edition or one.opening.edition) for ask in one.expects}
        for until, under, pin in sorted(asked, key=str):
            readings = {**dict(one.opening.readings), **dict(under)}
            reference = by_replay(batch, EDITIONS, readings, until, pin)
            yield Case(batch, EDITIONS, readings, until, pin, reference)


class Told(NamedTuple):
    """A history beside the library's, in a few words: what happened, judged at an instant, by which books and readings.

    Of what happened a bill says its day of issue, its month and its rupiah.
    """

    steps: Sequence[str]
    until: str
    readings: Mapping[str, str] = {}
    books: Sequence[RuleBook] = EDITIONS
    head: Mapping[str, str] = {}

    def case(self) -> Case:
        """It, with what the events make of it."""
        steps = sorted(self.steps, key=lambda step: step.split()[0])
        told = story(*map(_written, steps), **self.head)
        batch = batch_of([(told.opening, told.facts)])
        until = calendar.seconds(calendar.parse_instant(self.until))
        reference = by_replay(batch, self.books, self.readings, until, None)
        return Case(batch, self.books, self.readings, until, None, reference)


def _written(step: str) -> str:
    at, kind, *rest = step.split()
    if kind != "bill":
        return step
    period, amount, *due = rest
    last = f", due: {due[0]}" if due else ""
    return f"{at} billed: {{period: {period}, amount: {amount}{last}}}"


def book(*clauses: str, since: str | None = None) -> RuleBook:
    """A rule book made for one history."""
    first = f"in_force = {since}" if since else "undated = true"
    text = HEADER.format(first=since, since=first, step=1, mode="half_up", clauses="\n\n".join((BILLING, *clauses)))
    return read_text(text, f"acak/{since or 'undated'}.md")


def rung(becomes: str, days: int, more: str = "", of: str = "due") -> str:
    """A rung of the ladder so many days after the last day to pay."""
    return f'[[arrears.rung]]\nbecomes = "{becomes}"\nat = {{days_after = {days}, of = "{of}"}}\n{more}'


def reading(name: str, default: str, *also: str) -> str:
    """A reading that a book declares."""
    return f'[readings."{name}"]\ndefault = "{default}"\nalso = [{", ".join(map(repr, also))}]\nquestion = "?"'


BILLING = "[billing]\ndue = {month = 0, day = 20}"
TIER = '[[late_fee.tier]]\nfrom = {days_after = 1, of = "due"}\nrate = "5%"'
MAY = ("2024-05-01 bill 2024-05 500000", "2024-05-10 paid: 500000")
"""A bill paid in time: what comes after it may be told at once."""

LADDER = (
    book(
        TIER,
        rung("warned", 1, "fee = 5000"),
        rung("isolated", 5, "fee = 12500"),
        rung("blocked", 9, "fee = 20000\nright = true"),
        reading("termination.discretion", "exercised", "eligible_only"),
        reading("late_fee.partial_payment", "full_bill"),
    ),
)
FALLING = (book(TIER, rung("blocked", 1), rung("isolated", 5)),)
CROSSED = (book(TIER, rung("isolated", 5), rung("blocked", 1)),)
LOWERED = (book(TIER, rung("downgraded", 1)),)
NO_LADDER = (book(TIER),)
SOON_OVER = (
    book(TIER, '[[arrears.rung]]\nbecomes = "terminated"\nat = {month = 0, day = 25}\nvests = {month = 2, day = 1}'),
)
PAST_ENDS = (
    book(
        '[[arrears.rung]]\nbecomes = "terminated"\n'
        'at = {days_after = 1, of = "due"}\nvests = {days_after = 45, of = "issue"}'
    ),
)
BY_THE_OLDEST = (
    book(rung("isolated", 60, of="oldest_unpaid")),
    book(rung("isolated", 5, of="oldest_unpaid"), since="2024-06-25"),
)
POOLED_LATER = tuple(
    book(TIER, reading("late_fee.base", base), reading("late_fee.partial_payment", "full_bill"), since=since)
    for base, since in (("each_bill", None), ("all_overdue", "2024-06-22"))
)
GROW = {"late_fee.after_last_tier": "grow"}
FULL = {"late_fee.partial_payment": "full_bill"}
JUNE, JULY = "2024-06-01 bill 2024-06 500000", "2024-07-01 bill 2024-07 500000"
PARTS = "[{for: service, amount: 899999998}, {for: tax, amount: 100000001}]"
HUGE = f"2024-06-01 billed: {{period: 2024-06, amount: 999999999, lines: {PARTS}}}"
SUMMER = (JUNE, JULY, "2024-08-01 bill 2024-08 500000")

TOLD = (
    # Of a bill, paid late, a part of its fee is paid first; in the next month the fee is another.
    Told((JUNE, "2024-06-25 paid: 10000"), "2024-07-16", {"payment.allocation": "oldest_bill_fee_first"}),
    # One is paid in time, one in the very second in which its late fee opens, without that fee.
    Told((*SUMMER, "2024-06-10 paid: 500000", "2024-07-21 paid: 500000", "2024-08-10 paid: 500000"), "2024-09-01"),
    # Each is paid in time, the second with something more.
    Told((*SUMMER, "2024-06-10 paid: 500000", "2024-07-10 paid: 500001", "2024-08-10 paid: 500000"), "2024-09-01"),
    # Two of one day, but with other last days to pay.
    Told(
        (
            JUNE,
            JULY,
            f"{JULY} 2024-07-28",
            "2024-06-10 paid: 500000",
            "2024-07-25 paid: 500000",
            "2024-07-27 paid: 500000",
        ),
        "2024-08-02",
    ),
    # A payment waits as credit for the bill after it, which has not come yet.
    Told((*MAY, "2024-06-10 paid: 500000", JULY), "2024-06-20"),
    # A bill is paid only after somebody looks.
    Told((*MAY, JUNE, "2024-06-10 paid: 500000"), "2024-06-05"),
    # An amount that nobody knows: of a bill, of a payment.
    Told((*MAY, "2024-06-01 bill 2024-06 unspecified", "2024-06-10 paid: 500000"), "2024-06-15"),
    Told(("2024-05-01 paid: 1000000", JUNE, "2024-06-10 paid: unspecified"), "2024-06-15"),
    # A payment that names another month pays no bill of this one.
    Told(
        (*MAY, JUNE, "2024-06-10 paid: {amount: 500000, for_period: 2024-08}"),
        "2024-06-15",
        {"payment.allocation": "as_targeted"},
    ),
    # What is more than the bill pays what cancelling costs.
    Told(
        ("2024-06-02 cancellation-requested: {}", "2024-06-05 bill 2024-06 275000", "2024-06-10 paid: 1275000"),
        "2024-06-15",
        books=SHIPPED.editions("iconnet"),
        head={"provider": "iconnet", "activated": "2024-01-10"},
    ),
    # Before the activation nothing is taken in.
    Told(("2024-05-01 paid: 1", JUNE, "2024-06-18 paid: 500000"), "2024-06-19", head={"activated": "2024-06-15"}),
    # The bill after one that is paid late has its own last day behind it.
    Told((*MAY, JUNE, f"{JULY} 2024-07-05", "2024-07-10 paid: 550000", "2024-07-12 paid: 525000"), "2024-07-20"),
    # And so has the one after that.
    Told(
        (*MAY, JUNE, f"{JULY} 2024-08-20", "2024-08-01 bill 2024-08 500000 2024-08-03", "2024-08-10 paid: 550000"),
        "2024-08-12",
    ),
    # The bill after it is of an older month, which is paid first.
    Told(
        (*MAY, f"{JUNE} 2024-08-20", "2024-07-01 bill 2024-04 500000 2024-07-15", "2024-07-03 paid: 500000"),
        "2024-07-20",
    ),
    # The clock of a bill runs from an older one as long as that is unpaid.
    Told((*MAY, JUNE, JULY, "2024-07-03 paid: 500000"), "2024-07-04", books=BY_THE_OLDEST),
    # A bill comes in the middle of a day on which it should have been paid long ago.
    Told((*MAY, "2024-06-25T10:00 bill 2024-06 500000", "2024-06-28 paid: 525000"), "2024-06-30"),
    # Credit pays a part of what is then paid late, in the very second of the issue, when the last tier was over.
    Told(
        ("2024-05-01 paid: 400000", "2024-06-05 bill 2024-04 1000000 2024-06-10", "2024-06-15 paid: 900000"),
        "2024-06-20",
        GROW,
    ),
    Told(
        ("2024-05-01 paid: 400000", "2024-06-05 bill 2024-04 1000000 2024-06-10", "2024-06-15 paid: 900000"),
        "2024-06-20",
        {**GROW, "late_fee.partial_payment": "per_portion"},
    ),
    # Credit pays a part, or all; the fee is on the whole bill.
    Told(("2024-05-01 paid: 200000", JUNE, "2024-06-25 paid: 325000"), "2024-06-30", FULL),
    Told(("2024-05-01 paid: 500000", JUNE, "2024-06-25 paid: 100000"), "2024-06-30", FULL),
    # Paid once the right to end stands.
    Told((*MAY, JUNE, "2024-08-25 paid: 550000"), "2024-09-02"),
    # Paid after the end that came before its right.
    Told((*MAY, JUNE, "2024-06-27 paid: 525000"), "2024-06-30", books=SOON_OVER),
    # Of two bills one is paid, and the other's end is past.
    Told(
        (f"{JUNE} 2024-07-10", f"{JUNE} 2024-06-15", "2024-06-20 paid: 500000", "2024-06-25 resale-proven: {}"),
        "2024-06-30",
        books=PAST_ENDS,
    ),
    # Paid late without the fee, in the very second in which the fee opens and later.
    Told((*MAY, JUNE, "2024-06-21 paid: 500000"), "2024-06-30"),
    Told((*MAY, JUNE, "2024-06-21 paid: 525000"), "2024-06-30"),
    # A fee that 64 bits do not hold.
    Told((*MAY, HUGE, "2024-06-25 paid: 2000000000"), "2024-06-30", {"late_fee.tax": "without_tax"}),
    # What is left over is for June alone, while July's bill is open.
    Told(
        (*MAY, JUNE, JULY, "2024-07-03 paid: {amount: 600000, for_period: 2024-06}"),
        "2024-07-04",
        {"payment.allocation": "as_targeted"},
    ),
    # Everything that was billed must be paid before the line comes back.
    Told((*MAY, JUNE, JULY, "2024-07-03 paid: 550000"), "2024-07-04", {"isolation.lifted_when": "all_billed"}),
    # Up the ladder, by one rung after the other, the last one perhaps not taken.
    *(
        Told((*MAY, JUNE, f"2024-06-{day} paid: 600000"), "2024-07-01", readings, LADDER)
        for day in (22, 26, 30)
        for readings in ({}, {"termination.discretion": "eligible_only"})
    ),
    Told(("2024-05-01 paid: 600000", JUNE, "2024-06-30 paid: 100000"), "2024-07-01", books=LADDER),
    *(
        Told((*MAY, JUNE, "2024-06-28 paid: 600000"), "2024-07-01", books=books)
        for books in (FALLING, CROSSED, LOWERED)
    ),
    # Fees on a pool of one bill are on what is open of it.
    *(
        Told(("2024-05-01 paid: 200000", JUNE, "2024-06-25 paid: 400000"), "2024-06-30", readings, books)
        for books, readings in ((EDITIONS, {**FULL, "late_fee.base": "all_overdue"}), (POOLED_LATER, {}))
    ),
    # After the end credit pays a bill, and the next one, paid after its last day, is not late.
    Told(
        (
            *MAY,
            "2024-05-12 paid: 100000",
            "2024-05-31 terminated: {by: provider, reason: no_fault}",
            "2024-06-01 bill 2024-06 100000",
            JULY,
            "2024-07-31 paid: 550000",
        ),
        "2024-08-01",
    ),
    # Where no ladder calls for anything, an older bill is open all the same.
    Told((JUNE, JULY, "2024-07-10 paid: 500000"), "2024-07-30", books=NO_LADDER),
    # The rules bill too.
    Told(
        (*MAY, "2024-06-02 bill 2024-06 200000 2024-06-19", "2024-06-10 paid: 200000"),
        "2024-06-15",
        head={"block": "  monthly_fee: 300000\n  bills: {day: 5}"},
    ),
)
