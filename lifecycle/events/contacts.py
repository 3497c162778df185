"""Calls and letters, which change no amount anywhere."""

from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.fields import named


@frozen(slots=False)
class LetterSent:
    """A letter is proven sent; not that it is received, accepted or acted on."""

    topic: ClassVar[str] = "letter-sent.1"
    actor: ClassVar[Actor] = "customer"

    to: str | None = None
    via: str | None = None


@frozen(slots=False)
class Contacted:
    """The customer calls; ``routed_to`` is where the call really went."""

    topic: ClassVar[str] = "contacted.1"
    actor: ClassVar[Actor] = "customer"

    about: str = named("topic")
    subscribed_through: Literal["pln_mobile", "other"] | None = None
    agrees: bool | None = None
    routed_to: str | None = None
