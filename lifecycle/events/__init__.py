"""Everything that can happen to a subscription, and the envelope it is recorded in."""

from typing import get_args

from lifecycle.events.billing import Adjusted, Billed, BillLine, Demanded, DueDateMoved
from lifecycle.events.charges import ChargeCredited, Charged
from lifecycle.events.conduct import Blacklisted, ResaleAlleged, ResaleProven
from lifecycle.events.contacts import Contacted, LetterSent
from lifecycle.events.disputes import DisputeNoted, DisputeOpened, DisputeResolved, VisibilityChanged
from lifecycle.events.ending import (
    CancellationConfirmed,
    CancellationRequested,
    DeviceReturned,
    DocumentsVerified,
    Terminated,
)
from lifecycle.events.envelope import Because, Recorded
from lifecycle.events.fields import Actor, Precision
from lifecycle.events.opening import UNNAMED, Activated, BookUsed, Givens, IssuedBills, ProviderActs
from lifecycle.events.orders import (
    ConvertedToDeposit,
    OrderActivated,
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    OrderProcessed,
    RefundRequested,
    TransferSent,
    VoucherPrepared,
)
from lifecycle.events.packages import PackageActivated, PackageDeactivated
from lifecycle.events.payments import BankAccount, Paid, PaymentReversed, Refunded, RefundOf, Slip
from lifecycle.events.service import (
    Blocked,
    Downgraded,
    Isolated,
    PlanChanged,
    Reconnected,
    Unblocked,
    Warned,
    WarningLifted,
)
from lifecycle.events.union import Event
from lifecycle.fields import KEY

EVENTS: dict[str, type[Event]] = {event.topic: event for event in get_args(Event)}
"""Every event class by its topic: the name files write, a dot, the version of its shape."""


ONLY_BY_THE_RULES: frozenset[type[Event]] = frozenset({Charged, ChargeCredited})
"""Events that nobody but the rules makes happen, and no file writes."""


def word(event: Event | type[Event]) -> str:
    """An event's name as files write it: ``payment-reversed``."""
    return event.topic.partition(".")[0]


__all__ = [
    "EVENTS",
    "KEY",
    "ONLY_BY_THE_RULES",
    "UNNAMED",
    "Activated",
    "Actor",
    "Adjusted",
    "BankAccount",
    "Because",
    "BillLine",
    "Billed",
    "Blacklisted",
    "Blocked",
    "BookUsed",
    "CancellationConfirmed",
    "CancellationRequested",
    "ChargeCredited",
    "Charged",
    "Contacted",
    "ConvertedToDeposit",
    "Demanded",
    "DeviceReturned",
    "DisputeNoted",
    "DisputeOpened",
    "DisputeResolved",
    "DocumentsVerified",
    "Downgraded",
    "DueDateMoved",
    "Event",
    "Givens",
    "Isolated",
    "IssuedBills",
    "LetterSent",
    "OrderActivated",
    "OrderCancelled",
    "OrderFailed",
    "OrderPlaced",
    "OrderProcessed",
    "PackageActivated",
    "PackageDeactivated",
    "Paid",
    "PaymentReversed",
    "PlanChanged",
    "Precision",
    "ProviderActs",
    "Reconnected",
    "Recorded",
    "RefundOf",
    "RefundRequested",
    "Refunded",
    "ResaleAlleged",
    "ResaleProven",
    "Slip",
    "Terminated",
    "TransferSent",
    "Unblocked",
    "VisibilityChanged",
    "VoucherPrepared",
    "Warned",
    "WarningLifted",
    "word",
]
