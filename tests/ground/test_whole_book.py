"""A provider that is one Markdown file outside the package, with no Python of its own."""

import pytest

from tests.stories import answer, replayed

BILL = "2024-03-01 billed: {period: 2024-03, amount: 200000}"
END = "2024-05-10 letter-sent: {}"

ASKED = {
    "the last instant of the last day to pay": ("2024-03-10T23:59:59", "payable", "Rp 200.000"),
    "the first late instant": ("2024-03-11T00:00:00", "payable", "Rp 215.000"),
    "the last instant before isolation": ("2024-03-17T23:59:59", "state", "active"),
    "isolated after a week": ("2024-03-18T00:00:00", "state", "isolated"),
    "the last instant before the end": ("2024-05-09T23:59:59", "state", "isolated"),
    "ended after sixty days": ("2024-05-10T00:00:00", "state", "terminated"),
    "the early-termination fee": ("2024-05-10T00:00:00", "termination_fee", "Rp 400.000"),
    "everything at the end": ("2024-05-10T00:00:00", "payable", "Rp 615.000"),
    "no blacklist clause": ("2024-05-10T00:00:00", "blacklisted", "not_applicable"),
}


@pytest.mark.parametrize(("at", "key", "value"), ASKED.values(), ids=ASKED)
def test_the_book_of_the_specification(at: str, key: str, value: str) -> None:
    """The numbers that stand beside the book."""
    result = replayed(BILL, END, provider="contoh-net", activated="2023-12-01")
    assert str(answer(result, at, key)) == value


@pytest.mark.parametrize(
    ("activated", "payable"),
    [("2023-11-10", "Rp 215.000"), ("2023-11-11", "Rp 615.000"), ("2023-11-01", "Rp 215.000")],
)
def test_six_months_are_complete_on_their_anniversary(activated: str, payable: str) -> None:
    """The minimum term at its very edge."""
    result = replayed(BILL, END, provider="contoh-net", activated=activated)
    assert str(answer(result, "2024-05-10", "payable")) == payable


def test_the_customers_own_early_stop_is_a_penalty() -> None:
    """The same clause, the other side's ending."""
    result = replayed(
        BILL,
        "2024-03-05 paid: 200000",
        "2024-03-06 terminated: {by: customer}",
        provider="contoh-net",
        activated="2023-12-01",
    )
    assert str(answer(result, "2024-03-06", "penalty")) == "Rp 400.000"
    assert str(answer(result, "2024-03-06", "termination_fee")) == "Rp 0"
