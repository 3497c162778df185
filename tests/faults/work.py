"""Works that write to a store, each to be killed in its midst: what they do, and how far they say that they are.

A work is a function over an open store and a way to acknowledge. It is run by `nursery`, in a process of its own. It
acknowledges a subscription's events only once all of them up to that number must outlive the process. Every
subscription is told by `stories`, so whoever adds a work adds it to `WORKS`, and `stories` says what it leaves.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from lifecycle.events import Recorded
from lifecycle.store import Store
from tests.store.conftest import BOOKS, told

Acknowledge = Callable[[str, int], None]
"""Told of a subscription, and of how many of its events are stored."""


@frozen
class Work:
    """Something that writes to a store: what it does, and the whole of what it leaves there, by subscription.

    ``do`` is done again after each kill, until it ends; ``instants`` is about how many it acknowledges.
    """

    do: Callable[[Store, Acknowledge], None]
    stories: Callable[[], Mapping[str, Sequence[Recorded]]]

    @property
    def instants(self) -> int:
        """How many transactions it comes to."""
        return sum(len({one.at for one in story}) for story in self.stories().values())


def told_apart() -> dict[str, list[Recorded]]:
    """Ten stories of six events at four instants each, one of these of three events."""
    return {name: told(name, days) for days, name in enumerate(f"indihome/{122001 + n}" for n in range(10))}


def recording(store: Store, acknowledge: Acknowledge) -> None:
    """Records the stories one after the other; an instant is acknowledged when the next one begins."""
    for name, story in told_apart().items():
        instants = [one.at for one in story]

        def begun(at: datetime, name: str = name, instants: list[datetime] = instants) -> None:
            acknowledge(name, instants.index(at))

        store.record(story, BOOKS, at_instant=begun)
        acknowledge(name, len(story))


WORKS: dict[str, Work] = {"recording": Work(recording, told_apart)}
"""By what they are called in the tests."""
