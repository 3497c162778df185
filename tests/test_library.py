"""Every story that ships holds to what it expects."""

from collections import Counter
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.store import Store
from scenarios.check import check
from scenarios.format.story import read
from scenarios.replay import record, replay
from tests.stories import SHELF

LIBRARY = Path(__file__).parents[1] / "scenarios" / "library"
STORIES = sorted(LIBRARY.rglob("*.yaml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_shipped_story_holds(path: Path) -> None:
    """Each expectation, in its own words; and the story can be recorded."""
    story = read(path)
    with frozen() as clock, Store.open() as store:
        result = replay(story, SHELF, clock)
        checked = check(result, clock)
        assert record(result, store) == len(result.events)
        assert list(store.events(result.subscription)) == list(result.events)
    failed = [(outcome.expectation, str(outcome.derived)) for outcome in checked.outcomes if not outcome.holds]
    assert (failed, checked.accepted) == ([], ())
    assert checked.outcomes, "a story that expects nothing shows nothing"


def test_no_two_stories_share_a_number_or_a_title() -> None:
    """They may lie in one store, and be told apart in a list."""
    stories = [read(path) for path in STORIES]
    counted = Counter((story.provider, story.opening.number) for story in stories)
    titled = Counter(story.title for story in stories)
    assert [key for key, count in counted.items() if count > 1] == []
    assert [title for title, count in titled.items() if count > 1] == []
