"""A store that was changed behind the program's back still opens, and says so where it shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lifecycle.store import Store
from scenarios.inspector.of_store import OfStore
from tests.inspector.big import fill
from tests.inspector.browser import Browser, guarded
from tests.store.tampering import Hand

Opening = Callable[[str], OfStore]

NAME = "indihome/122000000"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store of six subscriptions."""
    made = f"sqlite:///{tmp_path / 'kept.db'}"
    with Store.open(made, kept=False) as store:
        fill(store, 6)
    return made


def tampered(url: str, change: Callable[[Hand], None]) -> None:
    with Store.open(url) as store:
        change(Hand(store))


def amount(hand: Hand) -> None:
    topic, state = hand.event(NAME, 2)
    hand.write(NAME, 2, topic, state.replace(b"41250000", b"41250001"))


def nonsense(hand: Hand) -> None:
    hand.write(NAME, 2, "billed.1", b"\xff\x00 nonsense")


def unknown(hand: Hand) -> None:
    hand.write(NAME, 2, "<script>alert(1)</script>", b'{"event":{}}')


def words(hand: Hand) -> None:
    hand("UPDATE stored_events SET state='text' WHERE originator_id=? AND originator_version=2", NAME)


def gone(hand: Hand) -> None:
    hand.delete(NAME, 2)


def first_gone(hand: Hand) -> None:
    hand.delete(NAME, 1)


def unsealed(hand: Hand) -> None:
    hand("DELETE FROM chain WHERE subscription=? AND version=2", NAME)


CHANGES = (amount, nonsense, unknown, words, gone, first_gone, unsealed)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_it_opens_and_says_what_was_done(url: str, opened: Opening, change: Callable[[Hand], None]) -> None:
    tampered(url, change)
    browser = Browser(guarded(opened(url)))
    rows = [row for row in browser.page("/").all("tr") if "data-number" in row.attributes]
    assert len(rows) == 6
    (row,) = (row for row in rows if row.all("a")[0].text.endswith("•••000"))
    verdict = browser.page("/verify?run=1").one(id="verdict")
    assert verdict.attributes["data-done"]
    assert "•••000" in verdict.text
    assert "122000000" not in verdict.text
    events = browser.page(f"/subscription/{row.attributes['data-number']}/events")
    assert "Not all of these events are what was recorded." in events.one(id="broken").text
    browser.page(f"/subscription/{row.attributes['data-number']}")
    browser.page("/findings")


@pytest.mark.parametrize("change", [nonsense, unknown, words, first_gone, gone], ids=lambda change: change.__name__)
def test_a_story_that_cannot_be_told_says_why(url: str, opened: Opening, change: Callable[[Hand], None]) -> None:
    tampered(url, change)
    browser = Browser(guarded(opened(url)))
    page = browser.page("/")
    (row,) = (row for row in page.all("tr") if row.all("td", klass="bad"))
    number = row.attributes["data-number"]
    assert "cannot be told" in row.text
    untold = browser.page(f"/subscription/{number}").one(id="untold")
    assert "This story cannot be told" in untold.text
    assert "Cannot be told: 1." in browser.page("/findings").one(id="tally").text
    for path in ("/at", "/compare"):
        assert browser.page(f"/subscription/{number}{path}", 409 if change is not gone else 400).one(id="problem").text


def test_each_event_says_whether_it_holds(url: str, opened: Opening) -> None:
    browser = Browser(guarded(opened(url)))
    number = browser.page("/").all("tr")[1].attributes["data-number"]
    path = f"/subscription/{number}/events"
    before = [one.text for one in browser.page(path).all("span", klass="holds")]
    assert before
    assert all(one.startswith("✓") for one in before)
    tampered(url, amount)
    after = [one.text for one in browser.page(path).all("span", klass="holds")]
    assert [one.startswith("✓") for one in after] == [True, False, *[True] * (len(before) - 2)]


def test_what_holds_says_so(url: str, opened: Opening) -> None:
    verdict = Browser(guarded(opened(url))).page("/verify?run=1").one(id="verdict")
    assert verdict.attributes["data-done"] == ""
    assert "The store holds" in verdict.text


def test_nothing_is_verified_before_it_is_asked_for(url: str, opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    held = opened(url)
    monkeypatch.setattr(held, "verify", None)
    assert Browser(guarded(held)).page("/verify").all(id="verdict") == []


def test_looking_writes_nothing(url: str, opened: Opening) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    before = file.read_bytes()
    browser = Browser(guarded(opened(url)))
    for path in ("/", "/subscription/1", "/subscription/1/events", "/findings", "/verify?run=1"):
        browser.page(path)
    assert file.read_bytes() == before
