"""What a request becomes once its money is sent, converted, or refused; and what is said of it."""

import pytest

from lifecycle import calendar
from lifecycle.problems import Problems
from projections.explanation import Explanation, explain
from scenarios.replay import Replayed
from tests.refunds.told import acts, asked, held, refund, told

PAID = "2025-04-10 paid: 300000"
LATEST = "2199-12-01 letter-sent: {}"
BILL = "2025-04-01 billed: {period: 2025-04, amount: 100000}"

REVERSED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "the payment that was over": (
        (PAID, asked(), "2025-05-06 payment-reversed: {amount: 300000}"), "Rp 300.000", "-Rp 300.000",
    ),
    "one before it, so that less was over": (
        (BILL, "2025-04-09 paid: 100000", PAID, asked(), "2025-05-06 payment-reversed: {amount: 100000}"),
        "Rp 300.000", "-Rp 100.000",
    ),
    "both, one after the other": (
        (BILL, "2025-04-09 paid: 100000", PAID, asked(), "2025-05-06 payment-reversed: {amount: 100000}",
         "2025-05-07 payment-reversed: {amount: 300000}"),
        "Rp 300.000", "-Rp 300.000",
    ),
    "the payment of an order": (
        ("2025-04-01 order-placed: {order: A, amount: 32000}", "2025-04-02 paid: 32000",
         "2025-04-03 order-cancelled: {order: A}", asked(order="A"), "2025-05-06 payment-reversed: {amount: 32000}"),
        "Rp 32.000", "-Rp 32.000",
    ),
    "a payment whose refund waited for a letter": (
        ("2025-04-10 paid: 5250000", asked("2025-04-14"), "2025-04-15 refund-requested: {by: email, letter: true}",
         "2025-05-06 payment-reversed: {amount: 5250000}"),
        "Rp 5.250.000", "-Rp 5.250.000",
    ),
    "a payment whose voucher was told": (
        (PAID, asked(), "2025-05-03 voucher-prepared: {}", "2025-05-20 payment-reversed: {amount: 300000}"),
        "Rp 300.000", "-Rp 300.000",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "gross", "credit"), REVERSED.values(), ids=REVERSED)
def test_a_refund_that_was_sent_stays_as_it_was_whatever_is_reversed(
    steps: tuple[str, ...], gross: str, credit: str
) -> None:
    """Status, sums and days; what the customer owes for it is in the credit."""
    result = told(*steps)
    reversed_on = next(step for step in steps if "reversed" in step)[:10]
    assert refund(result) == refund(result, f"{reversed_on[:-2]}{int(reversed_on[-2:]) - 1:02}")
    assert (refund(result).status, str(refund(result).gross), held(result)[0]) == ("approved", gross, credit)


def test_of_a_refund_that_was_sent_in_part_the_rest_is_not_sent_after_a_reversal() -> None:
    """The request stays as it was; there is nothing left to send."""
    steps = ("2025-04-30 transfer-sent: {amount: 100000}", "2025-05-01 payment-reversed: {amount: 300000}")
    result = told(PAID, asked(), *steps)
    assert (refund(result).status, str(refund(result).gross), acts(result)) == ("approved", "Rp 300.000", [])


def last(result: Replayed, event: str) -> Explanation:
    """The last explanation of a kind of event."""
    changes = explain(result.events, result.rules, calendar.parse_instant("2026-12-31"))
    return [change for change in changes if change.trigger.startswith(event)][-1]


CONVERTED: dict[str, tuple[tuple[str, ...], str]] = {
    "an overpayment that the provider converts": (
        (PAID, "2025-04-11 converted-to-deposit: {amount: 300000}", asked()),
        "Rp 0 of it left (Rp 300.000 became deposit on 2025-04-11): not refundable",
    ),
    "one that becomes deposit by itself": (
        ("2025-04-10 paid: 42000", asked()),
        "Rp 0 of it left (Rp 42.000 became deposit on 2025-04-10): not refundable",
    ),
    "what was paid on an order": (
        ("2025-04-01 order-placed: {order: A, amount: 32000}", "2025-04-02 paid: 32000",
         "2025-04-03 order-cancelled: {order: A}", "2025-04-04 converted-to-deposit: {amount: 32000}",
         asked(order="A")),
        "Rp 32.000 paid on it (Rp 32.000 became deposit on 2025-04-04): not refundable",
    ),
    "a part that is sent and a part that is converted": (
        (PAID, asked(), "2025-04-29 transfer-sent: {amount: 100000}",
         "2025-04-30 converted-to-deposit: {amount: 200000}", asked("2025-05-02")),
        "(Rp 200.000 became deposit on 2025-04-30; Rp 100.000 given back already): not refundable",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "line"), CONVERTED.values(), ids=CONVERTED)
def test_what_became_deposit_is_refused_by_the_clause_on_deposit(steps: tuple[str, ...], line: str) -> None:
    """And the working says when that was."""
    change = last(told(*steps), "refund-requested")
    assert change.clause == "Policy 8: deposit"
    assert line in "\n".join(change.arithmetic)


def test_a_conversion_cites_the_clause_that_makes_it() -> None:
    """A large one is the provider's own doing; a small one, told as recorded, is what 9.b says."""
    by_hand = told(PAID, "2025-04-11 converted-to-deposit: {amount: 300000}")
    small = told("2025-04-10 paid: 42000", "2025-04-10 converted-to-deposit: {amount: 42000}", acts="as_recorded")
    assert last(by_hand, "converted").clause == "Policy 8: deposit"
    assert (last(small, "converted").clause or "").startswith("Policy 9.a and 9.b")


REFUSED: dict[str, tuple[str, str, str]] = {
    "no letter at all": ("", "Policy 6", "without letter, without stamped, without signed by head"),
    "a letter alone": ("letter: true", "Policy 7.c", "without stamped, without signed by head"),
    "no signature": ("letter: true, stamped: true", "Policy 7.c", "without signed by head"),
}


@pytest.mark.parametrize(("more", "clause", "lacks"), REFUSED.values(), ids=REFUSED)
def test_a_refused_destination_cites_what_would_open_it(more: str, clause: str, lacks: str) -> None:
    """The clause is that of the letter where one was tried."""
    change = last(told("2025-04-10 paid: {amount: 300000, method: atm}", asked(more=more)), "refund-requested")
    assert (change.clause or "").startswith(clause)
    assert f"(Policy 7.c: any other destination): {lacks}" in "\n".join(change.arithmetic)


@pytest.mark.parametrize("step", ["transfer-sent: {amount: 300000}", "refunded: {amount: 300000}"])
def test_money_that_the_rules_have_sent_is_not_sent_by_hand(step: str) -> None:
    """The message says when they did, and how the provider's own transfer is written."""
    with pytest.raises(Problems) as refused:
        told(PAID, asked(), f"2025-05-05T10:00 {step}")
    assert "the rules have transferred Rp 300.000 at 2025-05-05 00:00 already" in str(refused.value)
    assert "`provider_acts: as_recorded`" in str(refused.value)


BEYOND: dict[str, tuple[str, dict[str, str], str]] = {
    "a Monday that may be a holiday": ("2105-04-28", {"calendar.holiday": "next_business_day"}, "2105"),
    "business days": ("2105-04-28", {"voucher.lag_business_days": "2"}, "2105"),
    "a Monday of the year after the last": ("2100-12-28", {"calendar.holiday": "next_business_day"}, "2101"),
    "a year before the first": ("1945-04-28", {"calendar.holiday": "next_business_day"}, "1945"),
}


@pytest.mark.parametrize("acts_", ["by_the_rules", "as_recorded"])
@pytest.mark.parametrize(("at", "readings", "year"), BEYOND.values(), ids=BEYOND)
def test_holidays_that_nobody_knows_are_not_taken_for_none(
    at: str, readings: dict[str, str], year: str, acts_: str
) -> None:
    """The step, the years that are known, and what to write; with that year's own days the story is told."""
    steps = (f"{at[:4]}-04-01 paid: 300000", asked(at))
    words = rf"test.yaml:1[01]:9: .*public holidays of {year}, and those that are known are of 1946 to 2100; list"
    with pytest.raises(Problems, match=words):
        told(*steps, readings=readings, acts=acts_, until=LATEST)
    given = f"{{calendar.holidays: [{year}-01-01]}}"
    assert (
        refund(told(*steps, readings=readings, acts=acts_, givens=given, until=LATEST), "2199-12-01").status
        == "approved"
    )


def test_holidays_that_nobody_asks_for_need_not_be_known() -> None:
    """Under the default nothing hangs on them; nor where a request is rejected."""
    steps = ("2105-04-01 paid: 300000", asked("2105-04-28"))
    assert refund(told(*steps, until=LATEST), "2199-12-01").status == "approved"
    rejected = "2105-04-28 refund-requested: {by: phone}"
    moved = {"calendar.holiday": "next_business_day"}
    assert refund(told(steps[0], rejected, readings=moved, until=LATEST), "2199-12-01").status == "rejected"
