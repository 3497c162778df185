"""Which readings a story consulted: those of clauses that ran on something."""

from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from projections.consulted import consulted, without_choice
from scenarios.format.story import read_text
from scenarios.replay import replay
from tests.stories import ledger_at, replayed, story

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"

BOOK = """# Dua Net

```toml
provider = "dua-net"
in_force = {day}
authority = "invented"
source = "example"
```

## 1 Late

```toml
[billing]
due = {{month = 0, day = 10}}

[[late_fee.tier]]
from = {{days_after = 1, of = "due"}}
flat = 15000

{readings}
```
"""
LATE = """
scenario: A bill of the first edition, late under it
provider: dua-net
subscription: {number: "1", activated: 2023-01-01}
steps:
  - at: 2024-05-01
    billed: {period: 2024-05, amount: 200000}
  - at: 2024-08-01
    expect: {late_fee: 15000}
"""


def names(at: str, *steps: str, provider: str = "indihome", activated: str = "2022-05-10") -> set[str]:
    """The readings consulted by an instant."""
    ledger, second = ledger_at(replayed(*steps, provider=provider, activated=activated), at)
    return set(consulted(ledger, second))


def test_a_bill_alone_consults_nothing() -> None:
    """No clause has run on it yet."""
    assert names("2024-06-20T23:59:59", BILL, "2024-06-30 letter-sent: {}") == set()


def test_a_payment_in_time_consults_only_how_payments_count() -> None:
    """No late fee, no isolation."""
    assert names("2024-12-01", BILL, "2024-06-10 paid: 412500", "2024-12-01 letter-sent: {}") == {
        "payment.dated_by", "payment.timezone", "payment.allocation",
    }  # fmt: skip


def test_a_tier_reached_consults_the_late_fee() -> None:
    """And the isolation that came with it."""
    found = names("2024-06-21", BILL, "2024-06-30 letter-sent: {}")
    assert {name.partition(".")[0] for name in found} == {"late_fee", "isolation"}


def test_the_end_consults_everything_about_it() -> None:
    """Arrears, cure, discretion, tenure, fees after it, and the blacklist."""
    found = names("2024-09-01", BILL, "2024-09-01 letter-sent: {}")
    assert {"termination.tenure_to", "termination.cure", "termination.fees_after", "blacklist.scope"} <= found
    assert "termination.fee_on_resale" not in found


def test_resale_consults_whether_the_right_to_end_is_used() -> None:
    """The clause ends the line at once, or only gives the right to."""
    found = names("2024-06-30", "2024-06-10 resale-proven: {}", "2024-06-30 letter-sent: {}")
    assert {"termination.discretion", "termination.fee_on_resale", "blacklist.scope"} <= found


def test_a_reading_that_only_an_earlier_edition_declares_was_consulted_under_it(tmp_path: Path) -> None:
    """Though the edition of the day that is looked at leaves nothing to choose."""
    old, new = (tmp_path / "dua-net" / f"{day}.md" for day in ("2023-01-01", "2024-07-01"))
    old.parent.mkdir()
    declared = '[readings."late_fee.tax"]\ndefault = "as_billed"\nalso = ["without_tax"]'
    old.write_text(BOOK.format(day="2023-01-01", readings=declared), "utf-8")
    new.write_text(BOOK.format(day="2024-07-01", readings=""), "utf-8")
    late = read_text(LATE, "late.yaml")
    with frozen() as clock:
        told = replay(late, Shelf.open(tmp_path), clock).told
    assert consulted(told.ledger(), told.until) == {"late_fee.tax": "as_billed"}


def test_a_book_without_readings_consults_none() -> None:
    """The clauses' plain defaults leave nothing to choose."""
    bill = "2024-03-01 billed: {period: 2024-03, amount: 200000}"
    at = "2024-06-01 letter-sent: {}"
    assert names("2024-06-01", bill, at, provider="contoh-net", activated="2023-12-01") == set()


ALWAYS = {"payment.dated_by", "payment.timezone", "late_fee.tax"}


@pytest.mark.parametrize(
    ("step", "choosing"),
    [
        pytest.param(BILL, set(), id="a bill in one sum"),
        pytest.param(
            "2024-06-05 billed: {period: 2024-06, amount: 9, lines: [{for: tax, amount: 9}]}",
            {"late_fee.tax"},
            id="a bill with tax",
        ),
        pytest.param("2024-06-05 paid: 5", set(), id="a payment in WIB"),
        pytest.param("2024-06-05T10:00+09:00 paid: 5", {"payment.timezone"}, id="a payment on another clock"),
        pytest.param(
            "2024-06-05 paid: {amount: 5, posted_at: 2024-06-07}", {"payment.dated_by"}, id="a payment posted later"
        ),
        pytest.param(
            "2024-06-05 paid: {amount: 5, posted_at: 2024-06-07T10:00+09:00}",
            {"payment.dated_by", "payment.timezone"},
            id="a payment posted later on another clock",
        ),
    ],
)
def test_a_reading_has_nothing_to_choose_where_all_of_its_values_come_to_the_same(
    step: str, choosing: set[str]
) -> None:
    facts = story(step).facts
    assert {*without_choice(fact.event for fact in facts)} == ALWAYS - choosing
