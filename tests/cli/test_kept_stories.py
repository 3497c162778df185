"""A story that a store keeps is judged as the file that it was recorded from is."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import resources
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from lifecycle.clock import Clock, frozen
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
from tests.cli.told import lifecycle
from tests.server import Server

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
OF_EACH = 3
"""So many stories of a folder go through PostgreSQL too; what a database does with them is the same for all."""

STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
IN_SQLITE = [pytest.param("in SQLite", path, id=f"in SQLite: {path.parent.name}: {path.stem}") for path in STORIES]
IN_POSTGRESQL = [
    pytest.param("in PostgreSQL", path, id=f"in PostgreSQL: {path.parent.name}: {path.stem}")
    for _, folder in groupby(STORIES, key=lambda path: path.parent)
    for path in islice(folder, OF_EACH)
]
SHELF = Shelf.open()
OF_FILES = {"scenario", "expectations", "refused"}
"""What only a file tells: its title, what it expects, and what had to be refused, which is not stored."""


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    """The one clock of these tests."""
    with frozen() as found:
        yield found


@pytest.fixture(scope="module")
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store for all the stories, each under a number of its own."""
    if request.param == "in SQLite":
        return f"sqlite:///{tmp_path_factory.mktemp('kept') / 'stories.db'}"
    server: Server = request.getfixturevalue("server")
    return server.new()


def told(replayed: Replayed, clock: Clock) -> dict[str, dict[str, Any]]:
    """What the three commands write of a replay, by their names, without what only a file tells."""
    mask, opening = Mask(on=False), replayed.story.opening
    with Store.open(kept=False) as store:
        record(replayed, store)
        report = reported(replayed, (), store)
    changes = tuple(explain(replayed.events, replayed.rules, replayed.until))
    written = {
        "replay": replay_json(report, mask),
        "explain": explain_json("", opening, judging(replayed), changes, replayed.until, None, mask),
    }
    if replayed.story.opening.provider_acts == "as_recorded":  # the search of a dispute replays the story many times
        written["dispute"] = dispute_json(disputed(replayed, clock), mask)
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


@pytest.mark.parametrize(("url", "path"), [*IN_SQLITE, *IN_POSTGRESQL], indirect=["url"])
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


@pytest.fixture
def alone(tmp_path: Path) -> str:
    """A store of one story, in which the rules isolate and reconnect the line."""
    url = f"sqlite:///{tmp_path / 'alone.db'}"
    story = LIBRARY / "indihome" / "paid-in-the-month-after.yaml"
    assert lifecycle("replay", story, "--store", url).exit_code == 0
    return url


def changed(url: str, statement: str) -> None:
    """Do something to a store behind the program's back."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        database.execute(statement)


ONE = ("--subscription", "indihome/***002")


def test_an_act_of_the_rules_that_the_books_do_not_give_is_named(alone: str) -> None:
    changed(alone, "DELETE FROM stored_events WHERE originator_version = 5")
    changed(alone, "DELETE FROM chain WHERE version = 5")  # of the end nothing but a seal vouches
    for command in ("replay", "explain", "dispute"):
        found = lifecycle(command, "--store", alone, *ONE)
        assert (found.exit_code, found.stdout) == (2, "")
        assert found.stderr.startswith("indihome/•••002: what is stored is not what the rule books in the store give")
        assert "from event 5 on: stored is nothing, they give 2024-07-03 10:00 reconnected" in found.stderr


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param("DELETE FROM books", "holds no rule book", id="a rule book is gone"),
        pytest.param("UPDATE books SET text = text || ' '", "was changed in the store", id="a rule book was changed"),
        pytest.param("DELETE FROM stored_events WHERE originator_version = 1", "was deleted", id="the opening is gone"),
    ],
)
def test_a_damaged_store_is_told_and_where_to_look(alone: str, damage: str, words: str) -> None:
    changed(alone, damage)
    found = lifecycle("explain", "--store", alone, *ONE)
    assert found.exit_code == 2
    assert words in found.stderr
    assert "`lifecycle verify` says more" in found.stderr
    assert "Traceback" not in found.stderr


def test_other_books_judge_the_facts_where_the_store_has_lost_its_own(alone: str) -> None:
    changed(alone, "DELETE FROM books")
    books = Path(__file__).parents[1] / "books"
    assert lifecycle("replay", "--store", alone, *ONE, "--rules", books).exit_code == 0
    assert lifecycle("replay", "--store", alone, *ONE, "--edition", "2030-01-01").exit_code == 2


def test_a_file_or_a_subscription_in_a_store_is_asked_about_and_not_both(alone: str) -> None:
    story = LIBRARY / "indihome" / "paid-in-the-month-after.yaml"
    for words in ((), (story, *ONE), (story, "--store", alone, *ONE), ONE):
        assert "one of the two" in lifecycle("replay", *words).stderr
    assert "one of the two" in lifecycle("explain", story, "--store", alone).stderr
    assert "name the subscription, too" in lifecycle("dispute", "--store", alone).stderr
    assert "lists what it holds" in lifecycle("dispute", "--store", alone, "--subscription", "indihome/9").stderr


@pytest.mark.parametrize("command", ["replay", "explain", "dispute"])
def test_other_books_than_those_kept_are_said_to_judge(alone: str, tmp_path: Path, command: str) -> None:
    """An edition of the same name and title may say something else; the same text is no other book."""
    ours = resources.files("lifecycle.providers") / "indihome"
    for folder, fee in (("same", "5%"), ("other", "6%")):
        (tmp_path / folder / "indihome").mkdir(parents=True)
        for book in ours.iterdir():
            if book.name.endswith(".md"):
                text = book.read_text("utf-8").replace("5%", fee)
                (tmp_path / folder / "indihome" / book.name).write_text(text, "utf-8")
    name = "indihome/•••002"
    other = f"{name}, by other rule books than those kept with it"
    for more, title in (((), name), (("same",), name), (("other",), other)):
        options = [part for folder in more for part in ("--rules", tmp_path / folder)]
        told = lifecycle(command, "--store", alone, *ONE, *options)
        assert told.stdout.splitlines()[0] == title
    told = lifecycle(command, "--store", alone, *ONE, "--rules", tmp_path / "other", "--format", "json")
    assert json.loads(told.stdout)["scenario"] == other.replace("•", "*")
