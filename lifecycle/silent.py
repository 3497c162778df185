"""Events that leave the money, or the state, as it is; each is listed, so that a new one must be thought about."""

from lifecycle.events import (
    Adjusted,
    Billed,
    Blacklisted,
    CancellationConfirmed,
    CancellationRequested,
    Contacted,
    ConvertedToDeposit,
    DeviceReturned,
    DisputeNoted,
    DocumentsVerified,
    DueDateMoved,
    Event,
    LetterSent,
    OrderActivated,
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    OrderProcessed,
    PackageActivated,
    PackageDeactivated,
    Paid,
    PaymentReversed,
    PlanChanged,
    Reconnected,
    Refunded,
    RefundRequested,
    ResaleAlleged,
    ResaleProven,
    TransferSent,
    Unblocked,
    VisibilityChanged,
    VoucherPrepared,
    WarningLifted,
)

_NOTES: frozenset[type[Event]] = frozenset({Contacted, DisputeNoted, LetterSent, ResaleAlleged})

_CLAUSELESS: frozenset[type[Event]] = frozenset(
    {
        CancellationConfirmed,
        CancellationRequested,
        ConvertedToDeposit,
        DeviceReturned,
        DocumentsVerified,
        OrderActivated,
        OrderCancelled,
        OrderFailed,
        OrderPlaced,
        OrderProcessed,
        RefundRequested,
        TransferSent,
        VoucherPrepared,
    }
)

CLAUSELESS = tuple(_CLAUSELESS)
"""Events of clause kinds that no book can have yet: facts all the same, from which nothing follows."""

ABOUT: dict[type[Event], str] = {PackageActivated: "package", PackageDeactivated: "package"}
"""The kind of clause that an event is about; under a book without it nothing follows."""

WITHOUT_MONEY: frozenset[type[Event]] = (
    _NOTES
    | _CLAUSELESS
    | {Blacklisted, PlanChanged, Reconnected, ResaleProven, Unblocked, VisibilityChanged, WarningLifted}
)
"""Events that move no money."""

WITHOUT_STATUS: frozenset[type[Event]] = (
    _NOTES
    | _CLAUSELESS
    | {Adjusted, Billed, DueDateMoved, PackageActivated, PackageDeactivated, Paid, PaymentReversed, Refunded}
)
"""Events that leave the aggregate's state alone."""
