"""Ending early: what of the term remains on a day, and what it costs, worked out by hand."""

from datetime import date

import pytest

from lifecycle import calendar
from lifecycle.clauses import minimum_term
from lifecycle.clauses.minimum_term import MinimumTerm, MonthEnd, MonthsRemaining
from lifecycle.money import Mode, Rounding, rupiah

TERM = MinimumTerm(12, 20_000_000, 10_000_000)
WHOLE_RUPIAH = Rounding(100, Mode.HALF_UP)

COSTS = {
    "the day of the activation": ("2024-05-20", "2024-05-20", "1.400.000", "1.400.000", "1.400.000"),
    "the day after it": ("2024-05-20", "2024-05-21", "1.400.000", "1.300.000", "1.396.712"),
    "the day before an anniversary": ("2024-05-20", "2024-08-19", "1.200.000", "1.100.000", "1.100.822"),
    "an anniversary": ("2024-05-20", "2024-08-20", "1.100.000", "1.100.000", "1.097.534"),
    "the day after an anniversary": ("2024-05-20", "2024-08-21", "1.100.000", "1.000.000", "1.094.247"),
    "the last contract day": ("2024-05-20", "2025-05-19", "300.000", "200.000", "203.288"),
    "the day on which it is over": ("2024-05-20", "2025-05-20", "0", "0", "0"),
    "years later": ("2024-05-20", "2031-01-01", "0", "0", "0"),
    "a leap day of a contract of 366 days": ("2023-06-01", "2024-02-29", "600.000", "500.000", "504.918"),
    "the last day of a contract of 366 days": ("2023-03-01", "2024-02-29", "300.000", "200.000", "203.279"),
    "31st, the February that lacks it": ("2024-10-31", "2025-02-28", "1.000.000", "1.000.000", "1.005.479"),
    "31st, the day before it": ("2024-10-31", "2025-02-27", "1.100.000", "1.000.000", "1.008.767"),
    "31st, the March after it": ("2024-10-31", "2025-03-01", "1.000.000", "900.000", "1.002.192"),
    "31st, the leap February": ("2024-01-31", "2024-02-29", "1.300.000", "1.300.000", "1.304.918"),
    "31st, a 30th": ("2024-01-31", "2024-04-30", "1.100.000", "1.100.000", "1.104.918"),
    "29 February, a year later": ("2024-02-29", "2025-02-28", "0", "0", "0"),
    "29 February, the last day": ("2024-02-29", "2025-02-27", "300.000", "200.000", "203.288"),
}

ROLLED = {
    "31st, the February that lacks it": ("2024-10-31", "2025-02-28", "1.100.000", "1.000.000", "1.005.479"),
    "31st, the March after it": ("2024-10-31", "2025-03-01", "1.000.000", "1.000.000", "1.002.192"),
    "31st, the second of March": ("2024-10-31", "2025-03-02", "1.000.000", "900.000", "998.904"),
    "31st, a month that has it": ("2024-10-31", "2025-01-31", "1.100.000", "1.100.000", "1.097.534"),
    "29 February, a year later": ("2024-02-29", "2025-02-28", "300.000", "200.000", "203.279"),
    "29 February, a year and a day later": ("2024-02-29", "2025-03-01", "0", "0", "0"),
    "28 February, a year later": ("2023-02-28", "2024-02-28", "0", "0", "0"),
}


def day(text: str) -> int:
    """A date as a day number."""
    return calendar.day_number(date.fromisoformat(text))


def cost(started: str, ended: str, counted: int, month_end: int) -> str:
    """What ending costs, as people write it."""
    return rupiah(minimum_term.early_fee(TERM, day(started), day(ended), counted, month_end, WHOLE_RUPIAH))[3:]


@pytest.mark.parametrize(("started", "ended", "ceil", "floor", "daily"), COSTS.values(), ids=COSTS)
def test_what_ending_costs_where_anniversaries_are_clamped(
    started: str, ended: str, ceil: str, floor: str, daily: str
) -> None:
    """A month that has begun remains, is paid for already, or is counted by its days."""
    assert [cost(started, ended, counted, MonthEnd.CLAMP) for counted in MonthsRemaining] == [ceil, floor, daily]


@pytest.mark.parametrize(("started", "ended", "ceil", "floor", "daily"), ROLLED.values(), ids=ROLLED)
def test_what_ending_costs_where_anniversaries_roll_forward(
    started: str, ended: str, ceil: str, floor: str, daily: str
) -> None:
    """An anniversary that the month lacks is the 1st of the next, the end of the term among them."""
    assert [cost(started, ended, counted, MonthEnd.ROLL_FORWARD) for counted in MonthsRemaining] == [ceil, floor, daily]


def test_the_sum_is_rounded_once_with_what_is_added() -> None:
    """Rp 897.534,25 rounds down; with 50 sen on top it is Rp 897.534,75 and rounds up."""
    asked = (day("2024-05-20"), day("2024-08-20"), MonthsRemaining.DAILY, MonthEnd.CLAMP, WHOLE_RUPIAH)
    assert minimum_term.early_fee(MinimumTerm(12, 0, 10_000_000), *asked) == 89_753_400
    assert minimum_term.early_fee(MinimumTerm(12, 50, 10_000_000), *asked) == 89_753_500


def test_a_flat_fee_asks_for_no_months() -> None:
    """It is the same until the term is over."""
    term = MinimumTerm(12, 50_000_000, 0)
    for counted in MonthsRemaining:
        readings = (counted, MonthEnd.CLAMP, WHOLE_RUPIAH)
        assert minimum_term.early_fee(term, day("2024-05-20"), day("2025-05-19"), *readings) == 50_000_000
        assert minimum_term.early_fee(term, day("2024-05-20"), day("2025-05-20"), *readings) == 0
    assert minimum_term.next_fall(term, day("2024-05-20"), day("2024-06-01"), 0, 0) == day("2025-05-20")
