"""What an account comes to at a second: principal, fees, credit, rights; presented, never folded, here."""

from lifecycle import pool
from lifecycle.bill import Bill
from lifecycle.cancelling import Cancelling
from lifecycle.charges import Charges
from lifecycle.civil import DAY, NEVER, month_start
from lifecycle.clauses import fee_owed
from lifecycle.clauses.arrears_ladder import lets_go
from lifecycle.clauses.blacklist import EndingKind
from lifecycle.clauses.late_fee import Base
from lifecycle.disputes import Disputes
from lifecycle.events import RefundOf
from lifecycle.money import Amount, total
from lifecycle.open_bills import OpenBills
from lifecycle.packages import Packages
from lifecycle.paid_back import PaidBack, names_a_line
from lifecycle.refunds.state import Refunds
from lifecycle.rights import Right, Rights
from lifecycle.terms import Rules


class Standing:
    """The state of an account: amounts in sen, instants in WIB seconds.

    ``charged`` is what the ending of the subscription cost, by name; ``charges_paid`` what was paid
    of that and of what cancelling costs.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.clear()

    def clear(self) -> None:
        """Forget everything, as before the first event."""
        self.bills: list[Bill] = []
        self.open = OpenBills()
        self.cancelling = Cancelling()
        self.disputes = Disputes()
        self.packages = Packages()
        self.paid_back = PaidBack()
        self.refunds = Refunds()
        self.credit = 0
        self.unknown_bills: list[Bill] = []
        self.unknown_principal: frozenset[str] = frozenset()
        self.written_off: frozenset[str] = frozenset()
        self.unknown_credit: frozenset[str] = frozenset()
        self.unknown_refunds: frozenset[str] = frozenset()
        self.charged: dict[str, Amount] = {}
        self.charges_paid: dict[str, int] = {}
        self.in_advance = Charges()
        self.billed = self.raised = self.adjusted = self.paid = self.refunded = self.fees_paid = 0
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
        if self.ended is None:
            return at
        return fee_owed.fee_clock(at, self.ended, self.rules.at(self.ended)["termination.fees_after"])

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
        return fee_owed.charged(shares[bill], bill.rung_fees, bill.fee_paid)

    def principal(self) -> Amount:
        """Billed and unpaid, without what the rules add."""
        return Amount(self.open.unpaid, self.unknown_principal - self.written_off)

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

    def charges(self, at: int) -> dict[str, Amount]:
        """What ending the subscription costs at a second, by name, paid or not."""
        if self.cancelling.requested is None:
            return self.charged
        return self.charged | self.cancelling.charges(at, self.activated, self.ended, self.rules.givens)

    def charge(self, name: str, at: int) -> Amount:
        """What is open of such a charge."""
        charge = self.charges(at).get(name, Amount())
        return charge - min(charge.sen, self.charges_paid.get(name, 0))

    def overpaid(self, at: int) -> dict[str, int]:
        """What was paid of charges that have fallen since, by name; it stays paid, and is the customer's credit."""
        if self.cancelling.requested is None:
            return {}
        charges = self.charges(at)
        over = {name: paid - charges.get(name, Amount()).sen for name, paid in self.charges_paid.items()}
        return {name: sen for name, sen in over.items() if sen > 0}

    def held(self, at: int) -> Amount:
        """The customer's credit at a second."""
        unknown = self.unknown_credit | self.refunds.unknown_credit
        return Amount(self.credit + sum(self.overpaid(at).values()), unknown)

    @property
    def pending(self) -> bool:
        """Whether a cancelling waits for its confirmation (*permohonan berhenti*)."""
        return self.cancelling.requested is not None and self.ended is None

    def after_end(self, month: int, at: int) -> bool:
        """Whether a bill of a month, issued at a second, comes after the end.

        Where the terms have a clause on cancelling, the bill's period decides: one that starts after the day of
        the end. Elsewhere its issue does.
        """
        terms = self.rules.at(at)
        if terms.book.cancellation is None:
            return self.ended is not None and at >= self.ended
        until = self.cancelling.bills_until(self.ended, terms)
        return until is not None and month_start(month) > until // DAY

    def package_open(self) -> Amount:
        """What is open of the package lines of bills."""
        known = sum(bill.lines.open for bill in self.due if bill.lines is not None)
        unknown = [bill for bill in self.unknown_bills if bill.lines is not None]
        return Amount(known, frozenset(bill.unknown_lines for bill in unknown if bill.lines and bill.lines.unknown))

    def suspense(self) -> Amount:
        """What is disputed and, under the policy of fairness, not payable."""
        if not self.disputes.open:
            return Amount()
        names = (self.disputes.unspecified(bill) for bill in self.unknown_bills if bill.fair)
        return Amount(sum(bill.suspense for bill in self.due), frozenset[str]().union(*names))

    def payable(self, at: int) -> Amount:
        """Everything that would settle the account at a second."""
        suspense = self.suspense()
        principal = Amount(self.open.unpaid - suspense.sen, self.principal().unspecified - suspense.unspecified)
        return total(self.charge(name, at) for name in self.charges(at)) + principal + self.late_fee(at)

    def balance(self, at: int, payable: Amount | None = None) -> Amount:
        """Payable, or what is taken for it, less credit; negative is the customer's.

        What was paid on an invoice whose amount no source gives is less to pay or more credit: which of them, and
        how much of each, nobody knows (G7); of their difference it is a known part.
        """
        owed = self.payable(at) if payable is None else payable
        return owed - self.held(at) - self.refunds.unsettled

    def lifted(self, at: int, limited: int) -> bool:
        """Whether nothing is left that keeps service limited; by the terms of the second at which it was ``limited``.

        An edition that comes into force meanwhile reconnects nobody (G10).
        """
        reading = self.rules.at(limited)["isolation.lifted_when"]
        settled = [bill for bill in self.due if bill.settled and not bill.after_end]
        return lets_go(
            reading,
            self.open.unpaid - self.suspense().sen,
            self.late_fee(at).sen,
            held=any(bill.holds(at) for bill in self.due),
            kept_back=any(bill.quote(self.fee_clock(at)) > bill.fee_paid for bill in settled),
        )

    def refundable(self, of: RefundOf | None) -> int:
        """What was paid, or paid or credited on a bill or a package line, and is not refunded yet, in sen."""
        if of is None or not names_a_line(of):
            return self.paid - self.refunded
        return self.paid_back.left(of, [bill for bill in self.bills if bill.order is None])

    def knows_refundable(self, of: RefundOf | None) -> bool:
        """Whether it is known how much that is: no payment and, of a line, no bill that it is on is unspecified."""
        named = of if of is not None and names_a_line(of) else None
        unknown = [bill for bill in self.bills if bill.unknown and named and named.period in (None, bill.period)]
        return not (self.unknown_credit or unknown)

    def bill_to_adjust(self, month: int | None) -> Bill | None:
        """The bill of a period, or the oldest open one, or the latest; None where there is no such bill."""
        if month is not None:
            of_month = [bill for bill in self.bills if bill.month == month and bill.order is None]
            return next((bill for bill in of_month if bill.open > 0), of_month[-1] if of_month else None)
        return next((bill for bill in self.due if bill.open > 0), self.bills[-1] if self.bills else None)

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
