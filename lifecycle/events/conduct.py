"""Breaches by the customer other than not paying."""

from typing import ClassVar

from attrs import frozen

from lifecycle.events.fields import Actor


@frozen(slots=False)
class ResaleAlleged:
    """The provider suspects that the service is resold; changes nothing by itself."""

    topic: ClassVar[str] = "resale-alleged.1"
    actor: ClassVar[Actor] = "provider"

    note: str | None = None


@frozen(slots=False)
class ResaleProven:
    """Resale of the service is proven."""

    topic: ClassVar[str] = "resale-proven.1"
    actor: ClassVar[Actor] = "provider"

    note: str | None = None


@frozen(slots=False)
class Blacklisted:
    """The customer is put on the provider's blacklist (*daftar hitam*)."""

    topic: ClassVar[str] = "blacklisted.1"
    actor: ClassVar[Actor] = "provider"

    note: str | None = None
