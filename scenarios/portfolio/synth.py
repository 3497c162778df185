"""A customer base for trials: invented subscriptions whose bills and payments follow described distributions."""

from collections.abc import Callable, Iterator
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from lifecycle import calendar, civil
from projections.columns.batch import Int64
from scenarios.portfolio.reading import WIB
from scenarios.portfolio.schema import INSTANT, packed

GROUP = 16_384
"""Subscriptions a row group: so many are made at a time, each group from a seed of its own."""

FEES = (28_000_000, 32_500_000, 41_250_000, 55_000_000, 87_000_000)
FEE_SHARES = (20, 25, 30, 15, 10)
"""Monthly bills in sen, and of a hundred subscriptions how many have each."""

HABITS = ("in_time", "late", "in_parts", "overpays", "stops", "never")
HABIT_SHARES = (70, 16, 5, 4, 3, 2)
"""Of a hundred subscriptions, how many pay in which way; one payment in twenty of those in time comes late."""

DESCRIBED = """\
Each subscription has a bill a month, of Rp 280.000 (20 of 100), Rp 325.000 (25), Rp 412.500 (30), Rp 550.000 (15) or
Rp 870.000 (10), issued on one day from the 1st to the 10th, and was activated on any day of the two years before the
first bill. Of 100, 70 pay between the 11th and the 20th (but 1 of their payments in 20 comes late), 16 pay late, 5 pay
half in time and half late, 4 pay up to Rp 100.000 too much, 3 stop paying in some month, and 2 never pay. Late is from
the 21st to the 30th day, or, 1 in 4, from the 33rd to the 50th, counted from the 1st of the bill's month; 9 in 10 who
pay a whole bill late add 5 % to it, or 10 % in the next month. 1 in 100 ends by wish and 1 in 2,000 by proven resale,
in the middle of some month. The bank posts 1 payment in 4 later than it is made, at 09:00, 3 in 4 of these on the next
day and the others 2 to 5 days later; of the other postings nobody tells. Numbers run from 900000000001; nothing of it
is anybody's.
"""
"""The distributions, in words."""


@frozen
class Base:
    """What to make: so many subscriptions over so many months from the first of ``since``, a month number."""

    subscriptions: int
    months: int
    seed: int
    since: int


SINCE = calendar.month_number("2024-01")
"""The month of the first bills where nobody asks for another."""

_POSTING = 1
"""Postings are drawn by themselves: all else of a seed's base stays what it was without them."""

SCHEMA = packed(
    ("number", "activated", "monthly_fee"),
    {"bills": ("period", "issued", "amount"), "payments": ("at", "amount", "posted"), "acts": ("at", "event")},
)


def write(base: Base, out: IO[bytes], done: Callable[[int], None]) -> None:
    """Write a base to a file, a row group at a time; the same bytes for the same arguments."""
    with pq.ParquetWriter(out, SCHEMA, compression="zstd", compression_level=1, version="2.6") as writer:
        for group in _groups(base):
            writer.write_batch(group, row_group_size=GROUP)
            done(len(group))


def _groups(base: Base) -> Iterator[Any]:
    for group, first in enumerate(range(0, base.subscriptions, GROUP)):
        size = min(GROUP, base.subscriptions - first)
        yield _group(base, first, size, np.random.Generator(np.random.PCG64([base.seed, group])))


def _group(base: Base, first: int, size: int, chance: np.random.Generator) -> Any:
    fee = chance.choice(np.array(FEES, dtype=np.int64), size, p=np.array(FEE_SHARES) / 100)
    habit = chance.choice(len(HABITS), size, p=np.array(HABIT_SHARES) / 100)
    start = civil.month_start(base.since)
    activated = start - chance.integers(1, 731, size)
    day = chance.integers(0, 10, size)
    months = np.array([civil.month_start(base.since + month) for month in range(base.months + 3)], dtype=np.int64)
    ends, end_month, resold = _ends(base, size, chance)
    billed = np.arange(base.months) <= np.where(ends, end_month, base.months)[:, None]
    issued = (months[: base.months] + day[:, None]) * civil.DAY + 8 * 3600
    at, amount, made = _payments(billed, fee, habit, months, chance)
    posted = _posted(at, np.random.Generator(np.random.PCG64([base.seed, first // GROUP, _POSTING])))
    acts = (months[np.minimum(end_month, base.months - 1)] + 14) * civil.DAY + 10 * 3600
    numbers = np.char.add("9", np.char.zfill((first + 1 + np.arange(size)).astype(str), 11))
    period = np.array([_period(base.since + month) for month in range(base.months)], dtype=np.int32)
    return pa.record_batch(
        [
            pa.array(numbers, pa.string()),
            _instants(activated * civil.DAY),
            pa.array(fee, pa.int64()),
            _lists(
                SCHEMA.field("bills").type,
                billed,
                (np.broadcast_to(period, billed.shape), issued, np.broadcast_to(fee[:, None], billed.shape)),
            ),
            _lists(SCHEMA.field("payments").type, made, (at, amount, posted)),
            _acts(ends, acts, resold),
        ],
        schema=SCHEMA,
    )


def _ends(base: Base, size: int, chance: np.random.Generator) -> tuple[Any, Int64, Any]:
    """Who ends by wish or for resale, in which month, and who of them for resale."""
    drawn = chance.random(size)
    resold = drawn < 1 / 2000
    return drawn < 1 / 2000 + 1 / 100, chance.integers(0, base.months, size), resold


def _payments(
    billed: Any, fee: Int64, habit: Int64, months: Int64, chance: np.random.Generator
) -> tuple[Int64, Int64, Any]:
    """Two payments a bill at most: when, how much, and whether they are made; in the order of time."""
    shape = billed.shape
    count = shape[1]
    kind = habit[:, None]
    early = 10 + chance.integers(0, 10, shape)
    late = np.where(
        chance.random(shape) < 1 / 4, 30 + chance.integers(2, 20, shape), 20 + chance.integers(0, 10, shape)
    )
    slips = (chance.random(shape) < 1 / 20) & (kind == HABITS.index("in_time"))
    days = np.where((kind == HABITS.index("late")) | slips, late, early)
    stop = np.where(habit == HABITS.index("stops"), chance.integers(0, count, len(fee)), count)
    pays = billed & (kind != HABITS.index("never")) & (np.arange(count) < stop[:, None])
    parts = (kind == HABITS.index("in_parts")) & pays
    more = np.where(kind == HABITS.index("overpays"), chance.integers(0, 101, shape) * 100_000, 0)
    whole = np.broadcast_to(fee[:, None], shape) + more
    half = whole // 200 * 100
    second = chance.integers(8 * 3600, 22 * 3600, (*shape, 2))
    at = np.stack([months[:count] + days, months[:count] + late], axis=2) * civil.DAY + second
    owing = (days >= 20) & (chance.random(shape) < 9 / 10)
    fine = np.where(owing, whole * np.where(days >= 30, 10, 5) // 100, 0)
    amount = np.stack([np.where(parts, half, whole + fine), whole - half], axis=2)
    made = np.stack([pays, parts], axis=2)
    flat = (len(fee), 2 * count)
    order = np.argsort(at.reshape(flat), axis=1, kind="stable")
    at, amount, made = (np.take_along_axis(one.reshape(flat), order, axis=1) for one in (at, amount, made))
    return at, amount, made


def _posted(at: Int64, chance: np.random.Generator) -> Int64:
    """When each payment is posted; `NEVER` where nobody tells."""
    later = np.where(chance.random(at.shape) < 3 / 4, 1, chance.integers(2, 6, at.shape))
    posted = (at // civil.DAY + later) * civil.DAY + 9 * 3600
    return np.where(chance.random(at.shape) < 1 / 4, posted, civil.NEVER)


def _period(month: int) -> int:
    return month // 12 * 100 + month % 12 + 1


def _instants(seconds: Int64) -> Any:
    never = seconds == civil.NEVER
    return pa.array((np.where(never, WIB, seconds) - WIB) * 1000, pa.int64(), mask=never).view(INSTANT)


def _lists(kind: Any, there: Any, values: tuple[Any, ...]) -> Any:
    """A list a row of what is there in it."""
    offsets = np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int32)
    arrays = []
    for part, value in zip(kind.value_type, values, strict=True):
        flat = np.ascontiguousarray(value[there])
        arrays.append(_instants(flat) if part.type == INSTANT else pa.array(flat).cast(part.type))
    items = pa.StructArray.from_arrays(arrays, fields=list(kind.value_type))
    return pa.ListArray.from_arrays(offsets, items, type=kind)


def _acts(ends: Any, at: Int64, resold: Any) -> Any:
    kind = SCHEMA.field("acts").type
    offsets = np.concatenate([[0], np.cumsum(ends)]).astype(np.int32)
    words = np.where(resold[ends], "resale_proven", "terminated_by_wish")
    parts = [_instants(at[ends]), pa.array(words, pa.string())]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(parts, fields=list(kind.value_type)), type=kind)
