"""Every expectation is read by its key."""

from datetime import datetime
from typing import Any

import pytest

from lifecycle.events import BankAccount
from lifecycle.money import Sen
from scenarios.format import (
    NEVER,
    NOT_APPLICABLE,
    Expect,
    ExpectedAmount,
    ExpectedFinding,
    ExpectedRefund,
    ExpectedRoute,
    Problems,
    read_text,
)
from scenarios.format.expected import EXPECTATIONS
from tests.format.examples import told_by_the_rules


def expect(words: str) -> Expect:
    (found,) = read_text(told_by_the_rules(f"at: 2024-06-05, expect: {{{words}}}"), "a.yaml").expects
    return found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("state: cancellation_pending", "cancellation_pending", id="a state"),
        pytest.param("payable: 433125", ExpectedAmount(Sen(43_312_500)), id="an amount"),
        pytest.param("payable: Rp 433.125", ExpectedAmount(Sen(43_312_500)), id="an amount in Indonesian notation"),
        pytest.param("payable: unspecified", ExpectedAmount(None, unspecified=True), id="an amount nobody gives"),
        pytest.param("payable: 5 + unspecified", ExpectedAmount(Sen(500), unspecified=True), id="an amount in part"),
        pytest.param("balance: -5", ExpectedAmount(Sen(-500)), id="a balance in the customer's favour"),
        pytest.param("charges: 3", 3, id="a count"),
        pytest.param("isolated_since: never", NEVER, id="an instant that does not come"),
        pytest.param("terminated_at: 2024-09", datetime.fromisoformat("2024-09-01T00:00+07:00"), id="a month's start"),
        pytest.param(
            "terminated_at: 2024-09-01T02:00+09:00", datetime.fromisoformat("2024-09-01T00:00+07:00"), id="an instant"
        ),
        pytest.param("blacklisted: true", True, id="yes or no"),
        pytest.param("dispute: none", "none", id="no dispute"),
        pytest.param(
            "refund: {net: unspecified, to: {number: 001}, arrives_by: 2025-05-06}",
            ExpectedRefund(
                net=ExpectedAmount(None, unspecified=True),
                to=BankAccount(number="001"),
                arrives_by=datetime.fromisoformat("2025-05-06T00:00+07:00"),
            ),
            id="parts of a refund",
        ),
        pytest.param("route: {transfer: true, key: 3}", ExpectedRoute(transfer=True, key=3), id="parts of a route"),
        pytest.param("findings: []", (), id="no findings"),
        pytest.param(
            "findings_include: [OVERCHARGED, {code: UNCOVERED_CHARGE, amount: 500000}]",
            (ExpectedFinding("OVERCHARGED"), ExpectedFinding("UNCOVERED_CHARGE", ExpectedAmount(Sen(50_000_000)))),
            id="findings with and without amounts",
        ),
    ],
)
def test_the_value_of(words: str, value: Any) -> None:
    (expectation,) = expect(words).expectations
    assert expectation.value == value
    assert (expectation.key, expectation.place.line) == (words.partition(":")[0], 5)


@pytest.mark.parametrize("key", EXPECTATIONS)
def test_not_applicable_is_an_answer_to(key: str) -> None:
    assert expect(f"{key}: not_applicable").expectations[0].value == NOT_APPLICABLE


def test_readings_and_edition_stand_beside_the_expectations() -> None:
    found = expect("under: {b: 2, a: no}, on_edition: 2022-01-01, late_fee: 51750")
    assert (found.under, found.on_edition) == ((("a", "no"), ("b", "2")), "2022-01-01")
    assert [one.key for one in found.expectations] == ["late_fee"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param("", "nothing is expected", id="nothing"),
        pytest.param("under: {a: b}", "nothing is expected", id="readings alone"),
        pytest.param("payble: 5", 'unknown expectation "payble"; did you mean "payable"?', id="a slip"),
        pytest.param("state: paid", "known are active, warned", id="a state that is none"),
        pytest.param("payable: -5", "the amount -Rp 5 is negative", id="a negative amount"),
        pytest.param("payable: 5 + unknown", "500000 + unspecified", id="another word for unspecified"),
        pytest.param("payable: never", "'never' is not an amount", id="never as an amount"),
        pytest.param("terminated_at: soon", "'soon' is not an instant", id="a vague instant"),
        pytest.param("blacklisted: no", "write true or false", id="no for false"),
        pytest.param("events: -1", "is not a whole number", id="a negative count"),
        pytest.param("findings: OVERCHARGED", "a list is needed", id="one finding outside a list"),
        pytest.param("findings: [OVERCHARGE]", 'did you mean "OVERCHARGED"?', id="a slip in a code"),
        pytest.param("findings: [{amount: 5}]", 'missing key "code" in finding', id="a finding without its code"),
        pytest.param("findings: [OVERCHARGED, {code: OVERCHARGED}]", "each code stands once", id="a finding twice"),
        pytest.param("route: {too: email}", 'unknown key "too" in route; did you mean "to"?', id="a slip in a route"),
        pytest.param("refund: approved", "refund is written as a mapping", id="a refund as a word"),
        pytest.param("events: 1, under: a", "readings are written as a mapping", id="one reading as a word"),
        pytest.param("events: 1, on_edition: latest", '"latest" is not an edition', id="an edition by another name"),
    ],
)
def test_the_problem_with(words: str, message: str) -> None:
    with pytest.raises(Problems, match=r"^a\.yaml:5:\d+: ") as told:
        expect(words)
    (problem,) = told.value.problems
    assert message in problem.message
