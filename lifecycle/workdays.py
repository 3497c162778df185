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


class Workdays:
    """The business days of one story; ``given`` are its own holidays."""

    def __init__(self, given: Iterable[date] = ()) -> None:
        self._given = frozenset(calendar.day_number(day) for day in given)

    def includes(self, day: int) -> bool:
        """Whether a day number is a business day."""
        if weekday_of(day) > 4 or day in self._given:
            return False
        return day not in public_holidays(calendar.date_of(day).year)
