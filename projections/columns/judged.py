"""A batch judged: editions and readings in, outcomes out, a pure function of its arguments."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from lifecycle import clauses
from lifecycle.civil import DAY, NEVER, month_of
from lifecycle.rulebook import RuleBook
from lifecycle.terms import Rules
from projections.answers import NOT_APPLICABLE
from projections.columns.batch import UNKNOWN, Batch, Int64, Outcomes, chosen, empty_outcomes
from projections.columns.checks import sound
from projections.columns.editions import laid_out, lists
from projections.columns.kernel import kernel
from projections.columns.records import BILL, DATES, LINE, OTHER, SLOTS, Book, Room
from projections.columns.replayed import by_replay
from projections.columns.uncovered import Uncovered, uncovered
from projections.keys import KEYS
from projections.ledger import Ledger


def judged(
    batch: Batch, editions: Sequence[RuleBook], readings: Mapping[str, str], until: int, pin: str | None = None
) -> Outcomes:
    """What each subscription comes to at a WIB second; keeps nothing, so that parts may be judged anywhere.

    A row whose fees 64 bits cannot hold goes the way of the events. Raises `Uncovered` for what a book needs and the
    columns lack, `lifecycle.rulebook.NotCovered` for a fact before the first edition, ValueError in words for a
    number that no batch may hold.
    """
    found, beyond = stepped(batch, editions, readings, until, pin)
    rows = np.flatnonzero(beyond)
    if len(rows):
        for column, column_beyond in zip(
            found, by_replay(chosen(batch, rows), editions, readings, until, pin), strict=True
        ):
            column[rows] = column_beyond
    return found


def stepped(
    batch: Batch,
    editions: Sequence[RuleBook],
    readings: Mapping[str, str],
    until: int,
    pin: str | None = None,
    step: Callable[..., Any] | None = None,
) -> tuple[Outcomes, Int64]:
    """The outcomes by the stepping alone, and which rows (1) it leaves to the events, as 64 bits do not hold them.

    ``step`` is another stepping than the compiled one. Raises as `judged` does.
    """
    rules = Rules(editions, readings, pin)
    _check(rules)
    batch = sound(batch)
    size = len(batch.activated)
    found, beyond = empty_outcomes(size), np.zeros(size, dtype=np.int64)
    if size:
        book = laid_out(rules, _months(batch, until))
        (step or kernel())(book, room_for(batch, book, until), batch, until, found, beyond)
    return found, beyond


def _check(rules: Rules) -> None:
    lacking = list(uncovered(rules.books))
    if lacking:
        raise Uncovered(lacking)
    unknown = [f"{name}: {word}" for name, word in rules.readings.items() if not _is_reading(name, word)]
    if unknown:
        raise ValueError(f"no clause has these readings: {', '.join(unknown)}")


def _is_reading(name: str, word: str) -> bool:
    try:
        clauses.value(name, word)
    except (KeyError, ValueError):
        return False
    return True


def _months(batch: Batch, until: int) -> int:
    """How many months a rate may grow at the most: from the earliest day that a bill knows to the end."""
    bills, told = batch.bills, batch.bills.due_day != UNKNOWN
    seconds = [bills.issued, batch.activated[batch.activated != NEVER], bills.due_day[told] * DAY]
    months = [month_of(int(column.min()) // DAY) for column in seconds if len(column)]
    months += [int(bills.month.min())] if len(bills.month) else []
    return max(0, month_of(until // DAY) - min(months, default=0)) + 3


def room_for(batch: Batch, book: Book, until: int) -> Room:
    """Room enough for any subscription of the batch."""
    metered = (batch.bills_day > 0) & (batch.activated < until)
    issued = (until - batch.activated[metered]) // (28 * DAY) + 3
    bills, payments, acts = (_most(facts.offsets) for facts in (batch.bills, batch.payments, batch.acts))
    bills += int(issued.max()) if len(issued) else 1
    tiers, steps = lists(book)
    changes = 4 * (3 * bills + payments)
    longest = max(changes, bills * tiers, bills * steps, bills + acts + 2)
    line = np.zeros(1, LINE).view(np.recarray)[0]
    line.tiers_width, line.steps_width = tiers, steps
    dates = np.zeros(SLOTS, DATES).view(np.recarray)
    dates.edition = -1
    return Room(
        line,
        np.zeros(bills, BILL).view(np.recarray),
        np.zeros((OTHER + 1, longest), dtype=np.int64),
        dates,
        *(np.zeros((SLOTS, width), dtype=np.int64) for width in (tiers, tiers, steps)),
    )


def _most(offsets: Int64) -> int:
    return int(np.diff(offsets).max())


def not_applicable(
    editions: Sequence[RuleBook], readings: Mapping[str, str], until: int, pin: str | None = None
) -> frozenset[str]:
    """The outcomes for which the terms at a WIB second have no clause (G12); they count 0, and mean nothing."""
    ledger = Ledger(Rules(editions, readings, pin))
    return frozenset(key for key in Outcomes._fields if key in KEYS and KEYS[key](ledger, until) is NOT_APPLICABLE)
