"""Where disputes are fair, nothing of a ladder of arrears follows from what is disputed."""

import pytest

from lifecycle import calendar
from tests.stories import answer, replayed

BILL = "2024-03-01 billed: {period: 2024-03, amount: 200000}"
LINES = (
    "2024-03-01 billed: {period: 2024-03, amount: 200000, "
    "lines: [{for: service, amount: 150000}, {for: package, package: A, amount: 50000}]}"
)
DISPUTED = "2024-03-05 dispute-opened: {ticket: T, period: 2024-03}"
OF_LINE = "2024-03-05 dispute-opened: {ticket: T, period: 2024-03, package: A}"
LATE = "2024-03-20 dispute-opened: {ticket: T, period: 2024-03}"
AFTER_VESTING = "2024-04-20 dispute-opened: {ticket: T, period: 2024-03}"
LAST = "2024-06-01 letter-sent: {}"
DEFAULT = "fair"

ASKED: dict[str, tuple[tuple[str, ...], str, str, str, str]] = {
    "undisputed it is isolated": ((BILL, LAST), DEFAULT, "2024-03-11", "state", "isolated"),
    "disputed in whole it is not": ((BILL, DISPUTED, LAST), DEFAULT, "2024-05-31", "state", "active"),
    "as recorded it is all the same": ((BILL, DISPUTED, LAST), "as_recorded", "2024-03-11", "state", "isolated"),
    "the undisputed rest isolates": ((LINES, OF_LINE, LAST), DEFAULT, "2024-03-11", "state", "isolated"),
    "until that is paid": (
        (LINES, OF_LINE, "2024-03-12 paid: 150000", LAST), DEFAULT, "2024-03-12", "state", "active",
    ),
    "and no fee or arrears stay behind": (
        (LINES, OF_LINE, "2024-03-12 paid: 150000", LAST), DEFAULT, "2024-05-31", "state", "active",
    ),
    "a dispute lifts the isolation that it is over": ((BILL, LATE, LAST), DEFAULT, "2024-03-20", "state", "active"),
    "rejected, the isolation comes at that instant": (
        (BILL, DISPUTED, "2024-03-25T10:00 dispute-resolved: {outcome: rejected}", LAST),
        DEFAULT, "2024-03-25T10:00", "isolated_since", "2024-03-25 10:00:00+07:00",
    ),
    "rejected in time, on its usual day": (
        (BILL, DISPUTED, "2024-03-08 dispute-resolved: {outcome: rejected}", LAST),
        DEFAULT, "2024-03-11", "isolated_since", "2024-03-11 00:00:00+07:00",
    ),
    "no right to end vests over it": ((BILL, DISPUTED, LAST), DEFAULT, "2024-05-31", "terminable_from", "never"),
    "nor is an end coming": ((BILL, DISPUTED, LAST), DEFAULT, "2024-03-06", "next_termination", "never"),
    "nor does one come": ((BILL, DISPUTED, LAST), DEFAULT, "2024-06-01", "terminated_at", "never"),
    "what did not vest in the dispute does not after it": (
        (BILL, DISPUTED, "2024-04-12 dispute-resolved: {outcome: rejected}", LAST),
        DEFAULT, "2024-06-01", "terminated_at", "never",
    ),
    "rejected before it would vest, it does": (
        (BILL, DISPUTED, "2024-04-10 dispute-resolved: {outcome: rejected}", LAST),
        DEFAULT, "2024-05-01", "terminated_at", "2024-05-01 00:00:00+07:00",
    ),
    "a right that has vested is not used during a dispute": (
        (BILL, AFTER_VESTING, LAST), DEFAULT, "2024-06-01", "terminated_at", "never",
    ),
    "but it stands when the dispute is rejected": (
        (BILL, AFTER_VESTING, "2024-05-20 dispute-resolved: {outcome: rejected}", LAST),
        DEFAULT, "2024-05-20", "terminated_at", "2024-05-20 00:00:00+07:00",
    ),
    "a stop with disputed arrears is a stop owing nothing yet": (
        (BILL, DISPUTED, "2024-04-01 terminated: {by: customer}", LAST), DEFAULT, "2024-04-01", "payable", "Rp 0",
    ),
    "a dispute that names nothing is over all that was billed by then": (
        (BILL, "2024-03-05 dispute-opened: {ticket: T}", "2024-04-01 billed: {period: 2024-04, amount: 70000}", LAST),
        DEFAULT, "2024-04-02", "payable", "Rp 70.000",
    ),
    "one that names a package alone is over its lines": (
        (LINES, "2024-03-05 dispute-opened: {ticket: T, package: A}", LAST),
        DEFAULT, "2024-03-05", "suspense", "Rp 50.000",
    ),
    "one that names an amount alone takes the oldest bills first": (
        (BILL, "2024-03-02 billed: {period: 2024-04, amount: 70000}",
         "2024-03-05 dispute-opened: {ticket: T, amount: 210000}", LAST),
        DEFAULT, "2024-03-05", "payable", "Rp 60.000",
    ),
    "a package line that the bill does not name may be of any package": (
        ("2024-03-01 billed: {period: 2024-03, amount: 90000, lines: [{for: package, amount: 90000}]}", OF_LINE, LAST),
        DEFAULT, "2024-03-05", "suspense", "Rp 90.000",
    ),
    "a line of another package is not disputed": (
        (LINES, OF_LINE.replace("package: A", "package: B"), LAST), DEFAULT, "2024-03-05", "suspense", "Rp 0",
    ),
    "a settled bill raised again after the dispute is decided is not in suspense": (
        (BILL, DISPUTED, "2024-03-06 paid: 200000", "2024-03-07 dispute-resolved: {outcome: rejected}",
         "2024-03-08 adjusted: {amount: 5000, period: 2024-03}", LAST),
        DEFAULT, "2024-03-08", "payable", "Rp 5.000",
    ),
    "one raised during the dispute is": (
        (BILL, DISPUTED, "2024-03-06 paid: 200000", "2024-03-08 adjusted: {amount: 5000, period: 2024-03}", LAST),
        DEFAULT, "2024-03-08", "suspense", "Rp 5.000",
    ),
    "a payment reversed is disputed again": (
        (BILL, DISPUTED, "2024-03-06 paid: 200000", "2024-03-08 payment-reversed: {amount: 200000}", LAST),
        DEFAULT, "2024-03-08", "suspense", "Rp 200.000",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "policy", "at", "key", "value"), ASKED.values(), ids=ASKED)
def test_a_ladder_with_disputes(steps: tuple[str, ...], policy: str, at: str, key: str, value: str) -> None:
    """One question at one instant, under a policy."""
    result = replayed(*steps, readings={"dispute.policy": policy}, provider="sengketa-net", activated="2024-01-01")
    assert str(answer(result, at, key)) == value


def test_an_unknown_bill_in_dispute_is_all_in_suspense() -> None:
    """Nothing of it is payable, known or not."""
    bill = "2024-03-01 billed: {period: 2024-03, amount: unspecified}"
    result = replayed(bill, DISPUTED, LAST, provider="sengketa-net", activated="2024-01-01")
    assert [str(answer(result, "2024-03-05", key)) for key in ("principal", "suspense", "payable")] == [
        "unspecified",
        "unspecified",
        "Rp 0",
    ]


def test_the_rules_say_why_they_acted_after_a_dispute() -> None:
    """The isolation of the instant of the decision is the ladder's, with its clause."""
    result = replayed(
        BILL,
        DISPUTED,
        "2024-03-25 dispute-resolved: {outcome: rejected}",
        LAST,
        provider="sengketa-net",
        activated="2024-01-01",
    )
    (isolated,) = [one for one in result.events if one.actor == "rules" and one.because and one.at.month == 3]
    assert calendar.text(isolated.at) == "2024-03-25"
    assert isolated.because is not None
    assert isolated.because.clause == "2 Arrears"
