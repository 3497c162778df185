"""What a page says of an order and of its refund is what happened to it."""

from projections.refunds import overview
from tests.stories import ledger_at, replayed

PLACED = "2025-05-10 order-placed: {order: A1, item: domain, amount: 100000}"


def test_an_order_given_up_is_still_told_with_its_own_amount() -> None:
    """Of 100.000 ordered 30.000 were paid before it was cancelled: not all of it, and not an order of 30.000."""
    steps = (PLACED, "2025-05-10T10:00 paid: {amount: 30000, order: A1}", "2025-05-11 order-cancelled: {order: A1}")
    ledger, second = ledger_at(replayed(*steps, provider="masterweb", activated=""), "2025-05-12")
    found = overview(ledger, second)
    assert found is not None
    (order,) = found.orders
    assert (str(order.amount), str(order.paid), order.given_up) == ("Rp 100.000", "Rp 30.000", True)
