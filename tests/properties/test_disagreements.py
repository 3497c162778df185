"""Where program and plain model once parted ways: the smallest story of each."""

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
        {"late_fee.base": "all_billed", "payment.allocation": "as_targeted"},
        [
            billed(datetime(2024, 5, 5), 300_000),
            Fact(datetime(2024, 5, 10), "paid", 300_000 * RP, MAY + 1),
            Fact(datetime(2024, 6, 5), "billed", 300_000 * RP, MAY + 1),
        ],
        datetime(2024, 6, 5),
        ("late_fee", 60_000 * RP),
        id="credit pays a bill as a payment of that instant would: with its part of the pool's fee",
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
        [
            billed(datetime(2024, 5, 5)),
            Fact(datetime(2024, 5, 22), "stopped"),
            adjusted(datetime(2024, 6, 5), -412_500),
        ],
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
        {},
        [billed(datetime(2024, 9, 4))],
        datetime(2024, 12, 1),
        ("terminated_at", None),
        id="a bill issued after its right to end would have vested ends nothing",
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


def test_correcting_a_pooled_bill_to_nothing_makes_no_fee_grow() -> None:
    """Pooled, the two bills carry 17.400; May corrected to nothing keeps its part, 8.700, and June is the pool.

    June alone then carries the minimum of 10.000.
    """
    contract = Contract(datetime(2022, 5, 10), {"late_fee.base": "all_overdue"})
    june = Fact(datetime(2024, 6, 5), "billed", 87_000 * RP, MAY + 1)
    facts = (billed(datetime(2024, 5, 5), 87_000), june, adjusted(datetime(2024, 7, 1), -87_000))
    story = Told(contract, facts)
    assert derived(story, [datetime(2024, 7, 1)])[0]["late_fee"] == (8_700 + 10_000) * RP


@pytest.mark.parametrize(("readings", "facts", "at", "expected"), STORIES)
def test_the_program_holds_to_the_text(
    readings: dict[str, str], facts: list[Fact], at: datetime, expected: tuple[str, object]
) -> None:
    """What the program says of each."""
    key, value = expected
    assert derived(Told(Contract(datetime(2022, 5, 10), readings), tuple(facts)), [at])[0][key] == value
