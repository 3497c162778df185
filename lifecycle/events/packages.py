"""Packages added to a subscription."""

from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.money import Sen


@frozen(slots=False)
class PackageActivated:
    """A package starts: ``price`` in sen a month after the free months; 0 with free months stops by itself.

    ``per: week`` makes it the price of a week, each a whole one from the instant of its start.
    """

    topic: ClassVar[str] = "package-activated.1"
    actor: ClassVar[Actor] = "provider"

    package: str
    price: Sen
    by: Literal["customer", "staff", "provider"]
    free_months: int = 0
    consent: bool = False
    per: Literal["month", "week"] = "month"


@frozen(slots=False)
class PackageDeactivated:
    """A package stops."""

    topic: ClassVar[str] = "package-deactivated.1"
    actor: ClassVar[Actor] = "provider"

    package: str
    notice: str | None = None
