"""What an account comes to at a second: principal, fees, credit, rights; presented, never folded, here."""

from lifecycle import calendar, pool
from lifecycle.bill import Bill
from lifecycle.civil import NEVER
from lifecycle.clauses.arrears_ladder import LiftedWhen
from lifecycle.clauses.blacklist import EndingKind
from lifecycle.clauses.late_fee import Base, FeesAfterEnd
from lifecycle.money import Amount, total
from lifecycle.open_bills import OpenBills
from lifecycle.rights import Right, Rights
from lifecycle.terms import Rules


class Standing:
    """The state of an account: amounts in sen, instants in WIB seconds.

    ``charged`` and ``charges_paid`` are what the ending of the subscription cost, by name.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.clear()

    def clear(self) -> None:
        """Forget everything, as before the first event."""
        self.bills: list[Bill] = []
        self.open = OpenBills()
        self.disputed: dict[str | None, int | None] = {}
        self.credit = 0
        self.unknown_bills: list[Bill] = []
        self.unknown_principal: frozenset[str] = frozenset()
        self.unknown_credit: frozenset[str] = frozenset()
        self.charged: dict[str, Amount] = {}
        self.charges_paid: dict[str, int] = {}
        self.billed = self.adjusted = self.paid = self.refunded = self.fees_paid = 0
        self.refunded_of: dict[int, int] = {}
        self.activated: int | None = None
        self.ended: int | None = None
        self.ended_as: EndingKind | None = None
        self._forget_shares()

    def _forget_shares(self) -> None:
        self._pooled: tuple[int, dict[Bill, int]] = (-NEVER, {})

    @property
    def due(self) -> list[Bill]:
        """The bills on which anything is open, oldest first."""
        return self.open.due

    @property
    def rights(self) -> Rights:
        """The rights to end for arrears."""
        return self.open.rights

    def fee_clock(self, at: int) -> int:
        """The second by which late fees go: the clock stops just before the end where fees freeze."""
        if self.ended is None or at < self.ended:
            return at
        return self.ended - 1 if self.rules.at(self.ended)["termination.fees_after"] == FeesAfterEnd.FREEZE else at

    def shares(self, at: int) -> dict[Bill, int]:
        """Each open bill's part of a pooled late fee, where the reading pools."""
        base = self.rules.at(at)["late_fee.base"] if self.due else Base.EACH_BILL
        if base == Base.EACH_BILL:
            return {}
        if self._pooled[0] != at:
            self._pooled = (at, pool.shares(self.due, Base(base), at, self.fee_clock(at)))
        return self._pooled[1]

    def fee(self, bill: Bill, at: int, shares: dict[Bill, int]) -> int:
        """A bill's late fee to date in sen, paid or not; ``shares`` as at the same second."""
        if bill.settled or bill not in shares:
            return bill.quote(self.fee_clock(at))
        return max(shares[bill] + bill.rung_fees, bill.fee_paid)

    def principal(self) -> Amount:
        """Billed and unpaid, without what the rules add."""
        return Amount(self.open.unpaid, self.unknown_principal)

    def late_fee(self, at: int) -> Amount:
        """What would be owed in late fees if everything were settled at a second."""
        shares = self.shares(at)
        if shares:
            known = sum(self.fee(bill, at, shares) - bill.fee_paid for bill in self.due)
        else:
            known = self.open.fees.owed(self.fee_clock(at))
        if not self.unknown_bills:
            return Amount(known)
        clock = self.fee_clock(at)
        return Amount(
            known, frozenset(f"late fee {bill.period}" for bill in self.unknown_bills if bill.tier_met(clock))
        )

    def late_fees_charged(self, at: int) -> Amount:
        """The late fees of all bills to date, paid or not."""
        return self.late_fee(at) + self.fees_paid

    def charge(self, name: str) -> Amount:
        """What is open of a charge that the ending made."""
        return self.charged.get(name, Amount()) - self.charges_paid.get(name, 0)

    def payable(self, at: int) -> Amount:
        """Everything that would settle the account at a second."""
        return total(self.charge(name) for name in self.charged) + self.principal() + self.late_fee(at)

    def balance(self, at: int) -> Amount:
        """Payable less credit; negative is the customer's."""
        return self.payable(at) - Amount(self.credit, self.unknown_credit)

    def lifted(self, at: int, limited: int) -> bool:
        """Whether nothing is left that keeps service limited; by the terms of the second at which it was ``limited``.

        An edition that comes into force meanwhile reconnects nobody (G10).
        """
        reading = self.rules.at(limited)["isolation.lifted_when"]
        if reading == LiftedWhen.ALL_BILLED:
            return not self.open.unpaid and not self.late_fee(at).sen
        if any(bill.holds(at) for bill in self.due):
            return False
        if reading == LiftedWhen.OVERDUE:
            return True
        return all(
            bill.quote(self.fee_clock(at)) <= bill.fee_paid for bill in self.due if bill.settled and not bill.after_end
        )

    def refundable(self, period: str | None) -> int:
        """What was paid, or credited on the bill of a period, and is not refunded yet, in sen."""
        if period is None:
            return self.paid - self.refunded
        month = calendar.month_number(period)
        settled = sum(bill.amount - bill.open for bill in self.bills if bill.month == month)
        return settled - self.refunded_of.get(month, 0)

    def standing_rights(self, at: int) -> list[Right]:
        """The rights to end that have vested by a second and still stand, in the order in which they vested."""
        return [*self.rights.standing, *self.rights.vesting(at, self.due, self.ended)]

    def vested(self, at: int) -> Right | None:
        """The first to have vested of those that stand at a second."""
        first = self.rights.standing[:1]
        return first[0] if first else next(self.rights.vesting(at, self.due, self.ended), None)

    def next_right(self, at: int) -> Right | None:
        """The right whose end comes first if nothing more is paid, of those that stand and those to come."""
        soonest = self.rights.first_to_end
        if soonest is not None and soonest.ends <= at:
            return soonest
        # A right that vests later may end sooner.
        coming = (*self.rights.vesting(at, self.due, self.ended), self.rights.coming(self.due))
        for right in coming:
            if right is not None and (soonest is None or right.ends < soonest.ends):
                soonest = right
        return soonest
