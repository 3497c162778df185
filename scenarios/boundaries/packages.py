"""Stories of packages and disputes: the last free second and the first paid one, and what is disputed meanwhile."""

from collections.abc import Iterator

from lifecycle import calendar, civil
from lifecycle.civil import NEVER
from lifecycle.clauses.package import Activation, FreeTerm, free_until
from lifecycle.rulebook import RuleBook
from scenarios.boundaries.bills import base_month, has_bills, long_since
from scenarios.boundaries.edges import edges
from scenarios.boundaries.plot import DAY, Happening, Plot, around, billed

PRICE = 5_000_000
AS_RECORDED = ("provider_acts: as_recorded",)


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story of packages and disputes."""
    if book.package is not None:
        yield from _free(book)
    if book.dispute is not None:
        yield from _disputed(book)


def _free(book: RuleBook) -> Iterator[Plot]:
    """A free month from the 10th and the 31st: by whom, agreed or not, paid after it or stopping by itself."""
    since = long_since(book, base_month(book))
    for day in (10, 31):
        month = base_month(book) - 2
        begins = civil.day_in_month(month, day) * DAY
        ends = {free_until(Activation(begins, NEVER, PRICE, 1, int(term))) for term in FreeTerm}
        for by in ("customer", "staff", "provider"):
            for consent in ("true", "false"):
                for price in (PRICE // 100, 0):
                    taken = f"package: Film, price: {price}, free_months: 1, by: {by}, consent: {consent}"
                    line = "lines: [{for: package, package: Film, amount: 50000}]"
                    instants = sorted({end + late for end in ends for late in (-1, 0)})
                    bills = tuple(billed(at, civil.month_of(at // DAY), PRICE, f", {line}") for at in instants)
                    agreed = "agreed" if consent == "true" else "not-agreed"
                    kind = f"{by}-{agreed}-{'paid' if price else 'free'}-from-the-{day}"
                    yield Plot(
                        f"package-by-{kind}",
                        f"A package by the {kind.replace('-', ' ')}",
                        "package",
                        (Happening(begins, f"package-activated: {{{taken}}}"), *bills),
                        (begins, *(bill.at for bill in bills)),
                        since,
                        head=AS_RECORDED,
                    )


def _disputed(book: RuleBook) -> Iterator[Plot]:
    """A bill in dispute up to each edge: open, upheld, rejected; and one line of two."""
    month = base_month(book)
    issued = civil.month_start(month) * DAY
    opened = issued + DAY
    marks = edges(book, month, issued, 0)[1:] if has_bills(book) else (issued + 30 * DAY,)
    since = long_since(book, month)
    lines = ", lines: [{for: service, amount: 100000}, {for: package, package: Film, amount: 50000}]"
    whole, part = billed(issued, month, 15_000_000), billed(issued, month, 15_000_000, lines)
    ways = (("whole-bill", whole, ""), ("one-line", part, ", package: Film"))
    for name, bill, more in ways:
        event = f"dispute-opened: {{ticket: T-1, period: {calendar.period(month)}{more}}}"
        dispute = Happening(opened, event)
        asks = (opened, *around(*marks))
        yield Plot(f"disputed-{name}", "Disputed and not decided", "dispute", (bill, dispute), asks, since)
        for outcome in ("upheld", "rejected", "withdrawn"):
            ends = Happening(marks[0], f"dispute-resolved: {{ticket: T-1, outcome: {outcome}}}")
            plot = f"disputed-{name}-{outcome}"
            yield Plot(plot, f"Disputed and {outcome}", "dispute", (bill, dispute, ends), asks, since)
        blocked = Happening(marks[-1], "blocked: {}")
        plot = f"disputed-{name}-and-blocked"
        yield Plot(
            plot, "Disputed and blocked", "dispute", (bill, dispute, blocked), (marks[-1],), since, head=AS_RECORDED
        )
