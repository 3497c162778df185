"""The union of all events."""

from lifecycle.events.billing import Adjusted, Billed, Demanded, DueDateMoved
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
from lifecycle.events.opening import Activated
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
from lifecycle.events.payments import Paid, PaymentReversed, Refunded
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

Event = (
    Activated
    | Billed
    | Demanded
    | Adjusted
    | DueDateMoved
    | Charged
    | ChargeCredited
    | Paid
    | PaymentReversed
    | Refunded
    | Warned
    | WarningLifted
    | Isolated
    | Reconnected
    | Blocked
    | Unblocked
    | Downgraded
    | PlanChanged
    | Terminated
    | DeviceReturned
    | CancellationRequested
    | DocumentsVerified
    | CancellationConfirmed
    | ResaleAlleged
    | ResaleProven
    | Blacklisted
    | PackageActivated
    | PackageDeactivated
    | DisputeOpened
    | DisputeNoted
    | DisputeResolved
    | VisibilityChanged
    | OrderPlaced
    | OrderProcessed
    | OrderActivated
    | OrderCancelled
    | OrderFailed
    | RefundRequested
    | ConvertedToDeposit
    | VoucherPrepared
    | TransferSent
    | Contacted
    | LetterSent
)
