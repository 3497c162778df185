"""The types of which the columns of events may be; what is not of them is told before a row is read."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
from attrs import frozen


@frozen
class Kind:
    """Types that are read, by what holds of them, and in words."""

    says: str
    tests: tuple[Callable[[Any], bool], ...]

    def holds(self, kind: Any) -> bool:
        """Whether a type of Arrow's is one of them; a column of nothing but nulls is of any."""
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        return any(test(kind) for test in (pa.types.is_null, *self.tests))


_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)

TEXT = Kind("text", _TEXTS)
WHOLE = Kind("a whole number", (pa.types.is_integer,))
TEXT_OR_WHOLE = Kind("a whole number, never a fraction, or text", (*_TEXTS, pa.types.is_integer))
INSTANT = Kind("a timestamp, a date, or text", (*_TEXTS, pa.types.is_timestamp, pa.types.is_date))
DAY = Kind("a date, or text", (*_TEXTS, pa.types.is_date))
