"""Events that leave the money, or the state, as it is; each is listed, so that a new one must be thought about."""

from lifecycle.events import (
    Adjusted,
    Billed,
    Blacklisted,
    CancellationConfirmed,
    CancellationRequested,
    ChargeCredited,
    Charged,
    Contacted,
    ConvertedToDeposit,
    Demanded,
    DeviceReturned,
    DisputeNoted,
    DocumentsVerified,
    Downgraded,
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
    Recorded,
    Refunded,
    RefundRequested,
    ResaleAlleged,
    ResaleProven,
    Terminated,
    TransferSent,
    Unblocked,
    VisibilityChanged,
    VoucherPrepared,
    WarningLifted,
)

_NOTES: frozenset[type[Event]] = frozenset({Contacted, Demanded, DisputeNoted, LetterSent, ResaleAlleged})

ABOUT: dict[type[Event], tuple[str, ...]] = {
    CancellationRequested: ("cancellation", "trial"),
    DocumentsVerified: ("cancellation",),
    DeviceReturned: ("cancellation",),
    CancellationConfirmed: ("cancellation",),
    PackageActivated: ("package",),
    PackageDeactivated: ("package",),
    OrderPlaced: ("order",),
    OrderProcessed: ("order",),
    OrderActivated: ("order",),
    OrderCancelled: ("order",),
    OrderFailed: ("order",),
    ConvertedToDeposit: ("overpayment",),
    RefundRequested: ("refund",),
    VoucherPrepared: ("refund",),
    TransferSent: ("refund",),
}
"""The clause tables that are about an event; under terms with none of them it is a fact from which nothing follows."""

WITHOUT_MONEY: frozenset[type[Event]] = _NOTES | {
    Blacklisted,
    PlanChanged,
    Reconnected,
    ResaleProven,
    Unblocked,
    VisibilityChanged,
    WarningLifted,
}
"""Events that move no money."""

WITHOUT_STATUS: frozenset[type[Event]] = (
    _NOTES
    | (ABOUT.keys() - {CancellationRequested, CancellationConfirmed})
    | {Adjusted, Billed, ChargeCredited, Charged, DueDateMoved, Paid, PaymentReversed, Refunded}
)
"""Events that leave the aggregate's state alone."""


def moves_money(recorded: Recorded) -> bool:
    """Whether an event, by whom it was done and how it is meant, moves money."""
    match recorded.event:
        case Downgraded():
            # The provider's own downgrade is no rung of the ladder and costs nothing.
            return recorded.actor == "rules"
        case Terminated(notice=True):
            return False
        case event:
            return type(event) not in WITHOUT_MONEY
