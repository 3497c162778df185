"""Stories at the edge of what can be told: no facts, no edition, amounts that nobody knows, acts recorded twice."""

from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from projections.explanation import explain
from scenarios.check import check
from scenarios.format.story import read_text
from scenarios.replay import replay
from tests.stories import BOOKS, answer, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"


def test_a_story_of_expectations_alone_needs_no_activation(tmp_path: Path) -> None:
    """Where no clause counts from it, the opening stands at the story's end."""
    whole = (BOOKS / "contoh-net" / "2024-01-01.md").read_text("utf-8")
    (tmp_path / "contoh-net").mkdir()
    (tmp_path / "contoh-net" / "2024-01-01.md").write_text(whole.partition("## 7")[0], "utf-8")
    text = 'scenario: a\nprovider: contoh-net\nsubscription: {number: "1"}\nsteps:\n'
    asked = read_text(f"{text}  - at: 2024-06-05\n    expect: {{payable: 0}}\n", "a.yaml")
    with frozen() as clock:
        result = replay(asked, Shelf.open(tmp_path), clock)
        assert check(result, clock).holds
    assert [recorded.at for recorded in result.events] == [asked.last]


def test_bills_of_the_rules_before_the_first_edition_are_told_at_the_provider() -> None:
    """The rules would have to act where none are known."""
    block = "  monthly_fee: 100000\n  bills: {day: 5}"
    with pytest.raises(Problems, match="covered from 2022-01-01"):
        replayed("2024-06-05 letter-sent: {}", activated="2021-05-01", block=block)


def test_a_payment_of_an_amount_that_nobody_knows_leaves_the_balance_open() -> None:
    """It settles nothing, and the balance says so (G7)."""
    result = replayed(BILL, "2024-06-10 paid: unspecified", "2024-06-12 refunded: {amount: unspecified}")
    assert str(answer(result, "2024-06-12", "payable")) == "Rp 412.500"
    balance = answer(result, "2024-06-12", "balance")
    assert str(balance) == "Rp 412.500 + unspecified"


def test_the_late_fee_of_an_unknown_bill_is_unknown() -> None:
    """From its first tier on; before that it is nothing."""
    result = replayed("2024-06-05 billed: {period: 2024-06, amount: unspecified}", "2024-07-05 letter-sent: {}")
    assert str(answer(result, "2024-06-20T23:59:59", "late_fee")) == "Rp 0"
    assert str(answer(result, "2024-06-21", "late_fee")) == "unspecified"


REFUSED = {
    "the wrong ticket": (
        ("2024-06-01 dispute-opened: {ticket: T1}", "2024-06-02 dispute-resolved: {ticket: T2, outcome: upheld}"),
        "the open dispute is T1, not T2",
    ),
    "blacklisted twice": (("2024-06-01 blacklisted: {}", "2024-06-02 blacklisted: {}"), "already blacklisted"),
    "after an end by the rules, with its clause": (
        (BILL, "2024-10-01 downgraded: {monthly_fee: 1000}"),
        r"ended on 2024-09-01 \(Sanksi 2\.d",
    ),
    "after resale, with its clause": (
        ("2024-06-01 resale-proven: {}", "2024-06-02 plan-changed: {monthly_fee: 1000}"),
        r"ended on 2024-06-01 \(Sanksi 2\.e",
    ),
}


@pytest.mark.parametrize(("steps", "why"), REFUSED.values(), ids=REFUSED)
def test_a_refusal(steps: tuple[str, ...], why: str) -> None:
    """In words, with the clause where there is one."""
    with pytest.raises(Problems, match=why):
        replayed(*steps)


@pytest.mark.parametrize("act", ["isolated", "reconnected"])
def test_as_recorded_an_act_must_still_be_possible(act: str) -> None:
    """A line is not isolated twice, nor reconnected when it is not isolated."""
    first = ["2024-06-22 isolated: {}"] if act == "isolated" else []
    with pytest.raises(Problems, match="the line is"):
        replayed(BILL, *first, f"2024-06-23 {act}: {{}}", provider_acts="as_recorded")


def test_as_recorded_a_refund_may_exceed_what_was_paid() -> None:
    """What the provider really did is a fact; the credit goes below nothing."""
    result = replayed("2024-06-01 paid: 1000", "2024-06-02 refunded: {amount: 5000}", provider_acts="as_recorded")
    assert str(answer(result, "2024-06-02", "credit")) == "-Rp 4.000"


def test_ceilings_flat_fees_and_gaps_are_worked_out_on_paper() -> None:
    """Each kind of line an explanation can have."""
    bill = "2024-03-01 billed: {period: 2024-03, amount: 500000}"
    result = replayed(bill, "2024-04-05 letter-sent: {}", provider="tangga-seluler", activated="2024-01-01")
    lines = [line for change in explain(result.events, result.rules, result.until) for line in change.arithmetic]
    assert "tier 1 from 2024-03-12: min(3% x Rp 500.000, Rp 9.000) = Rp 9.000" in lines
    assert "no tier between 2024-03-19 and the next: no fee" in lines
    assert "tier 2 from 2024-03-26: flat fee = Rp 25.000" in lines


def test_a_payment_of_the_endings_fee_is_explained() -> None:
    """What it settled, by name."""
    bill = "2024-03-01 billed: {period: 2024-03, amount: 200000}"
    result = replayed(bill, "2024-05-20 paid: 300000", provider="contoh-net", activated="2023-12-01")
    changes = list(explain(result.events, result.rules, result.until))
    assert "Rp 85.000 to the termination fee" in changes[-1].arithmetic


def test_a_fact_that_no_clause_is_about_is_kept_and_says_so() -> None:
    """Nothing follows from it, and the explanation tells (G8)."""
    result = replayed(BILL, "2024-06-10 device-returned: {condition: good}")
    changes = list(explain(result.events, result.rules, result.until))
    assert changes[-1].arithmetic == ("no clause of these terms is about it: nothing follows",)
    assert changes[-1].differences == ()


def test_each_dispute_is_resolved_by_its_ticket() -> None:
    """The one that a decision names, else the latest that is open; the answer is the latest one's."""
    opened = ["2024-06-01 dispute-opened: {ticket: T1}", "2024-06-02 dispute-opened: {ticket: T2}"]
    first = replayed(*opened, "2024-06-03 dispute-resolved: {ticket: T1, outcome: rejected}")
    assert answer(first, "2024-06-03", "dispute") == "open"
    latest = replayed(*opened, "2024-06-03 dispute-resolved: {outcome: upheld}")
    assert answer(latest, "2024-06-03", "dispute") == "upheld"


def test_a_credit_note_before_any_bill_is_credit() -> None:
    """What an adjustment leaves over is credit."""
    assert str(answer(replayed("2024-06-01 adjusted: {amount: -50000}"), "2024-06-01", "credit")) == "Rp 50.000"


def test_where_nobody_says_when_it_began_the_early_fee_is_unspecified() -> None:
    """And everything else of the book still holds."""
    text = 'scenario: a\nprovider: contoh-net\nsubscription: {number: "1"}\nsteps:\n'
    bill = "  - at: 2024-03-01\n    billed: {period: 2024-03, amount: 200000}\n"
    asked = read_text(f"{text}{bill}  - at: 2024-05-10\n    expect: {{payable: 215000 + unspecified}}\n", "a.yaml")
    with frozen() as clock:
        assert check(replay(asked, Shelf.open(BOOKS), clock), clock).holds


def test_bills_of_the_rules_need_an_activation() -> None:
    """There is nothing to count their months from."""
    text = (
        'scenario: a\nprovider: contoh-net\nsubscription: {number: "1", monthly_fee: 5000, bills: {day: 1}}\nsteps:\n'
    )
    asked = read_text(f"{text}  - at: 2024-06-05\n    expect: {{payable: 0}}\n", "a.yaml")
    with frozen() as clock, pytest.raises(Problems, match="bills are issued from the activation on"):
        replay(asked, Shelf.open(BOOKS), clock)
