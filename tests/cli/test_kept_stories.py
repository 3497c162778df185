"""A story that a store keeps is judged as the file that it was recorded from is."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from lifecycle.clock import Clock, frozen
from lifecycle.events import Activated
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from projections.explanation import explain
from scenarios.commands.cases import Asked, case
from scenarios.format.story import read
from scenarios.judging import Overlay
from scenarios.replay import Replayed, record, replay
from scenarios.report.as_json import replay_json
from scenarios.report.dispute_json import dispute_json
from scenarios.report.dispute_report import disputed
from scenarios.report.explain_report import explain_json
from scenarios.report.grounds import judging
from scenarios.report.masking import Mask
from scenarios.report.replay_report import reported
from tests.server import Server

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
SHELF = Shelf.open()
OF_FILES = {"scenario", "expectations", "refused"}
"""What only a file tells: its title, what it expects, and what had to be refused, which is not stored."""


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    """The one clock of these tests."""
    with frozen() as found:
        yield found


@pytest.fixture(scope="module", params=["in SQLite", "in PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store for all the stories, each under a number of its own."""
    if request.param == "in SQLite":
        return f"sqlite:///{tmp_path_factory.mktemp('kept') / 'stories.db'}"
    server: Server = request.getfixturevalue("server")
    return server.new()


def told(replayed: Replayed, clock: Clock) -> dict[str, dict[str, Any]]:
    """What the three commands write of a replay, by their names, without what only a file tells."""
    mask, opening = Mask(on=False), replayed.events[0].event
    assert isinstance(opening, Activated)
    with Store.open(kept=False) as store:
        record(replayed, store)
        report = reported(replayed, (), store)
    changes = tuple(explain(replayed.events, replayed.rules, replayed.until))
    written = {
        "replay": replay_json(report, mask),
        "explain": explain_json("", opening, judging(replayed), changes, replayed.until, None, mask),
        "dispute": dispute_json(disputed(replayed, clock), mask),
    }
    found = {command: json.loads(text) for command, text in written.items()}
    return {command: {k: v for k, v in each.items() if k not in OF_FILES} for command, each in found.items()}


@cache
def of_the_file(path: Path) -> tuple[Replayed, dict[str, dict[str, Any]]]:
    """A shipped story under a number that no other has, and what is told of it."""
    story = read(path)
    story = evolve(story, expects=(), opening=evolve(story.opening, number=f"{7_000_000 + STORIES.index(path)}"))
    with frozen() as clock:
        replayed = replay(story, SHELF, clock)
        return replayed, told(replayed, clock)


def of_the_store(url: str, name: str, clock: Clock, as_of: datetime | None = None) -> Replayed:
    """What a store keeps of a subscription, replayed by the books that it keeps."""
    return case(Asked(None, url, name), Overlay(), ()).replay(clock, Overlay(), as_of)


@pytest.mark.parametrize("path", STORIES, ids=[f"{path.parent.name}: {path.stem}" for path in STORIES])
def test_a_store_alone_tells_of_a_story_what_its_file_tells(path: Path, url: str, clock: Clock) -> None:
    """Standing, months, findings, changes and the verdict, up to the instant at which the file ends."""
    from_file, expected = of_the_file(path)
    with Store.open(url) as store:
        record(from_file, store)
        before = store.head
    from_store = of_the_store(url, from_file.subscription, clock, from_file.until)
    assert from_store.events == from_file.events
    assert told(from_store, clock) == expected
    assert of_the_store(url, from_file.subscription, clock).events == from_file.events
    with Store.open(url, reading=True) as store:
        assert store.head == before
