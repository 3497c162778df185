"""Events as earlier versions of this program wrote them, and how they become those of today.

Stored bytes never change: they are sealed by the chain. When the shape of an event class changes, or a default of
it, its topic gets the next number, the class as it was stays beside it, and `OLDER` says what an event of the old
class means in the next one. What is read is an event of today; what lies in the store is verified as it lies there.
"""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from lifecycle.events import EVENTS, Event


@frozen
class Older:
    """A class of event as it was: what it was, and the same event in the class that came next."""

    of: type[Any]
    next: Callable[[Any], Any]


OLDER: dict[str, Older] = {}
"""By topic, as ``paid.1``; no class of event has changed yet."""


def class_of(topic: str) -> type[Any]:
    """The class that stored bytes of a topic are read into. Raises KeyError for a topic that is unknown."""
    return EVENTS[topic] if topic in EVENTS else OLDER[topic].of


def today(event: Any) -> Event:
    """An event of whatever version as one of today, one version after the other."""
    while event.topic not in EVENTS:
        event = OLDER[event.topic].next(event)
    present: Event = event
    return present
