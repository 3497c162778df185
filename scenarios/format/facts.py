"""A fact of a story: an event, its instant, and how surely both are known."""

from datetime import datetime

from attrs import frozen

from lifecycle import history
from lifecycle.events import Precision
from scenarios.format.nodes import Place
from scenarios.format.scalars import Written


@frozen(kw_only=True)
class Fact(history.Fact):
    """A fact as a file writes it.

    ``index`` is the place of its step among the file's, from 0; ``refused`` says that the
    subscription must refuse the event, or must not; None, that nobody says which.
    ``place`` is where the event's name stands.
    """

    place: Place
    index: int = 0
    refused: bool | None = False


@frozen
class Step:
    """The keys of a step beside its event: when, known since when, how surely, and whence."""

    at: Written
    known_at: datetime | None = None
    precision: Precision | None = None
    inferred: bool = False
    source: str | None = None
    note: str | None = None
    refused: bool = False
