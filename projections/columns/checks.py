"""What must hold of the numbers of a batch before anything is reckoned with them; and its facts in their order."""

from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np

from lifecycle import civil
from lifecycle.civil import NEVER
from lifecycle.money import MAX_SEN, rupiah
from projections.columns.batch import UNKNOWN, Acts, Batch, Bills, Int64, Kind, Paper, Payments, Return

Facts = TypeVar("Facts", Bills, Payments, Acts)


class Sound(Batch):
    """A batch in which there is no mistake, its facts in their order; nobody can write to its columns."""

    __slots__ = ()

    def _replace(self, **columns: Any) -> Batch:  # type: ignore[override]  # what is changed is not known to be sound
        return Batch(*self)._replace(**columns)


_FIRST = civil.day_number(1900, 1, 1)
_LAST = civil.day_number(2200, 1, 1)


def sound(batch: Batch) -> Sound:
    """The same batch, checked and in order unless it is known to be. Raises ValueError, every mistake in words."""
    if isinstance(batch, Sound):
        return batch
    problems = list(mistakes(batch))
    if problems:
        raise ValueError("\n".join(problems))
    return kept(in_order(batch))


def kept(batch: Batch) -> Sound:
    """A batch that is known to be sound, so that nobody can write to it."""
    bills, payments, acts = (
        Bills(*map(_kept, batch.bills)),
        Payments(*map(_kept, batch.payments)),
        Acts(*map(_kept, batch.acts)),
    )
    activated, fee, day, given_fee, given_device = map(_kept, batch[:5])
    return Sound(activated, fee, day, given_fee, given_device, bills, payments, acts)


def _kept(column: Int64) -> Int64:
    # Compiled code has one type for columns that may be written to and another for those that may not.
    found: Int64 = np.ascontiguousarray(column, dtype=np.int64).view()
    found.flags.writeable = False
    return found


def mistakes(batch: Batch) -> Iterator[str]:
    """Each column with a number that no batch may hold, in words, with the first such place."""
    size = len(batch.activated)
    for name in ("monthly_fee", "bills_day", "given_fee", "given_device"):
        if len(getattr(batch, name)) != size:
            yield f"{name} has {len(getattr(batch, name))} entries, and there are {size} subscriptions"
    for kind, facts in (("bills", batch.bills), ("payments", batch.payments), ("acts", batch.acts)):
        yield from _offsets(kind, facts, size)
    sums = {
        "monthly_fee": batch.monthly_fee,
        "given_fee": batch.given_fee,
        "given_device": batch.given_device,
        "bills.amount": batch.bills.amount,
        "payments.amount": batch.payments.amount,
        "acts.amount": batch.acts.amount,
    }
    for name, column in sums.items():
        yield from _outside(name, column, UNKNOWN, MAX_SEN, f"an amount is 0 to {rupiah(MAX_SEN)}, in sen, or -1")
    words = "an instant is a WIB second of the years 1900 to 2199"
    times = {"bills.issued": batch.bills.issued, "payments.at": batch.payments.at, "acts.at": batch.acts.at}
    times |= {"activated": _told(batch.activated), "payments.posted": _told(batch.payments.posted)}
    for name, column in times.items():
        yield from _outside(name, column, _FIRST * civil.DAY, _LAST * civil.DAY - 1, words)
    months = civil.month_of(_FIRST), civil.month_of(_LAST) - 1
    yield from _outside("bills.month", batch.bills.month, *months, "a month counts from year 0, as 2024-06 is 24293")
    yield from _outside("bills_day", batch.bills_day, 0, 31, "a day of the month is 1 to 31, or 0 for no bills")
    yield from _outside(
        "acts.kind", batch.acts.kind, 0, len(Kind) - 1, "an act is one of projections.columns.batch.Kind"
    )
    told = "a detail is a set of papers, or of how it came back"
    most = np.where(batch.acts.kind == Kind.DEVICE_RETURNED, sum(Return), sum(Paper))
    yield from _outside("acts.detail", np.where(batch.acts.detail > most, -1, batch.acts.detail), 0, 63, told)
    taxes = batch.bills.tax
    if len(taxes) and taxes.max() > 0:
        taxes = taxes - np.maximum(batch.bills.amount, 0)
    yield from _outside("bills.tax less its bill's amount", taxes, -MAX_SEN, 0, "tax is a part of the amount")
    day = "a last day to pay is a day number of the years 1970 to 2199, or -1"
    yield from _outside("bills.due_day", batch.bills.due_day, UNKNOWN, _LAST - 1, day)
    unpriced = np.flatnonzero((batch.bills_day > 0) & (batch.monthly_fee == UNKNOWN))
    if len(unpriced):
        yield f"subscription {unpriced[0]} has a day of bills and no monthly fee, which the rules' own bills ask"


def in_order(batch: Batch) -> Batch:
    """The same batch, the facts of each subscription in order of their seconds, then of their steps."""
    return batch._replace(
        bills=_sorted(batch.bills, batch.bills.issued),
        payments=_sorted(batch.payments, batch.payments.at),
        acts=_sorted(batch.acts, batch.acts.at),
    )


def _sorted(facts: Facts, at: Int64) -> Facts:
    step = facts.step
    if len(at) < 2:
        return facts
    firsts = facts.offsets[1:-1][(facts.offsets[1:-1] > 0) & (facts.offsets[1:-1] < len(at))] - 1
    later = at[1:] > at[:-1]
    later[firsts] = True
    if not later.all():
        later |= (at[1:] == at[:-1]) & (step[1:] >= step[:-1])
    if later.all():
        return facts
    rows = np.repeat(np.arange(len(facts.offsets) - 1), np.diff(facts.offsets))
    order = np.lexsort((step, at, rows))
    return type(facts)(facts.offsets, *(column[order] for column in facts[1:]))


def _told(instants: Int64) -> Int64:
    return instants[instants != NEVER]


def _offsets(kind: str, facts: Bills | Payments | Acts, size: int) -> Iterator[str]:
    lengths = {len(column) for column in facts[1:]}
    offsets = facts.offsets
    if len(offsets) != size + 1 or offsets[0] != 0 or (np.diff(offsets) < 0).any() or lengths != {int(offsets[-1])}:
        yield f"{kind}.offsets must rise from 0, one more than there are subscriptions, to the length of every column"


def _outside(name: str, column: Int64, low: int, high: int, words: str) -> Iterator[str]:
    if len(column) and (column.min() < low or column.max() > high):
        place = int(np.flatnonzero((column < low) | (column > high))[0])
        yield f"{name}[{place}] is {column[place]}: {words}"
