"""A store that holds more than a story gives: refused, unless it is ahead in that very story."""

import attrs
import pytest

from lifecycle.events import Recorded
from lifecycle.store import Beyond, Differs, Store

Books = dict[str, str]


def test_a_story_that_is_over_before_the_stored_one_is_refused(
    store: Store, story: list[Recorded], books: Books
) -> None:
    """At the first event that it does not have; the store keeps what it holds."""
    store.record(story, books)
    with pytest.raises(Beyond, match="the store holds event 3 of indihome/122001, isolated at") as refused:
        store.record(story[:2], books)
    assert refused.value.stored == story[2]
    assert list(store.events("indihome/122001")) == story


def test_the_first_events_of_a_story_that_is_stored_whole_are_already_there(
    store: Store, story: list[Recorded], books: Books
) -> None:
    """As long as all that is stored is of that story."""
    store.record(story, books)
    assert store.record(story[:2], books, whole=story) == 0
    with pytest.raises(Beyond) as beyond:
        store.record(story[:2], books, whole=story[:4])
    assert beyond.value.stored == story[4]
    other = [*story[:3], attrs.evolve(story[3], step=9)]
    with pytest.raises(Differs) as differs:
        store.record(story[:2], books, whole=other)
    assert differs.value.version == 4
    assert list(store.events("indihome/122001")) == story
