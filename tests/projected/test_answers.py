"""What a history answers, beyond the stories that ship."""

import pytest

from tests.stories import answer, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
JULY = "2024-07-05 billed: {period: 2024-07, amount: 412500}"
LATER = "2025-06-01 letter-sent: {}"
TAXED = (
    "2024-06-05 billed: {period: 2024-06, amount: 111000, "
    "lines: [{for: service, amount: 100000}, {for: tax, amount: 11000}]}"
)
OPENED = "2024-06-01 dispute-opened: {ticket: T1}"

ASKED: dict[str, tuple[tuple[str, ...], dict[str, str], str, str, str]] = {
    "not active before the activation": ((LATER,), {}, "2022-05-09T23:59:59", "state", "not_active"),
    "active from its first instant": ((LATER,), {}, "2022-05-10", "state", "active"),
    "a bill counts from its issue": ((BILL, LATER), {}, "2024-06-04T23:59:59", "payable", "Rp 0"),
    "a later last day to pay takes isolation along": (
        ("2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-06-25}", LATER),
        {}, "2024-06-25T23:59:59", "state", "active",
    ),
    "and the first tier": (
        ("2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-06-25}", LATER),
        {}, "2024-06-26", "late_fee", "Rp 20.625",
    ),
    "no fee before a last day to pay in the month after": (
        ("2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-07-10}", LATER),
        {}, "2024-07-10T23:59:59", "late_fee", "Rp 0",
    ),
    "then the second tier at once": (
        ("2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-07-10}", LATER),
        {}, "2024-07-11", "late_fee", "Rp 41.250",
    ),
    "a waiver past the first tier's time leaves the second where it is": (
        (BILL, "2024-06-10 due-date-moved: {period: 2024-06, to: 2024-07-05, waive_late_fee: true}", LATER),
        {}, "2024-07-01", "late_fee", "Rp 41.250",
    ),
    "until then no fee": (
        (BILL, "2024-06-10 due-date-moved: {period: 2024-06, to: 2024-07-05, waive_late_fee: true}", LATER),
        {}, "2024-06-30T23:59:59", "late_fee", "Rp 0",
    ),
    "without a waiver the first tier opens on its usual day": (
        (BILL, "2024-06-10 due-date-moved: {period: 2024-06, to: 2024-06-25}", LATER),
        {}, "2024-06-21", "late_fee", "Rp 20.625",
    ),
    "and the line is not isolated before the moved date": (
        (BILL, "2024-06-10 due-date-moved: {period: 2024-06, to: 2024-06-25}", LATER),
        {}, "2024-06-25T23:59:59", "state", "active",
    ),
    "a bill issued late meets its tier and its isolation at once": (
        ("2024-07-20 billed: {period: 2024-06, amount: 412500}", LATER), {}, "2024-07-20", "late_fee", "Rp 41.250",
    ),
    "an adjustment lowers the base of tiers to come": (
        (BILL, "2024-06-10 adjusted: {amount: -12500}", LATER), {}, "2024-06-21", "late_fee", "Rp 20.000",
    ),
    "and leaves those already opened": (
        (BILL, "2024-06-21 adjusted: {amount: -12500}", LATER), {}, "2024-06-22", "late_fee", "Rp 20.625",
    ),
    "what an adjustment leaves over is credit": (
        (BILL, "2024-06-10 adjusted: {amount: -500000}", LATER), {}, "2024-06-10", "credit", "Rp 87.500",
    ),
    "an adjustment upwards raises the principal": (
        (BILL, "2024-06-10 adjusted: {amount: 7500, period: 2024-06}", LATER),
        {}, "2024-06-10", "principal", "Rp 420.000",
    ),
    "a refund of credit": (
        ("2024-06-01 paid: 50000", "2024-06-02 refunded: {amount: 20000}", LATER),
        {}, "2024-06-02", "credit", "Rp 30.000",
    ),
    "a refund of a line leaves the line settled": (
        (BILL, "2024-06-10 paid: 412500", "2024-06-12 refunded: {amount: 412500, of: {period: 2024-06}}", LATER),
        {}, "2024-06-30", "balance", "Rp 0",
    ),
    "fees first: the fee is paid before the principal": (
        (BILL, "2024-06-24 paid: 20625", LATER),
        {"payment.allocation": "oldest_bill_fee_first"}, "2024-06-24", "late_fee", "Rp 0",
    ),
    "fees first: the principal stays": (
        (BILL, "2024-06-24 paid: 20625", LATER),
        {"payment.allocation": "oldest_bill_fee_first"}, "2024-06-24", "principal", "Rp 412.500",
    ),
    "as targeted: the bill that the payment names": (
        (BILL, JULY, "2024-07-06 paid: {amount: 412500, for_period: 2024-07}", LATER),
        {"payment.allocation": "as_targeted"}, "2024-07-31", "late_fee", "Rp 41.250",
    ),
    "two bills: one alone never ends it": (
        (BILL, LATER), {"termination.arrears": "two_bills"}, "2025-05-31", "state", "isolated",
    ),
    "two bills: both unpaid at the vesting instant": (
        (BILL, JULY, LATER), {"termination.arrears": "two_bills"}, "2024-09-01", "state", "terminated",
    ),
    "two bills: the later one settled in time": (
        (BILL, JULY, "2024-08-20 paid: {amount: 433125, for_period: 2024-07}", LATER),
        {"termination.arrears": "two_bills", "payment.allocation": "as_targeted"},
        "2024-09-01", "next_termination", "never",
    ),
    "all billed: a bill not yet due keeps the line isolated": (
        (BILL, JULY, "2024-07-06 paid: 453750", LATER),
        {"isolation.lifted_when": "all_billed"}, "2024-07-06", "state", "isolated",
    ),
    "overdue and fees: it does not": (
        (BILL, JULY, "2024-07-06 paid: 453750", LATER), {}, "2024-07-06", "state", "active",
    ),
    "as recorded, an end that the provider let pass comes no more": (
        (BILL, LATER), {"provider_acts": "as_recorded"}, "2024-09-02", "next_termination", "never",
    ),
    "as recorded, the right to end still stands": (
        (BILL, LATER), {"provider_acts": "as_recorded"}, "2024-09-02", "terminable_from", "2024-08-21 00:00:00+07:00",
    ),
    "blacklisted by itself where the reading says so": (
        (BILL, LATER), {"blacklist.action": "automatic"}, "2024-09-01", "blacklisted", "True",
    ),
    "a stop in arrears is no wish alone": (
        (BILL, "2024-06-25 terminated: {by: customer}", LATER), {}, "2024-06-25", "blacklist_eligible", "True",
    ),
    "a stop before the last day to pay is": (
        (BILL, "2024-06-15 terminated: {by: customer}", LATER), {}, "2024-06-15", "blacklist_eligible", "False",
    ),
    "the provider's ending without fault": (
        (BILL, "2024-06-25 terminated: {by: provider, reason: no_fault}", LATER),
        {"blacklist.scope": "any_exit"}, "2024-06-25", "blacklist_eligible", "False",
    ),
    "tax taken out of the base": (
        (TAXED, LATER),
        {"late_fee.tax": "without_tax"}, "2024-07-01", "late_fee", "Rp 10.000",
    ),
    "a payment pays the fee of the ending last": (
        ("2024-03-01 billed: {period: 2024-03, amount: 200000}", "2024-05-20 paid: 300000", LATER),
        {"provider": "contoh-net", "activated": "2023-12-01"}, "2024-05-20", "termination_fee", "Rp 315.000",
    ),
    "hidden dispute events are not in the customer's view": (
        (OPENED, "2024-06-02 dispute-noted: {note: a note}",
         "2024-06-03 visibility-changed: {to_customer: false}", LATER),
        {}, "2024-06-03", "events_visible_to_customer", "1",
    ),
    "but they are stored": (
        (OPENED, "2024-06-02 dispute-noted: {note: a note}",
         "2024-06-03 visibility-changed: {to_customer: false}", LATER),
        {}, "2024-06-03", "events", "3",
    ),
    "a dispute is open until it is resolved": (
        (OPENED, "2024-06-02 dispute-noted: {note: no}", LATER),
        {}, "2024-06-02", "dispute", "open",
    ),
    "a dispute resolved with a credit lowers its bill": (
        (BILL, "2024-06-06 dispute-opened: {ticket: T1, period: 2024-06}",
         "2024-06-07 dispute-resolved: {ticket: T1, outcome: upheld, credit: 100000}", LATER),
        {}, "2024-06-07", "principal", "Rp 312.500",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "choices", "at", "key", "value"), ASKED.values(), ids=ASKED)
def test_a_history_answers(steps: tuple[str, ...], choices: dict[str, str], at: str, key: str, value: str) -> None:
    """One question at one instant."""
    head = {name: word for name, word in choices.items() if "." not in name}
    readings = {name: word for name, word in choices.items() if "." in name}
    assert str(answer(replayed(*steps, readings=readings, **head), at, key)) == value
