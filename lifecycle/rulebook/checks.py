"""What the clauses of one book must hold among themselves before anything is reckoned with them."""

from collections.abc import Iterator

import attrs

from lifecycle import civil
from lifecycle.clauses.instant import BillClock, InstantForm, When, opens
from lifecycle.clauses.late_fee import LateFeeTable, TierEntry
from lifecycle.clauses.pricing import due_day
from lifecycle.clauses.routing import RoutingTable
from lifecycle.rulebook import values
from lifecycle.rulebook.clause_tables import ClauseTables
from lifecycle.rulebook.positions import Path

_JANUARY = 2023 * 12
"""The sample bills are those of 24 months from here, one of the years a leap year."""


def mistakes(terms: ClauseTables) -> Iterator[tuple[Path, str]]:
    """Each mistake among the clauses, with its path in the book."""
    no_due = terms.billing is None
    if terms.billing and terms.billing.due.of not in (None, "issue"):
        no_due = True
        words = 'the last day to pay is a day of the month, or days after "issue"; nothing else is known before it'
        yield ("billing", "due"), words
    elif no_due:
        for path, form in instants(terms):
            if form.of == "due":
                yield path, 'this counts from "due", but the book has no [billing] that says when a bill is due'
    for table, entries in (("late_fee", "tier"), ("arrears", "rung"), ("order", "outcome")):
        if terms.table(table) and not getattr(terms.table(table), entries):
            yield (table, entries), f"[{table}] has no {entries}; write at least one [[{table}.{entries}]]"
    for index, need in enumerate(terms.cancellation.confirmed_after if terms.cancellation else ()):
        if terms.table(need) is None:
            yield (
                ("cancellation", "confirmed_after", index),
                f"a confirmation needs {need}, but the book has no [{need}]",
            )
    if terms.late_fee:
        yield from _bounds(terms.late_fee)
        if not no_due or not any(form.of == "due" for _, form in instants(terms)):
            yield from _tiers(terms.late_fee, clocks(terms))
    if terms.routing:
        yield from _rows(terms.routing)


def clocks(terms: ClauseTables) -> list[BillClock]:
    """A sample bill of each of 24 months, issued on the 1st, its last day to pay by the book."""
    samples = []
    for month in range(_JANUARY, _JANUARY + 24):
        first = civil.month_start(month)
        bill = BillClock(month, first * civil.DAY, first, -1, 0, first, first * civil.DAY)
        samples.append(bill._replace(due_day=due_day(terms.billing.due.when, bill)) if terms.billing else bill)
    return samples


def ever_after(one: When, other: When, samples: list[BillClock]) -> bool:
    """Whether an instant ever comes after another one."""
    return any(opens(one, bill, False) > opens(other, bill, False) for bill in samples)


def instants(value: object, path: Path = ()) -> Iterator[tuple[Path, InstantForm]]:
    """Every instant that the clauses write, with its path."""
    if isinstance(value, InstantForm):
        yield path, value
    elif isinstance(value, tuple):
        for index, element in enumerate(value):
            yield from instants(element, (*path, index))
    elif attrs.has(type(value)):
        for name, key in values.keys(type(value)).items():
            yield from instants(getattr(value, name), (*path, key))


def _rows(table: RoutingTable) -> Iterator[tuple[Path, str]]:
    """No call falls under two rows."""
    for index, row in enumerate(table.row):
        for earlier in range(index):
            if row.overlaps(table.row[earlier]):
                yield ("routing", "row", index), f"row {earlier + 1} takes calls that this one takes, too"


def _bounds(table: LateFeeTable) -> Iterator[tuple[Path, str]]:
    for index, tier in enumerate(table.tier):
        if tier.minimum is not None and tier.maximum is not None and tier.minimum > tier.maximum:
            yield ("late_fee", "tier", index, "minimum"), "the minimum is above the maximum"


def _tiers(table: LateFeeTable, samples: list[BillClock]) -> Iterator[tuple[Path, str]]:
    """Tiers follow each other: each is over when the next one opens."""
    for index, tier in enumerate(table.tier):
        path: Path = ("late_fee", "tier", index)
        if tier.until and not all(_earlier(tier.opens.when, tier.until.when, bill) for bill in samples):
            yield (*path, "until"), f"the tier is over ({tier.until}) before it opens ({tier.opens})"
        if index:
            yield from _follows(table.tier[index - 1], tier, path, samples)


def _follows(before: TierEntry, tier: TierEntry, path: Path, samples: list[BillClock]) -> Iterator[tuple[Path, str]]:
    if before.until is None:
        yield (*path, "from"), "the tier before this one has no until, which only the last may leave out"
    elif not all(_earlier(before.opens.when, tier.opens.when, bill) for bill in samples):
        yield (*path, "from"), f"tiers stand in the order in which they open; the one before opens {before.opens}"
    elif ever_after(before.until.when, tier.opens.when, samples):
        yield (*path, "from"), f"the tiers overlap: the one before ends {before.until}, this one opens {tier.opens}"


def _earlier(one: When, other: When, bill: BillClock) -> bool:
    return opens(one, bill, False) < opens(other, bill, False)
