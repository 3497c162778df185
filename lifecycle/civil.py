"""The civil calendar in whole numbers: days since 1970-01-01, months since year 0, WIB seconds.

Pure functions over integers, so that the columns compile the very same ones (G1, G4).
"""

DAY = 86_400
"""Seconds in a day; WIB has no daylight saving."""

NEVER = 1 << 62
"""A second that never comes."""

WIB_MINUTES = 420
"""Minutes that WIB is ahead of UTC."""


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a date of the proleptic Gregorian calendar."""
    shifted = year - (1 if month <= 2 else 0)
    era = shifted // 400
    year_of_era = shifted - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def month_of(day: int) -> int:
    """The month, counted from year 0, in which a day lies."""
    shifted = day + 719_468
    era = shifted // 146_097
    day_of_era = shifted - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153
    month = march_month + (3 if march_month < 10 else -9)
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year * 12 + month - 1


def month_start(month: int) -> int:
    """The first day of a month."""
    # As `day_number` has it, for the first of a month: years begin in March, so that a leap day comes last.
    year, march_month = (month - 2) // 12, (month - 2) % 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * march_month + 2) // 5 - 719_468


def day_in_month(month: int, day: int) -> int:
    """A day of a month, clamped to the month's last."""
    start = month_start(month)
    if day > 28:
        return min(start + day, month_start(month + 1)) - 1
    return start + day - 1


def month_add(day: int, months: int) -> int:
    """The same day of the month so many months later, clamped, from this anchor (G4)."""
    month = month_of(day)
    return day_in_month(month + months, day - month_start(month) + 1)


def completed_months(start: int, day: int) -> int:
    """The largest k with ``month_add(start, k) <= day`` (G4); negative before the start."""
    months = month_of(day) - month_of(start)
    return months if month_add(start, months) <= day else months - 1
