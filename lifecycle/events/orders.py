"""Orders, and the refunds that are asked for them."""

from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.events.payments import BankAccount
from lifecycle.money import Money, Sen


@frozen(slots=False)
class OrderPlaced:
    """The customer orders an item; the order is an invoice, in sen."""

    topic: ClassVar[str] = "order-placed.1"
    actor: ClassVar[Actor] = "customer"

    order: str
    amount: Money
    item: str | None = None


@frozen(slots=False)
class OrderProcessed:
    """The provider has processed an order."""

    topic: ClassVar[str] = "order-processed.1"
    actor: ClassVar[Actor] = "provider"

    order: str


@frozen(slots=False)
class OrderActivated:
    """The provider has activated an order."""

    topic: ClassVar[str] = "order-activated.1"
    actor: ClassVar[Actor] = "provider"

    order: str


@frozen(slots=False)
class OrderCancelled:
    """The customer cancels an order."""

    topic: ClassVar[str] = "order-cancelled.1"
    actor: ClassVar[Actor] = "customer"

    order: str


@frozen(slots=False)
class OrderFailed:
    """An order cannot be used as ordered."""

    topic: ClassVar[str] = "order-failed.1"
    actor: ClassVar[Actor] = "provider"

    order: str
    fault: Literal["provider", "client", "unfulfillable"]


@frozen(slots=False)
class RefundRequested:
    """The customer asks for money back; without an order, for the open overpayment."""

    topic: ClassVar[str] = "refund-requested.1"
    actor: ClassVar[Actor] = "customer"

    by: Literal["email", "phone"] | None = None
    account: BankAccount | None = None
    payment_data: bool = False
    reason: str | None = None
    letter: bool = False
    stamped: bool = False
    signed_by_head: bool = False
    order: str | None = None


@frozen(slots=False)
class ConvertedToDeposit:
    """An overpayment becomes deposit, in sen."""

    topic: ClassVar[str] = "converted-to-deposit.1"
    actor: ClassVar[Actor] = "provider"

    amount: Sen


@frozen(slots=False)
class VoucherPrepared:
    """The voucher of a refund is ready."""

    topic: ClassVar[str] = "voucher-prepared.1"
    actor: ClassVar[Actor] = "provider"


@frozen(slots=False)
class TransferSent:
    """A refund is transferred."""

    topic: ClassVar[str] = "transfer-sent.1"
    actor: ClassVar[Actor] = "provider"

    amount: Money
    fee: Sen | None = None
    to: BankAccount | None = None
