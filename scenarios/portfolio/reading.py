"""Columns of Parquet as whole numbers, without a copy where there is nothing to change."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lifecycle import civil
from projections.columns.batch import Int64
from scenarios.portfolio.schema import Column

WIB = civil.WIB_MINUTES * 60
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


class WrongType(ValueError):
    """A column of a type that cannot be read as what it is for; the message says which there is and which is wanted."""


def whole(found: Any, column: Column, missing: int) -> Int64:
    """A column as whole numbers: instants as WIB seconds, dates as days; ``missing`` where there is nothing.

    Raises WrongType.
    """
    wanted, found = column.type, decoded(found)
    if pa.types.is_null(found.type):
        return np.full(len(found), missing, dtype=np.int64)
    if pa.types.is_timestamp(wanted):
        return _seconds(found, missing)
    if pa.types.is_date(wanted):
        if not pa.types.is_date(found.type):
            raise WrongType(f"is {found.type}; a day is date32")
        return _numbers(found.cast(pa.date32()).view(pa.int32()), missing)
    if not pa.types.is_integer(found.type):
        what = "an amount in sen is int64, never a fraction" if wanted == pa.int64() else f"it is {wanted}"
        raise WrongType(f"is {found.type}; {what}")
    return _numbers(found, missing)


def decoded(found: Any) -> Any:
    """A column without a dictionary, in which there may be a code for nothing."""
    return found.dictionary_decode() if pa.types.is_dictionary(found.type) else found


_CONSTANTS: dict[int, Int64] = {}
_COUNTED: list[Int64] = [np.arange(0, dtype=np.int64)]


def constant(number: int, size: int) -> Int64:
    """So many times the same number; nobody writes to it, as the next may be a part of the same memory."""
    known = _CONSTANTS.get(number)
    if known is None or len(known) < size:
        known = _CONSTANTS[number] = np.full(size, number, dtype=np.int64)
    return known[:size]


def counted(first: int, size: int) -> Int64:
    """So many numbers, each one more than the one before it; as with `constant` nobody writes to them."""
    if len(_COUNTED[0]) < first + size:
        _COUNTED[0] = np.arange(2 * (first + size), dtype=np.int64)
    return _COUNTED[0][first : first + size]


def texts(found: Any) -> Any:
    """A column as text, numbers among them written out. Raises WrongType."""
    found = decoded(found)
    if pa.types.is_integer(found.type) or pa.types.is_large_string(found.type) or pa.types.is_string_view(found.type):
        found = found.cast(pa.string())
    if not (pa.types.is_string(found.type) or pa.types.is_null(found.type)):
        raise WrongType(f"is {found.type}; it is text")
    return found.cast(pa.string())


def _seconds(found: Any, missing: int) -> Int64:
    if pa.types.is_date(found.type):
        days = _numbers(found.cast(pa.date32()).view(pa.int32()), civil.NEVER)
        return np.where(days == civil.NEVER, missing, days * civil.DAY)
    if not pa.types.is_timestamp(found.type):
        raise WrongType(f"is {found.type}; an instant is a timestamp, with a zone, or without one in WIB")
    unit = _PER_SECOND[found.type.unit]
    there = found.is_valid().to_numpy(zero_copy_only=False) if found.null_count else None
    seconds = _numbers(found.view(pa.int64()), 0) // unit + (0 if found.type.tz is None else WIB)
    return seconds if there is None else np.where(there, seconds, missing)


def _numbers(found: Any, missing: int) -> Int64:
    if pa.types.is_uint64(found.type):
        # What no other type holds either is told as too much.
        most = pa.scalar(np.iinfo(np.int64).max, pa.uint64())
        found = pc.min_element_wise(found, most, skip_nulls=False).cast(pa.int64())
    if found.null_count:
        found = pc.fill_null(found.cast(pa.int64()), missing)
    numbers: Int64 = found.to_numpy(zero_copy_only=False)
    return numbers.astype(np.int64, copy=False)
