"""Events and answers in words."""

from datetime import date
from typing import Any

import pytest

from lifecycle.calendar import Period, parse_instant
from lifecycle.events import (
    EVENTS,
    ONLY_BY_THE_RULES,
    Activated,
    Billed,
    BillLine,
    Demanded,
    DueDateMoved,
    Event,
    Givens,
    PackageActivated,
    Paid,
    Terminated,
    VisibilityChanged,
)
from lifecycle.money import Amount, Sen
from scenarios.format import ExpectedAmount, ExpectedFinding, ExpectedRefund, read_text
from scenarios.report import words
from scenarios.report.masking import Mask
from tests.format.examples import EVERY_EVENT
from tests.report.events import recorded

BILL = Billed(Period("2024-06"), Sen(41250000), lines=(BillLine("service", Sen(41250000)),))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (BILL, "billed · tagihan Rp 412.500 (2024-06, lines: service Rp 412.500)"),
        (Billed(Period("2024-06"), "unspecified"), "billed · tagihan unspecified (2024-06)"),
        (Paid(Sen(5), for_period=Period("2024-06"), method="atm"), "paid · pembayaran Rp 0,05 (for 2024-06, by atm)"),
        (Terminated("provider", "arrears"), "terminated · pencabutan (for arrears)"),
        (Terminated("customer", "wish"), "terminated · berhenti berlangganan"),
        (
            PackageActivated("12 GB", Sen(0), "staff", 6),
            "package activated · aktivasi paket Rp 0 (a month, 12 GB, by staff, free months 6, no consent)",
        ),
        (
            PackageActivated("small", Sen(1000000), "customer", consent=True, per="week"),
            "package activated · aktivasi paket Rp 10.000 (a week, small, by customer, consent)",
        ),
        (
            Demanded(Sen(1400000), "late_fee", Period("2024-06")),
            "demanded · penagihan Rp 14.000 (of late fee, 2024-06)",
        ),
        (VisibilityChanged(False), "visibility changed · tampilan diubah (hidden from the customer)"),
        (
            DueDateMoved(Period("2021-09"), date(2021, 9, 25), waive_late_fee=True),
            "due date moved · jatuh tempo diubah (2021-09, to 2021-09-25, waive late fee)",
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_an_event_is_said_in_both_languages(event: Event, said: str) -> None:
    assert str(words.said(event, Mask())) == said


def test_every_event_can_be_said() -> None:
    facts = read_text(EVERY_EVENT, "every.yaml").facts
    assert {type(fact.event) for fact in facts} >= set(EVENTS.values()) - ONLY_BY_THE_RULES - {EVENTS["activated.1"]}
    for fact in facts:
        assert " · " in str(words.said(fact.event, Mask())) or words.term_of(fact.event)


@pytest.mark.parametrize(
    ("envelope", "when", "doubts"),
    [
        ({}, "2024-06-05 10:00", ()),
        ({"precision": "day"}, "2024-06-05", ("known to the day · diketahui sampai harinya",)),
        (
            {"precision": "month", "inferred": True},
            "2024-06",
            ("known to the month · diketahui sampai bulannya", "inferred · disimpulkan"),
        ),
        (
            {"precision": "unknown", "inferred": True},
            "unknown",
            ("instant unknown · waktunya tidak diketahui", "inferred · disimpulkan"),
        ),
        ({"known_at": parse_instant("2024-07-01")}, "2024-06-05 10:00", ("known 2024-07-01",)),
    ],
    ids=["to the instant", "to the day", "to the month", "not at all", "known later"],
)
def test_an_instant_is_said_no_more_exactly_than_it_is_known(
    envelope: dict[str, Any], when: str, doubts: tuple[str, ...]
) -> None:
    found = recorded(BILL, **envelope)
    assert words.when(found) == when
    assert words.doubts(found) == doubts


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Amount(1733670), "Rp 17.336,70"),
        (Amount(0, frozenset({"termination.fee"})), "unspecified (termination.fee)"),
        (Amount(100, frozenset({"b", "a"})), "Rp 1 + unspecified (a, b)"),
        (True, "true"),
        (3, "3"),
        ("never", "never"),
        (parse_instant("2024-06-21"), "2024-06-21"),
    ],
)
def test_an_answer_is_said_as_files_write_it(value: Any, said: str) -> None:
    assert words.answer(value, Mask()) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (ExpectedAmount(Sen(50000000), unspecified=True), "Rp 500.000 + unspecified"),
        (ExpectedAmount(None, unspecified=True), "unspecified"),
        (
            (ExpectedFinding("OVERCHARGED", ExpectedAmount(Sen(100))), ExpectedFinding("DOUBLE_CHARGE")),
            "OVERCHARGED Rp 1, DOUBLE_CHARGE",
        ),
        (ExpectedRefund(gross=ExpectedAmount(Sen(100)), net=None, status="approved"), "gross Rp 1, status approved"),
        (False, "false"),
        ((), "none"),
    ],
    ids=["known and unspecified", "unspecified", "findings", "refund", "no", "no findings"],
)
def test_what_is_expected_is_said_as_files_write_it(value: Any, said: str) -> None:
    assert words.expected(value, Mask()) == said


def test_a_difference_says_in_which_direction() -> None:
    assert words.difference(-2062500) == "Rp 20.625 less"
    assert words.difference(50) == "Rp 0,50 more"
    assert words.difference(0) == words.difference(None) == ""


def test_givens_are_said_with_their_names() -> None:
    opening = Activated("x", "1", givens=Givens(termination_fee=Sen(100), holidays=(date(2024, 6, 17),)))
    assert words.said(opening, Mask()).details == ("givens termination fee Rp 1, calendar holidays: 2024-06-17",)
