"""WIB instants, days and billing months, and the integers that the rules reckon in."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NewType

import pendulum

from lifecycle import civil

WIB = timezone(timedelta(hours=7), "WIB")
"""Asia/Jakarta: seven hours ahead of UTC, no daylight saving (G1)."""

Period = NewType("Period", str)
"""A bill's month, ``YYYY-MM``."""

WIB_MINUTES = civil.WIB_MINUTES
"""Minutes that WIB is ahead of UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=WIB)
_UNIX = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1)
_SECOND = timedelta(seconds=1)
_MONTH_TEXT = re.compile(r"(\d{4})-(\d{2})")
_INSTANT_TEXT = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})?"
)


def seconds(at: datetime) -> int:
    """An instant as whole WIB seconds since 1970-01-01 00:00 WIB, a part of a second dropped."""
    return (at - _EPOCH) // _SECOND


def instant(wib_seconds: int, part: int = 0) -> datetime:
    """The WIB instant of so many seconds, and ``part`` microseconds into that second; the inverse of `seconds`."""
    return _EPOCH + timedelta(seconds=wib_seconds, microseconds=part)


def wib(at: datetime) -> datetime:
    """The same instant, written in WIB."""
    return at.astimezone(WIB)


def day_of(at: datetime) -> int:
    """The WIB day of an instant, as a day number."""
    return seconds(at) // civil.DAY


def day_number(day: date) -> int:
    """A date as a day number."""
    return day.toordinal() - _EPOCH_DAY.toordinal()


def date_of(day: int) -> date:
    """The date of a day number."""
    return _EPOCH_DAY + timedelta(days=day)


def midnight(day: date) -> datetime:
    """00:00 WIB of a date."""
    return instant(day_number(day) * civil.DAY)


def month_number(period: str) -> int:
    """``YYYY-MM`` as months since year 0. Raises ValueError in words when it is no month."""
    parts = _MONTH_TEXT.fullmatch(period)
    if parts is None or not 1 <= int(parts[2]) <= 12 or not 1900 <= int(parts[1]) <= 2199:
        raise ValueError(f"{period!r} is not a month; write it as 2024-06")
    return int(parts[1]) * 12 + int(parts[2]) - 1


def period(month: int) -> Period:
    """Months since year 0 as ``YYYY-MM``."""
    return Period(f"{month // 12:04d}-{month % 12 + 1:02d}")


def parse_day(text: str) -> date:
    """A date, ``YYYY-MM-DD``. Raises ValueError in words when there is no such day."""
    at = parse_instant(text)
    if len(text) != 10:
        raise ValueError(f"{text!r} is not a day; write it as 2024-06-20")
    return date_of(day_of(at))


def parse_instant(text: str) -> datetime:
    """An instant: a date (00:00 WIB), or a date and time; without an offset it is WIB (G1).

    The offset written is kept on the result, for a reading that goes by the customer's clock.
    Raises ValueError, in words, for another form and for a day or time that does not exist.
    """
    form = _INSTANT_TEXT.fullmatch(text)
    if form is None or ("T" not in text and " " not in text and form["offset"]):
        raise ValueError(
            f"{text!r} is not an instant; write 2024-06-05 or 2024-06-05T10:00, with +09:00 where it is not WIB"
        )
    try:
        at = pendulum.parse(text.replace(" ", "T"), tz=WIB, exact=True)
    except ValueError as problem:
        raise ValueError(f"{text!r} does not exist in the calendar") from problem
    if not 1900 <= int(text[:4]) <= 2199:
        raise ValueError(f"{text!r} lies outside the years 1900 to 2199")
    return _carried(at)


def _carried(at: object) -> datetime:
    """What pendulum reasoned out, as the standard library's type."""
    if isinstance(at, pendulum.DateTime):
        offset = at.utcoffset() or timedelta()
        zone = WIB if offset == WIB.utcoffset(None) else timezone(offset)
        return (_UNIX + timedelta(seconds=at.int_timestamp, microseconds=at.microsecond)).astimezone(zone)
    if isinstance(at, pendulum.Date):
        return midnight(at)
    raise ValueError(f"{at!r} is not an instant")


def offset_minutes(at: datetime) -> int:
    """Minutes east of UTC at which an instant was written."""
    return int((at.utcoffset() or timedelta()).total_seconds()) // 60


def month_end(month: int) -> datetime:
    """The last whole second of a month, which is where a month's balance is struck."""
    return instant(civil.month_start(month + 1) * civil.DAY - 1)


def text(at: datetime) -> str:
    """An instant for people: the date alone at 00:00 WIB, else with the time; always WIB."""
    local = at.astimezone(WIB)
    if local.time() == time(0):
        return local.strftime("%Y-%m-%d")
    if local.second or local.microsecond:
        finest = "milliseconds" if local.microsecond and local.microsecond % 1000 == 0 else "auto"
        return local.isoformat(sep=" ", timespec=finest).removesuffix("+07:00")
    return local.strftime("%Y-%m-%d %H:%M")


def known_to(at: datetime, precision: str) -> str:
    """An instant for people, no finer than it is known (G11): to the instant, day or month, or ``unknown``."""
    if precision == "instant":
        return text(at)
    return {"day": text(at)[:10], "month": text(at)[:7]}.get(precision, "unknown")


def iso(at: datetime) -> str:
    """An instant for machines: ISO 8601 in WIB with its offset, the one notation of stored bytes."""
    return at.astimezone(WIB).isoformat()
