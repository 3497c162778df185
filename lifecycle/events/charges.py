"""What the rules charge in advance; no file writes these, as only the rules make them."""

from datetime import datetime
from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.fields import named
from lifecycle.money import Sen

ChargeFor = Literal["trial", "month"]


@frozen
class Charged:
    """A trial or a month is charged, in sen, and taken as paid; it runs from ``since`` until just before ``until``."""

    topic: ClassVar[str] = "charged.1"
    actor: ClassVar[Actor] = "provider"

    amount: Sen
    purpose: ChargeFor = named("for")
    since: datetime = named("from")
    until: datetime = named("to")


@frozen
class ChargeCredited:
    """A charge, in sen, is credited back (*dikreditkan*)."""

    topic: ClassVar[str] = "charge-credited.1"
    actor: ClassVar[Actor] = "provider"

    amount: Sen
    purpose: ChargeFor = named("for")
