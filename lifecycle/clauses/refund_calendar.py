"""The calendar of refunds: by when a voucher is ready, and on which day of which weeks money is sent."""

from collections.abc import Callable
from enum import IntEnum
from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle import civil
from lifecycle.civil import DAY
from lifecycle.clauses.whole_numbers import WholeNumbers

WeekdayWord = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

IsBusinessDay = Callable[[int], bool]
"""Whether banks work on a day number."""

_WEEKDAYS: dict[WeekdayWord, int] = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}


class MondayOf(IntEnum):
    """Which is the Monday of a month's first week?"""

    NTH_MONDAY = 0
    WEEK_OF_FIRST = 1


class OnHoliday(IntEnum):
    """Does a transfer that falls on a holiday stay there, or move to the next business day?"""

    AS_WRITTEN = 0
    NEXT_BUSINESS_DAY = 1


READINGS: dict[str, type[IntEnum] | WholeNumbers] = {
    "calendar.monday": MondayOf,
    "calendar.holiday": OnHoliday,
    "voucher.lag_business_days": WholeNumbers("business days"),
}


class Rota(NamedTuple):
    """The calendar in whole numbers: weekdays from Monday, 0, and weeks of the month from 1."""

    weekday: int
    weeks: tuple[int, ...]
    ready_by: int


def weekday_of(day: int) -> int:
    """The weekday of a day number, Monday being 0."""
    return (day + 3) % 7


def days_of_month(rota: Rota, month: int, monday: int) -> tuple[int, ...]:
    """The days on which a month's transfers are sent; the first may lie in the month before."""
    first = civil.month_start(month)
    if monday == MondayOf.WEEK_OF_FIRST:
        start = first - weekday_of(first) + rota.weekday
    else:
        start = first + (rota.weekday - weekday_of(first)) % 7
    return tuple(start + 7 * (week - 1) for week in rota.weeks)


def deadline(rota: Rota, day: int) -> int:
    """The second by which, exclusive, a voucher must be ready for a transfer day: the end of the weekday before it."""
    before = (rota.weekday - rota.ready_by) % 7 or 7
    return (day - before + 1) * DAY


def transfer_day(rota: Rota, ready: int, monday: int) -> int:
    """The first transfer day, as a day number, for a voucher that is ready at a second."""
    month = civil.month_of(ready // DAY)
    days = [day for near in range(month, month + 3) for day in days_of_month(rota, near, monday)]
    return min(day for day in days if ready < deadline(rota, day))


def sent_on(day: int, holiday: int, is_business_day: IsBusinessDay) -> int:
    """The day on which a transfer day's money is really sent."""
    if holiday == OnHoliday.NEXT_BUSINESS_DAY:
        while not is_business_day(day):
            day += 1
    return day


def after_business_days(at: int, count: int, is_business_day: IsBusinessDay) -> int:
    """The same time of day so many business days after a second; with none, that very second."""
    day = at // DAY
    while count > 0:
        day += 1
        count -= 1 if is_business_day(day) else 0
    return day * DAY + at % DAY


@frozen
class CalendarTable:
    """``[refund.calendar]``: the weekday and the weeks of transfers, and by the end of which weekday vouchers close."""

    weekday: WeekdayWord
    weeks: tuple[int, ...]
    voucher_by: WeekdayWord

    def __attrs_post_init__(self) -> None:
        if not self.weeks or not all(1 <= week <= 4 for week in self.weeks):
            raise ValueError("weeks are some of 1 to 4, the weeks that every month has, as in weeks = [1, 3]")

    @property
    def rota(self) -> Rota:
        """The same in whole numbers."""
        return Rota(_WEEKDAYS[self.weekday], self.weeks, _WEEKDAYS[self.voucher_by])
