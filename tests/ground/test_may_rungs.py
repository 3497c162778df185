"""What a provider may do it does by the reading; what a rung costs is charged, the last one too."""

from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from scenarios.judging import Overlay
from scenarios.replay import Replayed, replay
from tests.stories import BOOKS, answer, story

DISCRETION = """
[readings."termination.discretion"]
default = "exercised"
also = ["eligible_only"]
question = "Does the provider use its rights?"
"""


def changed(folder: Path, *changes: tuple[str, str], readings: tuple[tuple[str, str], ...] = ()) -> Replayed:
    """One unpaid bill under the example's book with some of its text changed."""
    text = (BOOKS / "contoh-net" / "2024-01-01.md").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "contoh-net").mkdir()
    (folder / "contoh-net" / "2024-01-01.md").write_text(text, "utf-8")
    facts = story(
        "2024-03-01 billed: {period: 2024-03, amount: 200000}",
        "2024-06-30 letter-sent: {}",
        provider="contoh-net",
        activated="2023-06-01",
    )
    with frozen() as clock:
        return replay(facts, Shelf.open(folder), clock, Overlay(readings=readings))


MAY_ISOLATE = ('at = {days_after = 8, of = "due"}', 'at = {days_after = 8, of = "due"}\nright = true\n' + DISCRETION)


def test_a_provider_that_only_may_isolate_does_so_by_the_reading(tmp_path: Path) -> None:
    """Exercised, at the first permitted instant; else never by itself (G5)."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert answer(changed(tmp_path / "a", MAY_ISOLATE), "2024-03-18", "state") == "isolated"
    left = changed(tmp_path / "b", MAY_ISOLATE, readings=(("termination.discretion", "eligible_only"),))
    assert answer(left, "2024-06-30", "state") == "active"
    assert answer(left, "2024-06-30", "terminable_from") != "never"


def test_the_last_rung_may_have_a_fee(tmp_path: Path) -> None:
    """It is part of what the ending costs."""
    costly = ("right = true", "right = true\nfee = 50000")
    assert str(answer(changed(tmp_path, costly), "2024-05-10", "termination_fee")) == "Rp 50.000"


def test_only_the_end_vests(tmp_path: Path) -> None:
    """On any other rung the key would say nothing, so it is refused."""
    idle = ('becomes = "isolated"', 'becomes = "isolated"\nvests = {days_after = 5, of = "due"}')
    with pytest.raises(Problems, match='vests goes with becomes = "terminated"'):
        changed(tmp_path, idle)
