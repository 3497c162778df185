"""Cancelling: what a request, the documents, the device and a confirmation lead to, and what is refused."""

import pytest

from lifecycle.events import Billed
from lifecycle.problems import Problems
from scenarios.replay import Replayed
from tests.cancelling import ASKED, BILL, COMPLETE, CONFIRMED, GOOD, LATER, told
from tests.stories import answer, ledger_at, replayed

BOTH = (f"2024-08-25 {COMPLETE}", f"2024-08-26 {GOOD}")
ENDED = (ASKED, *BOTH, f"2024-09-10T10:00 {CONFIRMED}")
ON_DOCUMENTS = {"penalty.cancelled_on": "documents_complete"}
ON_CONFIRMATION = {"penalty.cancelled_on": "confirmed"}
TILL_REQUEST = {"billing.while_pending": "until_requested"}
LATE_COMPLETE = (ASKED, f"2024-10-19 {COMPLETE}")

ANSWERED: dict[str, tuple[tuple[str, ...], dict[str, str], str, str, str]] = {
    "nothing is owed before the request": ((ASKED,), {}, "2024-08-20T23:59:59", "penalty", "Rp 0"),
    "nor for the device": ((ASKED,), {}, "2024-08-20T23:59:59", "device_charge", "Rp 0"),
    "nor is anything pending": ((ASKED,), {}, "2024-08-20T23:59:59", "state", "active"),
    "from the request's own instant it is": ((ASKED,), {}, "2024-08-21", "state", "cancellation_pending"),
    "and costs": ((ASKED,), {}, "2024-08-21", "penalty", "Rp 1.100.000"),
    "the device is unspecified from then on": ((ASKED,), {}, "2024-08-21", "device_charge", "unspecified"),
    "complete and back, it is still pending": ((ASKED, *BOTH), {}, "2025-01-01", "state", "cancellation_pending"),
    "until the instant of the confirmation": (ENDED, {}, "2024-09-10T09:59:59", "state", "cancellation_pending"),
    "which ends it": (ENDED, {}, "2024-09-10T10:00", "state", "terminated"),
    "and is when it ended": (ENDED, {}, "2025-01-01", "terminated_at", "2024-09-10 10:00:00+07:00"),
    "the penalty stays after the end": (ENDED, {}, "2025-12-31", "penalty", "Rp 1.100.000"),
    "documents complete before the request count from the request": (
        (f"2024-08-01 {COMPLETE}", ASKED), ON_DOCUMENTS, "2025-12-31", "penalty", "Rp 1.100.000",
    ),
    "documents not complete yet: as if today": (
        LATE_COMPLETE, ON_DOCUMENTS, "2024-10-18T23:59:59", "penalty", "Rp 1.000.000",
    ),
    "complete a day before an anniversary": (LATE_COMPLETE, ON_DOCUMENTS, "2025-12-31", "penalty", "Rp 1.000.000"),
    "never complete: it falls to nothing when the term is over": (
        (ASKED,), ON_DOCUMENTS, "2025-05-20", "penalty", "Rp 0",
    ),
    "and not a second before": ((ASKED,), ON_DOCUMENTS, "2025-05-19T23:59:59", "penalty", "Rp 300.000"),
    "taken back, it falls again": (
        (*LATE_COMPLETE, "2024-11-01 documents-verified: {form: true}"),
        ON_DOCUMENTS, "2024-11-20", "penalty", "Rp 800.000",
    ),
    "and complete again, that day counts": (
        (*LATE_COMPLETE, "2024-11-01 documents-verified: {form: true}", f"2024-11-21 {COMPLETE}"),
        ON_DOCUMENTS, "2025-12-31", "penalty", "Rp 800.000",
    ),
    "the day of the confirmation": (ENDED, ON_CONFIRMATION, "2025-12-31", "penalty", "Rp 1.100.000"),
    "as recorded likewise": (ENDED, {"provider_acts": "as_recorded"}, "2025-12-31", "state", "terminated"),
    "an unspecified charge of a return asks the story": (
        (ASKED, "2024-08-22 device-returned: {condition: damaged, receipt: true, charge: unspecified}"),
        {"givens": "{device.charge: 300000}"}, "2024-08-22", "device_charge", "Rp 300.000",
    ),
    "a good device is free even where a charge is told": (
        (ASKED, "2024-08-22 device-returned: {condition: good, receipt: true, charge: 50000}"),
        {}, "2024-08-22", "device_charge", "Rp 0",
    ),
    "a receipt that turns up later takes the charge away": (
        (ASKED, "2024-08-22 device-returned: {condition: good}", f"2024-08-23 {GOOD}"),
        {}, "2024-08-23", "device_charge", "Rp 0",
    ),
    "what was paid of it is credit then": (
        (ASKED, "2024-08-22 device-returned: {condition: good, charge: 90000}", "2024-08-22 paid: 1190000",
         f"2024-08-23 {GOOD}"),
        {}, "2024-08-23", "credit", "Rp 90.000",
    ),
    "a charge of nothing is nothing": (
        (ASKED, "2024-08-22 device-returned: {condition: damaged, receipt: true, charge: 0}"),
        {}, "2024-08-22", "device_charge", "Rp 0",
    ),
    "credit pays no penalty by itself": (
        ("2024-08-01 paid: 500000", ASKED), {}, "2024-08-21", "balance", "Rp 600.000 + unspecified",
    ),
    "where the provider ends what is pending the customer has not": (
        (ASKED, "2024-09-10 terminated: {by: provider, reason: no_fault}"), {}, "2024-09-10", "penalty", "Rp 0",
    ),
    "what was paid of the penalty is credit then": (
        (ASKED, "2024-08-22 paid: 1000000", "2024-09-10 terminated: {by: provider, reason: no_fault}"),
        {}, "2024-09-10", "credit", "Rp 1.000.000",
    ),
    "the device has to come back all the same": (
        (ASKED, "2024-09-10 terminated: {by: provider, reason: no_fault}"),
        {}, "2024-09-10", "device_charge", "unspecified",
    ),
    "a bill of the month of the end is a bill like any other": (
        (*ENDED, "2024-09-15 billed: {period: 2024-09, amount: 275000}"), {}, "2024-09-15", "principal", "Rp 275.000",
    ),
    "isolated by the provider's record, it is pending all the same": (
        (ASKED, "2024-08-22 isolated: {}"), {"provider_acts": "as_recorded"}, "2024-08-22", "state",
        "cancellation_pending",
    ),
    "nothing is refunded": (
        ENDED, {}, "2025-01-01", "refund",
        "Refund(gross=Amount(sen=0, unspecified=frozenset()), net=Amount(sen=0, unspecified=frozenset()), "
        "status='not_refundable', to=None, transfer_on='never', arrives_by='never')",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "choices", "at", "key", "value"), ANSWERED.values(), ids=ANSWERED)
def test_a_cancelling_answers(steps: tuple[str, ...], choices: dict[str, str], at: str, key: str, value: str) -> None:
    """One question at one instant."""
    head = {name: word for name, word in choices.items() if "." not in name}
    readings = {name: word for name, word in choices.items() if "." in name}
    assert str(answer(told(*steps, readings=readings, **head), at, key)) == value


REFUSED = {
    "a confirmation that nobody asked for": ((f"2024-08-21 {CONFIRMED}",), "cancelling was not asked for", "end of"),
    "a confirmation before documents and device": (
        (ASKED, f"2024-08-22 {CONFIRMED}"),
        r"the documents are not complete \(form, signed, identity, device receipt, payment proof or customer number "
        r"missing\); the device has not been returned",
        "end of access",
    ),
    "a confirmation before the device": (
        (ASKED, f"2024-08-22 {COMPLETE}", f"2024-08-22 {CONFIRMED}"), "refused: the device has not been", "end of",
    ),
    "a confirmation before the documents": (
        (ASKED, f"2024-08-22 {GOOD}", f"2024-08-22 {CONFIRMED}"), "refused: the documents are not", "end of",
    ),
    "a second request": (
        (ASKED, "2024-08-22 cancellation-requested: {}"), "was asked for on 2024-08-21 and is pending", "end of",
    ),
    "a request after the end": (
        (*ENDED, "2024-10-01 cancellation-requested: {}"), "ended on 2024-09-10 10:00", "end of access",
    ),
    "a second confirmation": ((*ENDED, f"2024-10-01 {CONFIRMED}"), "ended on 2024-09-10 10:00", "end of access"),
    "another end": (
        (*ENDED, "2024-10-01 terminated: {by: provider, reason: no_fault}"), "ended on 2024-09-10 10:00", "end of",
    ),
    "the customer's wish": (("2024-08-21 terminated: {by: customer}",), "ends nothing by itself", "end of access"),
    "the customer's wish while it is pending": (
        (ASKED, *BOTH, "2024-08-27 terminated: {by: customer}"), "ends nothing by itself", "end of access",
    ),
    "BPSK first": (("2024-08-21 dispute-opened: {forum: bpsk}",), "the provider has had no dispute", "escalation"),
}  # fmt: skip


@pytest.mark.parametrize("acts", ["by_the_rules", "as_recorded"])
@pytest.mark.parametrize(("steps", "why", "clause"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_names_its_clause(steps: tuple[str, ...], why: str, clause: str, acts: str) -> None:
    """Whether the rules or the records are told."""
    with pytest.raises(Problems, match=rf"{why}.*\(Third party's guide, {clause}"):
        told(*steps, provider_acts=acts)


def test_nothing_may_happen_before_the_activation() -> None:
    """A request among it."""
    with pytest.raises(Problems, match="is not active before 2024-08-22"):
        told(ASKED, activated="2024-08-22")


def test_the_provider_s_ending_is_no_cancelling() -> None:
    """A confirmation of what the provider has ended comes too late, without a clause of its own."""
    end = "2024-09-10 terminated: {by: provider, reason: no_fault}"
    with pytest.raises(Problems, match="ended on 2024-09-10; write"):
        told(ASKED, *BOTH, end, f"2024-09-11 {CONFIRMED}")


def test_a_dispute_with_the_provider_opens_every_other_forum() -> None:
    """Decided or not."""
    opened = "2024-08-21 dispute-opened: {ticket: P1}"
    result = told(opened, *(f"2024-08-22 dispute-opened: {{forum: {forum}}}" for forum in ("bpsk", "ylki", "court")))
    assert answer(result, "2024-08-22", "events") == 4


BILLED = {
    "until confirmed, the month after the request": ({}, "2024-09-05", False),
    "until requested, the month after the request": (TILL_REQUEST, "2024-09-05", True),
    "until requested, the month of the request": (TILL_REQUEST, "2024-08-31", False),
    "until confirmed, the month of the end": ({}, "2024-09-30", False),
    "until confirmed, the month after the end": ({}, "2024-10-01", True),
}


@pytest.mark.parametrize(("readings", "at", "after"), BILLED.values(), ids=BILLED)
def test_a_bill_comes_after_the_end_by_its_period(readings: dict[str, str], at: str, after: bool) -> None:
    """Whenever it is issued; it counts all the same."""
    result = told(*ENDED, f"2024-11-01 billed: {{period: {at[:7]}, amount: 275000}}", readings=readings)
    assert _after_end(result) == [after]
    assert str(answer(result, "2024-11-01", "principal")) == "Rp 275.000"


@pytest.mark.parametrize(
    ("readings", "after"), [({}, False), (TILL_REQUEST, True)], ids=["until confirmed", "until requested"]
)
def test_a_bill_issued_ahead_lies_after_the_end_once_that_is_known(readings: dict[str, str], after: bool) -> None:
    """October's bill comes in August, September's end makes it one without ground; a request does so by the reading."""
    ahead = "2024-08-06 billed: {period: 2024-10, amount: 275000}"
    assert _after_end(told(ahead, ASKED, readings=readings)) == [after]
    assert _after_end(told(ahead, *ENDED, readings=readings)) == [True]


def _after_end(result: Replayed) -> list[bool]:
    ledger, _ = ledger_at(result, "2025-12-31")
    return [bill.after_end for bill in ledger.account.bills]


PERIODS = {
    "asked for on the 1st at midnight": ("2024-09-01", ["2024-06", "2024-07", "2024-08", "2024-09"]),
    "asked for in the last second of a month": ("2024-08-31T23:59:59", ["2024-06", "2024-07", "2024-08"]),
    "asked for before the month's own bill": ("2024-08-02", ["2024-06", "2024-07", "2024-08"]),
}


@pytest.mark.parametrize(("at", "periods"), PERIODS.values(), ids=PERIODS)
def test_the_rules_bill_what_has_begun_when_it_is_asked_for(at: str, periods: list[str]) -> None:
    """Under `until_requested`; the month's bill itself may come later."""
    block = "  monthly_fee: 275000\n  bills: {day: 5}"
    result = told(f"{at} cancellation-requested: {{}}", readings=TILL_REQUEST, block=block)
    assert [one.event.period for one in result.events if isinstance(one.event, Billed)] == periods


def test_a_bill_of_the_rules_while_it_is_pending_says_why() -> None:
    """The clause on cancelling, and the reading."""
    block = "  monthly_fee: 275000\n  bills: {day: 5}"
    result = told(ASKED, block=block)
    because = [recorded.because for recorded in result.events if recorded.actor == "rules"]
    assert because[0] is not None
    assert because[0].readings == ()
    assert because[-1] is not None
    assert because[-1].clause.startswith("Third party's guide, ")
    assert because[-1].readings == (("billing.while_pending", "until_confirmed"),)


def test_where_no_clause_is_about_it_a_cancelling_is_a_fact_alone() -> None:
    """Nothing is pending, nothing ends, and it may be told twice, after the end too (G8)."""
    steps = (
        f"2024-06-01 {CONFIRMED}",
        "2024-06-02 cancellation-requested: {}",
        "2024-06-03 terminated: {by: customer}",
    )
    result = replayed(*steps, "2024-06-04 cancellation-requested: {}", f"2024-06-05 {CONFIRMED}", LATER)
    assert [answer(result, f"2024-06-{day}", "state") for day in ("02", "03")] == ["active", "terminated"]
    assert answer(result, "2025-12-31", "events") == 6
    assert str(answer(result, "2024-06-02", "device_charge")) == "Rp 0"
    assert answer(result, "2024-06-02", "refund") == "not_applicable"


def test_letters_and_bills_leave_the_penalty_alone() -> None:
    """With them and without, it is the same."""
    letters = [f"2024-{month:02}-11 letter-sent: {{via: Postclic}}" for month in (6, 8, 9)]
    steps = sorted([BILL, *ENDED, *letters])
    for key in ("penalty", "device_charge", "state", "payable", "terminated_at"):
        for at in ("2024-08-21", "2024-08-26", "2024-09-30"):
            assert answer(told(*steps), at, key) == answer(told(*sorted([BILL, *ENDED])), at, key)
