"""The envelope of a recorded event: whose, when, how surely known, by whom and why."""

from datetime import datetime

from attrs import frozen

from lifecycle.events.fields import Actor, Precision
from lifecycle.events.union import Event


@frozen(slots=False)
class Because:
    """Why the rules acted: the clause, its edition, and the readings consulted."""

    clause: str
    edition: str
    readings: tuple[tuple[str, str], ...] = ()


@frozen(slots=False)
class Recorded:
    """One stored event.

    ``subscription`` is ``provider/number``; ``version`` counts its events from 1; ``at`` is the
    fact's own WIB instant and ``known_at`` when it became known; ``step`` is the number of the
    story's fact that it is (from 1), absent on the opening and on the rules' own acts.
    """

    subscription: str
    version: int
    at: datetime
    event: Event
    actor: Actor
    known_at: datetime | None = None
    precision: Precision = "instant"
    inferred: bool = False
    because: Because | None = None
    step: int | None = None
    source: str | None = None
    note: str | None = None
