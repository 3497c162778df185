"""Findings a page at a time with what was looked at; long histories by pages; and several who look at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lifecycle.store import Store
from scenarios.inspector import tally
from scenarios.inspector.of_store import OfStore
from tests.bench.lines import line, paid_late
from tests.inspector.big import fill
from tests.inspector.browser import Browser, guarded
from tests.inspector.conftest import SUBSCRIPTIONS

Opening = Callable[[str], OfStore]


def test_findings_say_what_has_been_looked_at(browser: Browser) -> None:
    looked, concerned, path = [], 0, "/findings"
    while path:
        page = browser.page(path)
        looked.append(int(page.one(id="tally").attributes["data-looked-at"] or 0))
        concerned += len([one for one in page.all("section", klass="of") if one.all("article", klass="finding")])
        assert f"Something is found of {concerned}." in page.one(id="tally").text
        path = next((one.attributes["href"] or "" for one in page.all("a", id="next-page")), "")
    assert looked == [50, 100, SUBSCRIPTIONS]
    assert concerned == SUBSCRIPTIONS / 2


def test_a_page_in_the_middle_counts_from_itself_on(holdings: OfStore) -> None:
    first = Browser(guarded(holdings)).page("/findings").one("a", id="next-page").attributes["href"] or ""
    page = Browser(guarded(holdings)).page(first)
    assert page.one(id="tally").attributes["data-looked-at"] == "50"
    assert "Subscriptions 1 to 50" in page.text


def test_a_page_of_findings_replays_no_more_than_it_may(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST_EVENTS", 12)
    page = browser.page("/findings?provider=indihome")
    assert 0 < int(page.one(id="tally").attributes["data-looked-at"] or 0) < 5
    assert page.all("a", id="next-page")


@pytest.fixture
def long(tmp_path: Path, opened: Opening) -> Browser:
    """A subscription of 145 events."""
    told = line(paid_late, 72)
    url = f"sqlite:///{tmp_path / 'long.db'}"
    with Store.open(url, kept=False) as store:
        store.record(told.decided(), {book.digest: book.text for book in told.rules.books})
    return Browser(guarded(opened(url)))


def test_a_long_history_is_shown_by_pages(long: Browser) -> None:
    path, versions = "/subscription/1/events", list[str]()
    while path:
        page = long.page(path)
        found = [one.attributes["value"] or "" for one in page.all("li", klass="event")]
        assert len(found) <= 50
        versions += found
        more = [one.attributes["href"] for one in page.all("a", id="next-page")]
        path = f"/subscription/1/events{more[0]}" if more else ""
    assert versions == [str(number) for number in range(1, len(versions) + 1)]
    assert len(versions) > 100
    back = page.one("a", id="previous-page").attributes["href"]
    assert back == "?after=50"


def test_a_long_story_shows_its_latest_months(long: Browser) -> None:
    page = long.page("/subscription/1")
    assert len(page.one("table", klass="months").one("tbody").all("tr")) == 24
    assert "Earlier months that are not shown: 12." in page.text
    early = long.page("/subscription/1/at?step=3")
    assert len(early.one("table", klass="months").one("tbody").all("tr")) == 1


def test_the_slider_ends_where_the_story_does(long: Browser) -> None:
    last = int(long.page("/subscription/1").one(id="slider").attributes["max"] or 0)
    assert long.ask(f"/subscription/1/at?step={last}").text == long.ask("/subscription/1/at?step=99999").text
    assert long.page("/subscription/1?step=0").one(id="slider").attributes["value"] == "0"
    assert long.page("/subscription/1/at?at=2010-01-01").one(id="standing").attributes["data-step"] == "0"


def test_what_is_recorded_meanwhile_is_shown(tmp_path: Path, opened: Opening) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    with Store.open(url, kept=False) as store:
        fill(store, 2)
        browser = Browser(guarded(opened(url)))
        assert "Subscriptions: 2" in browser.page("/").one(id="totals").text
        told = line(paid_late, 6)
        store.record(told.decided(), {book.digest: book.text for book in told.rules.books})
        assert "Subscriptions: 3" in browser.page("/").one(id="totals").text


def test_what_was_found_before_something_was_recorded_is_not_counted_on(tmp_path: Path, opened: Opening) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    with Store.open(url, kept=False) as store:
        fill(store, 60)
        browser = Browser(guarded(opened(url)))
        next_page = browser.page("/findings").one("a", id="next-page").attributes["href"] or ""
        assert browser.page(next_page).one(id="tally").attributes["data-looked-at"] == "60"
        told = line(paid_late, 6)
        store.record(told.decided(), {book.digest: book.text for book in told.rules.books})
        assert browser.page(next_page).one(id="tally").attributes["data-looked-at"] == "11"


def test_many_who_look_at_once_see_the_same(browser: Browser) -> None:
    paths = ["/", "/?sort=events", "/subscription/1", "/subscription/1/at?step=2", "/subscription/1/compare"]
    paths += ["/subscription/1/events", "/verify?run=1", "/findings", "/?state=terminated"]
    alone = {path: browser.ask(path).text for path in paths}

    def asked(path: str) -> tuple[str, str]:
        return path, browser.ask(path).text

    with ThreadPoolExecutor(8) as pool:
        for path, text in pool.map(asked, paths * 4):
            assert text == alone[path]


def test_pages_do_not_grow_with_the_store(tmp_path: Path, opened: Opening) -> None:
    sizes: list[dict[str, int]] = []
    for number in (60, 600):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        with Store.open(url, kept=False) as store:
            fill(store, number)
        browser = Browser(guarded(opened(url)))
        sizes.append({path: len(browser.ask(path).text) for path in ("/", "/?sort=recorded", "/findings")})
    small, large = sizes
    assert all(abs(large[path] - small[path]) < 200 for path in small)
