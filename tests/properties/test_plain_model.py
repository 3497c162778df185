"""The plain model itself, held against every row of the specification's worked numbers for IndiHome."""

from datetime import datetime, timedelta

import pytest

from tests.properties.model import Contract, Model
from tests.properties.plain_facts import Fact

RP = 100
OLD = datetime(2022, 5, 10)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def bill(period: str, amount: int) -> Fact:
    day = at(f"{period}-05")
    return Fact(day, "billed", amount * RP, month=day.year * 12 + day.month - 1)


def paid(when: str, amount: int) -> Fact:
    return Fact(at(when), "paid", amount * RP)


def asked(facts: list[Fact], when: str, contract: Contract | None = None, **readings: str) -> dict[str, object]:
    read = {name.replace("__", "."): value for name, value in readings.items()}
    return Model(contract or Contract(OLD, read), facts, at(when)).answers()


MAY = [bill("2023-05", 280_000)]
JUNE = [bill("2024-06", 412_500)]
SMALL = [bill("2024-06", 87_000)]
PART = [bill("2024-06", 400_000), paid("2024-06-10", 150_000)]
PORTIONS = [bill("2024-06", 300_000), paid("2024-06-25", 200_000), paid("2024-07-10", 100_000)]
TWO = [*JUNE, bill("2024-07", 412_500)]
THREE = [*TWO, bill("2024-08", 412_500)]
ALONE = [*JUNE, paid("2024-06-24", 412_500)]
ADD = {"late_fee.stacking": "add"}
FULL = {"late_fee.partial_payment": "full_bill"}


@pytest.mark.parametrize(
    ("facts", "when", "readings", "key", "rupiah"),
    [
        pytest.param(MAY, "2023-05-20T23:59:59", {}, "payable", 280_000, id="May on the 20th"),
        pytest.param(MAY, "2023-05-25", {}, "payable", 294_000, id="May on the 25th"),
        pytest.param(MAY, "2023-06-10", {}, "payable", 308_000, id="May in June"),
        pytest.param(MAY, "2023-06-10", ADD, "payable", 322_000, id="May in June, ten on top of five"),
        pytest.param(JUNE, "2024-06-21", {}, "payable", 433_125, id="June on the 21st at 00:00"),
        pytest.param(SMALL, "2024-06-22", {}, "late_fee", 5_000, id="the minimum of tier 1"),
        pytest.param(SMALL, "2024-07-03", {}, "late_fee", 10_000, id="the minimum of tier 2"),
        pytest.param(JUNE, "2024-08-02", {}, "late_fee", 41_250, id="N+2 holds"),
        pytest.param(JUNE, "2024-08-02", {"late_fee.after_last_tier": "none"}, "late_fee", 0, id="N+2 none"),
        pytest.param(JUNE, "2024-08-02", {"late_fee.after_last_tier": "grow"}, "late_fee", 82_500, id="N+2 grows"),
        pytest.param([*PART, paid("2024-06-24", 250_000)], "2024-06-24", {}, "late_fee", 12_500, id="part on time"),
        pytest.param([*PART, paid("2024-06-24", 250_000)], "2024-06-24", FULL, "late_fee", 20_000, id="full bill"),
        pytest.param(THREE, "2024-06-30", {}, "payable", 433_125, id="three at the end of June"),
        pytest.param(THREE, "2024-07-31", {}, "payable", 886_875, id="three at the end of July"),
        pytest.param(THREE, "2024-08-31", {}, "payable", 1_340_625, id="three at the end of August"),
        pytest.param(THREE, "2024-09-01", {}, "payable", 1_361_250, id="three at the end"),
        pytest.param(
            THREE, "2024-09-01", {"termination.fees_after": "freeze"}, "payable", 1_340_625, id="three, frozen"
        ),
        pytest.param(PORTIONS, "2024-07-10", {}, "late_fees_charged", 15_000, id="two portions, at the opening"),
        pytest.param(
            PORTIONS,
            "2024-07-10",
            {"late_fee.partial_payment": "per_portion"},
            "late_fees_charged",
            20_000,
            id="two portions, each at its own tier",
        ),
        pytest.param(
            PORTIONS,
            "2024-07-10",
            {"late_fee.partial_payment": "each_payment"},
            "late_fees_charged",
            25_000,
            id="two portions, each on the total",
        ),
        pytest.param(TWO, "2024-07-10", {}, "late_fee", 41_250, id="each bill on 10 July"),
        pytest.param(TWO, "2024-07-21", {}, "late_fee", 61_875, id="each bill on 21 July"),
        pytest.param(TWO, "2024-07-10", {"late_fee.base": "all_overdue"}, "late_fee", 41_250, id="overdue, 10 July"),
        pytest.param(TWO, "2024-07-21", {"late_fee.base": "all_overdue"}, "late_fee", 82_500, id="overdue, 21 July"),
        pytest.param(TWO, "2024-07-10", {"late_fee.base": "all_billed"}, "late_fee", 82_500, id="billed, 10 July"),
        pytest.param(TWO, "2024-07-21", {"late_fee.base": "all_billed"}, "late_fee", 82_500, id="billed, 21 July"),
        pytest.param(ALONE, "2024-06-24", {}, "late_fee", 20_625, id="paid alone without its fee"),
    ],
)
def test_worked_amounts(facts: list[Fact], when: str, readings: dict[str, str], key: str, rupiah: int) -> None:
    """Every amount of the worked numbers."""
    assert Model(Contract(OLD, readings), facts, at(when)).answers()[key] == rupiah * RP


def test_a_bill_is_isolated_from_the_21st_on() -> None:
    """Isolated at 21 June 00:00, active one second earlier; a payment of that instant is late."""
    assert asked(JUNE, "2024-06-20T23:59:59")["state"] == "active"
    assert asked(JUNE, "2024-06-21")["isolated_since"] == at("2024-06-21")
    assert asked([*JUNE, paid("2024-06-21", 412_500)], "2024-06-21")["late_fee"] == 20_625 * RP


def test_three_unpaid_bills_end_the_contract() -> None:
    """Ended on 1 September, or 1 August where the edition of 2022 is in force."""
    assert asked(THREE, "2024-08-31T23:59:59")["terminated_at"] is None
    assert asked(THREE, "2024-09-01")["terminated_at"] == at("2024-09-01")
    assert asked(THREE, "2024-09-01", Contract(OLD, edition=2022))["terminated_at"] == at("2024-08-01")
    assert asked(THREE, "2024-08-21")["terminable_from"] == at("2024-08-21")


@pytest.mark.parametrize(
    ("day", "rupiah"),
    [
        pytest.param("2023-09-01", 0, id="a year and no day less"),
        pytest.param("2023-09-02", 1_000_000, id="a day less"),
    ],
)
def test_the_termination_fee_needs_less_than_a_year(day: str, rupiah: int) -> None:
    """Activated twelve months before the end to the day: no fee."""
    got = asked(THREE, "2024-09-01", Contract(at(day), end_fee=1_000_000 * RP))
    assert got["termination_fee"] == rupiah * RP


def test_paying_the_first_bill_moves_the_end_by_a_month() -> None:
    """The first bill with its fee paid on 15 August: July is the oldest, next end 1 October, still isolated."""
    model = Model(Contract(OLD), [*THREE, paid("2024-08-15", 453_750)], at("2024-08-15") + timedelta(seconds=1))
    assert model.next_termination() == at("2024-10-01")
    assert model.answers()["state"] == "isolated"


@pytest.mark.parametrize(
    ("lifted_when", "state"),
    [
        pytest.param("overdue_and_fees", "isolated", id="with fees"),
        pytest.param("overdue", "active", id="without fees"),
    ],
)
def test_an_unpaid_fee_keeps_the_line_isolated_by_reading(lifted_when: str, state: str) -> None:
    """Paid alone on 24 June without its fee."""
    assert asked(ALONE, "2024-06-24", isolation__lifted_when=lifted_when)["state"] == state
