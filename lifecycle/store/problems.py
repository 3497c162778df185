"""What can be wrong with a store, in words for the person who named it."""

from attrs import fields

from lifecycle import calendar
from lifecycle.events import Recorded, word


class StoreProblem(Exception):
    """A store that cannot be used as asked: its place, its file or what lies in it. The message says it all.

    ``subscription`` is the one that the message names, if it does, for whoever masks it.
    """

    def __init__(self, message: str, subscription: str = "") -> None:
        super().__init__(message)
        self.subscription = subscription


class Nothing(StoreProblem):
    """A place that could hold a store, and holds none."""


class Differs(StoreProblem):
    """A story that is not the continuation of what the store already holds; nothing of it was written.

    ``version`` is the number of the first event that differs, ``stored`` and ``offered`` its two forms.
    """

    def __init__(self, stored: Recorded, offered: Recorded) -> None:
        super().__init__(
            f"event {offered.version} of {offered.subscription} differs from the stored one: "
            f"stored {_named(stored)}, offered {_named(offered)}; {_parts(stored, offered)}",
            offered.subscription,
        )
        self.version = offered.version
        self.stored = stored
        self.offered = offered


class Beyond(StoreProblem):
    """A story that is over before what the store already holds of it; nothing was written.

    ``stored`` is the first event that the story does not have.
    """

    def __init__(self, stored: Recorded) -> None:
        super().__init__(
            f"the store holds event {stored.version} of {stored.subscription}, {_named(stored)}, "
            f"and the story ends before it",
            stored.subscription,
        )
        self.stored = stored


def unlinked(recorded: Recorded) -> StoreProblem:
    """That a stored event has no link of the chain."""
    name = recorded.subscription
    words = f"event {recorded.version} of {name} has no link of the chain; `lifecycle verify` says more"
    return StoreProblem(words, name)


def _named(recorded: Recorded) -> str:
    return f"{word(recorded.event)} at {calendar.text(recorded.at)}"


def _parts(stored: Recorded, offered: Recorded) -> str:
    """Where the two part ways, by the fields' names."""
    parts = [f.name for f in fields(Recorded) if f.name != "event" and _unlike(stored, offered, f.name)]
    if type(stored.event) is type(offered.event):
        names = [f.name for f in fields(type(stored.event))]
        parts += [f"event.{name}" for name in names if _unlike(stored.event, offered.event, name)]
    else:
        parts.append("event")
    return f"they differ in {', '.join(parts)}"


def _unlike(stored: object, offered: object, name: str) -> bool:
    return bool(getattr(stored, name) != getattr(offered, name))
