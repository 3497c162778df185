"""The compiled clauses answer exactly as the Python ones they are made from."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import civil, money
from lifecycle.clauses import arrears_ladder, late_fee, minimum_term, pricing
from lifecycle.clauses.instant import BillClock, Of, When
from lifecycle.clauses.late_fee import LateFee, Tier
from lifecycle.money import MAX_SEN, Mode, Rounding

np = pytest.importorskip("numpy", reason="numpy is not installed; pip install '.[portfolio]'")
pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")

from projections.columns.compiled import PURE, compiled  # noqa: E402  (needs the extra)

TWINS = {function: compiled(function) for function in PURE}

DAYS = st.integers(civil.day_number(1900, 1, 1), civil.day_number(2199, 12, 31))
SEN = st.integers(0, MAX_SEN)


@st.composite
def clocks(draw: st.DrawFn) -> BillClock:
    """A bill's clock within a few years of 2024."""
    month = draw(st.integers(2020 * 12, 2028 * 12))
    issued = draw(st.integers(-40, 100)) * civil.DAY + civil.month_start(month) * civil.DAY
    issued += draw(st.integers(0, civil.DAY - 1))
    due = civil.day_in_month(month, draw(st.integers(1, 31)))
    moved = draw(st.one_of(st.just(-1), st.integers(due, due + 60)))
    return BillClock(month, issued, due, moved, draw(st.integers(0, 1)), issued // civil.DAY, issued)


WHENS = st.builds(When, st.sampled_from([int(of) for of in Of]), st.integers(0, 40), st.integers(1, 31))
ROUNDINGS = st.builds(Rounding, st.sampled_from([1, 100, 10_000]), st.sampled_from([int(mode) for mode in Mode]))
TIERS = st.builds(
    Tier,
    opens=WHENS,
    closes=WHENS,
    open_ended=st.booleans(),
    rate=st.integers(0, 100_000),
    minimum=SEN,
    maximum=st.one_of(st.just(-1), SEN),
    flat=st.one_of(st.just(-1), SEN),
    growth=st.integers(0, 1_000),
)


@st.composite
def histories(draw: st.DrawFn, clock: BillClock) -> tuple[list[int], list[int]]:
    """What of a bill was unpaid from which second on."""
    amount = draw(SEN)
    steps = draw(st.lists(st.tuples(st.integers(0, 300 * civil.DAY), st.integers(0, 100)), max_size=4))
    times, unpaid = [clock.issued], [amount]
    for wait, percent in sorted(steps):
        times.append(clock.issued + wait)
        unpaid.append(unpaid[-1] * percent // 100)
    return times, unpaid


def arrays(*columns: list[int]) -> list[object]:
    """The columns as compiled code takes them."""
    return [np.array(column, dtype=np.int64) for column in columns]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), clock=clocks(), tiers=st.lists(TIERS, min_size=2, max_size=2), rounding=ROUNDINGS)
def test_a_late_fee_is_the_same_compiled(
    data: st.DataObject, clock: BillClock, tiers: list[Tier], rounding: Rounding
) -> None:
    """Any two tiers, any payments, any instant, every reading."""
    terms = LateFee(tuple(tiers), rounding)
    times, unpaid = data.draw(histories(clock))
    at = clock.issued + data.draw(st.integers(0, 500 * civil.DAY))
    stacking, after = data.draw(st.integers(0, 1)), data.draw(st.integers(0, 2))
    opens, closes = (
        [reckon(terms, k, clock) for k in (0, 1)] for reckon in (late_fee.tier_opens, late_fee.tier_closes)
    )
    for function, expected in ((late_fee.tier_opens, opens), (late_fee.tier_closes, closes)):
        assert [TWINS[function](terms, index, clock) for index in (0, 1)] == expected
    python = late_fee.late_fee(terms, opens, closes, times, unpaid, 1, 1, at, stacking, after)
    columns = arrays(opens, closes, times, unpaid)
    assert TWINS[late_fee.late_fee](terms, *columns, 1, 1, at, stacking, after) == python
    move = late_fee.next_move(opens, closes, clock.issued, at, after)
    assert TWINS[late_fee.next_move](*columns[:2], clock.issued, at, after) == move


@settings(max_examples=100, deadline=None)
@given(data=st.data(), clock=clocks(), at=WHENS, vests=WHENS, becomes=st.integers(0, 4))
def test_the_ladder_is_the_same_compiled(
    data: st.DataObject, clock: BillClock, at: When, vests: When, becomes: int
) -> None:
    """The instants of a rung, and whether a bill was unpaid when it vested."""
    rung = arrears_ladder.Rung(becomes, at, vests, True, 0)
    times, unpaid = data.draw(histories(clock))
    for function in (arrears_ladder.rung_at, arrears_ladder.vests_at, arrears_ladder.clock_runs):
        assert TWINS[function](rung, clock) == function(rung, clock)
    vested = arrears_ladder.vests_at(rung, clock)
    python = arrears_ladder.unpaid_at_vesting(vested, times, unpaid)
    assert TWINS[arrears_ladder.unpaid_at_vesting](vested, *arrays(times, unpaid)) == python


@settings(max_examples=200, deadline=None)
@given(
    start=DAYS,
    passed=st.one_of(st.integers(0, 1_900), st.integers(-40_000, 40_000)),
    term=st.builds(minimum_term.MinimumTerm, st.integers(1, 60), SEN, st.integers(0, 10**10)),
    counted=st.integers(0, 2),
    month_end=st.integers(0, 1),
    rounding=ROUNDINGS,
)
def test_the_minimum_term_is_the_same_compiled(
    start: int, passed: int, term: minimum_term.MinimumTerm, counted: int, month_end: int, rounding: Rounding
) -> None:
    """Its anniversaries, whether it runs, what of it remains, and what ending it costs, under every reading."""
    end = start + passed
    for on_days in (minimum_term.anniversary, minimum_term.completed):
        other = term.months if on_days is minimum_term.anniversary else end
        assert TWINS[on_days](start, other, month_end) == on_days(start, other, month_end)
    assert TWINS[minimum_term.runs](term, start, end, month_end) == minimum_term.runs(term, start, end, month_end)
    asked = (term, start, end, counted, month_end)
    assert TWINS[minimum_term.remaining](*asked) == minimum_term.remaining(*asked)
    assert TWINS[minimum_term.early_fee](*asked, rounding) == minimum_term.early_fee(*asked, rounding)


@settings(max_examples=200, deadline=None)
@given(clock=clocks(), due=WHENS, day=st.integers(1, 31), fees=st.lists(SEN, min_size=1, max_size=4))
def test_pricing_is_the_same_compiled(clock: BillClock, due: When, day: int, fees: list[int]) -> None:
    """The fee in force, a month's bill, its issue and its due date."""
    times = [clock.issued + index * 20 * civil.DAY for index in range(len(fees))]
    month = clock.month + 1
    assert TWINS[pricing.monthly_bill](month, *arrays(times, fees)) == pricing.monthly_bill(month, times, fees)
    assert TWINS[pricing.issue_at](month, day) == pricing.issue_at(month, day)
    assert TWINS[pricing.due_day](due, clock) == pricing.due_day(due, clock)


@settings(max_examples=200, deadline=None)
@given(day=DAYS, months=st.integers(-600, 600))
def test_the_calendar_is_the_same_compiled(day: int, months: int) -> None:
    """Anchored month arithmetic, over three centuries."""
    for function in (civil.month_add, civil.completed_months):
        other = months if function is civil.month_add else day + months
        assert TWINS[function](day, other) == function(day, other)


@settings(max_examples=200, deadline=None)
@given(numerator=st.integers(0, 10**17), denominator=st.integers(1, 10**6), rounding=ROUNDINGS)
def test_rounding_is_the_same_compiled(numerator: int, denominator: int, rounding: Rounding) -> None:
    """Every mode and step."""
    assert TWINS[money.rounded](numerator, denominator, rounding) == money.rounded(numerator, denominator, rounding)


def test_the_largest_amount_at_the_largest_rate_does_not_wrap() -> None:
    """Rp 100.000.000.000 at 1000 % stays inside 64 bits."""
    tier = Tier(When(0, 0, 1), When(0, 0, 1), True, 100_000, 0, -1, -1, 0)
    fee = TWINS[late_fee.tier_fee](tier, 100_000, MAX_SEN, 1, 1, Rounding(100, 0))
    assert fee == MAX_SEN * 10


def test_only_the_clauses_own_functions_are_compiled() -> None:
    """Anything else would be a second source of a rule."""
    with pytest.raises(ValueError, match="pure functions"):
        compiled(date.today)
