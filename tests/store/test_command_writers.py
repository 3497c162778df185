"""Several programs that record one subscription through the command line at once: what they tell, and what is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.store import Store
from tests.cli.told import UNPAID, kept

LIFECYCLE = (sys.executable, "-m", "scenarios")
ROOT = Path(__file__).parents[2]
OTHER = UNPAID.replace("412500", "500000").replace("20625", "25000")


def raced(url: str, *stories: Path) -> list[tuple[int, str]]:
    """The exit status and the last words of a program for each story, started together."""
    running = [
        subprocess.Popen(
            [*LIFECYCLE, "replay", str(story), "--store", url],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for story in stories
    ]
    return [(one.wait(), said) for one in running for said in one.communicate()[1:]]


@pytest.mark.parametrize("new", [True, False], ids=["a store that is not there yet", "a store that is there"])
def test_of_programs_on_one_story_all_go_on_or_are_refused_in_words(url: str, tmp_path: Path, new: bool) -> None:
    """Whoever comes late finds the very events; whoever comes amid them is told, and nothing of it is written."""
    if not new:
        Store.open(url).close()
    ended = raced(url, *[kept(tmp_path, UNPAID)] * 3)
    assert 0 in [status for status, _ in ended]
    for status, said in ended:
        assert (
            (status, said) == (0, "")
            or (status == 2 and said.count("\n") == 1 and "try again" in said)
            or (status == 2 and "another program recorded indihome/•••001 at the same time" in said)
        ), said
    with Store.open(url, reading=True) as store:
        assert store.head.count == 4
        assert store.verify() is None


def test_of_programs_on_two_stories_of_one_subscription_one_wins(url: str, tmp_path: Path) -> None:
    """The other's is not the story that is there: it is refused, and nothing of it is written."""
    Store.open(url).close()
    stories = kept(tmp_path, UNPAID, "one.yaml"), kept(tmp_path, OTHER, "other.yaml")
    ended = raced(url, *stories)
    assert sorted(status for status, _ in ended) == [0, 2], ended
    (said,) = (said for status, said in ended if status)
    assert "Traceback" not in said
    assert "the store holds another event" in said or "another program recorded indihome/•••001" in said
    with Store.open(url, reading=True) as store:
        bill = list(store.events("indihome/122001"))[1].event
        assert getattr(bill, "amount", None) == (41_250_000 if ended[0][0] == 0 else 50_000_000)
        assert store.head.count == 4
        assert store.verify() is None
