"""How a cancelling is explained, which readings it consults, and how it stands in the months."""

from itertools import pairwise

import pytest

from projections.consulted import consulted
from projections.explanation import Explanation, explain
from projections.months import months
from tests.cancelling import ASKED, BILL, COMPLETE, CONFIRMED, GOOD, told
from tests.stories import ledger_at

PENALTY = {"penalty.months_remaining", "penalty.month_end", "penalty.cancelled_on"}
WHOLE = (
    BILL,
    ASKED,
    "2024-08-22 paid: 1300000",
    f"2024-09-01 {COMPLETE}",
    f"2024-09-25 {GOOD}",
    f"2024-10-01 {CONFIRMED}",
)


def explained(*steps: str, readings: dict[str, str] | None = None, at: str = "") -> list[Explanation]:
    """Every change of a story, or those of a day."""
    result = told(*steps, readings=readings)
    return [one for one in explain(result.events, result.rules, result.until) if f"{one.at:%Y-%m-%d}".startswith(at)]


WORKED = {
    "a month that has begun remains": (
        {}, ("12 - 3 months completed = 9 remaining", "9 x Rp 100.000 + Rp 200.000 = Rp 1.100.000"),
    ),
    "a month that has begun is paid for": (
        {"penalty.months_remaining": "floor"},
        ("12 - 4 months started = 8 remaining", "8 x Rp 100.000 + Rp 200.000 = Rp 1.000.000"),
    ),
    "days": (
        {"penalty.months_remaining": "daily"},
        ("272 of 365 days remain, this day among them", "272/365 x 12 x Rp 100.000 + Rp 200.000 = Rp 1.094.247"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("readings", "lines"), WORKED.values(), ids=WORKED)
def test_a_request_works_out_the_penalty(readings: dict[str, str], lines: tuple[str, ...]) -> None:
    """The day that counts, the term, what remains, the sum; the device by its own clause; the readings."""
    (asked,) = explained(ASKED, readings=readings, at="2024-08-21")
    assert asked.clause == "Third party's guide, penalty for ending early (penalti)"
    assert asked.edition == "undated"
    assert asked.arithmetic == (
        "counted on 2024-08-21, the day of the request",
        "2024-05-20 + 12 months = 2025-05-20 > 2024-08-21: the minimum term runs",
        *lines,
        "device not returned: its charge is unspecified till then (Third party's guide, device (perangkat sewa))",
    )
    assert {name for name, _ in asked.readings} == PENALTY
    assert [one.key for one in asked.differences] == ["state", "penalty", "device_charge", "payable", "balance"]


STEPS = {
    "after the term": (
        ("2025-05-20 cancellation-requested: {}",), "2025-05-20", "= 2025-05-20 <= 2025-05-20: no penalty",
    ),
    "documents that lack something": (
        (ASKED, "2024-08-22 documents-verified: {form: true, signed: true, payment_proof: true}"), "2024-08-22",
        "missing: identity, device receipt; the cancelling stays pending, at no fee",
    ),
    "documents that are complete": ((ASKED, f"2024-08-22 {COMPLETE}"), "2024-08-22", "complete since 2024-08-22"),
    "a good device": ((ASKED, f"2024-08-22 {GOOD}"), "2024-08-22", "device returned as it should be: no charge"),
    "a damaged one without a receipt": (
        (ASKED, "2024-08-22 device-returned: {condition: damaged}"), "2024-08-22",
        "device returned, damaged, without receipt: unspecified",
    ),
    "a device before the request": ((f"2024-08-20 {GOOD}",), "2024-08-20", "it counts once cancelling is asked for"),
    "the confirmation": (
        WHOLE, "2024-10-01", "final bill: unpaid bills Rp 0 + penalty Rp 75.000 + device charge Rp 0 = Rp 75.000",
    ),
    "documents after the confirmation": (
        (*WHOLE, "2024-10-02 documents-verified: {}"), "2024-10-02",
        "the cancelling is confirmed already, and final: nothing follows",
    ),
    "a device after the confirmation": (
        (*WHOLE, "2024-10-02 device-returned: {condition: damaged}"), "2024-10-02",
        "the cancelling is confirmed already, and final: nothing follows",
    ),
    "a bill after closing": (
        (*WHOLE, "2024-11-05 billed: {period: 2024-11, amount: 275000}"), "2024-11-05",
        "its period starts when no bill was to follow: it counts as recorded, and feeds nothing",
    ),
    "a payment": (WHOLE, "2024-08-22", "Rp 1.025.000 to the penalty"),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "at", "line"), STEPS.values(), ids=STEPS)
def test_each_step_says_what_follows(steps: tuple[str, ...], at: str, line: str) -> None:
    """In a line of its own, under the guide's clause."""
    (change,) = explained(*steps, at=at)
    assert any(line in found for found in change.arithmetic), change.arithmetic
    assert change.clause is not None
    assert "hird party's guide" in change.clause


@pytest.mark.parametrize("counted", ["ceil", "floor", "daily"])
@pytest.mark.parametrize("day", ["requested", "documents_complete", "confirmed"])
def test_the_changes_lead_from_nothing_to_what_is_owed(counted: str, day: str) -> None:
    """Each starts where the one before it ended, those that time alone makes among them."""
    readings = {"penalty.months_remaining": counted, "penalty.cancelled_on": day}
    changes = explained(*WHOLE, readings=readings)
    assert changes[0].balance_before.sen == 0
    for before, after in pairwise(changes):
        assert before.balance_after == after.balance_before
    ledger, second = ledger_at(told(*WHOLE, readings=readings), "2025-12-31")
    assert changes[-1].balance_after == ledger.account.balance(second)


FALLS = {
    "by months that are complete": ("ceil", ["2024-09-20"]),
    "by months that have begun": ("floor", ["2024-09-21"]),
    "by days": ("daily", [f"2024-{day}" for day in ("08-22", *(f"08-{n}" for n in range(23, 32)))]),
}


@pytest.mark.parametrize(("counted", "days"), FALLS.values(), ids=FALLS)
def test_the_penalty_falls_on_its_own_days(counted: str, days: list[str]) -> None:
    """Until the confirmation, and then no more."""
    readings = {"penalty.months_remaining": counted, "penalty.cancelled_on": "confirmed"}
    falls = [one for one in explained(*WHOLE, readings=readings) if one.trigger.startswith("the penalty falls")]
    assert [f"{one.at:%Y-%m-%d}" for one in falls][: len(days)] == days
    assert f"{falls[-1].at:%Y-%m-%d}" <= "2024-10-01"
    assert "it is not confirmed yet" in falls[0].arithmetic[0]


CONSULTED = {
    "nothing before the request": ((BILL, ASKED), "2024-08-20", set()),
    "the penalty's from the request on": ((BILL, ASKED), "2024-08-21", PENALTY),
    "billing's once a later month is billed": (
        (BILL, ASKED, "2024-09-05 billed: {period: 2024-09, amount: 275000}"), "2024-09-05",
        PENALTY | {"billing.while_pending"},
    ),
    "none where the term was over": ((BILL, "2025-05-20 cancellation-requested: {}"), "2025-12-31", set()),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "at", "names"), CONSULTED.values(), ids=CONSULTED)
def test_a_cancelling_consults(steps: tuple[str, ...], at: str, names: set[str]) -> None:
    """Those of the clauses that ran."""
    assert set(consulted(*ledger_at(told(*steps), at))) == names


def test_the_end_of_a_leap_day_s_term_hangs_on_a_reading() -> None:
    """So it was consulted, though by its default nothing is owed."""
    result = told("2025-02-28 cancellation-requested: {}", activated="2024-02-29")
    assert set(consulted(*ledger_at(result, "2025-02-28"))) == PENALTY


def test_the_months_add_up_while_the_penalty_falls() -> None:
    """A fall is a charge taken back; what was paid of it shows as credit."""
    result = told(*WHOLE, readings={"penalty.cancelled_on": "confirmed"})
    rows = months(result.events, result.rules, result.until)
    told_of = {str(row.period): (str(row.charges), str(row.credit), str(row.closing), row.state) for row in rows}
    assert told_of["2024-08"] == (
        "Rp 1.375.000 + unspecified",
        "Rp 0",
        "Rp 75.000 + unspecified",
        "cancellation_pending",
    )
    assert told_of["2024-09"] == ("-Rp 100.000", "Rp 25.000", "-Rp 25.000", "cancellation_pending")
    assert told_of["2024-10"] == ("Rp 0", "Rp 25.000", "-Rp 25.000", "terminated")
    for row in rows:
        assert (
            row.opening.sen + row.charges.sen - row.credit_notes.sen - row.payments.sen + row.refunds.sen
            == row.closing.sen
        )
