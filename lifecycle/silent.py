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
from lifecycle.rulebook import RuleBook

_NOTES: frozenset[type[Event]] = frozenset({Contacted, DisputeNoted, LetterSent, ResaleAlleged})

_CLAUSELESS: frozenset[type[Event]] = frozenset(
    {
        CancellationConfirmed,
        CancellationRequested,
        DeviceReturned,
        DocumentsVerified,
        PackageActivated,
        PackageDeactivated,
    }
)
"""Events of clause kinds that no book can have yet: facts all the same, from which nothing follows."""

_NEEDS: dict[type[Event], str] = {
    ConvertedToDeposit: "overpayment",
    OrderActivated: "order",
    OrderCancelled: "order",
    OrderFailed: "order",
    OrderPlaced: "order",
    OrderProcessed: "order",
    RefundRequested: "refund",
    TransferSent: "refund",
    VoucherPrepared: "refund",
}
"""The table that must be among a book's clauses for anything to follow from an event."""


def is_clauseless(event: Event, book: RuleBook) -> bool:
    """Whether no clause of a book is about an event; it is a fact all the same, from which nothing follows."""
    table = _NEEDS.get(type(event))
    return type(event) in _CLAUSELESS or (table is not None and book.table(table) is None)


WITHOUT_MONEY: frozenset[type[Event]] = (
    _NOTES
    | _CLAUSELESS
    | {Blacklisted, PlanChanged, Reconnected, ResaleProven, Unblocked, VisibilityChanged, WarningLifted}
)
"""Events that move no money."""

WITHOUT_STATUS: frozenset[type[Event]] = (
    _NOTES | _CLAUSELESS | _NEEDS.keys() | {Adjusted, Billed, DueDateMoved, Paid, PaymentReversed, Refunded}
)
"""Events that leave the aggregate's state alone."""
