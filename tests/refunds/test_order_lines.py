"""What a page says of an order and of its refund is what happened to it."""

from lifecycle.events import word
from projections.answers import Refund
from projections.refunds import overview
from tests.stories import answer, ledger_at, replayed

PLACED = "2025-05-10 order-placed: {order: A1, item: domain, amount: 100000}"


def test_an_order_given_up_is_still_told_with_its_own_amount() -> None:
    """Of 100.000 ordered 30.000 were paid before it was cancelled: not all of it, and not an order of 30.000."""
    steps = (PLACED, "2025-05-10T10:00 paid: {amount: 30000, order: A1}", "2025-05-11 order-cancelled: {order: A1}")
    ledger, second = ledger_at(replayed(*steps, provider="masterweb", activated=""), "2025-05-12")
    found = overview(ledger, second)
    assert found is not None
    (order,) = found.orders
    assert (str(order.amount), str(order.paid), order.given_up) == ("Rp 100.000", "Rp 30.000", True)


def test_a_payment_of_an_unknown_amount_is_given_back_in_an_unknown_amount() -> None:
    """It was paid for the order that was cancelled: what is given back is not 0, and no number either (G7)."""
    asked = "{by: email, account: {name: Sari, number: '9', bank: BNI}, payment_data: true, reason: batal, order: A1}"
    steps = (
        PLACED,
        "2025-05-10T10:00 paid: {amount: unspecified, order: A1, method: atm, from: {name: Sari, number: '9'}}",
        "2025-05-11 order-cancelled: {order: A1}",
        f"2025-05-12 refund-requested: {asked}",
    )
    result = replayed(*steps, "2025-06-30 expect: {deposit: 0}", provider="masterweb", activated="")
    refund = answer(result, "2025-05-12", "refund")
    assert isinstance(refund, Refund)
    assert (refund.status, str(refund.gross), str(refund.net)) == ("approved", "unspecified", "unspecified")
    assert [word(recorded.event) for recorded in result.events if recorded.actor == "rules"] == []
