"""Requests one after the other, and what is sent for them."""

import pytest

from lifecycle import calendar
from lifecycle.clock import frozen
from lifecycle.events import TransferSent
from lifecycle.problems import Problems
from scenarios.judging import Overlay
from scenarios.replay import replay
from tests.refunds.told import LATER, acts, asked, held, refund, told
from tests.stories import SHELF, answer, replayed, story

LARGE = "2025-04-10 paid: 5250000"
PAID = "2025-04-10 paid: 300000"


def test_before_any_request_nothing_is_asked_for() -> None:
    found = refund(told(PAID))
    assert (found.status, found.gross.sen, found.net.sen, found.to) == ("none", 0, 0, None)
    assert (found.transfer_on, found.arrives_by) == ("never", "never")


def test_a_refund_stays_approved_once_it_is_sent() -> None:
    """Its sums and days stay, too."""
    result = told(PAID, asked(), givens="{refund.bank_fee: 6500}")
    before, after = refund(result, "2025-04-28"), refund(result)
    assert before == after
    assert (after.gross.sen, after.net.sen) == (30_000_000, 29_350_000)


def test_the_rules_transfer_says_its_clause_its_fee_and_its_account() -> None:
    result = told(PAID, asked(), givens="{refund.bank_fee: 6500}")
    (sent,) = [one for one in result.events if one.actor == "rules"]
    assert isinstance(sent.event, TransferSent)
    assert (sent.step, sent.event.fee, sent.event.to and sent.event.to.number) == (None, 650_000, "111")
    assert sent.because is not None
    assert sent.because.clause.startswith("Procedure 6")
    assert dict(sent.because.readings) == {
        "calendar.monday": "nth_monday", "calendar.holiday": "as_written", "voucher.lag_business_days": "0",
    }  # fmt: skip


LETTERS: dict[str, tuple[str, str]] = {
    "the letter alone": ("2025-05-06 refund-requested: {by: email, letter: true}", "approved"),
    "the letter alone, by nobody knows what": ("2025-05-06 refund-requested: {letter: true}", "approved"),
    "the whole request again": (asked("2025-05-06", more="letter: true"), "approved"),
    "the letter by phone": ("2025-05-06 refund-requested: {by: phone, letter: true}", "rejected"),
    "a request again without the letter": (asked("2025-05-06"), "pending_letter"),
    "an email without anything": ("2025-05-06 refund-requested: {by: email}", "rejected"),
}


@pytest.mark.parametrize(("step", "status"), LETTERS.values(), ids=LETTERS)
def test_a_letter_completes_the_request_that_waits_for_it(step: str, status: str) -> None:
    """It is valid from the letter on: the Monday before has gone by."""
    result = told(LARGE, asked("2025-04-14"), step)
    found = refund(result)
    assert found.status == status
    assert acts(result) == (["2025-05-19 transfer-sent 5250000"] if status == "approved" else [])


def test_a_voucher_before_its_letter_is_ready_with_the_letter() -> None:
    """The voucher of 2 May cannot go before the request is valid on the 6th."""
    letter = "2025-05-06 refund-requested: {by: email, letter: true}"
    assert acts(told(LARGE, asked("2025-04-14"), "2025-05-02 voucher-prepared: {}", letter)) == [
        "2025-05-19 transfer-sent 5250000"
    ]


def test_the_days_to_the_voucher_count_from_the_letter() -> None:
    letter = "2025-05-14 refund-requested: {by: email, letter: true}"
    lags = [told(LARGE, asked("2025-04-14"), letter, readings={"voucher.lag_business_days": lag}) for lag in "023"]
    assert [str(refund(result).transfer_on) for result in lags] == ["2025-05-19", "2025-05-19", "2025-06-02"]


def test_the_latest_request_for_the_same_counts() -> None:
    """Here with another account."""
    result = told(PAID, asked("2025-04-22", number="111"), asked("2025-04-23", number="222"))
    assert len(acts(result)) == 1
    to = refund(result).to
    assert to is not None
    assert to.number == "222"


def test_a_request_that_is_rejected_leaves_the_one_before_it_standing() -> None:
    """It is the latest, so it is what is told; the money goes as it was rightly asked for."""
    phone = "2025-04-23 refund-requested: {by: phone, account: {number: '9'}, payment_data: true, reason: when}"
    result = told(PAID, asked("2025-04-22"), phone)
    assert refund(result).status == "rejected"
    assert acts(result) == ["2025-05-05 transfer-sent 300000"]


def test_a_wrong_destination_asked_for_later_stops_the_refund() -> None:
    paid = "2025-04-10 paid: {amount: 300000, method: atm, from: {name: Ani Lestari, number: '111'}}"
    result = told(paid, asked("2025-04-22"), asked("2025-04-23", number="222"))
    assert (refund(result).status, acts(result)) == ("refused", [])


def test_two_overpayments_are_asked_for_one_after_the_other() -> None:
    """The older first; the letter that is missing from the one does not go to the other."""
    letter = "2025-04-24 refund-requested: {by: email, letter: true}"
    result = told(LARGE, "2025-04-11 paid: 300000", asked("2025-04-22"), letter, asked("2025-04-25"))
    assert [refund(result, at).gross.sen for at in ("2025-04-22", "2025-04-24", "2025-04-25")] == [
        0, 525_000_000, 30_000_000,
    ]  # fmt: skip
    assert sorted(acts(result)) == ["2025-05-05 transfer-sent 300000", "2025-05-05 transfer-sent 5250000"]
    assert held(result) == ("Rp 0", "Rp 0")


def test_a_request_without_an_order_passes_over_what_cannot_be_given_back() -> None:
    """What is held at the threshold, and what is deposit."""
    steps = ("2025-04-08 paid: 40000", "2025-04-09 paid: 50000", "2025-04-10 paid: 60000")
    result = told(*steps, asked(), readings={"overpayment.at_threshold": "hold"})
    assert (refund(result).status, refund(result).gross.sen) == ("approved", 6_000_000)
    assert held(result) == ("Rp 50.000", "Rp 40.000")


def test_after_it_is_sent_a_request_for_the_same_is_for_nothing() -> None:
    result = told(PAID, asked(), asked("2025-05-06"))
    assert (refund(result).status, len(acts(result))) == ("not_refundable", 1)


def test_a_request_and_an_order_go_their_own_ways() -> None:
    """Each has its voucher: the later one noted first is that of the latest request."""
    steps = (
        "2025-04-01 order-placed: {order: A, amount: 32000}",
        "2025-04-02 paid: {amount: 332000, order: A}",
        "2025-04-03 order-cancelled: {order: A}",
        asked("2025-04-22"),
        asked("2025-04-23", order="A"),
        "2025-04-30 voucher-prepared: {}",
        "2025-05-03 voucher-prepared: {}",
    )
    assert acts(told(*steps)) == ["2025-05-05 transfer-sent 32000", "2025-05-19 transfer-sent 300000"]


def test_a_voucher_that_the_story_tells_of_is_waited_for() -> None:
    """None is presumed in its place, whenever it comes; a voucher after the next request is not its own."""
    assert acts(told(PAID, asked(), "2025-07-01 voucher-prepared: {}")) == ["2025-07-07 transfer-sent 300000"]
    other = ("2025-06-01 paid: 400000", asked("2025-06-02"), "2025-07-01 voucher-prepared: {}")
    assert acts(told(PAID, asked(), *other)) == ["2025-05-05 transfer-sent 300000", "2025-07-07 transfer-sent 400000"]


def test_money_sent_by_hand_is_not_sent_again() -> None:
    """Nor is more than what is left; the fee is the one that the transfer says."""
    sent = "2025-04-30 transfer-sent: {amount: 300000, fee: 2500}"
    result = told(PAID, asked(), sent, givens="{refund.bank_fee: 6500}")
    assert (acts(result), refund(result).net.sen, held(result)[0]) == ([], 29_750_000, "Rp 0")
    part = told(PAID, asked(), "2025-04-30 refunded: {amount: 100000}")
    assert (acts(part), refund(part).gross.sen) == (["2025-05-05 transfer-sent 200000"], 30_000_000)


def test_what_is_converted_is_no_longer_given_back() -> None:
    """All of it, or the part that became deposit."""
    whole = told(PAID, asked(), "2025-04-30 converted-to-deposit: {amount: 300000}")
    assert (acts(whole), refund(whole).status, held(whole)) == ([], "not_refundable", ("Rp 0", "Rp 300.000"))
    part = told(PAID, asked(), "2025-04-30 converted-to-deposit: {amount: 280000}")
    assert (acts(part), refund(part).gross.sen) == (["2025-05-05 transfer-sent 20000"], 2_000_000)


def test_a_conversion_takes_the_sum_that_fits() -> None:
    result = told(PAID, "2025-04-11 paid: 70000", asked(), "2025-04-30 converted-to-deposit: {amount: 70000}")
    assert (acts(result), held(result)) == (["2025-05-05 transfer-sent 300000"], ("Rp 0", "Rp 70.000"))


REFUSED: dict[str, tuple[str, str]] = {
    "a conversion of more than is held": ("converted-to-deposit: {amount: 300000.01}", "exceeds the credit held"),
    "a transfer of more than is held": ("transfer-sent: {amount: 300000.01}", "exceeds the credit held, Rp 300.000"),
    "a refund of more than is held": ("refunded: {amount: 300001}", "exceeds the credit held"),
    "processing an order that is not there": ("order-processed: {order: B}", "there is no order B"),
    "activating an order that is not there": ("order-activated: {order: B}", "there is no order B"),
    "cancelling an order that is not there": ("order-cancelled: {order: B}", "there is no order B"),
    "the failing of an order that is not there": ("order-failed: {order: B, fault: client}", "there is no order B"),
    "paying an order that is not there": ("paid: {amount: 1, order: B}", "there is no order B"),
    "asking for an order that is not there": ("refund-requested: {order: B}", "there is no order B"),
    "placing an order twice": ("order-placed: {order: A, amount: 5}", "there is an order A already"),
}


@pytest.mark.parametrize(("step", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(step: str, why: str) -> None:
    placed = "2025-04-09 order-placed: {order: A, amount: 1000}"
    with pytest.raises(Problems, match=why):
        told(placed, "2025-04-10 paid: 301000", f"2025-04-11 {step}")


def test_a_transfer_after_the_rules_own_is_refused() -> None:
    """Nothing is paid twice, not even at the same instant."""
    with pytest.raises(Problems, match="exceeds the credit held, Rp 0"):
        told(PAID, asked(), "2025-05-05 transfer-sent: {amount: 300000}")


def test_as_recorded_only_the_file_moves_money() -> None:
    """And what it moves is not asked after: that is for the findings."""
    small = told("2025-04-10 paid: 42000", acts="as_recorded")
    assert held(small) == ("Rp 42.000", "Rp 0")
    late = told(PAID, asked(), "2025-06-01 refunded: {amount: 400000, fee: 2500}", acts="as_recorded")
    found = refund(late)
    assert (found.status, found.gross.sen, found.net.sen) == ("approved", 30_000_000, 29_750_000)
    assert str(found.transfer_on) == "2025-05-05"
    assert held(late)[0] == "-Rp 100.000"
    assert refund(told("2025-04-10 paid: 42000", asked(), acts="as_recorded")).status == "not_refundable"


def test_as_recorded_an_order_is_given_up_all_the_same() -> None:
    """That is no act of the provider's."""
    steps = ("2025-04-01 order-placed: {order: A, amount: 32000}", "2025-04-02 paid: 20000")
    result = told(*steps, "2025-04-03 order-cancelled: {order: A}", acts="as_recorded")
    assert (held(result)[0], str(answer(result, "2026-01-01", "principal"))) == ("Rp 20.000", "Rp 0")


def test_a_reversed_payment_was_never_over() -> None:
    """The deposit that came of it goes; what other payments left stays."""
    bill = "2025-04-01 billed: {period: 2025-04, amount: 100000}"
    steps = (bill, "2025-04-02 paid: 130000", "2025-04-03 paid: 20000", "2025-04-05 payment-reversed: {amount: 130000}")
    result = told(*steps)
    assert [held(result, at) for at in ("2025-04-03", "2025-04-05")] == [("Rp 0", "Rp 50.000"), ("Rp 0", "Rp 0")]
    assert str(answer(result, "2025-04-05", "principal")) == "Rp 80.000"
    kept = told(
        bill, "2025-04-02 paid: 130000", "2025-04-03 paid: 20000", "2025-04-05 payment-reversed: {amount: 20000}"
    )
    assert held(kept) == ("Rp 0", "Rp 30.000")


def test_what_a_reversal_makes_small_becomes_deposit_then() -> None:
    """Rp 70.000 over were credit; without the payment before them only Rp 40.000 were over."""
    bill = "2025-04-01 billed: {period: 2025-04, amount: 100000}"
    steps = ("2025-04-02 paid: 30000", "2025-04-03 paid: 140000", "2025-04-05 payment-reversed: {amount: 30000}")
    result = told(bill, *steps)
    assert acts(result) == ["2025-04-05 converted-to-deposit 40000"]
    assert held(result, "2025-04-04") == ("Rp 70.000", "Rp 0")


def test_without_a_number_for_it_an_amount_stays_unspecified() -> None:
    """A payment, an order, a transfer of which nobody knows how much."""
    order = "2025-04-01 order-placed: {order: A, amount: unspecified}"
    result = told(order, "2025-04-03 order-cancelled: {order: A}")
    assert [str(answer(result, at, "payable")) for at in ("2025-04-02", "2025-04-03")] == ["unspecified", "Rp 0"]
    assert str(answer(result, "2025-04-03", "total_charged")) == "unspecified"
    assert held(told(PAID, "2025-04-11 transfer-sent: {amount: unspecified}"))[0] == "Rp 300.000 + unspecified"


def test_a_refund_outlives_the_customer_s_stop() -> None:
    """Who leaves is paid back all the same."""
    result = told(PAID, asked(), "2025-04-30 terminated: {by: customer}")
    assert acts(result) == ["2025-05-05 transfer-sent 300000"]


def test_a_month_is_enough_to_say_when_money_came() -> None:
    """A payment known to the month is judged as of its first instant, and its refund told like any other."""
    result = told("2025-04 paid: 300000", asked())
    assert result.events[1].precision == "month"
    assert acts(result) == ["2025-05-05 transfer-sent 300000"]


def test_as_known_before_the_voucher_was_the_refund_goes_without_it() -> None:
    """What became known later is not waited for."""
    voucher = "2025-05-03 voucher-prepared: {} | known_at: 2025-06-01"
    with frozen() as clock:
        late = story(PAID, asked(), voucher, LATER, provider="masterweb", activated="")
        known = replay(late, SHELF, clock, Overlay(known_on=calendar.parse_instant("2025-05-31")))
        whole = replay(late, SHELF, clock)
    assert [acts(known), acts(whole)] == [["2025-05-05 transfer-sent 300000"], ["2025-05-19 transfer-sent 300000"]]


def test_in_a_book_without_the_clauses_nothing_follows() -> None:
    """The events are kept, no money moves, and an overpayment is the credit that pays the next bill."""
    steps = ("2024-06-01 order-placed: {order: A, amount: 5000}", "2024-06-01 paid: {amount: 100000, order: B}")
    more = (asked("2024-06-02"), "2024-06-03 transfer-sent: {amount: 50000}", "2024-06-03 order-processed: {order: C}")
    result = replayed(*steps, *more, "2024-06-05 billed: {period: 2024-06, amount: 60000}")
    answers = [str(answer(result, "2024-06-05", key)) for key in ("principal", "credit", "deposit", "refund")]
    assert answers == ["Rp 0", "Rp 40.000", "not_applicable", "not_applicable"]
    assert len(result.events) == 7
