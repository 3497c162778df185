"""Books that nobody would write, and that may be read all the same, judge as columns what they judge as events."""

import pytest

from lifecycle import calendar
from lifecycle.rulebook import RuleBook, read_text

np = pytest.importorskip("numpy", reason="numpy is not installed; pip install '.[portfolio]'")
pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")

from lifecycle.civil import NEVER  # noqa: E402  (needs the extra)
from projections.columns.batch import Batch, State  # noqa: E402
from projections.columns.judged import stepped  # noqa: E402
from projections.columns.packing import batch_of  # noqa: E402
from projections.columns.uncovered import Uncovered  # noqa: E402
from tests.columns.agreement import differences  # noqa: E402
from tests.columns.interpreted import interpreted  # noqa: E402
from tests.columns.random_books import HEADER  # noqa: E402
from tests.stories import story  # noqa: E402

UNTIL = calendar.seconds(calendar.parse_instant("2024-12-31"))


def book(*clauses: str, step: int = 1) -> tuple[RuleBook, ...]:
    text = HEADER.format(first=None, since="undated = true", step=step, mode="half_up", clauses="\n\n".join(clauses))
    return (read_text(text, "acak/undated.md"),)


def packed(*steps: str) -> Batch:
    told = story(*steps)
    return batch_of([(told.opening, told.facts)])


def test_a_second_bill_brings_the_end_over_the_first_whose_day_is_past() -> None:
    both = book(
        '[[arrears.rung]]\nbecomes = "terminated"\nat = {month = 0, day = 20}\nvests = {days_after = 61, of = "due"}',
        "[billing]\ndue = {month = 1, day = 31}",
        '[readings."termination.arrears"]\ndefault = "two_bills"\nquestion = "?"',
    )
    batch = packed(
        "2024-01-05 billed: {period: 2024-01, amount: 1000}",
        "2024-02-10 billed: {period: 2024-02, amount: 1000}",
        "2024-02-15 paid: 5000",
    )
    found, _ = stepped(batch, both, {}, UNTIL, step=interpreted)
    assert found.terminated_at[0] == calendar.seconds(calendar.parse_instant("2024-02-10")) < NEVER
    assert differences(batch, both, {}, UNTIL) == []


def test_a_payment_brings_the_end_over_a_bill_whose_day_is_past_behind_one_that_it_settles() -> None:
    soon_over = book(
        '[[arrears.rung]]\nbecomes = "terminated"\nat = {days_after = 1, of = "due"}\n'
        'vests = {days_after = 45, of = "issue"}',
        "[billing]\ndue = {month = 0, day = 31}",
    )
    batch = packed(
        "2024-01-01 billed: {period: 2024-01, amount: 1000, due: 2024-02-10}",
        "2024-01-01 billed: {period: 2024-01, amount: 1000, due: 2024-01-15}",
        "2024-01-20 paid: 1000",
        "2024-01-25 terminated: {by: customer, reason: wish}",
    )
    found, _ = stepped(batch, soon_over, {}, UNTIL, step=interpreted)
    assert found.terminated_at[0] == calendar.seconds(calendar.parse_instant("2024-01-20"))
    assert differences(batch, soon_over, {}, UNTIL) == []


def test_a_bill_of_an_earlier_month_begins_the_count_anew_and_lifts_what_the_count_had_brought() -> None:
    oldest = book(
        '[[arrears.rung]]\nbecomes = "isolated"\nat = {days_after = 1, of = "oldest_unpaid"}',
        "[billing]\ndue = {month = 0, day = 31}",
    )
    batch = packed(
        "2024-03-05 billed: {period: 2024-03, amount: 1000}",
        "2024-03-11 billed: {period: 2024-02, amount: 1000, due: 2024-03-16}",
    )
    that_day = calendar.seconds(calendar.parse_instant("2024-03-11T12:00"))
    found, _ = stepped(batch, oldest, {}, that_day, step=interpreted)
    assert (found.isolations[0], found.state[0]) == (1, State.ACTIVE)
    assert differences(batch, oldest, {}, that_day) == []


def test_nothing_comes_of_bills_after_the_end_however_late_they_are_paid() -> None:
    strict = book(
        '[[arrears.rung]]\nbecomes = "blocked"\nat = {days_after = 3, of = "issue"}\nfee = 12500',
        "[billing]\ndue = {month = 0, day = 20}",
    )
    batch = packed(
        "2023-12-21 terminated: {by: customer, reason: wish}",
        "2024-01-19 billed: {period: 2024-01, amount: 300000}",
        "2024-02-02 paid: 423000",
        "2024-02-20 billed: {period: 2024-02, amount: 123000}",
        "2024-02-20 billed: {period: 2024-02, amount: 300000}",
        "2024-02-28 paid: 312500",
    )
    found, _ = stepped(batch, strict, {}, UNTIL, step=interpreted)
    assert (found.isolations[0], found.late_fees_charged[0], found.credit[0]) == (0, 0, 1_250_000)
    assert differences(batch, strict, {}, UNTIL) == []


def test_a_penalty_that_64_bits_may_not_hold_is_refused_by_its_clause() -> None:
    dear = book('[minimum_term]\nmonths = 600\non = ["wish"]\nfee = {per_remaining_month = 99000000000}')
    with pytest.raises(Uncovered, match=r"\[minimum_term\] of more than 64 bits hold"):
        stepped(packed("2024-01-05 billed: {period: 2024-01, amount: 1000}"), dear, {}, UNTIL, step=interpreted)


def test_a_pool_that_64_bits_do_not_share_out_goes_the_way_of_the_events() -> None:
    coarse = book(
        '[[late_fee.tier]]\nfrom = {days_after = 1, of = "due"}\nflat = 1',
        "[billing]\ndue = {month = 0, day = 20}",
        '[readings."late_fee.base"]\ndefault = "all_overdue"\nquestion = "?"',
        step=2_500_000,
    )
    most = [f"2024-0{month}-05 billed: {{period: 2024-0{month}, amount: 100000000000}}" for month in range(1, 10)]
    _, beyond = stepped(packed(*most), coarse, {}, UNTIL, step=interpreted)
    assert list(beyond) == [1]
