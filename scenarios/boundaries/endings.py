"""Stories of the end: to the day on which a minimum term is over, by each ending, and who may be blacklisted."""

from collections.abc import Iterator

from attrs import evolve

from lifecycle import civil
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.clauses.instant import falls
from lifecycle.rulebook import RuleBook
from scenarios.boundaries import amounts
from scenarios.boundaries.bills import base_month, givens, has_bills, one_bill
from scenarios.boundaries.edges import clock_of
from scenarios.boundaries.plot import DAY, Happening, Plot, around, billed

WAYS = (
    ("wish", "The customer ends it", "terminated: {by: customer, reason: wish}"),
    ("no-fault", "The provider ends it without fault", "terminated: {by: provider, reason: no_fault}"),
    ("resale", "Resale is proven", "resale-proven: {}"),
    ("resale-alleged", "Resale is alleged", "resale-alleged: {}"),
)

SCOPES = (("blacklist.scope", "blacklist_eligible"), ("blacklist.action", "blacklisted"))
"""What is asked of the blacklist under each of its readings."""


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story about the end."""
    yield from _tenure(book)
    if book.blacklist and has_bills(book):
        plain = one_bill(book)
        title = "Ended for arrears, and who may be blacklisted"
        yield evolve(
            plain, name="blacklist-after-arrears", title=title, about="blacklist", asks=plain.asks[-1:], shown=SCOPES
        )
    if book.minimum_term is not None and book.cancellation is None:
        yield from _by_month(book)
    if book.blacklist or book.resale or (has_bills(book) and book.minimum_term):
        yield from _by_ending(book)


def _tenure(book: RuleBook) -> Iterator[Plot]:
    """Ended for arrears on the day before the term is over, on that day, and on the day after."""
    if book.minimum_term is None or not has_bills(book):
        return
    for name, day in _ends(book):
        plain = one_bill(book)
        for late, words in ((1, "before"), (0, "when"), (-1, "after")):
            since = civil.month_add(day + late, -book.minimum_term.months) * DAY
            title = (
                f"The term is over a day {words} the {name}" if late else f"The term is over on the day of the {name}"
            )
            kind = {1: "a-day-short", 0: "complete", -1: "a-day-over"}[late]
            yield evolve(plain, name=f"term-{kind}-at-the-{name}", title=title, about="minimum_term", activated=since)


def _ends(book: RuleBook) -> Iterator[tuple[str, int]]:
    """The days on which the usual bill ends the subscription, and on which that could no longer be prevented."""
    month = base_month(book)
    clock = clock_of(book, month, civil.month_start(month) * DAY, 0)
    for rung in book.arrears.ladder if book.arrears else ():
        if rung.becomes == Becomes.TERMINATED:
            yield "end", falls(rung.at, clock, False) // DAY
            yield "breach", falls(rung.vests, clock, False) // DAY - 1


def _by_month(book: RuleBook) -> Iterator[Plot]:
    """Ended by each ending around each anniversary that may count, from the 15th and from the 31st of a month."""
    if book.minimum_term is None:
        return
    months = book.minimum_term.months
    kinds = {"wish": "wish", "resale": "resale"}
    ways = [way for way in WAYS[:3] if kinds.get(way[0]) in book.minimum_term.on] or [WAYS[0]]
    for day in (15, 31):
        month = base_month(book) - 2
        since = civil.day_in_month(month, day)
        for after in sorted({1, months - 1, months}):
            on = civil.month_add(since, after)
            for late, words in ((-1, "a-day-before"), (0, "on"), (1, "a-day-after")):
                for name, title, event in ways:
                    at = (on + late) * DAY
                    yield Plot(
                        f"{name}-{words}-month-{after}-from-the-{day}",
                        f"{title} {words.replace('-', ' ')} the day on which {after} months are complete",
                        "minimum_term",
                        (Happening(at, event),),
                        (at,),
                        since * DAY,
                        head=givens(book),
                    )


def _by_ending(book: RuleBook) -> Iterator[Plot]:
    """Each ending, owing nothing and owing a bill, within the term."""
    month = base_month(book)
    since = civil.month_start(month - 1) * DAY
    issued = civil.month_start(month) * DAY
    at = civil.day_in_month(month + 1, 25) * DAY
    for name, title, event in WAYS:
        for owing in (False, True):
            bills = (billed(issued, month, amounts.usual(book)),) if owing else ()
            words = "in arrears" if owing else "owing nothing"
            later = civil.month_start(month + 4) * DAY
            yield Plot(
                f"ended-by-{name}-{words.replace(' ', '-')}",
                f"{title}, {words}",
                "blacklist" if book.blacklist else "minimum_term",
                (*bills, Happening(at, event)),
                (*around(at), later),
                since,
                head=givens(book),
                shown=SCOPES if book.blacklist else (),
            )
    yield Plot(
        "ended-in-the-first-second",
        f"{WAYS[0][1]} in the second in which it began",
        "minimum_term",
        (Happening(issued, WAYS[0][2]),),
        (issued,),
        issued,
        head=givens(book),
    )
