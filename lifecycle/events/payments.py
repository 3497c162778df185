"""Money that moves between customer and provider."""

from datetime import datetime
from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.calendar import Period
from lifecycle.events.fields import Actor
from lifecycle.fields import named
from lifecycle.money import Money, Sen

Method = Literal["internet_banking", "atm", "cash", "card", "channel"]


@frozen(slots=False)
class BankAccount:
    """An account that money came from or goes to."""

    name: str | None = None
    number: str | None = None
    bank: str | None = None


@frozen(slots=False)
class Slip:
    """A deposit slip: the depositor's name on it, and whether it will accompany a refund request."""

    name: str | None = None
    attached: bool = False


@frozen(slots=False)
class Paid:
    """The customer pays (*pembayaran*).

    ``offset`` and ``posted_offset`` are the minutes east of UTC at which the two instants were
    written; they matter only where a reading goes by the customer's clock.
    """

    topic: ClassVar[str] = "paid.1"
    actor: ClassVar[Actor] = "customer"

    amount: Money
    posted_at: datetime | None = None
    for_period: Period | None = None
    order: str | None = None
    method: Method | None = None
    sender: BankAccount | None = named("from", default=None)
    slip: Slip | None = None
    offset: int = 420
    posted_offset: int = 420


@frozen(slots=False)
class PaymentReversed:
    """The latest payment of this amount is undone as if it had never been made."""

    topic: ClassVar[str] = "payment-reversed.1"
    actor: ClassVar[Actor] = "provider"

    amount: Sen
    reason: str | None = None


@frozen(slots=False)
class RefundOf:
    """The bill or the package line that a refund gives back."""

    period: Period | None = None
    package: str | None = None


@frozen(slots=False)
class Refunded:
    """The provider pays money back (*pengembalian dana*)."""

    topic: ClassVar[str] = "refunded.1"
    actor: ClassVar[Actor] = "provider"

    amount: Money
    of: RefundOf | None = None
    to: BankAccount | None = None
    fee: Sen | None = None
