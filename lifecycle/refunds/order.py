"""An order: how far it came, what was paid on it, and whether that is given back."""

from attrs import define, field

from lifecycle.bill import Bill
from lifecycle.clauses.order import FaultWord, OutcomeWord, outcome
from lifecycle.events import Paid
from lifecycle.refunds.held import Held
from lifecycle.terms import Terms


@define(eq=False)
class Order:
    """One order and its invoice; instants in WIB seconds, amounts in sen.

    ``paid`` are the payments on it, each with its part; ``unknown`` are the names of those whose part no source
    gives. ``refundable_since`` says since when its outcome is one that is given back. Once it is given up, by its
    cancelling, by a fault or by a request that is granted, what was paid on it is ``held`` for the customer, and
    nothing that happens to the order later changes that.
    """

    number: str
    item: str | None
    bill: Bill
    placed: int
    processed: bool = False
    activated: bool = False
    cancelled: bool = False
    fault: FaultWord | None = None
    paid: list[tuple[Paid, int]] = field(factory=list)
    unknown: frozenset[str] = frozenset()
    refundable_since: int | None = None
    held: Held | None = None

    @property
    def outcome(self) -> OutcomeWord:
        """How it turned out so far; of one that was given up, how it stood then."""
        return outcome(processed=self.processed, activated=self.activated, fault=self.fault)

    @property
    def amount_paid(self) -> int:
        """What was paid on it."""
        return sum(part for _, part in self.paid)

    @property
    def given_up(self) -> bool:
        """Whether its invoice is no longer owed."""
        return self.held is not None

    def judge(self, terms: Terms, at: int) -> None:
        """Note whether its outcome is given back, after something has happened to it."""
        clause = terms.book.order
        refundable = clause is not None and clause.refunds(self.outcome, terms["order.processed_only"])
        if not refundable:
            self.refundable_since = None
        elif self.refundable_since is None:
            self.refundable_since = at

    def give_up(self, terms: Terms, at: int) -> Held:
        """What was paid on it is the customer's again."""
        sources = tuple(payment for payment, _ in self.paid)
        self.held = Held(at, self.amount_paid, terms, sources, self.number, unknown=self.unknown)
        return self.held
