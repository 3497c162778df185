"""What was changed in a store is not told as if it were true: it is shown with a warning, and not judged."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lifecycle.store import Store
from tests.cli.told import HOLDS, UNPAID, kept, lifecycle
from tests.server import Server
from tests.store.tampering import Hand

ONE, OTHER = "indihome/122001", "indihome/122999"
JUDGING = ("replay", "explain", "dispute", "export")


@pytest.fixture(params=["in SQLite", "in PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store with two stories, of four events and of three."""
    if request.param == "in SQLite":
        found = f"sqlite:///{tmp_path / 'kept.db'}"
    else:
        server: Server = request.getfixturevalue("server")
        found = server.new()
    for story in (UNPAID, HOLDS.replace("122001", "122999")):
        assert lifecycle("replay", kept(tmp_path, story), "--store", found).exit_code == 0
    return found


def _edit(hand: Hand) -> None:
    topic, state = hand.event(ONE, 2)
    hand.write(ONE, 2, topic, state.replace(b"41250000", b"41250001"))


def _edit_with_its_link(hand: Hand) -> None:
    """Of the last event of the first story: the one recorded after it vouches for it."""
    topic, _ = hand.event(ONE, 4)
    hand.write(ONE, 4, topic, b"{}")
    hand("UPDATE chain SET hash=? WHERE ordinal=4", "0" * 64)


def _delete_with_its_link(hand: Hand) -> None:
    hand.delete(ONE, 4)
    hand("DELETE FROM chain WHERE ordinal=4")


def _exchange(hand: Hand) -> None:
    for version, to in ((2, 9), (3, 2), (9, 3)):
        hand.renumber(ONE, version, to)


CHANGES: dict[str, tuple[Callable[[Hand], None], str]] = {
    "an amount edited": (_edit, "event 2 of indihome/•••001 (number 2 of the store) is not what was recorded"),
    "an event edited with its link": (_edit_with_its_link, "event 4 of indihome/•••001 (number 4 of the store) is not"),
    "an event deleted": (lambda hand: hand.delete(ONE, 3), "event 3 of indihome/•••001 (number 3 of the store) was"),
    "a link deleted": (lambda hand: hand("DELETE FROM chain WHERE ordinal=3"), "event 3 of indihome/•••001 is missing"),
    "the last event deleted with its link": (_delete_with_its_link, "events were taken out of the store"),
    "an event inserted": (lambda hand: hand.insert(ONE, 5), "event 5 of indihome/•••001 has no link of the chain"),
    "two events exchanged": (_exchange, "event 2 of indihome/•••001 (number 3 of the store) is not what was recorded"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_not_judged(url: str, change: str) -> None:
    do, words = CHANGES[change]
    with Store.open(url) as store:
        do(Hand(store))
    for command in JUDGING:
        found = lifecycle(command, "--store", url, "--subscription", ONE)
        assert (found.exit_code, found.stdout) == (2, ""), command
        assert found.stderr.startswith(words), command
        assert "`lifecycle verify` says more" in found.stderr


def test_a_story_beside_one_that_was_changed_is_judged(url: str) -> None:
    """Nothing of it was."""
    with Store.open(url) as store:
        _edit(Hand(store))
    assert lifecycle("replay", "--store", url, "--subscription", OTHER).exit_code == 0
    assert lifecycle("export", "--store", url, "--subscription", OTHER).exit_code == 0
    whole = lifecycle("export", "--store", url)
    assert (whole.exit_code, whole.stdout) == (2, "")
    assert "nothing was exported" in whole.stderr


def test_what_was_changed_is_shown_with_a_warning(url: str) -> None:
    """On the page, in the JSON, and where errors go; with status 1, as when it is verified."""
    with Store.open(url) as store:
        _edit(Hand(store))
    for asked in (("--subscription", ONE), ()):
        page = lifecycle("history", "--store", url, *asked)
        assert page.exit_code == 1
        assert page.stdout.startswith("NOT WHAT WAS RECORDED: event 2 of indihome/•••001")
        assert page.stderr.startswith("NOT WHAT WAS RECORDED: event 2 of indihome/•••001")
        machine = lifecycle("history", "--store", url, *asked, "--format", "json")
        assert json.loads(machine.stdout)["changed"].startswith("NOT WHAT WAS RECORDED: event 2 of indihome/***001")
    one = lifecycle("history", "--store", url, "--subscription", OTHER)
    assert (one.exit_code, one.stderr) == (0, "")
