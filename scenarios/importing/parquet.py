"""The rows of a Parquet file, its values as the texts that a person would write."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lifecycle.problems import Problem, Problems
from scenarios.importing.templates import Row

if TYPE_CHECKING:
    from scenarios.importing.maps import Map
    from scenarios.importing.rows import Tell

BATCH = 4096
"""Rows that are unpacked at a time."""

_WORDS = {
    "Nanosecond": "an instant is finer than a microsecond; export microseconds, or text",
    "out of range": "a date or an instant lies outside the years 1 to 9999",
    "zoneinfo": "its instants have a time zone that is not known here; export them with an offset such as +07:00",
}
"""What pyarrow means, by a word of its own."""

MISSING = "Parquet needs the extra `parquet`: pip install 'subscription-lifecycle[parquet]'"


def rows(path: Path, wanted: "Map", tell: "Tell") -> tuple[tuple[str, ...], Iterator[Row]]:
    """The names of the columns, and the rows. Raises Problems for no such file, or without pyarrow."""
    from scenarios.importing.rows import check_header  # noqa: PLC0415  # which imports this

    try:
        from pyarrow import ArrowException  # noqa: PLC0415  # an extra
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError:
        raise Problems([Problem(str(path), 0, 0, MISSING)]) from None
    try:
        file = ParquetFile(path)
    except (ArrowException, ValueError) as wrong:
        raise Problems([Problem(str(path), 0, 0, f"this is not Parquet: {wrong}")]) from None
    names = list(file.schema_arrow.names)
    check_header(path, names, wanted)
    places = {name: names.index(name) + 1 for name in sorted(wanted.columns)}

    def each() -> Iterator[Row]:
        line = 0
        try:
            for batch in file.iter_batches(BATCH, columns=list(places), use_threads=False):
                for found in batch.to_pylist():
                    line += 1
                    row = _row(line, found, places, tell)
                    if row is not None:
                        yield row
        except (ArrowException, ValueError, OverflowError, LookupError) as wrong:
            # Where pytz is installed, it looks zones up, and knows no name of this one.
            said = "zoneinfo" if isinstance(wrong, LookupError) else str(wrong)
            words = next((words for mark, words in _WORDS.items() if mark in said), said)
            tell(
                line + 1,
                0,
                f"this row, or one of the {BATCH} from here on, cannot be read: {words}; nothing from here on was read",
            )

    return tuple(names), each()


def _row(line: int, found: dict[str, Any], places: dict[str, int], tell: "Tell") -> Row | None:
    cells = {}
    for name, at in places.items():
        try:
            value = lowered(found[name])
        except ValueError as wrong:
            tell(line, at, str(wrong))
            return None
        if value is not None and (not isinstance(value, str) or value.strip()):
            cells[name] = (at, value)
    return Row(line, cells)


def lowered(value: Any, instant: type[datetime] = datetime, day: type[date] = date) -> Any:
    """A value as text: dates in ISO form, decimals to the sen. Raises ValueError for binary fractions and bytes."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        raise ValueError(
            "the number is a binary fraction, which is exact for no amount; write text, integers or decimals"
        )
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        whole = value.quantize(Decimal("0.01")) if value.is_finite() and abs(value) < 10**16 else value
        return f"{whole if whole == value else value:f}"
    if isinstance(value, instant):
        if getattr(value, "nanosecond", 0):  # an instant of pandas', as pyarrow gives them where that is installed
            raise ValueError(_WORDS["Nanosecond"])
        return value.isoformat()
    if isinstance(value, day):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: lowered(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [lowered(part) for part in value]
    raise ValueError(f"a value of type {type(value).__name__} is no text, number or date")
