"""The opening of a subscription: who, since when, and under which choices it is judged."""

from datetime import date, datetime
from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.fields import named
from lifecycle.money import Sen

ProviderActs = Literal["by_the_rules", "as_recorded"]


@frozen(slots=False)
class IssuedBills:
    """Bills that the rules issue by themselves, on one day of every month (clamped)."""

    day: int


@frozen(slots=False)
class Givens:
    """Amounts and days that no source gives and the story supplies (G7)."""

    termination_fee: Sen | None = named("termination.fee", default=None)
    device_charge: Sen | None = named("device.charge", default=None)
    bank_fee: Sen | None = named("refund.bank_fee", default=None)
    holidays: tuple[date, ...] = named("calendar.holidays", default=())


@frozen(slots=False)
class BookUsed:
    """One edition of the rules that the story was judged by, with the digest of its text."""

    provider: str
    edition: str
    digest: str


UNNAMED = "unnamed"
"""The number of a subscription whose story has no subscription block."""


@frozen(slots=False)
class Activated:
    """The subscription begins (*aktivasi*); carries everything that the whole story hangs on."""

    topic: ClassVar[str] = "activated.1"
    actor: ClassVar[Actor] = "provider"

    provider: str
    number: str
    activated: datetime | None = None
    plan: str | None = None
    monthly_fee: Sen | None = None
    name: str | None = None
    bills: IssuedBills | None = None
    provider_acts: ProviderActs = "by_the_rules"
    edition: str | None = None
    readings: tuple[tuple[str, str], ...] = ()
    givens: Givens = Givens()
    books: tuple[BookUsed, ...] = ()
