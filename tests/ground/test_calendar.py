"""Instants are WIB, months are anchored, and pendulum agrees."""

from datetime import UTC, date, datetime, timedelta, timezone

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle import calendar, civil

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))

READ = {
    "a bare date is midnight in Jakarta": ("2024-06-21", datetime(2024, 6, 20, 17, tzinfo=UTC)),
    "a time without an offset is WIB": ("2024-06-21T10:30", datetime(2024, 6, 21, 3, 30, tzinfo=UTC)),
    "a space may stand for the T": ("2024-06-21 10:30", datetime(2024, 6, 21, 3, 30, tzinfo=UTC)),
    "seconds and their parts": ("2024-06-20T23:59:59.999999", datetime(2024, 6, 20, 16, 59, 59, 999999, tzinfo=UTC)),
    "an offset is kept": ("2024-06-21T01:30+09:00", datetime(2024, 6, 20, 16, 30, tzinfo=UTC)),
    "Z is UTC": ("2024-06-21T01:30Z", datetime(2024, 6, 21, 1, 30, tzinfo=UTC)),
    "a leap day": ("2024-02-29", datetime(2024, 2, 28, 17, tzinfo=UTC)),
}

REFUSED = {
    "a day that June lacks": ("2024-06-31", "does not exist"),
    "the 29th of February of a common year": ("2023-02-29T10:00", "does not exist"),
    "an hour that no day has": ("2024-06-21T24:00", "does not exist"),
    "a month without its zero": ("2024-6-1", "not an instant"),
    "a date with an offset alone": ("2024-06-21+07:00", "not an instant"),
    "a word": ("besok", "not an instant"),
    "a year that no subscription sees": ("1001-01-01", "outside the years"),
}

MONTHS_LATER = {
    "the end of January": ("2024-01-31", 1, "2024-02-29"),
    "the end of January, not chained": ("2024-01-31", 2, "2024-03-31"),
    "a leap day, a year on": ("2024-02-29", 12, "2025-02-28"),
    "across a year's end": ("2024-11-15", 3, "2025-02-15"),
}

TENURE = {
    "one day short": ("2023-04-02", "2024-04-01", 11),
    "to the day": ("2023-04-02", "2024-04-02", 12),
    "a clamped anniversary": ("2024-01-31", "2024-02-29", 1),
    "before the start": ("2024-02-01", "2024-01-31", -1),
}


@pytest.mark.parametrize(("text", "utc"), READ.values(), ids=READ)
def test_an_instant_is_read(text: str, utc: datetime) -> None:
    """Every form of G1."""
    assert calendar.parse_instant(text) == utc


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_an_instant_is_refused_in_words(text: str, why: str) -> None:
    """What does not exist or is no instant says so."""
    with pytest.raises(ValueError, match=why):
        calendar.parse_instant(text)


def test_the_offset_written_is_known() -> None:
    """A reading may go by the customer's clock."""
    assert calendar.offset_minutes(calendar.parse_instant("2024-06-21T01:30+09:00")) == 540
    assert calendar.offset_minutes(calendar.parse_instant("2024-06-21")) == 420


@pytest.mark.parametrize("text", ["2024-13", "2024-00", "24-06", "1001-01"])
def test_a_month_that_is_none(text: str) -> None:
    """A billing month is refused in words."""
    with pytest.raises(ValueError, match="not a month"):
        calendar.month_number(text)


@pytest.mark.parametrize("text", ["2024-06-21T00:00", "2024-06-31", "21 June"])
def test_a_day_that_is_none(text: str) -> None:
    """A day has no time, and exists."""
    with pytest.raises(ValueError, match=r"2024-06|21 June"):
        calendar.parse_day(text)


@given(st.integers(1900 * 12, 2199 * 12 + 11))
def test_months_read_back(month: int) -> None:
    """A month's text and number are one."""
    assert calendar.month_number(calendar.period(month)) == month


@given(st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(timezone(timedelta(hours=-5)))))
def test_seconds_and_instants_are_inverse(at: datetime) -> None:
    """Down to the second, wherever an instant was written."""
    assert calendar.instant(calendar.seconds(at)) == at.replace(microsecond=0)
    assert calendar.day_of(at) == calendar.day_number(calendar.wib(at).date())


@given(DAYS, st.integers(-400, 400))
def test_month_arithmetic_agrees_with_pendulum(day: date, months: int) -> None:
    """Anchored and clamped, as another calendar has it (G4)."""
    theirs = pendulum.date(day.year, day.month, day.day).add(months=months)
    assert calendar.date_of(civil.month_add(calendar.day_number(day), months)) == theirs


@pytest.mark.parametrize(("day", "months", "later"), MONTHS_LATER.values(), ids=MONTHS_LATER)
def test_months_later(day: str, months: int, later: str) -> None:
    """The anchors that drift when chained."""
    assert civil.month_add(calendar.day_number(date.fromisoformat(day)), months) == calendar.day_number(
        date.fromisoformat(later)
    )


@pytest.mark.parametrize(("start", "day", "months"), TENURE.values(), ids=TENURE)
def test_completed_months(start: str, day: str, months: int) -> None:
    """The largest k whose anniversary has come."""
    days = [calendar.day_number(date.fromisoformat(text)) for text in (start, day)]
    assert civil.completed_months(*days) == months


@given(DAYS, st.integers(0, 20_000))
def test_completed_months_is_the_largest(start: date, later: int) -> None:
    """Its own anniversary has come and the next has not."""
    anchor = calendar.day_number(start)
    months = civil.completed_months(anchor, anchor + later)
    assert civil.month_add(anchor, months) <= anchor + later < civil.month_add(anchor, months + 1)


def test_a_month_ends_one_second_before_the_next() -> None:
    """February 2024 has 29 days."""
    assert calendar.iso(calendar.month_end(2024 * 12 + 1)) == "2024-02-29T23:59:59+07:00"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2024-06-21", "2024-06-21"),
        ("2024-06-21T10:05", "2024-06-21 10:05"),
        ("2024-06-20T23:59:59", "2024-06-20 23:59:59"),
    ],
)
def test_an_instant_for_people(at: str, shown: str) -> None:
    """The time only where it says something."""
    assert calendar.text(calendar.parse_instant(at)) == shown


def test_a_days_first_instant() -> None:
    """Midnight is WIB's."""
    assert calendar.iso(calendar.midnight(date(2024, 6, 21))) == "2024-06-21T00:00:00+07:00"
