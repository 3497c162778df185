"""The first month in which two histories part, and the event that parts them."""

import pytest

from lifecycle import calendar
from lifecycle.events import word
from tests.disputes.told import PACKAGE, over, telkomsel
from tests.stories import replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
END = "2024-07-10 letter-sent: {}"

PARTED: dict[str, tuple[tuple[str, ...], tuple[str, str, str, str] | None]] = {
    "isolated a day too early": (
        (BILL, "2024-06-20 isolated: {}", "2024-06-20T12:00 letter-sent: {}"), ("2024-06-20", "isolated", "", "state"),
    ),
    "isolated late is the act that is missing on its day": (
        (BILL, "2024-06-28 isolated: {}", END), ("2024-06-21", "", "isolated", "state"),
    ),
    "isolated on its day is no parting": ((BILL, "2024-06-21 isolated: {}", END), None),
    "isolated on a day known only as such is none either": (
        (BILL, "2024-06-21T09:00 letter-sent: {}", "2024-06-21T10:00 isolated: {} | precision: day", END), None,
    ),
    "not reconnected when all is paid": (
        (BILL, "2024-06-21 isolated: {}", "2024-06-25 paid: 433125", END), ("2024-06-25", "", "reconnected", "state"),
    ),
    "ended without a ground": (
        (BILL, "2024-06-10 paid: 412500", "2024-06-11 terminated: {by: provider, reason: arrears}", END),
        ("2024-06-11", "terminated", "", "state"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "wanted"), PARTED.values(), ids=PARTED)
def test_where_they_part(steps: tuple[str, ...], wanted: tuple[str, str, str, str] | None) -> None:
    parting = over(replayed(*steps, provider_acts="as_recorded")).parting
    if parting is None:
        assert wanted is None
        return
    told = (
        calendar.text(calendar.instant(parting.at))[:10],
        word(parting.recorded.event) if parting.recorded else "",
        word(parting.entitled.event) if parting.entitled else "",
        "state" if parting.state else "amount",
    )
    assert told == wanted


def test_a_charge_parts_them_with_what_is_left_of_it_on_the_other_side() -> None:
    parting = telkomsel(PACKAGE, "2017-04-01 dispute-noted: {}").parting
    assert parting is not None
    assert parting.recorded is not None
    assert parting.entitled is not None
    assert (parting.period, parting.amount, parting.state) == ("2017-02", True, False)
    assert (parting.recorded.step, parting.entitled.step) == (1, 1)
    assert (str(parting.asked.payable), str(parting.owed.payable)) == ("Rp 500.000", "Rp 0")


def test_a_fact_known_to_its_month_parts_nothing_inside_that_month() -> None:
    """Isolated in June: whether before or after the day on which the rules isolate nobody knows."""
    steps = (BILL, "2024-06 letter-sent: {}", "2024-07-01 paid: 412500")
    assert over(replayed(*sorted(steps))).parting is None
    late = (
        "2024-05-05 billed: {period: 2024-05, amount: 412500}",
        "2024-06 isolated: {}",
        "2024-06-30 letter-sent: {}",
    )
    found = over(replayed(*late, provider_acts="as_recorded")).parting
    assert found is not None
    assert found.period == "2024-05", "the rules isolate in May already"
