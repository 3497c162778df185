"""The calendar of refunds: which Monday, which voucher, which business day."""

import subprocess
import sys
from datetime import date

import pytest

from lifecycle import calendar
from lifecycle.clauses.bank_account import same_bank, same_name, same_number
from lifecycle.clauses.refund_calendar import (
    MondayOf,
    Rota,
    after_business_days,
    deadline,
    transfer_day,
    weekday_of,
)
from lifecycle.workdays import Workdays
from tests.refunds.told import acts, asked, refund, told

ROTA = Rota(weekday=0, weeks=(1, 3), ready_by=4)
PAID = "2020-01-01 paid: 300000"


def seconds(text: str) -> int:
    return calendar.seconds(calendar.parse_instant(text))


def day(text: str) -> int:
    return calendar.day_number(date.fromisoformat(text))


READY: dict[str, tuple[str, str, str]] = {
    "the last second of the Friday": ("2025-05-02T23:59:59", "2025-05-05", "2025-05-12"),
    "the first instant of the Saturday": ("2025-05-03", "2025-05-19", "2025-05-12"),
    "on the transfer Monday itself": ("2025-05-05", "2025-05-19", "2025-05-12"),
    "the third week's Friday": ("2025-05-16T23:59:59", "2025-05-19", "2025-05-26"),
    "the third week's Saturday": ("2025-05-17", "2025-06-02", "2025-05-26"),
    "before a Monday on the 1st": ("2025-08-29T23:59:59", "2025-09-01", "2025-09-01"),
    "after the Friday before a Monday on the 1st": ("2025-08-30", "2025-09-15", "2025-09-15"),
    "before a first Monday on the 7th": ("2025-06-27", "2025-07-07", "2025-06-30"),
    "in the week that holds the 1st": ("2025-06-30", "2025-07-07", "2025-07-14"),
    "across a year's end": ("2025-12-26", "2026-01-05", "2025-12-29"),
    "from the last day of a leap February": ("2024-02-29", "2024-03-04", "2024-03-11"),
    "before a leap February's end": ("2024-02-23", "2024-03-04", "2024-02-26"),
}


@pytest.mark.parametrize(("ready", "nth", "week"), READY.values(), ids=READY)
def test_a_voucher_goes_with_the_first_monday_that_it_is_ready_for(ready: str, nth: str, week: str) -> None:
    """Under both readings of the first week, and so told of a story with a voucher of its own."""
    assert transfer_day(ROTA, seconds(ready), MondayOf.NTH_MONDAY) == day(nth)
    assert transfer_day(ROTA, seconds(ready), MondayOf.WEEK_OF_FIRST) == day(week)
    for reading, wanted in (("nth_monday", nth), ("week_of_first", week)):
        result = told(
            PAID, asked("2020-01-02"), f"{ready} voucher-prepared: {{}}", readings={"calendar.monday": reading}
        )
        assert str(refund(result).transfer_on) == wanted
        assert acts(result) == [f"{wanted} transfer-sent 300000"]


def test_other_weekdays_are_reckoned_alike() -> None:
    """Wednesdays of the second week, for vouchers of the Wednesday before."""
    rota = Rota(weekday=2, weeks=(2,), ready_by=2)
    assert [weekday_of(day(text)) for text in ("2025-05-05", "2025-05-11", "1969-12-29")] == [0, 6, 0]
    assert deadline(rota, day("2025-05-14")) == seconds("2025-05-08")
    assert transfer_day(rota, seconds("2025-05-07T23:59:59"), MondayOf.NTH_MONDAY) == day("2025-05-14")
    assert transfer_day(rota, seconds("2025-05-08"), MondayOf.NTH_MONDAY) == day("2025-06-11")
    assert transfer_day(rota, seconds("2025-05-01"), MondayOf.WEEK_OF_FIRST) == day("2025-06-04")


BUSINESS: dict[str, tuple[str, bool]] = {
    "a Monday": ("2025-05-05", True),
    "a Friday": ("2025-05-02", True),
    "a Saturday": ("2025-05-03", False),
    "a Sunday": ("2025-05-04", False),
    "Labour Day": ("2025-05-01", False),
    "Independence Day": ("2023-08-17", False),
    "Pancasila Day on a Monday": ("2026-06-01", False),
    "joint leave after Eid, which the country's calendar has apart": ("2025-04-02", True),
    "a day that the story gives": ("2025-05-06", False),
}


@pytest.mark.parametrize(("text", "is_one"), BUSINESS.values(), ids=BUSINESS)
def test_business_days_leave_out_weekends_and_public_holidays(text: str, is_one: bool) -> None:
    assert Workdays([date(2025, 5, 6)]).includes(day(text)) is is_one


FROZEN = """
from lifecycle.clock import frozen
from lifecycle import workdays
import sys
if sys.argv[1] == "frozen":
    with frozen():
        found = [sorted(workdays.public_holidays(year)) for year in (1999, 2024, 2025, 2040)]
else:
    found = [sorted(workdays.public_holidays(year)) for year in (1999, 2024, 2025, 2040)]
print(found)
"""


def test_the_frozen_clock_changes_no_holiday() -> None:
    """Even where the library is first imported in a freeze."""
    told_ = [
        subprocess.run([sys.executable, "-c", FROZEN, way], capture_output=True, text=True, check=True).stdout
        for way in ("frozen", "thawed")
    ]
    assert told_[0] == told_[1]
    assert "[" in told_[0]


LAGS: dict[str, tuple[str, int, str]] = {
    "none": ("2025-05-03T10:00", 0, "2025-05-03T10:00"),
    "one, over a weekend": ("2025-05-02T10:00", 1, "2025-05-05T10:00"),
    "one, from a Saturday": ("2025-05-03T10:00", 1, "2025-05-05T10:00"),
    "two, over Labour Day": ("2025-04-30T10:00", 2, "2025-05-05T10:00"),
    "five, a week": ("2025-06-09T00:00", 5, "2025-06-16T00:00"),
}


@pytest.mark.parametrize(("at", "count", "ready"), LAGS.values(), ids=LAGS)
def test_a_voucher_takes_business_days(at: str, count: int, ready: str) -> None:
    assert after_business_days(seconds(at), count, Workdays().includes) == seconds(ready)


HOLIDAYS: dict[str, tuple[str, str, str, str]] = {
    "a public holiday": ("2026-05-29", "", "2026-06-01", "2026-06-02"),
    "and the day after it is given": ("2026-05-29", "{calendar.holidays: [2026-06-02]}", "2026-06-01", "2026-06-03"),
    "a Monday that is given": ("2025-05-02", "{calendar.holidays: [2025-05-05]}", "2025-05-05", "2025-05-06"),
    "a whole week is given": (
        "2025-05-02",
        "{calendar.holidays: [2025-05-05, 2025-05-06, 2025-05-07, 2025-05-08, 2025-05-09]}",
        "2025-05-05",
        "2025-05-13",  # Monday the 12th is Vesak
    ),
    "no holiday": ("2025-05-02", "", "2025-05-05", "2025-05-05"),
    "a given day that is no Monday": ("2025-05-02", "{calendar.holidays: [2025-05-06]}", "2025-05-05", "2025-05-05"),
}


@pytest.mark.parametrize(("at", "givens", "written", "moved"), HOLIDAYS.values(), ids=HOLIDAYS)
def test_a_holiday_monday_moves_only_where_it_is_read_so(at: str, givens: str, written: str, moved: str) -> None:
    """The Friday before the Monday that is written stays the last day."""
    for reading, wanted in (("as_written", written), ("next_business_day", moved)):
        result = told(PAID, asked(at), givens=givens, readings={"calendar.holiday": reading})
        assert str(refund(result).transfer_on) == wanted
        assert acts(result) == [f"{wanted} transfer-sent 300000"]


@pytest.mark.parametrize(
    ("bank", "arrives"),
    [
        ("BCA", "2025-05-05"), ("bca", "2025-05-05"), ("Bank BCA", "2025-05-05"), ("Mandiri", "2025-05-05"),
        ("PT Bank Mandiri (Persero) Tbk", "2025-05-05"), ("BNI", "2025-05-06"), ("BCA Syariah", "2025-05-06"),
        ("Bank Syariah Mandiri", "2025-05-06"), ("Mandiri Taspen", "2025-05-06"),
    ],
)  # fmt: skip
def test_money_arrives_at_once_at_two_banks(bank: str, arrives: str) -> None:
    assert str(refund(told(PAID, asked(bank=bank))).arrives_by) == arrives


def test_elsewhere_it_takes_a_calendar_day_holiday_or_not() -> None:
    """Also where no bank is told."""
    bare = "2025-04-28 refund-requested: {by: email, account: {number: '1'}, payment_data: true, reason: twice}"
    assert str(refund(told(PAID, bare)).arrives_by) == "2025-05-06"
    holidays = "{calendar.holidays: [2025-05-06]}"
    assert str(refund(told(PAID, asked(), givens=holidays)).arrives_by) == "2025-05-06"


def test_names_numbers_and_banks_are_read_as_people_write_them() -> None:
    """And what is not told is the same as nothing."""
    assert same_name("Ani Lestari", "ANI  LESTARI")
    assert same_number("0123-456 789", "0123456789")
    assert same_bank("Bank Mandiri", "mandiri")
    assert not same_name("Ani Lestari", "Ani")
    assert not same_number("0123", "123")
    assert not any(same(None, None) or same("", "") or same("-", ".") for same in (same_name, same_number, same_bank))
    assert not same_bank("Bank", "PT Bank")
