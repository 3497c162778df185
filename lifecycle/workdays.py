"""Business days: Monday to Friday without public holidays and those that a story gives; the one user of `holidays`."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib import import_module

from lifecycle import calendar
from lifecycle.clauses.refund_calendar import weekday_of

COUNTRY = "ID"
"""Indonesia, whose time and money everything here is in."""


@lru_cache(maxsize=512)
def public_holidays(year: int) -> frozenset[int]:
    """The day numbers of a year's public holidays; joint leave (*cuti bersama*) is none.

    The library is imported when first asked for, as that takes longer than a replay. Nothing of it depends on
    the clock, which may be frozen: the year is given, and only day numbers leave this function.
    """
    library = import_module("holidays")
    days = library.country_holidays(COUNTRY, years=year, categories=library.PUBLIC)
    return frozenset(calendar.day_number(day) for day in days)


@lru_cache(maxsize=1)
def covered() -> tuple[int, int]:
    """The first and the last year whose public holidays are known."""
    country = import_module("holidays").country_holidays(COUNTRY)
    return country.start_year, country.end_year


class Workdays:
    """The business days of one story; ``given`` are its own holidays.

    Of a year that the calendar does not cover, the given ones are all; where there are none, ``unknown_year`` is the
    first such year that was asked about.
    """

    def __init__(self, given: Iterable[date] = ()) -> None:
        listed = tuple(given)
        self._given = frozenset(map(calendar.day_number, listed))
        self._years = frozenset(day.year for day in listed)
        self.unknown_year: int | None = None

    def includes(self, day: int) -> bool:
        """Whether a day number is a business day."""
        if weekday_of(day) > 4 or day in self._given:
            return False
        year = calendar.date_of(day).year
        first, last = covered()
        if self.unknown_year is None and not first <= year <= last and year not in self._years:
            self.unknown_year = year
        return day not in public_holidays(year)
