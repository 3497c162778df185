"""What an account keeps for refunds: orders, sums held, requests and deposit."""

from collections.abc import Iterator, Sequence

from lifecycle.bill import Bill
from lifecycle.events import Paid, Refunded, RefundRequested, TransferSent
from lifecycle.money import MAX_SEN, UNSPECIFIED, Amount
from lifecycle.refunds.held import Held
from lifecycle.refunds.order import Order
from lifecycle.refunds.request import Request, Verdict, completed
from lifecycle.refunds.verdict import is_rejected, judge
from lifecycle.terms import Terms


class Refunds:
    """Orders by number, overpayments and requests in the order in which they came; ``deposit`` in sen.

    ``holder`` is the client's registered name; ``by_the_rules`` says whether what becomes deposit by itself does so,
    and ``by_rules`` when the rules last transferred money, and how much.
    Nothing here changes credit; the account does.
    """

    def __init__(self) -> None:
        self.holder: str | None = None
        self.by_the_rules = True
        self.orders: dict[str, Order] = {}
        self.overpaid: list[Held] = []
        self.requests: list[Request] = []
        self.deposit = 0
        self.by_rules: tuple[int, int] | None = None
        self._requests_before: Sequence[Request] = ()
        self._small: list[Held] = []

    @property
    def latest(self) -> Request | None:
        """The latest request."""
        return self.requests[-1] if self.requests else None

    @property
    def deposited(self) -> Amount:
        """The deposit; of an overpayment that nobody knows the amount of, nobody knows whether it became that."""
        names = [held.unknown for held in self.overpaid] if self.by_the_rules else []
        return Amount(self.deposit, frozenset[str]().union(*names))

    @property
    def unknown_credit(self) -> frozenset[str]:
        """The names of what is held besides what is known: of orders given up, and of overpayments kept as credit."""
        given_up = frozenset[str]().union(*(held.unknown for held in self._of_orders))
        return frozenset[str]().union(
            *(
                held.unknown
                for held in self.overpaid
                if held.unknown & given_up or not (self.by_the_rules and held.becomes_deposit)
            )
        )

    @property
    def unsettled(self) -> int:
        """What was paid on invoices of an unspecified amount, in sen: less to pay or more held, nobody knows which."""
        return sum(held.most for held in self.overpaid if held.invoices)

    @property
    def _of_orders(self) -> list[Held]:
        return [order.held for order in self.orders.values() if order.held is not None]

    @property
    def held(self) -> list[Held]:
        """Every sum held, overpayments first, each kind oldest first."""
        return [*self.overpaid, *sorted(self._of_orders, key=lambda held: held.since)]

    def verdict(self, request: Request) -> Verdict:
        """What becomes of a request as things stand; once money was sent for it, it is granted for good."""
        found = judge(request, self.holder)
        if request.granted is not None and (request.settled or found.status != "approved"):
            return request.granted
        return found

    def open_requests(self) -> Iterator[tuple[Request, Verdict]]:
        """The requests that are granted and not paid yet, oldest first."""
        for request in self.requests:
            if not request.superseded and not request.settled:
                verdict = judge(request, self.holder)
                if verdict.status == "approved":
                    yield request, verdict

    def of_voucher(self) -> Request | None:
        """The request that a voucher prepared now is for: the latest granted without one, else one that waits."""
        waiting = [one for one in self.requests if not (one.superseded or one.settled or one.voucher is not None)]
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
        if held.becomes_deposit:
            self._small.append(held)

    def pay_unknown(
        self, payment: Paid, at: int, terms: Terms, name: str, bills: Sequence[Bill], left: int | None = None
    ) -> None:
        """Take in a payment of which nobody knows how much of it bills have taken (G7).

        Either the bills are of unspecified amounts, and so much of the payment is ``left`` for them, or the payment
        itself is. What is over of it is called ``name``, and is no certain sum, not even nothing. What is left for
        one order alone was paid for it, whatever the order costs.
        """
        whole = left if left is not None and len(bills) == 1 else None
        for order in (self.orders[bill.order] for bill in bills if bill.order is not None):
            order.paid.append((payment, whole or 0))
            order.unknown |= frozenset() if whole else {name}
        if terms.book.overpayment is not None:
            most, invoices = (MAX_SEN, []) if left is None else (left, list(bills))
            self.overpaid.append(
                Held(at, 0, terms, (payment,), unknown=frozenset({name}), most=most, invoices=invoices)
            )

    def release(self, invoice: Bill) -> int:
        """An invoice of an unspecified amount is no longer owed; returns what is certainly the customer's by that."""
        released = 0
        for held in [held for held in self.overpaid if invoice in held.invoices]:
            held.invoices.remove(invoice)
            if not held.invoices:
                self.overpaid.remove(held)
                released += held.most
                held.most, held.unknown = 0, frozenset()
                kept = self.orders[invoice.order].held if invoice.order is not None else None
                if kept is not None:
                    kept.inherit(held)
        return released

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

    def settle(self, event: Refunded | TransferSent) -> None:
        """Money is given back: it is taken from what was asked for, else from a sum as large, else the oldest first.

        Of an amount that no source gives nobody knows how much of a sum it was; the request is paid by it.
        """
        place, before = self._before(event)
        unknown = event.amount == UNSPECIFIED
        left = 0 if event.amount == UNSPECIFIED else int(event.amount)
        request = self.answered_by(left) if before is None else self.requests[place]
        verdict = None if request is None else self.verdict(request)
        asked = None if request is None else request.held
        for held in (*([asked] if asked else []), *self._by_fit(left)):
            left -= held.send(left)
        if request is None or verdict is None:
            return
        request.transfers.append(event)
        if before is not None:
            request.stay(before)
        elif verdict.status == "approved":
            request.fee = request.fee if event.fee is None else event.fee
            request.granted, request.settled = verdict, unknown or (asked is not None and not asked.left)

    def recall(self, requests: Sequence[Request]) -> None:
        """Before a history is folded anew without a payment: what was sent for these requests stays sent for them."""
        self._requests_before = requests

    def _before(self, event: Refunded | TransferSent) -> tuple[int, Request | None]:
        """The request that a transfer paid before the history was folded anew, and its place among them."""
        for place, request in enumerate(self._requests_before):
            if request.granted is not None and any(paid is event for paid in request.transfers):
                return place, request
        return 0, None

    def convert(self, amount: int, at: int, *, by_rules: bool) -> int:
        """Money becomes deposit; returns how much. The rules convert only what becomes deposit by itself."""
        wanted, left = amount, amount
        for held in self.to_deposit() if by_rules else self._by_fit(amount):
            if not by_rules or held.left == wanted:
                left -= held.convert(left, at)
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
        others = [one for one in self.requests if not (one.superseded or one.settled)]
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
        refundable = [held for held in self.overpaid if (held.left or held.unknown) and held.is_refundable]
        fresh = [held for held in refundable if held not in granted]
        kept = [held for held in self.overpaid if held.left or held.unknown]
        return next(iter([*fresh, *refundable, *kept, *reversed(self.overpaid)]), None)
