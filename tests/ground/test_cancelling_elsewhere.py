"""The clauses on cancelling in another provider's book, beside a late fee, a ladder and a flat fee."""

from itertools import pairwise
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from lifecycle.rulebook.lint import lint
from projections.explanation import explain
from scenarios.replay import Replayed, replay
from tests.stories import BOOKS, answer, story

CANCELLING = """
## 8 Cancelling

A request, the old box in good order, and a confirmation. The box costs Rp 75.000 when it is damaged.

```toml
[cancellation]
confirmed_after = ["device"]

[device]
charged_when = ["damaged"]
charge = 75000
```
"""
BILL = "2024-03-01 billed: {period: 2024-03, amount: 200000}"
ASKED = "2024-03-05 cancellation-requested: {}"
LATER = "2024-12-31 letter-sent: {}"


def told(folder: Path, *steps: str, change: tuple[str, str] = ("", ""), more: str = CANCELLING) -> Replayed:
    """A story under the example's book with a clause on cancelling."""
    text = (BOOKS / "contoh-net" / "2024-01-01.md").read_text("utf-8") + more
    (folder / "contoh-net").mkdir()
    (folder / "contoh-net" / "2024-01-01.md").write_text(text.replace(*change), "utf-8")
    facts = story(*steps, LATER, provider="contoh-net", activated="2024-01-10")
    with frozen() as clock:
        return replay(facts, Shelf.open(folder), clock)


def test_a_line_isolated_meanwhile_is_pending_to_the_end(tmp_path: Path) -> None:
    """The ladder goes on beneath, and a payment lifts it."""
    result = told(tmp_path, BILL, ASKED, "2024-03-20 paid: 215000")
    assert answer(result, "2024-03-18", "state") == "cancellation_pending"
    assert str(answer(result, "2024-03-18", "isolated_since")) == "2024-03-18 00:00:00+07:00"
    assert answer(result, "2024-03-20", "isolated_since") == "never"
    assert answer(result, "2024-03-20", "state") == "cancellation_pending"


def test_the_ladder_may_end_what_is_pending(tmp_path: Path) -> None:
    """For arrears, with the fee of the term; the customer has not ended it then, and owes no penalty beside."""
    result = told(tmp_path, BILL, ASKED)
    assert str(answer(result, "2024-05-10", "terminated_at")) == "2024-05-10 00:00:00+07:00"
    assert str(answer(result, "2024-05-10", "termination_fee")) == "Rp 400.000"
    assert str(answer(result, "2024-05-09", "penalty")) == "Rp 400.000"
    assert str(answer(result, "2024-05-10", "penalty")) == "Rp 0"


def test_a_flat_fee_is_the_penalty_of_a_request(tmp_path: Path) -> None:
    """And the amount that the book has for a damaged device, which a receipt plays no part in."""
    damaged = "2024-03-06 device-returned: {condition: damaged}"
    result = told(tmp_path, ASKED, damaged, "2024-03-07 cancellation-confirmed: {}")
    assert str(answer(result, "2024-03-07", "payable")) == "Rp 475.000"
    assert answer(result, "2024-03-07", "state") == "terminated"
    lines = [line for change in explain(result.events, result.rules, result.until) for line in change.arithmetic]
    assert "penalty: Rp 400.000" in lines
    assert "device returned, damaged: Rp 75.000" in lines


def test_an_end_in_arrears_is_one_of_wish_in_arrears(tmp_path: Path) -> None:
    """As any other end by the customer's wish."""
    good = "2024-03-06 device-returned: {condition: good}"
    more = CANCELLING + "\n## 9 List\n\nWho leaves in arrears.\n\n```toml\n[blacklist.eligible_on]\narrears_or_fault = "
    result = told(
        tmp_path, BILL, ASKED, good, "2024-03-12 cancellation-confirmed: {}", more=f'{more}["wish_in_arrears"]\n```\n'
    )
    assert answer(result, "2024-03-12", "blacklist_eligible") is True
    assert str(answer(result, "2024-04-30", "late_fee")) == "Rp 15.000"


def test_a_bill_of_a_period_after_the_end_feeds_no_late_fee(tmp_path: Path) -> None:
    """Issued before the end or after it; and it is no arrears."""
    good = "2024-03-06 device-returned: {condition: good}"
    ahead = "2024-03-02 billed: {period: 2024-04, amount: 200000}"
    behind = "2024-04-02 billed: {period: 2024-05, amount: 200000}"
    result = told(tmp_path, ahead, ASKED, good, "2024-03-12 cancellation-confirmed: {}", behind)
    assert str(answer(result, "2024-12-31", "late_fee")) == "Rp 0"
    assert str(answer(result, "2024-12-31", "principal")) == "Rp 400.000"


def test_what_a_confirmation_waits_for_needs_its_table(tmp_path: Path) -> None:
    """Else nothing could ever confirm."""
    with pytest.raises(Problems, match=r"a confirmation needs documents, but the book has no \[documents\]"):
        told(tmp_path, ASKED, change=('["device"]', '["device", "documents"]'))


def test_a_device_that_nobody_asks_for_is_remarked(tmp_path: Path) -> None:
    """Without a clause on cancelling nothing looks at it."""
    told(tmp_path, BILL, change=('[cancellation]\nconfirmed_after = ["device"]\n', ""))
    found = lint(Shelf.open(tmp_path).editions("contoh-net"))
    assert [one.severity for one in found if "nothing looks at [device]" in one.message] == ["warning"]


def test_a_fee_beside_a_penalty_that_falls_is_explained_to_the_last_rupiah(tmp_path: Path) -> None:
    """Each change begins where the one before it ended."""
    by_month = ("{flat = 400000}", "{per_remaining_month = 50000, plus = 10000}")
    reading = '\n[readings."penalty.cancelled_on"]\ndefault = "confirmed"\nquestion = "Which day counts?"\n```\n'
    more = CANCELLING.rstrip().removesuffix("```") + reading
    result = told(tmp_path, BILL, ASKED, change=by_month, more=more)
    changes = explain(result.events, result.rules, result.until)
    for before, after in pairwise(changes):
        assert before.balance_after == after.balance_before
    assert [f"{one.at:%m-%d}" for one in changes if one.trigger.startswith("the penalty falls")][:2] == [
        "03-10", "04-10",
    ]  # fmt: skip
