"""The story that a store keeps of a subscription: its opening and its facts, to be judged again."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import zip_longest

import attrs
from attrs import frozen

from lifecycle.events import UNNAMED, Activated, Recorded
from lifecycle.rulebook import RuleBook, read_text
from lifecycle.shadow import facts_of
from lifecycle.store import Store, StoreProblem
from scenarios.format.facts import Fact
from scenarios.format.nodes import Mapping, Place, Places
from scenarios.format.source import Source
from scenarios.format.story import Story

NOWHERE = Place(0, 0)
"""Where in a file the things of a kept story stand: there is none."""


@frozen
class Kept:
    """What a store keeps of a subscription: the story, its opening with the books that judged, and all its events."""

    story: Story
    opening: Activated
    events: tuple[Recorded, ...]

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of the books that it was judged by."""
        return tuple(used.edition for used in self.opening.books)

    def books(self, store: Store) -> tuple[RuleBook, ...]:
        """These books, as the store keeps them. Raises StoreProblem for one that is missing or was changed."""
        return books_of(store, self.opening)

    def begins_with(self, events: tuple[Recorded, ...]) -> bool:
        """Whether such events are the first that are stored."""
        return events == self.events[: len(events)]

    def unlike(self, given: tuple[Recorded, ...]) -> tuple[Recorded | None, Recorded | None] | None:
        """The first event that its facts do not give under its own books: as stored, and as given; None where all do.

        What was stored is read only from the very bytes that this program writes of it, so that equal events are
        equal bytes.
        """
        return next((pair for pair in zip_longest(self.events, given) if pair[0] != pair[1]), None)


def kept(store: Store, subscription: str, title: str) -> Kept:
    """The story of a subscription that the store holds; ``title`` is what the outputs and problems call it.

    Nothing is expected of it, and it ends with its last event. Raises StoreProblem for events that cannot be read.
    """
    events = tuple(store.events(subscription))
    opening = opening_of(subscription, events)
    found = sorted(facts_of(events), key=lambda fact: fact.step)
    facts = [
        Fact(**attrs.asdict(fact, recurse=False), place=NOWHERE, index=index, refused=None)
        for index, fact in enumerate(found)
    ]
    story = Story(
        path=title,
        title=title,
        provider=opening.provider,
        opening=attrs.evolve(opening, books=()),
        facts=tuple(facts),
        expects=(),
        last=max(one.at for one in events),
        places=_places(opening),
        source=Source(title, ""),
    )
    return Kept(story, opening, events)


def whole(store: Store, subscription: str, name: str) -> None:
    """Nothing, of a subscription that is as it was recorded; ``name`` is what the outputs call it.

    Raises StoreProblem where its part of the chain shows a change: what was changed is no ground to judge on.
    """
    problem = store.verify_only(subscription)
    if problem is not None:
        told = (
            f"{problem.told(lambda _: name)}; `lifecycle verify` says more, and `lifecycle history` shows what is there"
        )
        raise StoreProblem(told)


def opening_of(subscription: str, events: Sequence[Recorded]) -> Activated:
    """The event that opens what is stored of a subscription. Raises StoreProblem where another one does."""
    opening = events[0].event if events else None
    if isinstance(opening, Activated) and not any(isinstance(one.event, Activated) for one in events[1:]):
        return opening
    words = f"what is stored of {subscription} does not begin with its activation; `lifecycle verify` says more"
    raise StoreProblem(words, subscription)


def books_of(store: Store, opening: Activated) -> tuple[RuleBook, ...]:
    """The books that an opening names, from the store. Raises StoreProblem for one that is missing or was changed."""
    found = []
    for used in opening.books:
        name = f"{used.provider}'s rule book of {used.edition}"
        try:
            text = store.book(used.digest)
        except StoreProblem as missing:
            raise StoreProblem(f"{missing}, {name}; `lifecycle verify` says more") from None
        if sha256(text.encode()).hexdigest() != used.digest:
            raise StoreProblem(f"{name} was changed in the store; `lifecycle verify` says more")
        found.append(_read(text, f"{used.provider}/{used.edition}.md"))
    return tuple(found)


@lru_cache(maxsize=32)
def _read(text: str, path: str) -> RuleBook:
    """A book, which thousands of subscriptions of one store have in common, read once."""
    return read_text(text, path)


def _places(opening: Activated) -> Places:
    """Nowhere, for all that is asked for; a story without a subscription block is still one without."""
    root = Mapping(NOWHERE.line, NOWHERE.column)
    if opening.number != UNNAMED:
        root.put("subscription", Mapping(NOWHERE.line, NOWHERE.column), (NOWHERE.line, NOWHERE.column))
    return Places(root)
