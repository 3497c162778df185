"""A request for a refund (*permohonan pengembalian dana*), and how it is judged."""

from typing import Literal, NamedTuple

from attrs import define, evolve, field

from lifecycle.events import Refunded, RefundRequested, TransferSent
from lifecycle.money import Sen
from lifecycle.refunds.held import Held
from lifecycle.refunds.order import Order
from lifecycle.terms import Terms

RefundStatus = Literal["none", "rejected", "not_refundable", "incomplete", "refused", "pending_letter", "approved"]


class Verdict(NamedTuple):
    """What becomes of a request: its status, the sum in sen, and where the book says so.

    ``since`` is the WIB second from which it is valid; it has a meaning only where it is approved.
    """

    status: RefundStatus
    gross: int
    since: int
    path: str
    readings: tuple[str, ...] = ()


@define(eq=False)
class Request:
    """One request; instants in WIB seconds.

    What it is for is an ``order``, or the overpayment ``held``, or neither where there was nothing to ask back.
    ``sent_before`` is what had been given back of it already. ``voucher`` is when the file says that the
    voucher was ready. A request that a later one for the same replaces is ``superseded``. ``empty`` is a
    request that came when there was nothing to ask back; what is paid later does not fill it.

    ``transfers`` are the events by which money was sent for it, ``granted`` the verdict at the last of them, which
    stays, and ``fee`` that of the transfer where it says one; once all was sent, it is ``settled``.
    """

    event: RefundRequested
    at: int
    terms: Terms
    order: Order | None = None
    overpaid: Held | None = None
    sent_before: int = 0
    voucher: int | None = None
    superseded: bool = False
    empty: bool = False
    transfers: list[Refunded | TransferSent] = field(factory=list)
    granted: Verdict | None = None
    settled: bool = False
    fee: Sen | None = None

    @property
    def held(self) -> Held | None:
        """The sum that it is for."""
        return self.order.held if self.order is not None else self.overpaid

    @property
    def gross(self) -> int:
        """What it comes to if it is granted, in sen."""
        if self.held is not None:
            return self.held.left + self.held.sent - self.sent_before
        return self.order.amount_paid if self.order is not None else 0

    @property
    def unknown(self) -> frozenset[str]:
        """The names of what it comes to besides and no source gives (G7)."""
        if self.held is not None:
            return self.held.unknown
        return self.order.unknown if self.order is not None else frozenset()

    def stay(self, before: "Request") -> None:
        """It was paid, as it stood ``before`` a payment proved never to have come: so it stays.

        Of a request that was paid whole, the overpayment that it was for is told as it was.
        """
        self.event, self.voucher, self.fee = before.event, before.voucher, before.fee
        self.granted, self.settled = before.granted, before.settled
        if before.settled:
            self.overpaid = before.overpaid

    def is_for_the_same(self, other: "Request") -> bool:
        """Whether both are for one order, or one overpayment."""
        return self.order is other.order and self.overpaid is other.overpaid


def completed(event: RefundRequested, earlier: RefundRequested) -> RefundRequested:
    """A letter that comes after a request it was missing from: what it leaves out, the request has said already."""
    return evolve(
        event,
        by=event.by or earlier.by,
        account=event.account or earlier.account,
        payment_data=event.payment_data or earlier.payment_data,
        reason=event.reason or earlier.reason,
    )
