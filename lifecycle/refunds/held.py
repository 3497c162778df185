"""A sum held for the customer: one overpayment, or what was paid on an order that came to nothing."""

from attrs import define, field

from lifecycle.bill import Bill
from lifecycle.clauses import overpayment
from lifecycle.events import Paid
from lifecycle.terms import Terms


@define(eq=False)
class Held:
    """One such sum in sen; ``since`` in WIB seconds.

    ``left`` is what is still held of ``amount``: the rest became deposit, each part at its second, or was ``sent``
    back. ``sources`` are the payments that it came by, ``terms`` those in force then.

    ``unknown`` names what it comes to besides and no source gives (G7); ``most`` is what all of it may come to. Where
    that is because of what is over of a payment on ``invoices`` of an unspecified amount, these are open still.
    """

    since: int
    amount: int
    terms: Terms
    sources: tuple[Paid, ...]
    order: str | None = None
    unknown: frozenset[str] = frozenset()
    most: int = -1
    invoices: list[Bill] = field(factory=list)
    left: int = -1
    sent: int = 0
    converted: list[tuple[int, int]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.left = self.amount
        self.most = max(self.most, self.amount)

    @property
    def deposited(self) -> int:
        """What of it became deposit."""
        return sum(amount for _, amount in self.converted)

    @property
    def is_refundable(self) -> bool:
        """Whether an overpayment is, or may be, so large that it is given back."""
        clause = self.terms.book.overpayment
        return clause is not None and overpayment.is_refundable(self.most, clause.threshold)

    @property
    def becomes_deposit(self) -> bool:
        """Whether an overpayment becomes deposit by itself, however much it comes to."""
        clause, at_threshold = self.terms.book.overpayment, self.terms["overpayment.at_threshold"]
        return clause is not None and overpayment.becomes_deposit(self.most, clause.threshold, at_threshold)

    def inherit(self, over: "Held") -> None:
        """What was paid on an order is held now, of which so much became deposit or was sent as ``over`` of it before.

        Of an order that took a part that nobody knows, nothing of that is known to be held.
        """
        if over.deposited + over.sent <= self.left:
            self.left -= over.deposited + over.sent
            self.sent += over.sent
            self.converted += over.converted

    def _take(self, upto: int) -> int:
        taken = min(self.most - self.deposited - self.sent if self.invoices else self.left, upto)
        self.left -= 0 if self.invoices else taken
        return taken

    def convert(self, upto: int, at: int) -> int:
        """As much of an amount as there is, or may be, becomes deposit at a second; returns how much that was."""
        taken = self._take(upto)
        if taken:
            self.converted.append((at, taken))
        return taken

    def send(self, upto: int) -> int:
        """Give back as much of an amount as there is, or may be; returns how much that was."""
        taken = self._take(upto)
        self.sent += taken
        return taken
