"""Two sides of a story: where they part is marked by a word, and each side is a replay under its own choice."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from lifecycle.clock import unfrozen
from lifecycle.rulebook import Shelf
from projections.keys import answers
from scenarios.format.story import read
from scenarios.inspector.of_files import OfFiles
from scenarios.judging import Overlay
from scenarios.pages.voice import Voice
from scenarios.replay import replay
from scenarios.report.masking import Mask
from tests.inspector.browser import Browser, Node, guarded

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
STORY = LIBRARY / "indihome" / "three-bills-unpaid.yaml"


@pytest.fixture(scope="module")
def browser() -> Browser:
    return Browser(guarded(OfFiles(STORY, (), Mask())))


def compared(browser: Browser, **asked: str) -> Node:
    return browser.page(f"/subscription/1/compare?{urlencode(asked)}")


def marked(page: Node) -> dict[str, bool]:
    rows = [row for row in page.one("table", id="compare").all("tr") if "data-key" in row.attributes]
    for row in rows:
        assert ("≠ differs" in row.text) == (row.attributes.get("class") == "differs")
        assert ("≠" in row.text) == (row.all("td")[1].text != row.all("td")[2].text)
    return {row.attributes["data-key"] or "": "≠" in row.text for row in rows}


@pytest.mark.parametrize(
    ("asked", "overlay"),
    [
        ({"right_reading": "late_fee.stacking=add"}, Overlay((("late_fee.stacking", "add"),))),
        ({"right_edition": "2022-01-01"}, Overlay(edition="2022-01-01")),
        (
            {"right_reading": "late_fee.base=all_overdue", "right_edition": "2022-01-01"},
            Overlay((("late_fee.base", "all_overdue"),), "2022-01-01"),
        ),
        ({}, Overlay()),
    ],
    ids=["a reading", "an edition", "both", "nothing"],
)
def test_a_side_is_a_replay_under_its_choice(browser: Browser, asked: dict[str, str], overlay: Overlay) -> None:
    page = compared(browser, **asked)
    story = read(STORY)
    shelf = Shelf.open()
    at = replay(story, shelf, unfrozen()).until
    told = [replay(story, shelf, unfrozen(), each, at).told for each in (Overlay(), overlay)]
    sides = [answers(each.ledger(), each.until) for each in told]
    voice = Voice.of("en", Mask())
    found = marked(page)
    for row in page.one("table", id="compare").all("tr")[1:]:
        key = row.attributes["data-key"] or ""
        shown = [cell.text for cell in row.all("td")[1:]]
        assert shown == [" ".join(voice.answer(side[key], key).split()) for side in sides]
        assert found[key] == (sides[0][key] != sides[1][key])
    assert any(found.values()) == bool(asked)


def test_two_instants_part(browser: Browser) -> None:
    found = marked(compared(browser, left_at="2024-06-10", right_at="2024-06-25"))
    assert found["state"]
    assert not found["terminated_at"]


def test_what_the_books_offer_can_be_chosen(browser: Browser) -> None:
    page = compared(browser)
    editions = [one.text for one in page.one("select", name="left_edition").all("option")]
    assert editions == ["as the story has it", "2022-01-01", "2023-07-01"]
    readings = page.one("select", name="right_reading")
    assert "late_fee.stacking" in [one.attributes["label"] for one in readings.all("optgroup")]
    values = {one.attributes["value"] for one in readings.all("option")}
    assert {"", "late_fee.stacking=replace", "late_fee.stacking=add"} <= values


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"left_reading": "late_fee.stackin=add"}, "unknown reading"),
        ({"left_reading": "late_fee.stacking=ad"}, "late_fee.stacking"),
        ({"right_edition": "1999-01-01"}, "unknown edition"),
        ({"right_reading": "nonsense"}, "unknown reading"),
    ],
)
def test_a_choice_that_does_not_exist_is_told(browser: Browser, asked: dict[str, str], words: str) -> None:
    page = compared(browser, **asked)
    (told,) = [one.text for one in page.all("div", role="alert")]
    assert words in told


def test_an_instant_that_does_not_exist_is_told(browser: Browser) -> None:
    for asked in ("left_at=2024-02-30", "right_at=x", "left_step=x"):
        assert browser.page(f"/subscription/1/compare?{asked}", 400).one(id="problem").text
