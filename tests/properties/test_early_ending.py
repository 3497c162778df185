"""Ending early costs less the later it is, never more than the whole term and never less than nothing."""

from hypothesis import example, given
from hypothesis import strategies as st

from lifecycle import civil
from lifecycle.clauses import minimum_term
from lifecycle.clauses.minimum_term import MinimumTerm, MonthsRemaining
from lifecycle.money import Mode, Rounding

DAYS = st.integers(civil.day_number(1999, 1, 1), civil.day_number(2040, 12, 31))
MONTHS = st.integers(1, 36)
COUNTED, MONTH_ENDS = st.integers(0, 2), st.integers(0, 1)
WHOLE_RUPIAH = Rounding(100, Mode.HALF_UP)
LEAP_DAY = civil.day_number(2024, 2, 29)
LAST_OF_OCTOBER = civil.day_number(2024, 10, 31)


def term_of(months: int) -> MinimumTerm:
    """A term with the penalty of so much a month."""
    return MinimumTerm(months, 20_000_000, 10_000_000)


@given(DAYS, st.integers(0, 1_500), MONTHS, COUNTED, MONTH_ENDS)
@example(LEAP_DAY, 365, 12, 0, 1)
@example(LAST_OF_OCTOBER, 120, 12, 1, 1)
def test_what_remains_is_between_nothing_and_the_term(
    start: int, passed: int, months: int, counted: int, month_end: int
) -> None:
    """All of it on the day of the activation, nothing from the day on which it is over."""
    term = term_of(months)
    numerator, denominator = minimum_term.remaining(term, start, start + passed, counted, month_end)
    assert 0 <= numerator <= months * denominator
    assert minimum_term.remaining(term, start, start, counted, month_end)[0] >= months
    over = minimum_term.anniversary(start, months, month_end)
    assert minimum_term.remaining(term, start, over, counted, month_end)[0] == 0
    assert minimum_term.runs(term, start, start + passed, month_end) == (start + passed < over)


@given(DAYS, st.integers(0, 1_200), MONTHS, COUNTED, MONTH_ENDS)
@example(LEAP_DAY, 364, 12, 1, 1)
@example(LAST_OF_OCTOBER, 119, 12, 0, 0)
def test_a_day_later_it_never_costs_more(start: int, passed: int, months: int, counted: int, month_end: int) -> None:
    """And a day on which it falls is one that `next_fall` has named."""
    term, day = term_of(months), start + passed
    today, tomorrow = (
        minimum_term.early_fee(term, start, at, counted, month_end, WHOLE_RUPIAH) for at in (day, day + 1)
    )
    assert today >= tomorrow >= 0
    assert (minimum_term.next_fall(term, start, day, counted, month_end) == day + 1) == (tomorrow < today)


@given(DAYS, st.integers(0, 1_200), MONTHS, MONTH_ENDS)
def test_a_month_that_has_begun_is_all_that_parts_the_readings(
    start: int, passed: int, months: int, month_end: int
) -> None:
    """Paid for already it is at most a month less, and none on an anniversary."""
    term, day = term_of(months), start + passed
    ceil, floor = (
        minimum_term.remaining(term, start, day, counted, month_end)[0]
        for counted in (MonthsRemaining.CEIL, MonthsRemaining.FLOOR)
    )
    on_one = any(minimum_term.anniversary(start, k, month_end) == day for k in range(months))
    over = minimum_term.anniversary(start, months, month_end) <= day
    assert ceil - floor == (0 if on_one or over else 1)


@given(DAYS, st.integers(-24, 48), MONTH_ENDS)
def test_a_month_is_complete_from_its_anniversary_on(start: int, months: int, month_end: int) -> None:
    """Neither a day before it nor only a day after; and anniversaries follow each other."""
    on = minimum_term.anniversary(start, months, month_end)
    assert minimum_term.completed(start, on, month_end) == months
    assert minimum_term.completed(start, on - 1, month_end) == months - 1
    assert on - minimum_term.anniversary(start, months, 0) in (0, 1)
