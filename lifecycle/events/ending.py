"""How a subscription comes to its end, and what is handed over then."""

from typing import ClassVar, Literal

from attrs import frozen

from lifecycle.events.fields import Actor
from lifecycle.money import Money

EndedBy = Literal["customer", "provider"]
EndReason = Literal["wish", "arrears", "resale", "no_fault"]


@frozen(slots=False)
class Terminated:
    """The contract ends (*berhenti berlangganan*, *pencabutan*).

    ``notice`` marks a customer's ending that only stops what would come next, where what is charged runs on.
    """

    topic: ClassVar[str] = "terminated.1"
    actor: ClassVar[Actor] = "provider"

    by: EndedBy
    reason: EndReason
    notice: bool = False


@frozen(slots=False)
class DeviceReturned:
    """The rented device comes back."""

    topic: ClassVar[str] = "device-returned.1"
    actor: ClassVar[Actor] = "customer"

    condition: Literal["good", "damaged"]
    receipt: bool = False
    charge: Money | None = None


@frozen(slots=False)
class CancellationRequested:
    """The customer asks to cancel."""

    topic: ClassVar[str] = "cancellation-requested.1"
    actor: ClassVar[Actor] = "customer"

    channel: str | None = None


@frozen(slots=False)
class DocumentsVerified:
    """The provider has checked the documents of a cancellation; what is missing is false."""

    topic: ClassVar[str] = "documents-verified.1"
    actor: ClassVar[Actor] = "provider"

    form: bool = False
    signed: bool = False
    identity: bool = False
    payment_proof: bool = False
    customer_number: bool = False
    device_receipt: bool = False


@frozen(slots=False)
class CancellationConfirmed:
    """The provider confirms a cancellation."""

    topic: ClassVar[str] = "cancellation-confirmed.1"
    actor: ClassVar[Actor] = "provider"
