"""The list of subscriptions: searched, narrowed, sorted, a page at a time, from either database."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from lifecycle.store import Listed, Store, Wanted
from scenarios.inspector import lines
from tests.inspector.browser import Browser, Node
from tests.inspector.conftest import SUBSCRIPTIONS

ALL = tuple(f"indihome/{122_000_000 + index}" for index in range(SUBSCRIPTIONS))


def walked(browser: Browser, **asked: str) -> Iterator[Node]:
    """The pages of a list, from the first to the last."""
    path: str | None = f"/?{urlencode(asked)}"
    while path is not None:
        page = browser.page(path)
        yield page
        path = next((one.attributes["href"] for one in page.all("a", id="next-page")), None)


def shown(page: Node) -> list[tuple[int, str]]:
    """The subscriptions of a page, each with the number of its address."""
    rows = [row for row in page.all("tr") if "data-number" in row.attributes]
    return [(int(row.attributes["data-number"] or 0), row.all("a")[0].text) for row in rows]


def test_every_subscription_is_on_one_page_in_order(browser: Browser) -> None:
    pages = [shown(page) for page in walked(browser)]
    assert [len(page) for page in pages] == [50, 50, 30]
    assert [name for page in pages for _, name in page] == [f"indihome/•••{name[-3:]}" for name in ALL]
    numbers = [number for page in pages for number, _ in page]
    assert len(set(numbers)) == SUBSCRIPTIONS


@pytest.mark.parametrize("sort", ["number", "events", "recorded"])
def test_each_order_has_all_of_them_once(browser: Browser, sort: str) -> None:
    pages = [shown(page) for page in walked(browser, sort=sort)]
    assert len({number for page in pages for number, _ in page}) == SUBSCRIPTIONS == sum(map(len, pages))
    if sort == "recorded":
        assert pages[0][0][1] == f"indihome/•••{ALL[-1][-3:]}"


def test_the_longest_histories_come_first(url: str) -> None:
    with Store.open(url, reading=True) as store:
        found: list[Listed] = []
        while more := store.listed(Wanted(sort="events"), found[-1].subscription if found else None, 7):
            found += more
        assert found == sorted(found, key=lambda one: (-one.events, one.subscription))
        assert {one.subscription for one in found} == set(ALL)
        assert [one.events for one in found] == [len(list(store.events(one.subscription))) for one in found]
        assert all(store.named(one.number) == one.subscription for one in found)
        assert store.named(0) is store.named(10**30) is store.named(10**9) is None
        assert store.providers() == ("indihome",)
        assert store.count() == SUBSCRIPTIONS


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("122000007", 1),
        ("indihome/122000007", 1),
        ("  INDIHOME/122000007 ", 1),
        ("00007", 11),
        ("20001", 30),
        ("none", 0),
        ("%", 0),
        ("_", 0),
        ("'; DROP TABLE chain; --", 0),
        ("!", 0),
        ("\x00", 0),
        ("é" * 5000, 0),
    ],
)
@pytest.mark.parametrize("sort", ["number", "events"])
def test_a_search_finds_numbers_and_shows_them_masked(browser: Browser, search: str, found: int, sort: str) -> None:
    pages = list(walked(browser, q=search, sort=sort))
    names = [name for page in pages for _, name in shown(page)]
    assert len(names) == found
    assert all("•••" in name for name in names)
    assert pages[0].all(id="nothing") == [] or not found


def test_a_provider_narrows_the_list(browser: Browser) -> None:
    assert len(shown(browser.page("/?provider=indihome"))) == 50
    assert shown(browser.page("/?provider=indihom")) == []


def test_a_state_is_looked_for_some_subscriptions_at_a_time(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_LOOKED_AT", 40)
    pages = list(walked(browser, state="terminated"))
    assert len(pages) == 4
    assert "looked at for this page: 40." in pages[0].one(id="looked-at").text
    states = {row.one("span", klass="state terminated").text for page in pages for row in page.all("tr")[1:]}
    assert states == {"terminated"}
    assert sum(len(shown(page)) for page in pages) == SUBSCRIPTIONS / 2


def test_a_page_replays_no_more_than_it_may(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_EVENTS", 20)
    page = browser.page("/")
    assert len(shown(page)) == 50
    assert "a long story: open it" in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sort=size", "unknown order"),
        ("state=activ", 'did you mean "active"'),
        ("after=-1", "is no number"),
        ("after=½", "is no number"),
    ],
)
def test_an_address_that_asks_for_nonsense_is_told_so(browser: Browser, query: str, words: str) -> None:
    assert words in browser.page(f"/?{query}", 400).one(id="problem").text


def test_behind_a_subscription_that_is_gone_there_is_nothing(browser: Browser) -> None:
    assert shown(browser.page("/?after=999999999")) == []


@pytest.mark.parametrize("path", ["/subscription/999999999", "/subscription/0/events", f"/subscription/{10**30}"])
def test_an_unknown_subscription_is_told_so(browser: Browser, path: str) -> None:
    assert "There is no such subscription here." in browser.page(path, 404).one(id="problem").text
