"""The stored events beside their links of the chain: read out, and held against each other."""

from collections.abc import Iterator

from lifecycle.store.chain import GENESIS, Problem, Row, link
from lifecycle.store.recorder import ChainRecorder

PAGE = 500
"""Rows read at a time: reading streams, and holds no connection while its reader is at work."""

_COLUMNS = "c.ordinal, c.subscription, c.version, e.topic, e.state, c.hash"
_BESIDE = "stored_events e ON e.originator_id=c.subscription AND e.originator_version=c.version"
_ROWS = (
    f"SELECT {_COLUMNS} FROM chain c JOIN {_BESIDE} WHERE c.subscription=? AND c.version>? ORDER BY c.version LIMIT ?"
)
_LINKS = f"SELECT {_COLUMNS} FROM chain c LEFT JOIN {_BESIDE} WHERE c.ordinal>? ORDER BY c.ordinal LIMIT ?"
_UNSEALED = (
    "SELECT originator_id, originator_version FROM stored_events WHERE NOT EXISTS "
    "(SELECT 1 FROM chain WHERE subscription=originator_id AND version=originator_version) "
    "ORDER BY originator_id, originator_version LIMIT 1"
)


def rows(recorder: ChainRecorder, subscription: str) -> Iterator[Row]:
    """The rows of a subscription in the order of their versions."""
    version = 0
    while page := recorder.read(_ROWS, subscription, version, PAGE):
        yield from (Row(*row) for row in page)
        version = page[-1][2]


def first_problem(recorder: ChainRecorder) -> Problem | None:
    """The first event at which the chain, computed anew, is not the stored one; None when all of it holds.

    A chain cut off at its end holds: only a head kept elsewhere shows that.
    """
    ordinal, hashed = 0, GENESIS
    while page := recorder.read(_LINKS, ordinal, PAGE):
        for found, subscription, version, topic, state, kept in page:
            ordinal += 1
            if found != ordinal:
                return Problem(ordinal, subscription, version, "follows on a link of the chain that is missing")
            if topic is None:
                return Problem(ordinal, subscription, version, "is missing")
            # An edit by hand can leave text where bytes were.
            hashed = link(hashed, subscription, version, topic, state) if isinstance(state, bytes) else ""
            if hashed != kept:
                return Problem(ordinal, subscription, version, "or its link of the chain was changed")
    for subscription, version in recorder.read(_UNSEALED):
        return Problem(ordinal + 1, subscription, version, "was put in past the chain")
    return None
