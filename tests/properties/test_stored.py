"""The store: what was recorded stays byte for byte, and what it gives back is the story that was told."""

from datetime import datetime

from hypothesis import given, settings

from lifecycle.events import Activated, Recorded
from lifecycle.store import Store
from projections.keys import answers
from projections.ledger import Mark, walk
from tests.properties.stories import BOOKS, MOMENTS, Told, metered, seconds, told

TEXTS = {book.digest: book.text for book in BOOKS}


def lying(store: Store) -> list[bytes]:
    """Every stored event's bytes, in order."""
    return [stored.state for name in store.subscriptions() for stored in store.events.stored(name)]


def used(happened: tuple[Recorded, ...]) -> dict[str, str]:
    """The texts of the books that the opening names."""
    opening = happened[0].event
    assert isinstance(opening, Activated)
    return {book.digest: TEXTS[book.digest] for book in opening.books}


@settings(max_examples=40)
@given(told(rare=3) | metered())
def test_a_story_read_back_is_the_story_and_telling_it_again_adds_nothing(story: Told) -> None:
    """Recorded, read, answered, recorded again: the same events, answers, bytes and chain."""
    happened = story.history().events
    with Store.open() as store:
        assert store.record(happened, used(happened)) == len(happened)
        bytes_, head = lying(store), store.head
        read = tuple(store.events(happened[0].subscription))
        assert read == happened
        marks = [Mark(seconds(story.last))]
        told_, read_ = (
            [answers(ledger, mark.at) for mark, ledger in walk(some, story.rules, marks)] for some in (happened, read)
        )
        assert told_ == read_
        assert store.record(story.history().events, used(happened)) == 0
        assert (lying(store), store.head) == (bytes_, head)
        assert store.verify() is None


@settings(max_examples=40)
@given(told(rare=3) | metered(), MOMENTS)
def test_a_longer_story_is_appended_and_rewrites_nothing(story: Told, until: datetime) -> None:
    """A story stored up to an instant goes on where it stopped, and ends as if it had been told at once."""
    whole = story.history().events
    part = [event for event in whole if story.rules.effective(event.at, event.event) <= seconds(until)] or whole[:1]
    with Store.open() as store, Store.open() as other:
        store.record(part, used(whole))
        before = lying(store)
        assert store.record(whole, used(whole)) == len(whole) - len(part)
        other.record(whole, used(whole))
        assert lying(store)[: len(before)] == before
        assert (lying(store), store.head) == (lying(other), other.head)
