"""Where program and specification part ways: the smallest story of each; the random ones leave these out."""

from datetime import datetime

import pytest

from tests.properties.model import Contract, Model
from tests.properties.plain_facts import Fact
from tests.properties.stories import BASE, RP, Told, derived

MAY = BASE
GROW = {"late_fee.after_last_tier": "grow", "termination.discretion": "eligible_only"}
CURABLE = {"termination.cure": "curable", "termination.discretion": "eligible_only"}


def billed(at: datetime, amount: int = 412_500) -> Fact:
    return Fact(at, "billed", amount * RP, MAY)


def paid(at: datetime, amount: int) -> Fact:
    return Fact(at, "paid", amount * RP)


def adjusted(at: datetime, amount: int) -> Fact:
    return Fact(at, "adjusted", amount * RP, MAY)


STORIES = [
    pytest.param(
        {"payment.allocation": "oldest_bill_fee_first"},
        [paid(datetime(2024, 5, 2), 100_000), billed(datetime(2024, 5, 25))],
        datetime(2024, 5, 25),
        ("principal", 333_125 * RP),
        id="credit pays a late bill as a payment of that instant would: its fee first",
    ),
    pytest.param(
        {"late_fee.base": "all_overdue"},
        [
            billed(datetime(2024, 5, 5), 300_000),
            paid(datetime(2024, 5, 10), 350_000),
            Fact(datetime(2024, 6, 5), "billed", 50_000 * RP, MAY + 1),
        ],
        datetime(2024, 6, 22),
        ("late_fee", 0),
        id="credit pays a bill in time and leaves no pool",
    ),
    pytest.param(
        GROW,
        [billed(datetime(2024, 7, 4))],
        datetime(2024, 8, 1),
        ("late_fee", 123_750 * RP),
        id="a fee that grows does so on the 1st of each month, whenever the bill was issued",
    ),
    pytest.param(
        GROW,
        [billed(datetime(2024, 9, 4))],
        datetime(2024, 9, 4),
        ("late_fee", 165_000 * RP),
        id="a bill issued late meets every growth that has gone by",
    ),
    pytest.param(
        {"termination.fees_after": "freeze"},
        [billed(datetime(2024, 5, 5)), Fact(datetime(2024, 5, 22), "stopped"), adjusted(datetime(2024, 6, 5), -412_500)],
        datetime(2024, 6, 5),
        ("late_fee", 20_625 * RP),
        id="correcting a bill to nothing does not thaw a frozen fee",
    ),
    pytest.param(
        {},
        [billed(datetime(2024, 5, 5)), paid(datetime(2024, 5, 10), 412_500), adjusted(datetime(2024, 8, 5), 50_000)],
        datetime(2024, 8, 5),
        ("terminated_at", None),
        id="raising a bill that was paid in time ends no subscription over months gone by",
    ),
    pytest.param(
        CURABLE,
        [billed(datetime(2024, 5, 5)), paid(datetime(2024, 8, 5), 453_750)],
        datetime(2024, 8, 5),
        ("terminable_from", datetime(2024, 7, 21)),
        id="paying after the end of N+2 comes too late to cure",
    ),
]


@pytest.mark.parametrize(("readings", "facts", "at", "expected"), STORIES)
def test_the_model_holds_to_the_text(
    readings: dict[str, str], facts: list[Fact], at: datetime, expected: tuple[str, object]
) -> None:
    """What the specification says of each."""
    key, value = expected
    assert Model(Contract(datetime(2022, 5, 10), readings), facts, at).answers()[key] == value


@pytest.mark.parametrize(("readings", "facts", "at", "expected"), STORIES)
def test_the_program_holds_to_the_text(
    readings: dict[str, str], facts: list[Fact], at: datetime, expected: tuple[str, object]
) -> None:
    """What the program says of each."""
    key, value = expected
    assert derived(Told(Contract(datetime(2022, 5, 10), readings), tuple(facts)), [at])[0][key] == value
