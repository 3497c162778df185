"""The stored events beside their links of the chain: read out, and held against each other."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from lifecycle.store.chain import GENESIS, Head, Row, link
from lifecycle.store.finding import Place, Problem
from lifecycle.store.recorder import ChainRecorder

PAGE = 500
"""Rows read at a time: reading streams, and holds no connection while its reader is at work."""

_BEFORE = -(2**63)
"""Before every ordinal that a database can hold, those that nobody but a forger writes among them."""

COLUMNS = "c.ordinal, c.subscription, c.version, e.topic, e.state, c.hash"
"""Of a `Link`, in its order."""

BESIDE = "stored_events e ON e.originator_id=c.subscription AND e.originator_version=c.version"
"""The event that a link seals."""

_ROWS = f"SELECT {COLUMNS} FROM chain c JOIN {BESIDE} WHERE c.subscription=? AND c.version>? ORDER BY c.version LIMIT ?"
_LINKS = f"SELECT {COLUMNS} FROM chain c LEFT JOIN {BESIDE} WHERE c.ordinal>? ORDER BY c.ordinal LIMIT ?"
_UNSEALED = (
    "SELECT originator_id, originator_version, topic, state FROM stored_events WHERE NOT EXISTS "
    "(SELECT 1 FROM chain WHERE subscription=originator_id AND version=originator_version) "
    "ORDER BY originator_id, originator_version"
)
_HASH = re.compile(r"[0-9a-fA-F]{64}")
_BOOKS = "SELECT digest, text FROM books ORDER BY digest"


class Link(NamedTuple):
    """A link of the chain beside the event that it seals; topic and state are None where that event is missing."""

    ordinal: int
    subscription: str
    version: int
    topic: str | None
    state: bytes | None
    kept: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(str(self.subscription), self.version, self.ordinal)

    @property
    def numbered(self) -> bool:
        """Whether its number and its name are what they must be: an edit by hand can leave anything there."""
        name: object = self.subscription
        number: object = self.version
        return isinstance(name, str) and isinstance(number, int)

    def after(self, hashed: str, version: int | None = None, subscription: str | None = None) -> str:
        """The hash that the event has after another's, as it is or under another number; empty where it has none."""
        name: object = subscription or self.subscription
        number: object = version or self.version
        # An edit by hand can leave text where bytes or numbers were, and a hash that is none.
        if not (isinstance(self.topic, str) and isinstance(self.state, bytes)):
            return ""
        if not (isinstance(name, str) and isinstance(number, int) and _HASH.fullmatch(hashed)):
            return ""
        return link(hashed, name, number, self.topic, self.state)


def rows(recorder: ChainRecorder, subscription: str) -> Iterator[Row]:
    """The rows of a subscription in the order of their versions."""
    version = 0
    while page := recorder.read(_ROWS, subscription, version, PAGE):
        yield from (Row(*row) for row in page)
        version = page[-1][2]


def links(recorder: ChainRecorder) -> Iterator[Link]:
    """The whole chain in its order."""
    ordinal = _BEFORE
    while page := recorder.read(_LINKS, ordinal, PAGE):
        yield from (Link(*row) for row in page)
        ordinal = page[-1][0]


def unsealed(recorder: ChainRecorder) -> Iterator[Link]:
    """Stored events that have no link; each as a link of number 0 and no hash."""
    for subscription, version, topic, state in recorder.read(_UNSEALED):
        yield Link(0, subscription, version, topic, state, "")


def first_broken(recorder: ChainRecorder) -> tuple[Head, Link] | None:
    """Up to where the chain holds, and the link that does not follow on that; None when all of it holds."""
    hashed = GENESIS
    for ordinal, found in enumerate(links(recorder), 1):
        if found.ordinal != ordinal or found.after(hashed) != found.kept:
            return Head(ordinal - 1, hashed), found
        hashed = found.kept
    return None


def first_wrong_book(recorder: ChainRecorder) -> Problem | None:
    """The first rule book whose text is not the one that its digest is of."""
    for digest, text in recorder.read(_BOOKS):
        if sha256(str(text).encode()).hexdigest() != digest:
            return Problem("edited", None, f"the rule book {digest} was edited: its text is not the one of that digest")
    return None
