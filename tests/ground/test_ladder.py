"""A provider with every rung, tiers with a gap and a ceiling, and another rounding: still no Python of its own."""

import pytest

from lifecycle.events import word
from tests.stories import answer, replayed

BILL = "2024-03-01 billed: {period: 2024-03, amount: 200150}"
END = "2024-06-30 letter-sent: {}"

ASKED = {
    "the last day to pay is ten days after the issue": ("2024-03-11T23:59:59", "payable", "Rp 200.150"),
    "three percent, rounded up to Rp 100": ("2024-03-12", "late_fee", "Rp 6.100"),
    "a warning comes first": ("2024-03-12", "state", "warned"),
    "a slower line is still warned": ("2024-03-16", "state", "warned"),
    "in the gap between the tiers there is no fee": ("2024-03-19", "late_fee", "Rp 0"),
    "the block has a fee of its own": ("2024-03-21", "late_fee", "Rp 30.000"),
    "blocked since": ("2024-03-21", "isolated_since", "2024-03-21 00:00:00+07:00"),
    "then the flat fee comes on top of it": ("2024-03-26", "late_fee", "Rp 55.000"),
    "the end counts from the oldest unpaid bill": ("2024-04-30", "state", "terminated"),
    "arrears are no ending of this minimum term": ("2024-04-30", "termination_fee", "Rp 0"),
}


@pytest.mark.parametrize(("at", "key", "value"), ASKED.values(), ids=ASKED)
def test_the_ladder_is_climbed(at: str, key: str, value: str) -> None:
    """Each rung and each tier at its first instant."""
    result = replayed(BILL, END, provider="tangga-seluler", activated="2024-01-01")
    assert str(answer(result, at, key)) == value


def test_each_rung_is_an_event_of_the_rules() -> None:
    """Once each, in order."""
    result = replayed(BILL, END, provider="tangga-seluler", activated="2024-01-01")
    acts = [(f"{one.at:%m-%d}", word(one.event)) for one in result.events if one.actor == "rules"]
    assert acts == [("03-12", "warned"), ("03-16", "downgraded"), ("03-21", "blocked"), ("04-30", "terminated")]


@pytest.mark.parametrize(
    ("paid", "lifted"),
    [("2024-03-14 paid: 206250", "warning-lifted"), ("2024-03-22 paid: 230150", "unblocked")],
)
def test_settling_lifts_whatever_was_reached(paid: str, lifted: str) -> None:
    """At the payment's own instant."""
    result = replayed(BILL, paid, END, provider="tangga-seluler", activated="2024-01-01")
    assert lifted in [word(one.event) for one in result.events]
    assert answer(result, "2024-06-30", "state") == "active"


def test_the_ceiling_of_a_tier() -> None:
    """Three percent of more than Rp 300.000 stays at Rp 9.000."""
    bill = "2024-03-01 billed: {period: 2024-03, amount: 500000}"
    result = replayed(bill, END, provider="tangga-seluler", activated="2024-01-01")
    assert str(answer(result, "2024-03-12", "late_fee")) == "Rp 9.000"


@pytest.mark.parametrize(
    ("end", "penalty"),
    [
        ("2024-01-01", "Rp 700.000"),
        ("2024-03-01", "Rp 600.000"),
        ("2024-03-02", "Rp 600.000"),
        ("2024-12-31", "Rp 150.000"),
        ("2025-01-01", "Rp 0"),
    ],
)
def test_the_penalty_counts_the_months_that_remain(end: str, penalty: str) -> None:
    """A started month still counts as remaining."""
    result = replayed(f"{end} terminated: {{by: customer}}", provider="tangga-seluler", activated="2024-01-01")
    assert str(answer(result, end, "penalty")) == penalty


def test_resale_within_the_term_costs_what_the_clause_says() -> None:
    """The clause names resale among its endings, so no reading is needed."""
    result = replayed("2024-03-01 resale-proven: {}", provider="tangga-seluler", activated="2024-01-01")
    assert str(answer(result, "2024-03-01", "termination_fee")) == "Rp 600.000"
    assert answer(result, "2024-03-01", "state") == "terminated"


def test_an_undated_book_covers_every_date() -> None:
    """Long before and long after."""
    assert replayed("1999-05-05 letter-sent: {}", provider="tangga-seluler", activated="1999-01-01").events


def test_a_line_slowed_once_is_slowed_again_for_the_next_arrears() -> None:
    """Settling in between ends the first time; the provider's own downgrade is no rung."""
    april = "2024-04-01 billed: {period: 2024-04, amount: 200150}"
    own = "2024-03-04 downgraded: {monthly_fee: 100000}"
    steps = [BILL, own, "2024-03-17 paid: 206250", april, "2024-04-20 letter-sent: {}"]
    result = replayed(*steps, provider="tangga-seluler", activated="2024-01-01")
    slowed = [f"{one.at:%m-%d}" for one in result.events if word(one.event) == "downgraded" and one.actor == "rules"]
    assert slowed == ["03-16", "04-16"]
