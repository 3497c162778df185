"""Stories that random search meets seldom, at every instant at which something could change."""

from datetime import datetime, timedelta

import pytest

from tests.properties.model import Contract
from tests.properties.plain_facts import DAY, Fact
from tests.properties.stories import BASE, RP, SECOND, Told, differences

MAY = BASE
OLD = datetime(2022, 5, 10)


def may(day: int) -> datetime:
    return datetime(2024, 5, 1) + (day - 1) * DAY


def billed(day: int, amount: int = 412_500, month: int = MAY) -> Fact:
    return Fact(may(day), "billed", amount * RP, month)


def paid(day: int, amount: int, month: int | None = None) -> Fact:
    return Fact(may(day), "paid", amount * RP, month)


THREE = (billed(5), billed(36, month=MAY + 1), billed(66, month=MAY + 2))
PORTIONS = (billed(5, 300_000), paid(25, 120_000), paid(26, 30_000), paid(41, 50_000))
MOVED = Fact(may(40), "moved", month=MAY + 1, last_day=datetime(2024, 6, 25))
LATE_SECOND = (billed(5), billed(5 + 31 + 61, month=MAY + 1))

STORIES = [
    *(
        pytest.param(
            Contract(activated, {"termination.tenure_to": to}, end_fee=100_000_000),
            THREE,
            id=f"{activated:%d %b}, {to}",
        )
        for activated in (datetime(2023, 7, 20), datetime(2023, 7, 21), datetime(2023, 8, 1), datetime(2023, 8, 2))
        for to in ("effective_date", "breach_date")
    ),
    pytest.param(
        Contract(datetime(2023, 6, 30), {"termination.tenure_to": "breach_date"}, 2022, 100_000_000),
        THREE,
        id="activated a year before the last day of N+1, edition of 2022",
    ),
    *(
        pytest.param(Contract(OLD, {"late_fee.partial_payment": how, "late_fee.stacking": stacking}), PORTIONS, id=name)
        for how in ("outstanding_at_tier_start", "full_bill", "per_portion", "each_payment")
        for stacking in ("replace", "add")
        for name in [f"three portions and a rest, {how}, {stacking}"]
    ),
    *(
        pytest.param(
            Contract(OLD, {"isolation.lifted_when": lifted}),
            (billed(5), billed(36, month=MAY + 1), MOVED, paid(53, 453_750), paid(57, 1_000)),
            id=f"May and its fee paid while June, moved without waiver, has a fee but is not due, {lifted}",
        )
        for lifted in ("overdue_and_fees", "overdue", "all_billed")
    ),
    pytest.param(
        Contract(OLD, {"termination.arrears": "two_bills"}),
        LATE_SECOND,
        id="of two bills the second is issued after the first one's right would have vested",
    ),
    pytest.param(
        Contract(OLD, {"termination.arrears": "two_bills", "payment.allocation": "as_targeted"}),
        (*THREE, paid(68, 412_500, MAY + 1), billed(97, month=MAY + 3)),
        id="of two bills the middle one is paid, and the next two are tested later",
    ),
    pytest.param(
        Contract(OLD, {"termination.cure": "curable"}),
        (*THREE, paid(82, 1_500_000)),
        id="everything is paid after the right vested, and cures it",
    ),
    pytest.param(
        Contract(OLD, {"termination.cure": "curable"}),
        (*THREE, paid(82, 453_750)),
        id="only the oldest bill is paid after the right vested, which cures nothing",
    ),
    pytest.param(
        Contract(OLD),
        (billed(5), paid(10, 412_500), Fact(may(60), "reversed", 412_500 * RP)),
        id="a payment in time is reversed after the 21st: the fee from then on, the isolation from the reversal",
    ),
    pytest.param(
        Contract(OLD),
        (billed(5), paid(10, 412_500), Fact(may(100), "reversed", 412_500 * RP)),
        id="a payment in time is reversed after the end would have come",
    ),
    pytest.param(
        Contract(OLD),
        (billed(5), paid(10, 412_500), Fact(may(20), "stopped"), Fact(may(30), "reversed", 412_500 * RP)),
        id="the customer stops with nothing owed, and the payment is reversed after",
    ),
    pytest.param(
        Contract(OLD, {"termination.fee_on_resale": "charged"}, end_fee=100_000_000),
        (paid(2, 500_000), billed(5), Fact(may(30), "resale"), paid(40, 300_000)),
        id="resale is proven while credit is held",
    ),
    pytest.param(
        Contract(datetime(2024, 2, 29), {"termination.fee_on_resale": "charged"}, end_fee=100_000_000),
        (billed(5), Fact(datetime(2025, 2, 28), "resale")),
        id="activated on 29 February: the twelve months end on the 28th",
    ),
]


@pytest.mark.parametrize(("contract", "facts"), STORIES)
def test_both_agree_at_every_turn(contract: Contract, facts: tuple[Fact, ...]) -> None:
    """Compared on each fact, on every 1st and 21st, and one second before each of them."""
    story = Told(contract, facts)
    turns = {fact.at for fact in facts} | {may(1) + k * DAY for k in range(160)}
    turns = {at for at in turns if at.day in (1, 21) or any(at == fact.at for fact in facts)}
    looks = sorted(turns | {at - SECOND for at in turns if at - SECOND >= may(1)} | {max(turns) + timedelta(hours=1)})
    assert differences(story, looks) == []
