"""What nobody knows the amount of is never 0: a payment, or the invoice that it met (G7)."""

import pytest

from projections.explanation import explain
from projections.months import months
from scenarios.replay import Replayed
from tests.refunds.told import acts, asked, held, refund, told
from tests.stories import answer

A, B = (f"2025-04-01 order-placed: {{order: {order}, amount: unspecified}}" for order in "AB")
BILL = "2025-04-01 billed: {period: 2025-04, amount: unspecified}"
CANCELLED = "2025-04-05 order-cancelled: {order: A}"
SMALL, LARGE = "2025-04-02 paid: 32000", "2025-04-02 paid: 300000"
UNKNOWN = "2025-04-02 paid: unspecified"

HELD: dict[str, tuple[tuple[str, ...], tuple[str, str]]] = {
    "an order, and a payment too small to be kept as credit": ((A, SMALL), ("Rp 0", "unspecified")),
    "an order that the payment names": ((A, "2025-04-02 paid: {amount: 32000, order: A}"), ("Rp 0", "unspecified")),
    "an order, and a larger payment": ((A, LARGE), ("unspecified", "unspecified")),
    "a bill": ((BILL, "2025-04-02 paid: 42000"), ("Rp 0", "unspecified")),
    "a bill, and a larger payment": ((BILL, LARGE), ("unspecified", "unspecified")),
    "a payment": ((UNKNOWN,), ("unspecified", "unspecified")),
    "an order that the payment does not name": (
        (A, "2025-04-01 order-placed: {order: C, amount: 5000}", "2025-04-02 paid: {amount: 75000, order: C}"),
        ("Rp 70.000", "Rp 0"),
    ),
    "an order that is cancelled": ((A, SMALL, CANCELLED), ("Rp 32.000", "Rp 0")),
    "an order that is cancelled before": ((A, "2025-04-01 order-cancelled: {order: A}", LARGE), ("Rp 300.000", "Rp 0")),
    "a payment that is reversed": ((A, LARGE, "2025-04-03 payment-reversed: {amount: 300000}"), ("Rp 0", "Rp 0")),
}


@pytest.mark.parametrize(("steps", "kept"), HELD.values(), ids=HELD)
def test_what_is_over_is_as_unknown_as_what_was_to_pay(steps: tuple[str, ...], kept: tuple[str, str]) -> None:
    """What may be over and is below the threshold at most is deposit, never credit."""
    result = told(*steps)
    assert (held(result), acts(result)) == (kept, [])


ASKED: dict[str, tuple[tuple[str, ...], str, str, list[str]]] = {
    "an order that is cancelled": (
        (A, SMALL, CANCELLED, asked(order="A")), "approved", "Rp 32.000", ["2025-05-05 transfer-sent 32000"],
    ),
    "an order that fails": (
        (A, LARGE, "2025-04-05 order-failed: {order: A, fault: provider}", asked(order="A")),
        "approved", "Rp 300.000", ["2025-05-05 transfer-sent 300000"],
    ),
    "an order that is asked back as it is": (
        (A, SMALL, asked(order="A")), "approved", "Rp 32.000", ["2025-05-05 transfer-sent 32000"],
    ),
    "what may be over, and is too little in any case": (
        (BILL, "2025-04-02 paid: 42000", asked()), "not_refundable", "Rp 0", [],
    ),
    "what may be over, and is enough": ((BILL, LARGE, asked()), "approved", "unspecified", []),
    "a payment for nothing": ((UNKNOWN, asked()), "approved", "unspecified", []),
    "a payment that met an order": (
        ("2025-04-01 order-placed: {order: A, amount: 32000}", UNKNOWN, CANCELLED, asked(order="A")),
        "approved", "unspecified", [],
    ),
    "a payment that met two orders": ((A, B, LARGE, CANCELLED, asked(order="A")), "approved", "unspecified", []),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "status", "gross", "sent"), ASKED.values(), ids=ASKED)
def test_a_refund_is_certain_only_of_what_was_paid_for_one_order(
    steps: tuple[str, ...], status: str, gross: str, sent: list[str]
) -> None:
    result = told(*steps)
    found = refund(result)
    assert (found.status, str(found.gross), acts(result)) == (status, gross, sent)


def test_when_all_that_it_met_is_cancelled_a_payment_is_credit() -> None:
    """Between two orders nobody knows how much of it is whose."""
    one, both = (A, B, LARGE, CANCELLED), (A, B, LARGE, CANCELLED, "2025-04-06 order-cancelled: {order: B}")
    assert held(told(*one))[0] == "unspecified"
    assert held(told(*both)) == ("Rp 300.000", "Rp 0")


def test_as_recorded_nothing_becomes_deposit_by_itself() -> None:
    """So what may be over is held."""
    assert held(told(A, SMALL, acts="as_recorded")) == ("unspecified", "Rp 0")


def test_what_the_provider_made_of_it_before_the_order_was_cancelled_is_gone() -> None:
    """Of 300.000 it converted 100.000, so that 200.000 are given back."""
    result = told(A, LARGE, "2025-04-03 converted-to-deposit: {amount: 100000}", CANCELLED, asked(order="A"))
    assert (acts(result), held(result)) == (["2025-05-05 transfer-sent 200000"], ("Rp 0", "Rp 100.000"))


def test_months_add_up_and_the_balance_is_what_is_known_of_it() -> None:
    """What was paid on the order lowers what is owed, or raises what is held: their difference, in either case."""
    result = told(A, LARGE)
    assert str(answer(result, "2025-04-03", "balance")) == "-Rp 300.000 + unspecified"
    for row in months(result.events, result.rules, result.until):
        moved = row.charges + row.fees - row.payments + row.refunds + row.deposited
        assert (row.opening + moved).sen == row.closing.sen


def arithmetic(result: Replayed, event: str) -> str:
    changes = explain(result.events, result.rules, result.until)
    return "\n".join(line for change in changes if change.trigger.startswith(event) for line in change.arithmetic)


def test_the_payment_says_what_nobody_knows() -> None:
    words = "Rp 300.000 for order A, of an amount that no source gives: so is what is over of it, if anything"
    assert words in arithmetic(told(A, LARGE), "paid")
    assert "for order A, order B, of amounts that no source gives" in arithmetic(told(A, B, LARGE), "paid")
    assert "paid is an amount that no source gives" in arithmetic(told(UNKNOWN), "paid")
    assert "of an amount that no source gives, if there is any: approved" in arithmetic(
        told(UNKNOWN, asked()), "refund-"
    )


def test_a_transfer_of_an_unknown_amount_is_not_made_again() -> None:
    """The request is paid, however much that was."""
    result = told("2025-04-10 paid: 300000", asked(), "2025-04-30 transfer-sent: {amount: unspecified}")
    assert (acts(result), refund(result).status, held(result)[0]) == ([], "approved", "Rp 300.000 + unspecified")
