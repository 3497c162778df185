"""Between what the numbers of a base may lie, told of a whole column by its least and its most."""

from typing import Any

import numpy as np

from lifecycle import civil
from projections.columns.batch import UNKNOWN, Int64

YEARS = (1900, 2199)
"""The first and the last year in which anything of a base may lie."""

SAID = f"lies outside the years {YEARS[0]} to {YEARS[1]}"

EARLIEST = civil.day_number(YEARS[0], 1, 1) * civil.DAY
"""The first WIB second of those years."""

END = civil.day_number(YEARS[1] + 1, 1, 1) * civil.DAY
"""The first WIB second after them."""

MOST = np.iinfo(np.int64).max

NOWHERE = np.zeros(0, dtype=np.bool_)
"""Which of some numbers, where none is."""

_MONTHS = (YEARS[0] * 100 + 1, YEARS[1] * 100 + 12)
_MONTH_OF = np.array(
    [
        year * 12 + month - 1 if 1 <= month <= 12 else UNKNOWN
        for year, month in (divmod(written, 100) for written in range(_MONTHS[0], _MONTHS[1] + 1))
    ],
    dtype=np.int64,
)
"""The month of each way to write one, from the first on; `UNKNOWN` of what is none."""


def outside(numbers: Int64, low: int, high: int) -> Any:
    """Which numbers are less or more than may be; their least and their most tell fastest that none is."""
    if not len(numbers) or (numbers.min() >= low and numbers.max() <= high):
        return NOWHERE
    return (numbers < low) | (numbers > high)


def astray(seconds: Int64) -> Any:
    """Which WIB seconds lie outside the years, and are not `NEVER`."""
    if len(seconds) and seconds.min() >= EARLIEST and seconds.max() < END:
        return NOWHERE
    return (seconds != civil.NEVER) & ((seconds < EARLIEST) | (seconds >= END))


def months_of(written: Int64) -> Int64 | None:
    """The months that are written as 202406; None where any is none, or there are none."""
    if not len(written) or written.min() < _MONTHS[0] or written.max() > _MONTHS[1]:
        return None
    known: Int64 = _MONTH_OF[written - _MONTHS[0]]
    return None if known.min() == UNKNOWN else known
