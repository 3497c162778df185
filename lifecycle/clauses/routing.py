"""Where a call goes (*pengalihan*): by what it is about, and what is known of the caller."""

import re
from typing import Literal, NamedTuple

from attrs import frozen

Channel = Literal["pln_mobile", "other", "unknown"]
"""Through what the caller subscribed, as far as anybody knows."""

NOWHERE = "none"
"""The destination of a call that is sent on to nobody, and of a customer who has not called."""

UNSPECIFIED = "unspecified"
UNKNOWN_RULESET = "unknown_ruleset"
NO_RULE = "no_rule"

ANSWERS = (NOWHERE, UNSPECIFIED, UNKNOWN_RULESET, NO_RULE)
"""What a route may lead to in any book: no destination, or the statement that none can be named."""

_WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Call(NamedTuple):
    """What a call hangs on: its topic, the channel of the subscription, and whether the caller agrees to a transfer."""

    topic: str
    channel: str
    agrees: bool


@frozen
class Route:
    """Where a call goes: the destination, whether put through, with which key, logged as what, at which address."""

    to: str
    transfer: bool = False
    key: int | None = None
    log: str | None = None
    address: str | None = None


@frozen
class RowEntry:
    """``[[routing.row]]``: the topics, what must hold of the caller, and where such a call goes.

    ``subscribed_through`` and ``agrees`` are conditions; one that is left out asks nothing. ``address`` is what the
    caller is given to write to.
    """

    topics: tuple[str, ...]
    to: str
    subscribed_through: Channel | None = None
    agrees: bool | None = None
    transfer: bool = False
    key: int | None = None
    address: str | None = None

    def __attrs_post_init__(self) -> None:
        if not self.topics:
            raise ValueError('a row has topics, as in topics = ["coverage", "product"]')
        if not _WORD.fullmatch(self.to) or self.to in (UNSPECIFIED, UNKNOWN_RULESET, NO_RULE):
            raise ValueError(f'to = "{self.to}" is no destination; write small letters joined by _, or "{NOWHERE}"')
        if self.transfer and self.to == NOWHERE:
            raise ValueError("a call that goes nowhere is not transferred")
        if self.key is not None and not (self.transfer and 0 <= self.key <= 9):
            raise ValueError("key is the digit, 0 to 9, that a transfer is made with; it goes with transfer = true")

    def takes(self, call: Call) -> bool:
        """Whether the row is about a call."""
        return (
            call.topic in self.topics
            and self.subscribed_through in (None, call.channel)
            and self.agrees in (None, call.agrees)
        )

    def overlaps(self, other: "RowEntry") -> bool:
        """Whether some call is taken by both rows."""
        pairs = ((self.subscribed_through, other.subscribed_through), (self.agrees, other.agrees))
        apart = any(None not in pair and pair[0] != pair[1] for pair in pairs)
        return not apart and not set(self.topics).isdisjoint(other.topics)


@frozen
class RoutingTable:
    """``[routing]``: its rows, what every call is logged as, and what holds where no row answers.

    ``content`` says whether anybody knows the rules (``unknown``), or that there are none. ``before``
    answers for the time before the first edition, which is otherwise not covered.
    """

    content: Literal["known", "unknown", "none"] = "known"
    log: str | None = None
    unlisted: Literal["unspecified"] = "unspecified"
    before: Literal["no_rule"] | None = None
    row: tuple[RowEntry, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.content != "known" and (self.row or self.log is not None):
            raise ValueError(f'content = "{self.content}" stands alone: what is not known has no rows and no log')

    def row_for(self, call: Call) -> int | None:
        """The index of the row that a call falls under, if any does."""
        return next((index for index, row in enumerate(self.row) if row.takes(call)), None)

    def route(self, call: Call) -> Route:
        """Where a call goes; a transfer is never guessed."""
        if self.content != "known":
            return Route(UNKNOWN_RULESET if self.content == "unknown" else NO_RULE)
        index = self.row_for(call)
        if index is None:
            return Route(self.unlisted, log=self.log)
        row = self.row[index]
        return Route(row.to, row.transfer, row.key, self.log, row.address)

    @property
    def earlier(self) -> "RoutingTable | None":
        """The clause of the time before the first edition, where it says anything of that."""
        return None if self.before is None else RoutingTable(content="none")
