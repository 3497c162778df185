"""What a number or word becomes when it is changed by a little, alone or with what stands in its way."""

import pytest

from lifecycle.rulebook import RuleBook
from scenarios.mutating.nudges import fixed, nudges
from tests.mutating.grounds import SHELF

CHANGES = [
    ("indihome", "late_fee.tier[0].minimum", ["5001", "4999"], "a rupiah up and down"),
    ("indihome", "late_fee.tier[0].rate", ["5.01%", "4.99%"], "a basis point up and down"),
    ("indihome", "minimum_term.months", ["13", "11"], "a month up and down"),
    ("indihome", "arrears.rung[1].right", ["false"], "a flag the other way"),
    ("indihome", "readings.late_fee.stacking.default", ["add"], "the other reading"),
    (
        "indihome",
        "late_fee.tier[0].until.day",
        ["2, and 1 behind it alike", "the last day of month 0"],
        "a bound that pushes",
    ),
    ("indihome", "billing.due.month", ["1, and 3 behind it alike"], "a last day to pay that pushes the tiers"),
    ("postclic", "trial.price", ["Rp 17.336,71", "Rp 17.336,69"], "an amount with sen"),
    ("masterweb", "readings.voucher.lag_business_days.default", ["1"], "a reading that is a number"),
    ("pln-routing", "routing.row[4].agrees", ["false, and routing.row[5].agrees = true"], "rows that trade a word"),
]


def latest(provider: str) -> RuleBook:
    return SHELF.editions(provider)[-1]


@pytest.mark.parametrize(
    ("provider", "path", "values"), [change[:3] for change in CHANGES], ids=[change[3] for change in CHANGES]
)
def test_a_value_becomes(provider: str, path: str, values: list[str]) -> None:
    book = latest(provider)
    parameter = next(one for one in book.parameters() if one.path == path)
    found = list(nudges(book, parameter))
    assert [one.value for one in found] == values
    assert all(one.book.digest != book.digest for one in found)


@pytest.mark.parametrize(
    ("provider", "path", "reason"),
    [
        ("indihome", "resale.ends", "the clause knows one word"),
        ("indihome", "arrears.rung[1].becomes", "vests goes with becomes"),
        ("postclic", "trial.until.of", "hours count from"),
    ],
    ids=["one word", "one rung with a right", "one thing to count from"],
)
def test_what_cannot_be_changed_says_why(provider: str, path: str, reason: str) -> None:
    book = latest(provider)
    parameter = next(one for one in book.parameters() if one.path == path)
    assert list(nudges(book, parameter)) == []
    assert reason in fixed(book, parameter).reason


def test_rows_that_only_change_places_are_no_change() -> None:
    """Two outcomes that are both refunded trade their words, and the book says what it said."""
    book = latest("masterweb")
    refunded = [one for one in book.parameters() if one.path == "order.outcome[1].of"]
    assert [one.value.partition(",")[0] for one in nudges(book, refunded[0])] == [
        "client_fault",
        "processed_only",
        "processed_and_activated",
    ]
