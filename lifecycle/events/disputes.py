"""A dispute over a charge, from its opening to its decision."""

from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.calendar import Period
from lifecycle.events.fields import Actor
from lifecycle.money import Sen


@frozen(slots=False)
class DisputeOpened:
    """The customer disputes a charge (*keberatan*)."""

    topic: ClassVar[str] = "dispute-opened.1"
    actor: ClassVar[Actor] = "customer"

    ticket: str | None = None
    period: Period | None = None
    package: str | None = None
    amount: Sen | None = None
    forum: Literal["provider", "bpsk", "ylki", "court"] = "provider"


@frozen(slots=False)
class DisputeNoted:
    """Somebody writes something about a dispute; it decides nothing."""

    topic: ClassVar[str] = "dispute-noted.1"
    actor: ClassVar[Actor] = "provider"

    note: str | None = None


@frozen(slots=False)
class DisputeResolved:
    """A dispute is decided, perhaps with a credit in sen."""

    topic: ClassVar[str] = "dispute-resolved.1"
    actor: ClassVar[Actor] = "provider"

    outcome: Literal["upheld", "rejected", "withdrawn"]
    ticket: str | None = None
    credit: Sen | None = None


@frozen(slots=False)
class VisibilityChanged:
    """The dispute's history is hidden from, or shown to, the customer; nothing is deleted."""

    topic: ClassVar[str] = "visibility-changed.1"
    actor: ClassVar[Actor] = "provider"

    to_customer: bool
