"""Every provider's stories on the pages: what is shown is what a replay gives."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from itertools import groupby, islice
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.events import Recorded
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from projections.explanation import explain
from projections.findings.audit import shown
from projections.keys import answers
from projections.months import months
from scenarios.format.story import read
from scenarios.inspector.of_files import OfFiles
from scenarios.inspector.of_store import OfStore
from scenarios.judging import Overlay, editions_for
from scenarios.pages.voice import Voice
from scenarios.replay import Replayed, record, replay
from scenarios.report.masking import Mask
from tests.inspector.browser import Browser, Node, guarded
from tests.server import Server

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
PROVIDERS = sorted(path.name for path in LIBRARY.iterdir() if path.is_dir())
STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
OF_EACH = [path for _, folder in groupby(STORIES, key=lambda path: path.parent) for path in islice(folder, 0, None, 12)]
SHELF = Shelf.open()


@cache
def held(provider: str) -> OfFiles:
    """The stories of a provider that ship."""
    return OfFiles(LIBRARY / provider, (), Mask())


def numbers(holdings: OfFiles) -> Iterator[int]:
    return iter(range(1, holdings.totals().subscriptions + 1))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_story_has_its_pages(provider: str) -> None:
    holdings = held(provider)
    browser = Browser(guarded(holdings))
    for number in numbers(holdings):
        page = browser.page(f"/subscription/{number}")
        assert page.one(id="slider").attributes["type"] == "range"
        assert browser.page(f"/subscription/{number}/events").all("li", klass="event")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_list_of_stories_tells_the_files_that_are_none(provider: str) -> None:
    page = Browser(guarded(held(provider))).page("/")
    bad = [path.name for path in sorted((LIBRARY / provider).rglob("*.invalid.yaml"))]
    told = [one.one("strong").text for one in page.all("details", id="refused") for one in one.all("li")]
    assert told == bad
    assert bool(held(provider).refused) == bool(bad)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_findings_of_all_stories_are_those_of_each(provider: str) -> None:
    page: Node | None = None
    path: str | None = "/findings"
    browser, codes = Browser(guarded(held(provider))), list[str]()
    while path:
        page = browser.page(path)
        codes += [one.all("span", klass="code")[0].text for one in page.all("article", klass="finding")]
        path = next((one.attributes["href"] for one in page.all("a", id="next-page")), None)
    expected = []
    with frozen() as clock:
        for path_ in STORIES:
            if path_.relative_to(LIBRARY).parts[0] == provider:
                told = replay(read(path_), SHELF, clock).told
                expected += [one.code for one in shown(told.ledger(), told.until)]
    assert sorted(codes) == sorted(expected)
    assert page is not None
    tally = {
        one.attributes["data-code"]: int(one.all("td")[0].text)
        for one in page.all("tr")
        if "data-code" in one.attributes
    }
    assert tally == {code: codes.count(code) for code in codes}
    assert f"of {held(provider).totals().subscriptions}." in page.one(id="tally").text


@pytest.mark.parametrize("path", OF_EACH, ids=lambda path: f"{path.parent.name}: {path.stem}")
def test_each_instant_shows_what_a_replay_until_then_gives(path: Path) -> None:
    browser = Browser(guarded(OfFiles(path, (), Mask())))
    story = browser.page("/subscription/1")
    last = int(story.one(id="slider").attributes["max"] or 0)
    found = read(path)
    editions = editions_for(found, SHELF, Overlay())
    voice = Voice.of("en", Mask())
    for step in range(last + 1):
        page = browser.page(f"/subscription/1/at?step={step}")
        at = page.one(id="standing").attributes["data-at"] or ""
        assert browser.page(f"/subscription/1/at?at={at.replace('+', '%2B')}").text == page.text
        with frozen() as clock:
            given = replay(found, editions, clock, as_of=datetime.fromisoformat(at))
        _shows(page, given, voice)
    assert browser.page("/subscription/1").one(id="standing").text == page.one(id="standing").text


def _shows(page: Node, given: Replayed, voice: Voice) -> None:
    ledger, last = given.told.ledger(), given.told.until
    expected = {key: value for key, value in answers(ledger, last).items() if value != "not_applicable"}
    values = {
        one.attributes["data-key"]: one.all("span", klass="value")[0].text
        for one in page.one(id="answers").parts
        if isinstance(one, Node)
    }
    assert values.keys() == expected.keys()
    amounts = {key: " ".join(voice.answer(value, key).split()) for key, value in expected.items()}
    unmasked = {"refund", "route"}  # which name accounts and addresses, told by their own tests
    assert {key: one for key, one in values.items() if key not in unmasked} == {
        key: one for key, one in amounts.items() if key not in unmasked
    }
    here = [change for change in explain(given.events, given.rules, given.until) if change.at == given.until]
    changed = page.all("section")[1]
    assert len(changed.all("article", klass="change")) == len(here)
    assert len(page.all("article", klass="finding")) == len(shown(ledger, last))
    rows = page.one("table", klass="months").one("tbody").all("tr")
    assert len(rows) == min(24, len(months(given.events, given.rules, given.until)))


@pytest.mark.parametrize("database", ["in SQLite", "in PostgreSQL"])
def test_a_kept_story_is_shown_as_its_file_is(
    database: str, tmp_path: Path, opened: Callable[[str], OfStore], request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    if database == "in PostgreSQL":
        server: Server = request.getfixturevalue("server")
        url = server.new()
    told: list[tuple[Path, tuple[Recorded, ...]]] = []
    with Store.open(url, kept=False) as store, frozen() as clock:
        for _, folder in groupby(OF_EACH, key=lambda path: path.parent):
            first = next(folder)
            replayed = replay(read(first), SHELF, clock)
            record(replayed, store)
            told.append((first, replayed.events))
    browser = Browser(guarded(opened(url)))
    addresses = {
        row.all("a")[0].text: row.attributes["data-number"]
        for row in browser.page("/").all("tr")
        if "data-number" in row.attributes
    }
    assert len(addresses) == len(told)
    for path, events in told:
        number = addresses[Mask().subscription(events[0].subscription)]
        of_file = Browser(guarded(OfFiles(path, (), Mask())))
        kept = browser.page(f"/subscription/{number}/at?at={events[-1].at.isoformat().replace('+', '%2B')}")
        filed = of_file.page(f"/subscription/1/at?at={events[-1].at.isoformat().replace('+', '%2B')}")
        assert kept.one(id="answers").text == filed.one(id="answers").text
        assert len(browser.page(f"/subscription/{number}/events").all("li", klass="event")) == min(50, len(events))


@pytest.mark.parametrize(
    ("precision", "english", "indonesian"),
    [
        ("instant", "1 October 2019 10:00", "1 Oktober 2019 10.00"),
        ("day", "1 October 2019", "1 Oktober 2019"),
        ("month", "October 2019", "Oktober 2019"),
        ("unknown", "unknown", "tidak diketahui"),
    ],
)
def test_an_instant_is_told_no_finer_than_it_is_known(precision: str, english: str, indonesian: str) -> None:
    at = datetime.fromisoformat("2019-10-01T10:00:00+07:00")
    assert Voice.of("en", Mask()).known(at, precision) == english
    assert Voice.of("id", Mask()).known(at, precision) == indonesian
