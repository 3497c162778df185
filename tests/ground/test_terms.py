"""Which edition judges, under which readings, and that a number in a book is the only place where it stands."""

from pathlib import Path

import pytest

from lifecycle import calendar
from lifecycle.clauses.late_fee import Stacking
from lifecycle.clock import frozen
from lifecycle.rulebook import NotCovered, Shelf
from lifecycle.terms import Rules
from scenarios.replay import replay
from tests.stories import BOOKS, SHELF, answer, story

EDITIONS = SHELF.editions("indihome")


def second(text: str) -> int:
    """An instant as the rules reckon it."""
    return calendar.seconds(calendar.parse_instant(text))


@pytest.mark.parametrize(
    ("at", "edition"),
    [
        ("2022-01-01", "2022-01-01"),
        ("2023-06-30T23:59:59", "2022-01-01"),
        ("2023-07-01", "2023-07-01"),
        ("2030-01-01", "2023-07-01"),
    ],
)
def test_the_edition_in_force(at: str, edition: str) -> None:
    """It begins at the first instant of its day (G10)."""
    assert Rules(EDITIONS).at(second(at)).edition == edition


def test_before_the_first_edition_nothing_is_in_force() -> None:
    """The error lists what is covered."""
    with pytest.raises(NotCovered, match="covered from 2022-01-01"):
        Rules(EDITIONS).at(second("2021-12-31T23:59:59"))


def test_a_pin_that_is_no_edition() -> None:
    """It is an error, never another edition."""
    with pytest.raises(NotCovered, match='no edition "2020-01-01"'):
        Rules(EDITIONS, pin="2020-01-01").at(second("2024-01-01"))


def test_no_editions_at_all() -> None:
    """As known before anything was published."""
    with pytest.raises(NotCovered, match="no edition was known"):
        Rules(()).at(second("2024-01-01"))


def test_a_reading_that_a_book_leaves_out_takes_the_plain_default() -> None:
    """And cannot be chosen there."""
    rules = Rules(SHELF.editions("contoh-net"), {"late_fee.stacking": "add"})
    assert rules.at(second("2024-03-01"))["late_fee.stacking"] == Stacking.REPLACE


@pytest.mark.parametrize(
    ("old", "new", "payable"),
    [
        ("flat = 15000", "flat = 17500", "Rp 217.500"),
        ("due = {month = 0, day = 10}", "due = {month = 0, day = 12}", "Rp 200.000"),
        ('from = {days_after = 1, of = "due"}', 'from = {days_after = 2, of = "due"}', "Rp 200.000"),
    ],
    ids=["the fee", "the last day to pay", "the day on which the fee begins"],
)
def test_changing_a_number_in_the_markdown_changes_the_result(tmp_path: Path, old: str, new: str, payable: str) -> None:
    """And nothing else has to be touched."""
    text = (BOOKS / "contoh-net" / "2024-01-01.md").read_text()
    assert old in text
    (tmp_path / "contoh-net").mkdir()
    (tmp_path / "contoh-net" / "2024-01-01.md").write_text(text.replace(old, new, 1))
    facts = story(
        "2024-03-01 billed: {period: 2024-03, amount: 200000}",
        "2024-03-11 letter-sent: {}",
        provider="contoh-net",
        activated="2023-12-01",
    )
    with frozen() as clock:
        result = replay(facts, Shelf.open(tmp_path), clock)
    assert str(answer(result, "2024-03-11", "payable")) == payable


@pytest.mark.parametrize(("issued", "isolated"), [("2024-03-01", "2024-03-16"), ("2024-03-05", "2024-03-20")])
def test_a_rung_may_count_from_the_oldest_unpaid_bill(tmp_path: Path, issued: str, isolated: str) -> None:
    """Its instant hangs on the day of issue of the oldest bill with unpaid principal."""
    text = (BOOKS / "contoh-net" / "2024-01-01.md").read_text()
    changed = text.replace('{days_after = 8, of = "due"}', '{days_after = 15, of = "oldest_unpaid"}')
    assert changed != text
    (tmp_path / "contoh-net").mkdir()
    (tmp_path / "contoh-net" / "2024-01-01.md").write_text(changed)
    facts = story(
        "2024-02-01 billed: {period: 2024-02, amount: 200000}",
        "2024-02-05 paid: 200000",
        f"{issued} billed: {{period: 2024-03, amount: 200000}}",
        "2024-04-30 letter-sent: {}",
        provider="contoh-net",
        activated="2023-12-01",
    )
    with frozen() as clock:
        result = replay(facts, Shelf.open(tmp_path), clock)
    assert answer(result, "2024-04-30", "isolated_since") == calendar.parse_instant(isolated)
