"""What verifying a store finds: the first place at which it does not hold, and what was done there."""

from collections.abc import Callable
from typing import Literal

from attrs import frozen

Done = Literal["edited", "deleted", "inserted", "reordered", "renumbered", "cut", "recomputed", "unsigned", "forged"]
"""What was done to a store or to its seal."""


@frozen
class Place:
    """An event by its number in its subscription and, where it has one, in the chain of the whole store."""

    subscription: str
    version: int
    ordinal: int | None = None

    def told(self, name: Callable[[str], str] = str) -> str:
        """The place in words; ``name`` masks the subscription."""
        number = "" if self.ordinal is None else f" (number {self.ordinal} of the store)"
        return f"event {self.version} of {name(self.subscription)}{number}"


@frozen
class Problem:
    """The first thing that does not hold: what was done, to which event, and how it shows.

    ``place`` is None for what is no event, which ``what`` then names. In ``what``, ``{other}`` stands for ``other``
    and ``{name}`` for ``subscription``.
    """

    done: Done
    place: Place | None
    what: str
    other: Place | None = None
    subscription: str = ""

    def told(self, name: Callable[[str], str] = str) -> str:
        """The problem as a sentence; ``name`` masks the subscriptions."""
        what = self.what.replace("{name}", name(self.subscription))
        if self.other is not None:
            what = what.replace("{other}", self.other.told(name))
        return what if self.place is None else f"{self.place.told(name)} {what}"

    def __str__(self) -> str:
        return self.told()
