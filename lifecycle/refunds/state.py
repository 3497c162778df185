"""What an account keeps for refunds: orders, sums held, requests and deposit."""

from collections.abc import Iterator

from lifecycle.clauses import overpayment
from lifecycle.events import Paid, RefundRequested
from lifecycle.money import Sen
from lifecycle.refunds.held import Held
from lifecycle.refunds.order import Order
from lifecycle.refunds.request import Request, Verdict, completed
from lifecycle.refunds.verdict import is_rejected, judge
from lifecycle.terms import Terms


class Refunds:
    """Orders by number, overpayments and requests in the order in which they came; ``deposit`` in sen.

    ``holder`` is the client's registered name. Nothing here changes credit; the account does.
    """

    def __init__(self) -> None:
        self.holder: str | None = None
        self.orders: dict[str, Order] = {}
        self.overpaid: list[Held] = []
        self.requests: list[Request] = []
        self.deposit = 0
        self._small: list[Held] = []

    @property
    def latest(self) -> Request | None:
        """The latest request."""
        return self.requests[-1] if self.requests else None

    @property
    def held(self) -> list[Held]:
        """Every sum held, overpayments first, each kind oldest first."""
        given_up = [order.held for order in self.orders.values() if order.held is not None]
        return [*self.overpaid, *sorted(given_up, key=lambda held: held.since)]

    def verdict(self, request: Request) -> Verdict:
        """What becomes of a request as things stand."""
        return judge(request, self.holder)

    def open_requests(self) -> Iterator[tuple[Request, Verdict]]:
        """The requests that are granted and not paid yet, oldest first."""
        for request in self.requests:
            if not request.superseded and request.settled is None:
                verdict = self.verdict(request)
                if verdict.status == "approved":
                    yield request, verdict

    def of_voucher(self) -> Request | None:
        """The request that a voucher prepared now is for: the latest granted without one, else one that waits."""
        waiting = [one for one in self.requests if not one.superseded and one.settled is None and one.voucher is None]
        by_status = {"approved": 2, "pending_letter": 1, "incomplete": 1, "refused": 1}
        ranked = [(by_status.get(self.verdict(one).status, 0), number) for number, one in enumerate(waiting)]
        rank, number = max(ranked, default=(0, 0))
        return waiting[number] if rank else None

    def to_deposit(self) -> Iterator[Held]:
        """The overpayments that become deposit by themselves and have not yet."""
        self._small = [held for held in self._small if held.left == held.amount]
        yield from self._small

    def overpay(self, payment: Paid, over: int, at: int, terms: Terms) -> None:
        """What is over at a payment is one overpayment."""
        held = Held(at, over, terms, (payment,))
        self.overpaid.append(held)
        clause = terms.book.overpayment
        at_threshold = terms["overpayment.at_threshold"]
        if clause is not None and overpayment.becomes_deposit(over, clause.threshold, at_threshold):
            self._small.append(held)

    def note_unknown(self, payment: Paid, name: str) -> None:
        """A payment of an amount that no source gives, called ``name``, came for the order that it names."""
        order = self.orders.get(payment.order) if payment.order is not None else None
        if order is not None:
            order.paid.append((payment, 0))
            order.unknown |= {name}

    def ask(self, event: RefundRequested, at: int, terms: Terms) -> Request:
        """Take in a request: it replaces an earlier one for the same, unless it counts for nothing."""
        order = self.orders.get(event.order) if event.order is not None else None
        request = Request(event, at, terms, order, None if event.order is not None else self._open_overpayment())
        request.sent_before = request.held.sent if request.held else 0
        request.empty = request.gross == 0 and not request.unknown
        earlier = self._standing(request)
        if earlier is not None and event.letter and self.verdict(earlier).status == "pending_letter":
            request.event = completed(event, earlier.event)
        clause = terms.book.refund
        if earlier is not None and clause is not None and not is_rejected(request.event, clause):
            earlier.superseded = True
            request.voucher = earlier.voucher
        self.requests.append(request)
        return request

    def settle(self, amount: int, fee: Sen | None) -> None:
        """Money is given back: it is taken from what was asked for, else from a sum as large, else the oldest first."""
        request = self.answered_by(amount)
        verdict = None if request is None else self.verdict(request)
        asked = None if request is None else request.held
        for held in (*([asked] if asked else []), *self._by_fit(amount)):
            amount -= held.send(amount)
        if request is not None and verdict is not None and verdict.status == "approved":
            request.fee = request.fee if fee is None else fee
            request.settled = verdict if asked is not None and not asked.left else None

    def convert(self, amount: int, *, by_rules: bool) -> int:
        """Money becomes deposit; returns how much. The rules convert only what becomes deposit by itself."""
        wanted, left = amount, amount
        for held in self.to_deposit() if by_rules else self._by_fit(amount):
            if not by_rules or held.left == wanted:
                left -= held.give(left)
        moved = wanted - left if by_rules else wanted
        self.deposit += moved
        return moved

    def _by_fit(self, amount: int) -> list[Held]:
        """Sums held, one of exactly the amount first."""
        return sorted(self.held, key=lambda held: held.left != amount)

    def answered_by(self, amount: int) -> Request | None:
        """The request that a transfer pays: one granted of that sum, else the latest granted, else the latest open."""
        granted = [request for request, _ in self.open_requests()]
        exact = [request for request in granted if request.gross == amount]
        others = [one for one in self.requests if not one.superseded and one.settled is None]
        return next(iter([*exact, *reversed(granted), *reversed(others)]), None)

    def _standing(self, request: Request) -> Request | None:
        """The request for the same that counts so far."""
        same = [one for one in self.requests if one.is_for_the_same(request) and not one.superseded]
        return next((one for one in reversed(same) if self.verdict(one).status != "rejected"), None)

    def _open_overpayment(self) -> Held | None:
        """The one that a request without an order is for.

        The oldest that can be given back and is not granted yet; where there is none, one that is granted, held
        or gone.
        """
        granted = [request.overpaid for request, _ in self.open_requests()]
        refundable = [held for held in self.overpaid if held.left and _is_refundable(held)]
        fresh = [held for held in refundable if held not in granted]
        kept = [held for held in self.overpaid if held.left]
        return next(iter([*fresh, *refundable, *kept, *reversed(self.overpaid)]), None)


def _is_refundable(held: Held) -> bool:
    clause = held.terms.book.overpayment
    return clause is not None and overpayment.is_refundable(held.amount, clause.threshold)
