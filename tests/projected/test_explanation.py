"""An explanation: trigger, clause and edition, arithmetic a step a line, readings, before and after."""

import re
from itertools import pairwise

import pytest

from lifecycle import money
from lifecycle.civil import NEVER
from projections.explanation import Explanation, explain
from projections.fee_steps import next_step
from tests.stories import ledger_at, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
LATER = "2025-06-01 letter-sent: {}"


def explained(*steps: str, readings: dict[str, str] | None = None) -> list[Explanation]:
    """Every change of a story."""
    result = replayed(*steps, readings=readings)
    return list(explain(result.events, result.rules, result.until))


def test_a_tier_is_explained_at_the_instant_it_opens() -> None:
    """No event marks it, and yet it says why."""
    tier = explained(BILL, LATER)[1]
    assert (f"{tier.at:%Y-%m-%d}", tier.trigger, tier.edition) == (
        "2024-06-21",
        "a late-fee tier is reached",
        "2023-07-01",
    )
    assert tier.clause is not None
    assert tier.clause.startswith("Sanksi 2.a")
    assert tier.arithmetic == (
        "bill 2024-06, Rp 412.500 unpaid",
        "tier 1 from 2024-06-21: max(5% x Rp 412.500, Rp 5.000) = Rp 20.625",
    )
    assert ("late_fee.stacking", "replace") in tier.readings
    assert (str(tier.balance_before), str(tier.balance_after)) == ("Rp 412.500", "Rp 433.125")


def test_a_payment_says_what_it_settled() -> None:
    """Principal, fee and credit, in the order in which it paid them."""
    paid = explained(BILL, "2024-07-03 paid: 500000")[-2]
    assert paid.arithmetic == (
        "Rp 412.500 to the principal of bill 2024-06, Rp 0 left",
        "Rp 41.250 to the late fee of bill 2024-06",
        "Rp 46.250 to credit, Rp 46.250 held",
    )


def test_the_end_says_which_bill_and_whether_the_minimum_term_ran() -> None:
    """The dates that decide the fee."""
    ended = next(change for change in explained(BILL, LATER) if change.trigger.startswith("terminated"))
    assert ended.arithmetic == (
        "bill 2024-06 unpaid at 2024-08-21: the right to end vested",
        "2022-05-10 + 12 months = 2023-05-10 <= 2024-09-01: no fee",
    )


@pytest.mark.parametrize(
    "readings",
    [
        {},
        {"late_fee.stacking": "add"},
        {"late_fee.after_last_tier": "grow"},
        {"late_fee.after_last_tier": "none"},
        {"late_fee.base": "all_overdue"},
        {"late_fee.partial_payment": "full_bill"},
        {"late_fee.partial_payment": "per_portion"},
        {"payment.allocation": "oldest_bill_fee_first"},
        {"termination.fees_after": "freeze"},
    ],
    ids=str,
)
def test_the_changes_lead_from_nothing_to_what_is_owed(readings: dict[str, str]) -> None:
    """Each starts where the one before it ended: no rupiah moves without an explanation."""
    steps = [BILL, "2024-06-25 paid: 100000", "2024-07-05 billed: {period: 2024-07, amount: 412500}"]
    steps += ["2024-07-12 adjusted: {amount: -10000}", "2024-08-25 paid: 200000", "2024-12-01 letter-sent: {}"]
    changes = explained(*steps, readings=readings)
    assert changes[0].balance_before == money.Amount()
    for before, after in pairwise(changes):
        assert before.balance_after == after.balance_before
    ledger, second = ledger_at(replayed(*steps, readings=readings), "2024-12-01")
    assert changes[-1].balance_after == ledger.account.balance(second)


@pytest.mark.parametrize("stacking", ["replace", "add"])
@pytest.mark.parametrize("after", ["hold", "grow"])
def test_the_lines_of_a_sum_come_to_its_result(stacking: str, after: str) -> None:
    """What each line says adds up, or is the largest, as the reading has it."""
    readings = {"late_fee.stacking": stacking, "late_fee.after_last_tier": after}
    for change in explained(BILL, "2024-08-31 letter-sent: {}", readings=readings):
        if change.trigger != "a late-fee tier is reached" or len(change.arithmetic) < 3:
            continue
        fees = [money.parse(line.rpartition("= ")[2]) for line in change.arithmetic[1:-1]]
        result = money.parse(change.arithmetic[-1].rpartition(": ")[2])
        last = [fee for fee, line in zip(fees, change.arithmetic[1:], strict=False) if "tier 1" not in line]
        assert result == (max(fees) if stacking == "replace" else fees[0] + max(last))
        assert re.match(r"the larger|together", change.arithmetic[-1])


def test_a_settled_account_has_nothing_coming() -> None:
    """No instant is left at which anything would move by itself."""
    ledger, second = ledger_at(replayed(BILL, "2024-06-10 paid: 412500"), "2024-06-10")
    assert next_step(ledger, second) == (NEVER, [])


def test_a_pooled_fee_is_worked_out_once_a_bill() -> None:
    """A bill whose tier opens as it becomes overdue moves for two reasons, and is told once."""
    result = replayed(BILL, "2024-06-30 expect: {state: isolated}", readings={"late_fee.base": "all_billed"})
    (reached,) = [x for x in explain(result.events, result.rules, result.until) if x.trigger.startswith("a late-fee")]
    assert len(reached.arithmetic) == len(set(reached.arithmetic)) == 3


def test_a_right_that_the_next_edition_does_not_know_is_no_vesting() -> None:
    """The tier of June opens on the first day of terms without an end for arrears: that day tells of the fee alone."""
    june = "2023-06-05 billed: {period: 2023-06, amount: 412500}"
    result = replayed(june, "2023-08-01 expect: {state: active}", provider="kecil")
    (moved,) = [x for x in explain(result.events, result.rules, result.until) if x.event is None]
    assert (moved.trigger, str(moved.at.date())) == ("a late-fee tier is reached", "2023-07-01")
    assert [difference.key for difference in moved.differences] == ["late_fee", "payable", "balance"]
