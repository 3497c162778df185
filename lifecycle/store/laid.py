"""Stored events as they lie there, a page at a time: also those that cannot be read, or that no longer hold."""

from attrs import frozen
from eventsourcing.persistence import StoredEvent

from lifecycle.events import Recorded
from lifecycle.store.chain import GENESIS
from lifecycle.store.mapper import RecordedMapper
from lifecycle.store.problems import StoreProblem
from lifecycle.store.recorder import ChainRecorder
from lifecycle.store.sealed import Link

_PAGE = (
    "SELECT e.originator_version, e.topic, e.state, c.ordinal, c.hash, p.hash FROM stored_events e "
    "LEFT JOIN chain c ON c.subscription=e.originator_id AND c.version=e.originator_version "
    "LEFT JOIN chain p ON p.ordinal=c.ordinal-1 "
    "WHERE e.originator_id=? AND e.originator_version>? ORDER BY e.originator_version LIMIT ?"
)


@frozen
class Laid:
    """A stored event as it lies in its row; ``problem`` says in words why ``recorded`` is None.

    ``text`` is the JSON in its bytes, None where there is none. ``holds`` says whether its link follows on the one
    before it in the whole store; of one that was never sealed ``ordinal`` is None and ``hash`` is empty.
    """

    version: int
    topic: str
    text: str | None
    recorded: Recorded | None
    problem: StoreProblem | None
    ordinal: int | None
    hash: str
    holds: bool


def laid(recorder: ChainRecorder, mapper: RecordedMapper, subscription: str, after: int, most: int) -> tuple[Laid, ...]:
    """At most so many events of a subscription behind a version."""
    return tuple(_laid(mapper, subscription, *row) for row in recorder.read(_PAGE, subscription, after, most))


def _laid(  # as many as there are columns
    mapper: RecordedMapper,
    subscription: str,
    version: int,
    topic: str,
    state: bytes,
    ordinal: int | None,
    kept: str | None,
    before: str | None,
) -> Laid:
    text, recorded, problem = None, None, None
    try:
        text = mapper.plain(StoredEvent(subscription, version, topic, state)).decode()
        recorded = mapper.opened(subscription, version, topic, state)
    except UnicodeDecodeError as wrong:
        problem = StoreProblem(f"event {version} of {subscription} cannot be read: {wrong}", subscription)
    except StoreProblem as wrong:
        problem = wrong
    holds = False
    if ordinal is not None and kept is not None:
        found = Link(ordinal, subscription, version, topic, state, kept)
        holds = found.after(GENESIS if ordinal == 1 else before or "") == kept
    return Laid(version, str(topic), text, recorded, problem, ordinal, kept or "", holds)
