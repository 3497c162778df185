"""Whether two books charge the same late fee on a bill, told from its history under the first of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from lifecycle import clauses
from lifecycle.bill import Bill
from lifecycle.clauses.late_fee import (
    Base,
    LateFee,
    PartialPayment,
    late_fee,
    next_move,
    tier_closes,
    tier_opens,
)
from lifecycle.rulebook import RuleBook
from lifecycle.terms import Terms

BASE = "late_fee.base"
_OF_HISTORY = frozenset({PartialPayment.OUTSTANDING_AT_TIER_START, PartialPayment.FULL_BILL})
"""Under these the fee on a bill follows from its history; under others from each payment in turn."""


def each_bill(books: Sequence[RuleBook], readings: Mapping[str, str]) -> bool:
    """Whether every book takes a fee of each bill by itself, under a story's readings; none pools what is owed."""
    return all(_base(book, readings) == Base.EACH_BILL for book in books)


def same_fees(bill: Bill, other: Terms, until: int) -> bool:
    """Whether a bill bears the same fee at every second up to one, paid as it was; False says nothing.

    A bill that is paid stops at its last payment. Its fee moves by itself at few instants only, and each is asked.
    """
    first, second = _Asked.of(bill, bill.terms), _Asked.of(bill, other)
    if first is None or second is None:
        return False
    at, last = bill.clock.issued, bill.times[-1] if bill.settled else until
    while at <= last:
        if first.fee(at) != second.fee(at):
            return False
        at = min(first.moves_after(at), second.moves_after(at))
    return True


class _Asked(NamedTuple):
    """A clause as it is asked about one bill."""

    clause: LateFee
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    times: Sequence[int]
    bases: Sequence[int]
    share: int
    whole: int
    stacking: int
    after_last_tier: int

    @classmethod
    def of(cls, bill: Bill, terms: Terms) -> Self | None:
        """What terms ask of a bill; None where they have no clause, or take its payments one by one."""
        clause, partial = terms.late_fee, terms["late_fee.partial_payment"]
        if clause is None or partial not in _OF_HISTORY or (terms["late_fee.tax"] != bill.terms["late_fee.tax"]):
            return None
        tiers = range(len(clause.tiers))
        return cls(
            clause,
            tuple(tier_opens(clause, index, bill.clock) for index in tiers),
            tuple(tier_closes(clause, index, bill.clock) for index in tiers),
            bill.times,
            bill.whole if partial == PartialPayment.FULL_BILL else bill.unpaid,
            bill.share,
            bill.whole_of_share,
            terms["late_fee.stacking"],
            terms["late_fee.after_last_tier"],
        )

    def fee(self, at: int) -> int:
        """The fee in sen at a second, by the amounts that stood before it."""
        return late_fee(*self[:7], at, self.stacking, self.after_last_tier)

    def moves_after(self, at: int) -> int:
        """The next second at which it may move by itself."""
        return next_move(self.opens, self.closes, self.times[0], at, self.after_last_tier)


def _base(book: RuleBook, readings: Mapping[str, str]) -> int:
    reading = book.reading(BASE)
    if reading is None:
        return Base.EACH_BILL
    return clauses.value(BASE, readings[BASE]) if BASE in readings else reading.default
