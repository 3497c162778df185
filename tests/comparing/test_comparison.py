"""Stories under two books: what moves, because of which part, and why others do not."""

from unittest.mock import patch

import pytest
from attrs import evolve

from lifecycle.clock import frozen
from lifecycle.money import Amount
from lifecycle.problems import Problems
from lifecycle.rulebook import read_text
from scenarios.comparing import comparison as module
from scenarios.comparing.books import Books, books
from scenarios.comparing.change import Change
from scenarios.comparing.comparison import Comparison, Reason
from scenarios.comparing.outcome import outcome
from scenarios.judging import Overlay
from scenarios.replay import decided, replay
from tests.comparing.told import IN_TIME, LATE, SHELF, changed, compared, stories

PROPOSED = {"arrears.rung[0].at.days_after": "5", "late_fee.tier[0].rate": "7%", "arrears.rung[1].at.month": "4"}
"""Isolation from the 25th, 7 % in the first tier, the end a month later."""


def test_one_number_is_the_whole_cause() -> None:
    with frozen() as clock:
        found = compared(LATE, changed({"late_fee.tier[0].rate": "7%"}), clock)
    fees = next(one for one in found.sums if one.kind == "late_fees_charged")
    assert (fees.before, fees.after, fees.rest) == (Amount(2_000_000), Amount(2_800_000), Change())
    assert fees.shares == (Change(800_000),)
    assert [one.before.expectation.key for one in found.broken] == ["state", "payable", "late_fees_charged"]
    assert (found.newly, found.replays) == ((), 2)


def test_what_only_two_numbers_do_together_is_the_rest() -> None:
    """The percentage counts only where it is more than the minimum: raising one alone does something else."""
    with frozen() as clock:
        found = compared(LATE, changed({"late_fee.tier[0].rate": "1%", "late_fee.tier[0].minimum": "0"}), clock)
    fees = next(one for one in found.sums if one.kind == "late_fees_charged")
    assert fees.change == Change(-1_600_000)
    assert fees.shares == (Change(-1_500_000), Change())
    assert fees.rest == Change(-100_000)


def test_an_instant_says_which_part_moves_it() -> None:
    with frozen() as clock:
        found = compared(LATE.replace("06-23T10", "06-26T10"), changed(PROPOSED), clock)
    moved = {(one.name, one.number): one for one in found.moved}
    assert moved["isolated", 1].by == (1,)
    assert str(moved["isolated", 1].after) == "2024-06-25 00:00:00+07:00"


UNAFFECTED: list[object] = [
    pytest.param(LATE, {"late_fee.tier[0].rate": "5%"}, "same_rules", id="both books rule the same"),
    pytest.param(IN_TIME, {"late_fee.tier[0].rate": "7%"}, "not_consulted", id="paid in time"),
    pytest.param(IN_TIME, PROPOSED, "not_consulted", id="paid in time, whatever the arrears lead to"),
    pytest.param(LATE, {"late_fee.tier[1].rate": "20%"}, "not_consulted", id="paid before the tier opens"),
    pytest.param(LATE, {"arrears.rung[1].at.month": "4"}, "not_consulted", id="paid before the right vests"),
    pytest.param(LATE, {"minimum_term.months": "6"}, "not_consulted", id="nobody ends it"),
    pytest.param(LATE, {"late_fee.tier[0].minimum": "6000"}, "same", id="the percentage is more than either minimum"),
    pytest.param(
        LATE.replace("steps:", "edition: 2022-01-01\nsteps:"),
        {"late_fee.tier[0].rate": "7%"},
        "other_edition_pinned",
        id="it pins the other edition",
    ),
    pytest.param(
        LATE.replace("2024-", "2023-").replace("-06", "-03"),
        {"late_fee.tier[0].rate": "7%"},
        "other_dates",
        id="its dates fall under the other edition",
    ),
    pytest.param(
        LATE.replace("steps:", "readings: {late_fee.stacking: replace}\nsteps:"),
        {"readings.late_fee.stacking.default": "add"},
        "chosen",
        id="it chooses the reading itself",
    ),
]


AT_LENGTH = LATE.replace("06-23T10", "09-23T10").replace("06-30", "09-30")
"""Paid when the last tier is over."""

PAID_TWICE = LATE.replace("paid: 420000", "paid: 100000\n  - at: 2024-06-25\n    paid: 315000")

SAME_FEES: list[object] = [
    pytest.param(LATE, {"late_fee.tier[0].minimum": "6000"}, id="the percentage is more than either minimum"),
    pytest.param(LATE, {"readings.late_fee.stacking.default": "add"}, id="one tier alone stacks on nothing"),
    pytest.param(LATE, {"readings.late_fee.partial_payment.default": "full_bill"}, id="the whole bill is unpaid"),
    pytest.param(LATE, {"readings.late_fee.after_last_tier.default": "grow"}, id="paid before the last tier is over"),
    pytest.param(PAID_TWICE, {"late_fee.tier[0].minimum": "15000"}, id="a part is paid after the fee stands"),
]

OTHER_FEES: list[object] = [
    pytest.param(LATE, {"late_fee.tier[0].minimum": "20001"}, id="a rupiah more than the percentage"),
    pytest.param(LATE, {"readings.late_fee.base.default": "all_overdue"}, id="a pool is not told by a bill's history"),
    pytest.param(LATE, {"readings.late_fee.partial_payment.default": "per_portion"}, id="nor is a fee of each portion"),
    pytest.param(AT_LENGTH, {"readings.late_fee.after_last_tier.default": "grow"}, id="the rate grows"),
    pytest.param(
        LATE.replace(
            "  - at: 2024-06-30",
            "  - at: 2024-06-28\n    payment-reversed: {amount: 420000, reason: bounced}\n  - at: 2024-06-30",
        ),
        {"late_fee.tier[0].minimum": "6000"},
        id="a reversed payment leaves no trace in the bill",
    ),
]


@pytest.mark.parametrize(("text", "values"), SAME_FEES)
def test_a_fee_that_is_the_same_at_every_instant_needs_no_second_replay(text: str, values: dict[str, str]) -> None:
    with frozen() as clock:
        found = compared(text, changed(values), clock)
    assert (found.reason, found.replays) == ("same", 1)


@pytest.mark.parametrize(("text", "values"), OTHER_FEES)
def test_a_fee_that_is_not_known_to_be_the_same_is_decided_anew(text: str, values: dict[str, str]) -> None:
    with frozen() as clock:
        assert compared(text, changed(values), clock).replays == 2


def test_only_a_choice_that_hangs_on_the_change_is_decided_under_both_books() -> None:
    """A pool is not told by a bill's history: what is expected under it is decided anew, and the story is not."""
    pooled = LATE + "  - at: 2024-06-30\n    expect: {under: {late_fee.base: all_overdue}, late_fees_charged: 20000}\n"
    with frozen() as clock, patch.object(module, "decided", side_effect=decided) as again:
        same = compared(pooled, changed({"late_fee.tier[0].minimum": "6000"}), clock)
        assert (same.reason, same.replays, again.call_count) == ("same", 1, 1)
        again.reset_mock()
        other = compared(pooled, changed({"late_fee.tier[0].minimum": "21000"}), clock)
    assert [one.after.derived for one in other.broken][-1] == Amount(2_100_000)


def test_a_fee_on_a_bill_of_an_amount_that_no_source_gives_is_not_overlooked() -> None:
    """Nothing of the bill is known to be unpaid, and yet the tier opens on it."""
    unknown = LATE.replace("amount: 400000", "amount: unspecified").replace("payable: 0, late_fees_charged: 20000", "")
    unpaid = unknown.replace("  - at: 2024-06-23T10:00\n    paid: 420000\n", "").replace("06-30", "06-22")
    with frozen() as clock:
        found = compared(unpaid, changed({"late_fee.tier[0].from.days_after": "5"}), clock)
    fees = next(one for one in found.sums if one.kind == "late_fees_charged")
    assert fees.change == Change(0, (("late fee 2024-06", -1),))


@pytest.mark.parametrize(("text", "values", "reason"), UNAFFECTED)
def test_an_unaffected_story_says_why(text: str, values: dict[str, str], reason: Reason) -> None:
    with frozen() as clock:
        found = compared(text, changed(values), clock)
    assert (found.reason, found.sums, found.moved, found.broken) == (reason, (), (), ())


def test_a_story_is_decided_once_for_each_book_and_each_part() -> None:
    """An affected story by as many replays as parts and two; one that the change cannot reach by one alone."""
    with frozen() as clock, patch.object(module, "decided", side_effect=decided) as again:
        assert compared(LATE, changed(PROPOSED), clock).replays == 5
        assert again.call_count == 4, "beside the first one"
        again.reset_mock()
        assert compared(IN_TIME, changed(PROPOSED), clock).replays == 1
        assert again.call_count == 0


def test_the_library_agrees_with_two_plain_replays_and_adds_up_to_the_rupiah() -> None:
    """Each kind's change is what two replays differ by, and the sum of the parts and the rest; so are all together."""
    between = changed(PROPOSED)
    affected = 0
    with frozen() as clock:
        comparison = Comparison(between, clock)
        for story, editions in stories("indihome"):
            found = comparison.of(story, editions)
            first = outcome(replay(story, between.place(editions, between.before), clock))
            second = outcome(decided(story, between.place(editions, between.after), Overlay(), clock))
            differs = {
                kind: Change.between(before, second.amounts[kind])
                for kind, before in first.amounts.items()
                if before != second.amounts[kind]
            }
            assert {one.kind: one.change for one in found.sums if one.change} == differs, story.path
            for one in found.sums:
                whole = one.rest
                for share in one.shares:
                    whole += share
                assert whole == one.change
            affected += found.reason is None
    assert affected == 50


def test_two_editions_judge_every_story_wholly() -> None:
    with frozen() as clock:
        found = compared(
            LATE.replace("2024-", "2023-").replace("-06", "-03"),
            books("indihome@2022-01-01", "indihome@2023-07-01", {}, SHELF),
            clock,
        )
    assert found.reason in {"same", "not_consulted"}


def without(book: str, old: str, new: str) -> Books:
    """A book, and a copy of it in which some text is another."""
    between = books(book, None, {"rounding.step": "2"}, SHELF)
    text = between.before.text
    assert old in text
    return evolve(between, after=read_text(text.replace(old, new), between.before.path))


STACKING = """[readings."late_fee.stacking"]
default = "replace"
also = ["add"]
question = "Does the 10 % take the place of the 5 %, or come on top of it?"
"""


def test_a_choice_that_the_second_book_does_not_hear_is_no_reason_why_nothing_changes() -> None:
    """It declares no such reading, and its plain default holds."""
    late = LATE.replace("06-23T10:00", "07-23T10:00").replace("06-30", "07-30")
    text = late.replace("subscription:", "readings: {late_fee.stacking: add}\nsubscription:")
    between = without("indihome@2023-07-01", STACKING, "")
    with frozen() as clock:
        found = compared(text, between, clock)
    fees = next(one for one in found.sums if one.kind == "late_fees_charged")
    assert (fees.before, fees.after) == (Amount(6_000_000), Amount(4_000_000))


FLOOR = """
scenario: Cancelled, and what is left of the term is rounded down
provider: iconnet
readings: {penalty.months_remaining: floor}
subscription: {number: "1", activated: 2024-01-10}
steps:
  - at: 2024-02-05
    billed: {period: 2024-02, amount: 400000}
"""


def test_a_choice_that_no_book_allows_any_more_is_said_as_for_any_story() -> None:
    with frozen() as clock:
        for old, new in (('also = ["floor", "daily"]', 'also = ["daily"]'), ('"floor", "daily"', "")):
            between = without("iconnet@undated", old, new)
            with pytest.raises(Problems) as refused:
                compared(FLOOR, between, clock)
            assert 'months_remaining: unknown value "floor"' in str(refused.value)
