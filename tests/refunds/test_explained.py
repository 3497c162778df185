"""Each change is explained by its own clause, a step a line, and names the readings it hangs on."""

import pytest

from lifecycle import calendar
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, Shelf, read_text
from projections.consulted import consulted
from projections.explanation import Explanation, explain
from scenarios.replay import Replayed
from tests.refunds.told import asked, told
from tests.stories import ledger_at

BOOK = Shelf.open().editions("masterweb")[0]
PLACED = "2025-04-01 order-placed: {order: A, amount: 32000}"
PAID = "2025-04-10 paid: 300000"


def explained(result: Replayed) -> dict[str, Explanation]:
    """The last explanation of each kind of event."""
    changes = explain(result.events, result.rules, calendar.parse_instant("2026-12-31"))
    return {change.trigger.partition(",")[0]: change for change in changes}


CASES: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "an order is an invoice": ((PLACED,), "order-placed", "", "order A: an invoice, owed from now on"),
    "a small overpayment": (
        ("2025-04-10 paid: 42000",), "paid", "Policy 9.a and 9.b",
        "Rp 42.000 more than was open: an overpayment below Rp 50.000, it becomes deposit",
    ),
    "an overpayment of the threshold": (
        ("2025-04-10 paid: 50000",), "paid", "Policy 9.a and 9.b",
        "an overpayment of exactly Rp 50.000, it becomes deposit",
    ),
    "its conversion": (
        ("2025-04-10 paid: 42000",), "converted-to-deposit", "Policy 9.a and 9.b",
        "Rp 42.000 to deposit, Rp 42.000 held, never given back",
    ),
    "a larger one": ((PAID,), "paid", "Policy 9.a and 9.b", "an overpayment above Rp 50.000, it is held as credit"),
    "an order cancelled before it is paid": (
        (PLACED, "2025-04-02 order-cancelled: {order: A}"), "order-cancelled", "Policy 2",
        "order A, not processed: given back; its invoice is no longer owed, nothing was paid on it",
    ),
    "what was owed of it": (
        (PLACED, "2025-04-02 order-cancelled: {order: A}"), "order-cancelled", "Policy 2",
        "Rp 32.000 off the principal of order A, Rp 0 left",
    ),
    "an order cancelled too late": (
        (PLACED, "2025-04-02 order-processed: {order: A}", "2025-04-03 order-cancelled: {order: A}"),
        "order-cancelled", "Policy 1", "order A, processed only: not given back",
    ),
    "the client's mistake": (
        (PLACED, "2025-04-02 order-failed: {order: A, fault: client}"), "order-failed", "Policy 5",
        "order A, client fault: not given back",
    ),
    "a rejected request": (
        (PAID, "2025-04-28 refund-requested: {by: phone, account: {name: A}}"), "refund-requested", "Procedure 1",
        "rejected: by phone, without account, without payment data, without reason",
    ),
    "a request for nothing": ((asked(),), "refund-requested", "Policy 9.a", "no overpayment is open: not refundable"),
    "a request for an order": (
        (PLACED, "2025-04-02 paid: 32000", asked(order="A")), "refund-requested", "Policy 2",
        "order A, not processed, Rp 32.000 paid on it: approved",
    ),
    "a missing slip": (
        ("2025-04-10 paid: {amount: 300000, method: cash, slip: {name: B}}", asked()), "refund-requested", "Policy 7.a",
        "the slip does not come with the request",
    ),
    "a wrong account": (
        ("2025-04-10 paid: {amount: 300000, method: atm}", asked()), "refund-requested", "Policy 6",
        "the money may not go to this account, and no complete letter opens it",
    ),
    "a method that no clause names": (
        ("2025-04-10 paid: {amount: 300000, method: card}", asked()), "refund-requested", "Policy 7.c", "refused",
    ),
    "a missing letter": (
        ("2025-04-10 paid: 5000000", asked()), "refund-requested", "Policy 9.c",
        "so large an overpayment needs a letter, and none has come",
    ),
    "a granted request": (
        (PAID, asked()), "refund-requested", "Policy 9.a",
        "the overpayment of 2025-04-10, Rp 300.000, Rp 300.000 of it left: approved",
    ),
    "its voucher": (
        (PAID, asked("2025-04-28T10:00")), "refund-requested", "Policy 9.a",
        "voucher ready 2025-04-28 10:00, 0 business days on; by the end of Friday 2025-05-02 for Monday 2025-05-05",
    ),
    "its transfer": ((PAID, asked()), "refund-requested", "", "transfer on Monday 2025-05-05, there by 2025-05-06"),
    "a voucher that is noted": (
        (PAID, asked(), "2025-05-03 voucher-prepared: {}"), "voucher-prepared", "Procedure 5",
        "voucher ready 2025-05-03; by the end of Friday 2025-05-16 for Monday 2025-05-19",
    ),
    "a voucher for nothing": (
        (PAID, "2025-05-03 voucher-prepared: {}"), "voucher-prepared", "Procedure 5",
        "no request is granted that it could be for",
    ),
    "the transfer": ((PAID, asked()), "transfer-sent", "Procedure 6", "Rp 300.000 out of credit, Rp 0 held"),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "event", "clause", "line"), CASES.values(), ids=CASES)
def test_a_change_names_its_clause_and_its_working(steps: tuple[str, ...], event: str, clause: str, line: str) -> None:
    change = explained(told(*steps))[event]
    assert (change.clause or "").startswith(clause)
    assert line in "\n".join(change.arithmetic)


def test_a_holiday_is_named_where_it_moves_the_transfer() -> None:
    change = explained(told(PAID, asked("2026-05-29"), readings={"calendar.holiday": "next_business_day"}))
    assert "transfer on Tuesday 2026-06-02 moved from the holiday 2026-06-01" in "\n".join(
        change["refund-requested"].arithmetic
    )


CONSULTED: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "an invoice paid to the sen": ((PLACED, "2025-04-02 paid: 32000"), set()),
    "an order given up": ((PLACED, "2025-04-02 order-cancelled: {order: A}"), {"order.processed_only"}),
    "an overpayment": ((PAID,), {"overpayment.at_threshold"}),
    "a request that is rejected": ((PAID, "2025-04-28 refund-requested: {}"), {"overpayment.at_threshold"}),
    "a request that is granted": (
        (PAID, asked()),
        {"overpayment.at_threshold", "calendar.monday", "calendar.holiday", "voucher.lag_business_days"},
    ),
}


@pytest.mark.parametrize(("steps", "names"), CONSULTED.values(), ids=CONSULTED)
def test_the_readings_consulted_are_those_of_the_clauses_that_ran(steps: tuple[str, ...], names: set[str]) -> None:
    assert set(consulted(*ledger_at(told(*steps), "2026-12-31"))) == names


def changed(old: str, new: str) -> RuleBook:
    assert BOOK.text.count(old) == 1
    return read_text(BOOK.text.replace(old, new), "masterweb/undated.md")


def test_the_bank_s_fee_may_stand_in_the_book() -> None:
    book = changed('bank_fee = "given"', "bank_fee = 2500")
    assert book.refund is not None
    assert book.refund.transfer.bank_fee == 250_000


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("weeks = [1, 3]", "weeks = [1, 5]", "weeks are some of 1 to 4"),
        ("weeks = [1, 3]", "weeks = []", "weeks are some of 1 to 4"),
        ("otherwise_days = 1", "otherwise_days = -1", "days on the way are 0 to 366"),
        ('of = "unfulfillable"', 'of = "client_fault"', 'the outcome "client_fault" stands twice'),
        ('voucher_by = "friday"', 'voucher_by = "fryday"', 'did you mean "friday"'),
        ("threshold = 50000", "treshold = 50000", 'did you mean "threshold"'),
    ],
)
def test_a_mistake_in_the_book_is_told(old: str, new: str, words: str) -> None:
    with pytest.raises(Problems) as wrong:
        changed(old, new)
    assert words in str(wrong.value)
