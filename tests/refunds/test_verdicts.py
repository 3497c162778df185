"""Every row of the table of outcomes and of the rules of destinations, one request each."""

import pytest

from tests.refunds.told import FULL, asked, held, refund, told

PLACED = "2025-04-01 order-placed: {order: A, amount: 32000}"
PAID = "2025-04-02 paid: 32000"
ASKED = asked(order="A")

ORDERS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "cancelled before anything": (("order-cancelled: {order: A}",), "approved", "approved"),
    "not cancelled, and asked for before anything": ((), "approved", "approved"),
    "processed only, asked for": (("order-processed: {order: A}",), "not_refundable", "approved"),
    "processed only, then cancelled": (
        ("order-processed: {order: A}", "order-cancelled: {order: A}"), "not_refundable", "approved",
    ),
    "processed and activated": (
        ("order-processed: {order: A}", "order-activated: {order: A}"), "not_refundable", "not_refundable",
    ),
    "activated, its processing not noted": (("order-activated: {order: A}",), "not_refundable", "not_refundable"),
    "activated, then cancelled": (
        ("order-activated: {order: A}", "order-cancelled: {order: A}"), "not_refundable", "not_refundable",
    ),
    "the provider's fault before anything": (("order-failed: {order: A, fault: provider}",), "approved", "approved"),
    "the provider's fault once active": (
        ("order-activated: {order: A}", "order-failed: {order: A, fault: provider}"), "approved", "approved",
    ),
    "unfulfillable before anything": (("order-failed: {order: A, fault: unfulfillable}",), "approved", "approved"),
    "unfulfillable once processed": (
        ("order-processed: {order: A}", "order-failed: {order: A, fault: unfulfillable}"), "approved", "approved",
    ),
    "the client's mistake, nobody having processed it": (
        ("order-failed: {order: A, fault: client}",), "not_refundable", "not_refundable",
    ),
    "the client's mistake once processed": (
        ("order-processed: {order: A}", "order-failed: {order: A, fault: client}"), "not_refundable", "not_refundable",
    ),
    "the client's mistake, then cancelled": (
        ("order-failed: {order: A, fault: client}", "order-cancelled: {order: A}"), "not_refundable", "not_refundable",
    ),
    "cancelled in time, and processed all the same": (
        ("order-cancelled: {order: A}", "order-processed: {order: A}", "order-activated: {order: A}"),
        "approved", "approved",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("happened", "status", "where_refundable"), ORDERS.values(), ids=ORDERS)
def test_an_order_is_given_back_by_how_it_turned_out(
    happened: tuple[str, ...], status: str, where_refundable: str
) -> None:
    """Under the default, and where an order processed only is given back."""
    for readings, wanted in (({}, status), ({"order.processed_only": "refundable"}, where_refundable)):
        result = told(PLACED, PAID, *(f"2025-04-03 {step}" for step in happened), ASKED, readings=readings)
        found = refund(result)
        assert found.status == wanted
        assert found.gross.sen == (3_200_000 if wanted == "approved" else 0)
        assert held(result) == ("Rp 0", "Rp 0"), "what is given back is sent in the end, the rest is the provider's"


@pytest.mark.parametrize(
    ("happened", "credit"),
    [
        pytest.param("order-cancelled: {order: A}", "Rp 32.000", id="cancelled in time"),
        pytest.param("order-failed: {order: A, fault: provider}", "Rp 32.000", id="the provider's fault"),
        pytest.param("order-failed: {order: A, fault: unfulfillable}", "Rp 32.000", id="unfulfillable"),
        pytest.param("order-failed: {order: A, fault: client}", "Rp 0", id="the client's mistake"),
        pytest.param("order-processed: {order: A}", "Rp 0", id="processed"),
    ],
)
def test_what_was_paid_on_an_order_given_up_is_credit_without_being_asked_for(happened: str, credit: str) -> None:
    result = told(PLACED, PAID, f"2025-04-03 {happened}")
    assert held(result)[0] == credit


def test_nothing_is_given_back_of_an_order_that_nobody_paid() -> None:
    """Nor later, when it is paid and processed after all."""
    assert refund(told(PLACED, ASKED)).status == "not_refundable"
    assert refund(told(PLACED, ASKED, "2025-05-01 paid: 32000")).status == "not_refundable"


def test_a_request_without_any_overpayment_is_for_nothing() -> None:
    found = refund(told("2025-04-01 billed: {period: 2025-04, amount: 100}", "2025-04-02 paid: 100", asked()))
    assert (found.status, found.gross.sen, found.net.sen) == ("not_refundable", 0, 0)


ANI = "name: Ani Lestari, number: '0-123 456'"
WAYS: dict[str, tuple[str, dict[str, str], str]] = {
    "internet banking, the same account": (
        f"method: internet_banking, from: {{{ANI}}}", {"number": "0123456"}, "approved",
    ),
    "internet banking, however the name is written": (
        f"method: internet_banking, from: {{{ANI}}}", {"number": "0123456", "name": "ANI  LESTARI."}, "approved",
    ),
    "internet banking, another number": (f"method: internet_banking, from: {{{ANI}}}", {"number": "999"}, "refused"),
    "internet banking, another name": (
        f"method: internet_banking, from: {{{ANI}}}", {"number": "0123456", "name": "Budi"}, "refused",
    ),
    "internet banking, another account with a full letter": (
        f"method: internet_banking, from: {{{ANI}}}", {"number": "999", "more": FULL}, "approved",
    ),
    "internet banking, another account with a letter without its stamp": (
        f"method: internet_banking, from: {{{ANI}}}",
        {"number": "999", "more": "letter: true, signed_by_head: true"}, "refused",
    ),
    "internet banking, another account with a stamped letter that nobody signed": (
        f"method: internet_banking, from: {{{ANI}}}",
        {"number": "999", "more": "letter: true, stamped: true"}, "refused",
    ),
    "internet banking, another account with stamp and signature of no letter": (
        f"method: internet_banking, from: {{{ANI}}}",
        {"number": "999", "more": "stamped: true, signed_by_head: true"}, "refused",
    ),
    "an ATM, the same account": (f"method: atm, from: {{{ANI}}}", {"number": "0123456"}, "approved"),
    "an ATM, another account": (f"method: atm, from: {{{ANI}}}", {"number": "0123457"}, "refused"),
    "an ATM, nobody knows from where": ("method: atm", {}, "refused"),
    "an ATM, nobody knows from where, with a full letter": ("method: atm", {"more": FULL}, "approved"),
    "cash with a name, to that name": (
        "method: cash, slip: {name: Budi, attached: true}", {"name": "Budi"}, "approved",
    ),
    "cash with a name, to the holder": ("method: cash, slip: {name: Budi, attached: true}", {}, "refused"),
    "cash with a name, without the slip": ("method: cash, slip: {name: Budi}", {"name": "Budi"}, "incomplete"),
    "cash with a name, without the slip, to another": ("method: cash, slip: {name: Budi}", {}, "incomplete"),
    "cash with a name, without the slip, with a full letter": (
        "method: cash, slip: {name: Budi}", {"more": FULL}, "approved",
    ),
    "cash without a name, to the holder": ("method: cash, slip: {attached: true}", {}, "approved"),
    "cash without a slip, to the holder": ("method: cash", {}, "approved"),
    "cash without a name, to another": ("method: cash", {"name": "Budi"}, "refused"),
    "cash without a name, to another with a full letter": ("method: cash", {"name": "Budi", "more": FULL}, "approved"),
    "a card, which no clause names": ("method: card", {}, "refused"),
    "a card, with a full letter": ("method: card", {"more": FULL}, "approved"),
    "a channel, which no clause names": ("method: channel", {}, "refused"),
    "nobody knows how": ("", {"name": "Budi"}, "approved"),
    "a slip says that it was cash": ("slip: {name: Budi, attached: true}", {}, "refused"),
    "an account says that it came through its bank": (f"from: {{{ANI}}}", {"number": "999"}, "refused"),
}  # fmt: skip


@pytest.mark.parametrize(("how", "to", "status"), WAYS.values(), ids=WAYS)
def test_where_the_money_may_go_hangs_on_how_it_came(how: str, to: dict[str, str], status: str) -> None:
    """Of an overpayment, and of an order."""
    payment = f"2025-04-10 paid: {{amount: 300000{', ' if how else ''}{how}}}"
    assert refund(told(payment, asked(**to))).status == status
    placed, cancelled = "2025-04-09 order-placed: {order: A, amount: 300000}", "2025-04-11 order-cancelled: {order: A}"
    assert refund(told(placed, payment, cancelled, asked(order="A", **to))).status == status


def test_an_order_paid_in_two_ways_goes_where_both_may() -> None:
    """One of them to the sender, the other to the holder, who is the same."""
    placed, cancelled = "2025-04-01 order-placed: {order: A, amount: 300000}", "2025-04-04 order-cancelled: {order: A}"
    cash = "2025-04-03 paid: {amount: 100000, method: cash}"
    for sender, status in (("Ani Lestari", "approved"), ("Budi", "refused")):
        bank = f"2025-04-02 paid: {{amount: 200000, method: atm, from: {{name: {sender}, number: '111'}}}}"
        assert refund(told(placed, bank, cash, cancelled, asked(order="A", name="Ani Lestari"))).status == status


MISSING: dict[str, str] = {
    "by phone": "{by: phone, account: {number: '1'}, payment_data: true, reason: twice}",
    "by nobody knows what": "{account: {number: '1'}, payment_data: true, reason: twice}",
    "without an account": "{by: email, payment_data: true, reason: twice}",
    "without the account's number": "{by: email, account: {name: Ani}, payment_data: true, reason: twice}",
    "without payment data": "{by: email, account: {number: '1'}, reason: twice}",
    "with payment data said to be missing": "{by: email, account: {number: '1'}, payment_data: false, reason: twice}",
    "without a reason": "{by: email, account: {number: '1'}, payment_data: true}",
    "empty": "{}",
}


@pytest.mark.parametrize("request_", MISSING.values(), ids=MISSING)
def test_a_request_that_lacks_something_is_rejected(request_: str) -> None:
    """Before anything else is asked, also where nothing could be given back."""
    for payment in ("2025-04-10 paid: 300000", "2025-04-10 paid: 30000"):
        found = refund(told(payment, f"2025-04-28 refund-requested: {request_}"))
        assert (found.status, found.gross.sen, found.transfer_on) == ("rejected", 0, "never")


ORDER_OF_STATUS: dict[str, tuple[str, str, str]] = {
    "not refundable before a wrong account": ("30000, method: atm", "", "not_refundable"),
    "not refundable before a missing slip": ("30000, method: cash, slip: {name: Budi}", "", "not_refundable"),
    "a missing slip before the missing letter": ("6000000, method: cash, slip: {name: Budi}", "", "incomplete"),
    "a wrong account before the missing letter": ("6000000, method: atm", "", "refused"),
    "the letter met, the account wrong": ("6000000, method: atm", "letter: true", "refused"),
    "the letter of a large overpayment needs no stamp": ("6000000", "letter: true", "approved"),
}


@pytest.mark.parametrize(("paid", "more", "status"), ORDER_OF_STATUS.values(), ids=ORDER_OF_STATUS)
def test_the_first_status_that_holds_is_told(paid: str, more: str, status: str) -> None:
    assert refund(told(f"2025-04-10 paid: {{amount: {paid}}}", asked(more=more))).status == status


THRESHOLDS: dict[str, tuple[str, str, tuple[str, str]]] = {
    "one sen below the threshold": ("49999.99", "not_refundable", ("Rp 0", "Rp 49.999,99")),
    "at the threshold": ("50000", "not_refundable", ("Rp 0", "Rp 50.000")),
    "one sen above the threshold": ("50000.01", "approved", ("Rp 50.000,01", "Rp 0")),
    "one sen below the letter": ("4999999.99", "approved", ("Rp 4.999.999,99", "Rp 0")),
    "at the letter": ("5000000", "pending_letter", ("Rp 5.000.000", "Rp 0")),
}


@pytest.mark.parametrize(("paid", "status", "kept"), THRESHOLDS.values(), ids=THRESHOLDS)
def test_the_thresholds_of_an_overpayment(paid: str, status: str, kept: tuple[str, str]) -> None:
    result = told(f"2025-04-10 paid: {paid}", asked())
    assert refund(result).status == status
    assert held(result, "2025-04-28") == kept


def test_the_thresholds_are_not_for_orders() -> None:
    """Neither a small one becomes deposit, nor does a large one need a letter."""
    for amount in (100, 50_000, 5_000_000):
        placed, paid = f"2025-04-01 order-placed: {{order: A, amount: {amount}}}", f"2025-04-02 paid: {amount}"
        result = told(placed, paid, "2025-04-03 order-cancelled: {order: A}", ASKED)
        assert held(result, "2025-04-03")[0] != "Rp 0"
        assert (refund(result).status, refund(result).gross.sen) == ("approved", amount * 100)
