"""A story of which a store has the first steps is judged by what is there, and goes on to its end."""

from pathlib import Path

import pytest
from attrs import evolve

from lifecycle.clock import Clock, frozen
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.format.story import read
from scenarios.judging import Overlay
from scenarios.kept import kept
from scenarios.replay import Replayed, decided, record, replay
from tests.cli.told import lifecycle

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
FOLDERS = sorted({path.parent.name for path in STORIES})
SHELF = Shelf.open()


def reproduced(store: Store, whole: Replayed, clock: Clock) -> None:
    """Asserts that what a store holds of a story is what its facts give, and that the story goes on from there."""
    found = kept(store, whole.subscription, "the story")
    given = decided(found.story, found.books(store), Overlay(), clock).events
    assert found.unlike(given) is None
    record(whole, store)
    assert tuple(store.events(whole.subscription)) == whole.events


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_shipped_story_goes_on_from_its_steps(folder: str) -> None:
    """Recorded first as a story that ends there: the first, the third and so on; of every second, the others."""
    for number, path in enumerate(path for path in STORIES if path.parent.name == folder):
        story = read(path)
        with frozen() as clock:
            whole = replay(story, SHELF, clock)
            begins = whole.events[0].at
            steps = {fact.at for fact in story.facts} | {expect.at for expect in story.expects}
            for at in sorted(step for step in steps if begins <= step < story.last)[number % 2 :: 2]:
                facts = tuple(fact for fact in story.facts if fact.at <= at)
                with Store.open(kept=False) as store:
                    record(replay(evolve(story, facts=facts, expects=(), last=at), SHELF, clock), store)
                    reproduced(store, whole, clock)


def test_a_story_that_is_over_before_it_begins_is_not_kept(tmp_path: Path) -> None:
    """Its opening alone would be half an instant, where more happens with it."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    story = LIBRARY / "postclic" / "cancelled-within-the-trial.yaml"
    found = lifecycle("replay", story, "--as-of", "2025-03-10T08:59:59", "--store", url)
    assert found.exit_code == 2
    assert "there is nothing to keep yet: the story ends before the subscription begins" in found.stderr
    assert lifecycle("replay", story, "--as-of", "2025-03-10T09:00", "--store", url).exit_code == 0
    assert lifecycle("replay", "--store", url, "--subscription", "postclic/PC-001").exit_code == 0
