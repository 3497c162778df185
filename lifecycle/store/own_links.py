"""The part of the chain that one subscription has: what can be held against it without reading the whole store."""

from collections.abc import Iterator
from typing import Any

from lifecycle.store.chain import GENESIS
from lifecycle.store.finding import Place, Problem
from lifecycle.store.recorder import ChainRecorder
from lifecycle.store.sealed import BESIDE, COLUMNS, PAGE, Link

_OWN = (
    f"SELECT {COLUMNS}, p.hash FROM chain c LEFT JOIN {BESIDE} LEFT JOIN chain p ON p.ordinal=c.ordinal-1 "
    "WHERE c.subscription=? AND c.version>? ORDER BY c.version LIMIT ?"
)
_NEXT = (
    f"SELECT {COLUMNS}, m.hash, m.version, m.ordinal FROM chain m JOIN chain c ON c.ordinal=m.ordinal+1 "
    f"LEFT JOIN {BESIDE} WHERE m.subscription=? AND c.subscription<>m.subscription AND m.version>? "
    "ORDER BY m.version LIMIT ?"
)
_UNSEALED = (
    "SELECT MIN(originator_version) FROM stored_events WHERE originator_id=? AND NOT EXISTS "
    "(SELECT 1 FROM chain WHERE subscription=originator_id AND version=originator_version)"
)
_DENSE = "SELECT count(*), MAX(ordinal) FROM chain"


def first_problem_of(recorder: ChainRecorder, subscription: str) -> Problem | None:
    """The first event of a subscription that is not what was recorded, as far as its links and their neighbours tell.

    Its events must be numbered without a gap, and each follow in the chain on the one recorded before it, whosoever's,
    as the one recorded after it must follow on it; and no number of the whole chain may be missing, as nobody can say
    whose it was. A chain that was computed anew from there on to its end shows by a seal alone, and one that was
    computed anew for some events beyond these by reading the whole of it.
    """
    return next(_problems(recorder, subscription), None)


def _problems(recorder: ChainRecorder, subscription: str) -> Iterator[Problem]:
    before = 0
    for number, row in enumerate(_pages(recorder, _OWN, subscription, 2), 1):
        found, hashed = Link(*row[:6]), row[6]
        if not found.numbered or found.version != number:
            yield Problem("deleted", Place(subscription, number), "is missing")
            return
        if found.topic is None:
            yield Problem("deleted", found.place, "was deleted; its link of the chain is left")
        follows = GENESIS if found.ordinal == 1 else str(hashed or "")
        if found.after(follows) != found.kept:
            yield Problem("edited", found.place, "is not what was recorded: its hash is another")
        if found.ordinal <= before:
            yield Problem("reordered", found.place, "stands in the chain before those that it follows on")
        before = found.ordinal
    ((unsealed,),) = recorder.read(_UNSEALED, subscription)
    if unsealed is not None:
        yield Problem("inserted", Place(subscription, unsealed), "has no link of the chain")
    for row in _pages(recorder, _NEXT, subscription, 7):
        if Link(*row[:6]).after(row[6]) != row[5]:
            place = Place(subscription, row[7], row[8])
            yield Problem("edited", place, "is not what was recorded, or the event recorded after it is not")
    ((count, last),) = recorder.read(_DENSE)
    if count != (last or 0):
        yield Problem("deleted", None, "events were taken out of the store, and nobody can say whose")


def _pages(recorder: ChainRecorder, statement: str, subscription: str, version: int) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement, a page at a time; ``version`` is the column by which a page goes on."""
    last: object = 0
    while page := recorder.read(statement, subscription, last, PAGE):
        yield from (tuple(row) for row in page)
        last = page[-1][version]
