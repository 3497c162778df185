"""Bills, payments, allocation, credit: the one fold of money, for the aggregate and the projections."""

from bisect import insort
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from lifecycle import calendar, climbing, issue, leaving
from lifecycle.bill import Bill
from lifecycle.clauses.arrears_ladder import Cure
from lifecycle.clauses.payment import Allocation
from lifecycle.events import (
    Activated,
    Actor,
    Adjusted,
    Billed,
    ChargeCredited,
    Charged,
    DisputeOpened,
    DisputeResolved,
    DueDateMoved,
    Event,
    PackageActivated,
    PackageDeactivated,
    Paid,
    PaymentReversed,
    Precision,
    Recorded,
    Refunded,
)
from lifecycle.money import UNSPECIFIED, Money
from lifecycle.notation import known_day
from lifecycle.refunds import folds
from lifecycle.sentence import said
from lifecycle.silent import moves_money
from lifecycle.standing import Standing
from lifecycle.terms import Rules, Terms

_age = attrgetter("age")
_number = attrgetter("number")


class Account(Standing):
    """The money of one subscription, folded from its events; amounts in sen, instants in WIB seconds.

    Apply events in the order of their effective instants. Nothing here decides whether an event
    may happen; that is the aggregate's.
    """

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._applied: list[tuple[Recorded, int]] = []
        self.precision: Precision = "instant"
        self.acting: Actor = "provider"

    def apply(self, recorded: Recorded, at: int) -> None:
        """Fold one event in, at its effective second."""
        self.open.touched = {}
        if not moves_money(recorded) or not self.rules.heeds(recorded.event, at):
            return
        if not isinstance(recorded.event, PaymentReversed):
            self._applied.append((recorded, at))
        self._fold(recorded, at)

    def _fold(self, recorded: Recorded, at: int) -> None:
        self.advance(at)
        self.precision, self.acting = recorded.precision, recorded.actor
        self._forget_shares()
        self.open.touched = {}
        FOLDS[type(recorded.event)](self, recorded.event, at)
        self.open.close(self.fee_clock(at))
        if self.disputes.open or isinstance(recorded.event, DisputeResolved):
            self.disputes.follow(self.bills if isinstance(recorded.event, DisputeResolved) else self.due)
        self._forget_shares()
        if self.rights.standing and self.rules.at(at)["termination.cure"] == Cure.CURABLE and not self.payable(at):
            self.rights.cure(at)

    def advance(self, at: int) -> None:
        """Let time pass up to a second: the rights that vest by then on unpaid bills do so."""
        self.rights.pass_to(at, self.due, self.ended)
        for name, sen in self.overpaid(at).items():
            self.charges_paid[name] -= sen
            self.credit += sen

    # Events ----------------------------------------------------------------------------------

    def _open(self, event: Activated, at: int) -> None:
        self.activated = None if event.activated is None else at
        self.refunds.holder = event.name
        self.refunds.by_the_rules = event.provider_acts == "by_the_rules"

    def _issue(self, event: Billed, at: int) -> None:
        after_end = self.after_end(calendar.month_number(event.period), at)
        terms = self.rules.at(at)
        self._take_in(issue.bill(len(self.bills), event, at, terms, self.activated, after_end=after_end), at)

    def invoice(self, amount: Money, at: int, order: str) -> Bill:
        """Issue the invoice of an order; it has no last day to pay."""
        after_end = self.ended is not None and at >= self.ended
        terms = self.rules.at(at)
        bill = issue.invoice(len(self.bills), order, amount, at, terms, self.activated, after_end=after_end)
        self._take_in(bill, at)
        return bill

    def _take_in(self, bill: Bill, at: int) -> None:
        insort(self.bills, bill, key=_age)
        self.open.take_in(bill)
        self.billed += bill.amount
        if bill.unknown:
            self.unknown_bills.append(bill)
            self.unknown_principal |= {bill.name}
        if self.credit > 0 and bill.terms.book.overpayment is None:
            self.disputes.follow(self.due)
            fee_first = bill.terms["payment.allocation"] == Allocation.OLDEST_BILL_FEE_FIRST
            self.credit = self._settle(bill, self.credit, at, fee_first, self.shares(at))

    def _charge(self, event: Charged | ChargeCredited, at: int) -> None:
        charged, credited = self.in_advance.take(event)
        self.billed += charged
        self.paid += charged
        self.adjusted -= credited
        self.credit += credited

    def _pay(self, event: Paid, at: int) -> None:
        terms = self.rules.at(at)
        targeted, is_meant = self._targets(event, terms)
        meant = [bill for bill in self.due if is_meant(bill)]
        unknown = [bill for bill in self.unknown_bills if is_meant(bill)]
        if event.amount == UNSPECIFIED:
            name = said("payment {day}", day=known_day(at, self.precision))
            self.unknown_credit |= {name}
            self.refunds.pay_unknown(event, at, terms, name, [*meant, *unknown])
            return
        self.paid += int(event.amount)
        left = self._spend(event, int(event.amount), at, meant)
        left = left if targeted else self._pay_charges(left, at)
        if left and self.disputes.open:
            # What nobody had to pay is paid last, before anything is left over.
            left = self._spend(event, left, at, [bill for bill in meant if bill.suspense], disputed=True)
        if left and unknown and terms.book.overpayment is not None:
            name = said("overpayment {day}", day=known_day(at, self.precision))
            self.refunds.pay_unknown(event, at, terms, name, unknown, left)
            return
        self.credit += left
        if left and terms.book.overpayment is not None:
            self.refunds.overpay(event, left, at, terms)

    def _targets(self, event: Paid, terms: Terms) -> tuple[bool, Callable[[Bill], bool]]:
        """Whether a payment is for certain bills only, and which bills it is for."""
        named = event.order if terms.book.order is not None else None
        if named is not None:
            return True, lambda bill: bill.order == named
        if event.for_period is not None and terms["payment.allocation"] == Allocation.AS_TARGETED:
            target = calendar.month_number(event.for_period)
            return True, lambda bill: bill.month == target
        return False, lambda bill: True

    def _spend(self, event: Paid, left: int, at: int, bills: Iterable[Bill], *, disputed: bool = False) -> int:
        """Settle bills, in their order, by a payment of which so much is left; returns what then is."""
        fee_first = self.rules.at(at)["payment.allocation"] == Allocation.OLDEST_BILL_FEE_FIRST
        shares = self.shares(at)
        for bill in bills:
            if left == 0:
                break
            before = bill.open
            left = self._settle(bill, left, at, fee_first, shares, disputed=disputed)
            if bill.order is not None:
                self.refunds.orders[bill.order].paid.append((event, before - bill.open))
        return left

    def _settle(
        self, bill: Bill, left: int, at: int, fee_first: bool, shares: dict[Bill, int], *, disputed: bool = False
    ) -> int:
        self.open.touch(bill)
        if fee_first:
            left = self._pay_fee(bill, left, at, shares)
        take = min(left, bill.open - (0 if disputed else bill.suspense))
        if take > 0:
            if bill not in shares:
                bill.fix(self.fee_clock(at), take)
            elif take == bill.open:
                bill.fixed = shares[bill]
            bill.change(at, -take)
        return self._pay_fee(bill, left - take, at, shares) if bill.settled else left - take

    def _pay_fee(self, bill: Bill, left: int, at: int, shares: dict[Bill, int]) -> int:
        owed = self.fee(bill, at, shares) - bill.fee_paid
        take = max(0, min(left, owed))
        bill.fee_paid += take
        self.fees_paid += take
        return left - take

    def _pay_charges(self, left: int, at: int) -> int:
        for name in self.charges(at):
            take = min(left, self.charge(name, at).sen)
            self.charges_paid[name] = self.charges_paid.get(name, 0) + take
            left -= take
        return left

    def _reverse(self, event: PaymentReversed, at: int) -> None:
        index = self.payment_of(event.amount)
        if index is None:
            raise LookupError(f"no payment of {event.amount} sen to reverse")
        del self._applied[index]
        stood = [(bill.open, bill.fee_paid) for bill in sorted(self.bills, key=_number)]
        paid = self.refunds.requests
        self.clear()
        self.refunds.recall(paid)
        for recorded, then in self._applied:
            self._fold(recorded, then)
        self.advance(at)
        now = sorted(self.bills, key=_number)
        self.open.touched = {
            bill: was for bill, was in zip(now, stood, strict=True) if was != (bill.open, bill.fee_paid)
        }

    def payment_of(self, amount: int) -> int | None:
        """The place of the latest payment of an amount that is not reversed yet."""
        for index in range(len(self._applied) - 1, -1, -1):
            event = self._applied[index][0].event
            if isinstance(event, Paid) and event.amount == amount:
                return index
        return None

    def _adjust(self, event: Adjusted, at: int) -> None:
        month = None if event.period is None else calendar.month_number(event.period)
        self._restate(self.bill_to_adjust(month), int(event.amount), at)

    def write_off(self, bill: Bill, at: int) -> None:
        """An invoice is no longer owed; what was paid on it is credit."""
        self._restate(bill, -bill.amount, at)
        self.written_off |= {bill.name}
        if bill.unknown:
            self.unknown_bills.remove(bill)
            self.credit += self.refunds.release(bill)

    def _restate(self, bill: Bill | None, by: int, at: int, package: str | None = None) -> None:
        within = by if bill is None else max(by, -bill.open)
        if bill is not None and bill.lines is not None and bill.lines.of(package):
            within = -bill.lines.credit(package, -by)
        if bill is not None and within:
            shares = self.shares(at)
            self.open.touch(bill)
            bill.restate(at, within, self.fee_clock(at))
            if bill in shares and bill.open == 0:
                bill.fixed = shares[bill]
            self.credit += within - by
        else:
            self.credit -= by
        self.adjusted += by
        self.raised += max(0, by)

    def _move_due(self, event: DueDateMoved, at: int) -> None:
        month = calendar.month_number(event.period)
        for bill in self.bills:
            if bill.month == month and bill.order is None:
                self.open.touch(bill)
                bill.clock = bill.clock._replace(
                    moved_to=calendar.day_number(event.to), waived=1 if event.waive_late_fee else 0
                )
                bill.reckon()

    def _dispute(self, event: DisputeOpened, at: int) -> None:
        self.disputes.begin(event, len(self.bills))

    def _resolve(self, event: DisputeResolved, at: int) -> None:
        for credit in self.disputes.end(event, self.bills):
            bill = credit.bill or self.bill_to_adjust(credit.month)
            self._restate(bill, -credit.amount, at, credit.package)

    def _package(self, event: PackageActivated | PackageDeactivated, at: int) -> None:
        self.packages.take(event, at, self.rules.at(at)["package.free_term"])


Fold = Callable[[Account, Any, int], None]
"""How one class of event, each its own, changes the account."""

FOLDS: dict[type[Event], Fold] = {
    Activated: Account._open,
    Billed: Account._issue,
    Charged: Account._charge,
    ChargeCredited: Account._charge,
    Paid: Account._pay,
    Adjusted: Account._adjust,
    DueDateMoved: Account._move_due,
    PaymentReversed: Account._reverse,
    Refunded: folds.refunded,
    **climbing.FOLDS,
    DisputeOpened: Account._dispute,
    DisputeResolved: Account._resolve,
    PackageActivated: Account._package,
    PackageDeactivated: Account._package,
    **leaving.FOLDS,
    **folds.FOLDS,
}
"""What each event that moves money does to the account; a reversal folds everything anew."""
