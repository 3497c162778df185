"""Service limited, restored or changed."""

from typing import ClassVar

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.money import Money, Sen


@frozen(slots=False)
class Warned:
    """A rung of the arrears ladder warns the customer (*peringatan*)."""

    topic: ClassVar[str] = "warned.1"
    actor: ClassVar[Actor] = "provider"

    reason: str | None = None


@frozen(slots=False)
class WarningLifted:
    """The arrears behind a warning are settled."""

    topic: ClassVar[str] = "warning-lifted.1"
    actor: ClassVar[Actor] = "provider"

    reason: str | None = None


@frozen(slots=False)
class Isolated:
    """Service is suspended for arrears (*isolir*)."""

    topic: ClassVar[str] = "isolated.1"
    actor: ClassVar[Actor] = "provider"

    reason: str | None = None


@frozen(slots=False)
class Reconnected:
    """Isolated service is restored (*buka isolir*)."""

    topic: ClassVar[str] = "reconnected.1"
    actor: ClassVar[Actor] = "provider"

    reason: str | None = None


@frozen(slots=False)
class Blocked:
    """A mobile number is suspended (*blokir*)."""

    topic: ClassVar[str] = "blocked.1"
    actor: ClassVar[Actor] = "provider"

    reason: str | None = None


@frozen(slots=False)
class Unblocked:
    """A blocked number is restored."""

    topic: ClassVar[str] = "unblocked.1"
    actor: ClassVar[Actor] = "provider"

    reason: str | None = None


@frozen(slots=False)
class Downgraded:
    """Service is lowered (*downgrade*) to a new monthly fee, in sen."""

    topic: ClassVar[str] = "downgraded.1"
    actor: ClassVar[Actor] = "provider"

    monthly_fee: Money
    plan: str | None = None


@frozen(slots=False)
class PlanChanged:
    """The plan changes otherwise than by a downgrade."""

    topic: ClassVar[str] = "plan-changed.1"
    actor: ClassVar[Actor] = "customer"

    monthly_fee: Sen
    plan: str | None = None
