"""Bills, payments, allocation, credit: the one fold of money, for the aggregate and the projections."""

from bisect import insort
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from lifecycle import calendar, ending
from lifecycle.bill import Bill
from lifecycle.civil import DAY
from lifecycle.clauses import pricing
from lifecycle.clauses.arrears_ladder import Becomes, Cure
from lifecycle.clauses.instant import BillClock
from lifecycle.clauses.payment import Allocation
from lifecycle.events import (
    Activated,
    Adjusted,
    Billed,
    Blocked,
    DisputeOpened,
    DisputeResolved,
    Downgraded,
    DueDateMoved,
    Event,
    Isolated,
    Paid,
    PaymentReversed,
    Recorded,
    Refunded,
    Terminated,
    Warned,
)
from lifecycle.money import UNSPECIFIED
from lifecycle.silent import WITHOUT_MONEY
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

    def apply(self, recorded: Recorded, at: int) -> None:
        """Fold one event in, at its effective second."""
        self.open.touched = {}
        if type(recorded.event) in WITHOUT_MONEY:
            return
        if isinstance(recorded.event, Downgraded) and recorded.actor != "rules":
            return  # The provider's own downgrade is no rung of the ladder and costs nothing.
        if not isinstance(recorded.event, PaymentReversed):
            self._applied.append((recorded, at))
        self._fold(recorded, at)

    def _fold(self, recorded: Recorded, at: int) -> None:
        self.advance(at)
        self._forget_shares()
        self.open.touched = {}
        FOLDS[type(recorded.event)](self, recorded.event, at)
        self.open.close(self.fee_clock(at))
        self._forget_shares()
        if self.rights.standing and self.rules.at(at)["termination.cure"] == Cure.CURABLE and not self.payable(at):
            self.rights.cure(at)

    def advance(self, at: int) -> None:
        """Let time pass up to a second: the rights that vest by then on unpaid bills do so."""
        self.rights.pass_to(at, self.due, self.ended)

    # Events ----------------------------------------------------------------------------------

    def _open(self, event: Activated, at: int) -> None:
        self.activated = None if event.activated is None else at

    def _issue(self, event: Billed, at: int) -> None:
        terms = self.rules.at(at)
        unknown = event.amount == UNSPECIFIED
        amount = 0 if event.amount == UNSPECIFIED else int(event.amount)
        tax = sum(int(line.amount) for line in event.lines if line.purpose == "tax" and line.amount != UNSPECIFIED)
        clock = self._clock(event, at, terms)
        after_end = self.ended is not None and at >= self.ended
        bill = Bill(len(self.bills), amount, tax, clock, terms, unknown=unknown, after_end=after_end)
        insort(self.bills, bill, key=_age)
        self.open.take_in(bill)
        self.billed += amount
        if unknown:
            self.unknown_bills.append(bill)
            self.unknown_principal |= {f"bill {bill.period}"}
        if self.credit > 0:
            fee_first = terms["payment.allocation"] == Allocation.OLDEST_BILL_FEE_FIRST
            self.credit = self._settle(bill, self.credit, at, fee_first=fee_first, shares=self.shares(at))

    def _clock(self, event: Billed, at: int, terms: Terms) -> BillClock:
        clock = BillClock(
            month=calendar.month_number(event.period),
            issued=at,
            due_day=-1,
            moved_to=-1,
            waived=0,
            oldest_day=at // DAY,
            activated=self.activated or at,
        )
        if event.due is not None:
            return clock._replace(due_day=calendar.day_number(event.due))
        if terms.book.billing is not None:
            return clock._replace(due_day=pricing.due_day(terms.book.billing.due.when, clock))
        return clock

    def _pay(self, event: Paid, at: int) -> None:
        if event.amount == UNSPECIFIED:
            self.unknown_credit |= {f"payment {calendar.date_of(at // DAY)}"}
            return
        amount = int(event.amount)
        self.paid += amount
        terms = self.rules.at(at)
        order = terms["payment.allocation"]
        target = None if event.for_period is None else calendar.month_number(event.for_period)
        targeted = order == Allocation.AS_TARGETED and target is not None
        shares = self.shares(at)
        left = amount
        for bill in self.due:
            if left == 0:
                break
            if not targeted or bill.month == target:
                left = self._settle(bill, left, at, fee_first=order == Allocation.OLDEST_BILL_FEE_FIRST, shares=shares)
        self.credit += left if targeted else self._pay_charges(left)

    def _settle(self, bill: Bill, left: int, at: int, *, fee_first: bool, shares: dict[Bill, int]) -> int:
        self.open.touch(bill)
        if fee_first:
            left = self._pay_fee(bill, left, at, shares)
        take = min(left, bill.open)
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

    def _pay_charges(self, left: int) -> int:
        for name, charge in self.charged.items():
            take = min(left, charge.sen - self.charges_paid.get(name, 0))
            self.charges_paid[name] = self.charges_paid.get(name, 0) + take
            left -= take
        return left

    def _reverse(self, event: PaymentReversed, at: int) -> None:
        index = self.payment_of(event.amount)
        if index is None:
            raise LookupError(f"no payment of {event.amount} sen to reverse")
        del self._applied[index]
        stood = [(bill.open, bill.fee_paid) for bill in sorted(self.bills, key=_number)]
        self.clear()
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

    def _restate(self, bill: Bill | None, by: int, at: int) -> None:
        within = by if bill is None else max(by, -bill.open)
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

    def bill_to_adjust(self, month: int | None) -> Bill | None:
        """The bill of a period, or the oldest open one, or the latest; None where there is no such bill."""
        if month is not None:
            of_month = [bill for bill in self.bills if bill.month == month]
            return next((bill for bill in of_month if bill.open > 0), of_month[-1] if of_month else None)
        return next((bill for bill in self.due if bill.open > 0), self.bills[-1] if self.bills else None)

    def _move_due(self, event: DueDateMoved, at: int) -> None:
        month = calendar.month_number(event.period)
        for bill in self.bills:
            if bill.month == month:
                self.open.touch(bill)
                bill.clock = bill.clock._replace(
                    moved_to=calendar.day_number(event.to), waived=1 if event.waive_late_fee else 0
                )
                bill.reckon()

    def _refund(self, event: Refunded, at: int) -> None:
        if event.amount == UNSPECIFIED:
            self.unknown_credit |= {f"refund {calendar.date_of(at // DAY)}"}
            return
        amount = int(event.amount)
        self.refunded += amount
        if event.of is None or event.of.period is None:
            self.credit -= amount
            return
        month = calendar.month_number(event.of.period)
        self.refunded_of[month] = self.refunded_of.get(month, 0) + amount
        # The line is credited by what is given back, so the money for it leaves and the line stays settled.
        self.adjusted -= amount

    def _dispute(self, event: DisputeOpened, at: int) -> None:
        self.disputed.pop(event.ticket, None)
        self.disputed[event.ticket] = None if event.period is None else calendar.month_number(event.period)

    def _resolve(self, event: DisputeResolved, at: int) -> None:
        ticket = event.ticket if event.ticket in self.disputed else next(reversed(self.disputed), None)
        month = self.disputed.pop(ticket, None)
        if event.credit:
            self._restate(self.bill_to_adjust(month), -int(event.credit), at)

    def _climb(self, event: Isolated | Blocked | Warned | Downgraded, at: int) -> None:
        becomes = _BECOMES[type(event)]
        for bill in self.due:
            rung = bill.terms.rung(becomes)
            if rung is not None and bill.open > 0 and any(due <= at and to == becomes for due, to in bill.rungs):
                self.open.touch(bill)
                bill.rung_fees += rung.fee
                bill.downgraded = bill.downgraded or becomes == Becomes.DOWNGRADED
                return

    def _end(self, event: Terminated, at: int) -> None:
        right = self.rights.first_to_end if event.reason == "arrears" else None
        terms = right.bill.terms if right else self.rules.at(at)
        in_arrears = any(bill.overdue(at) for bill in self.due)
        self.ended = at
        self.ended_as = ending.kind(event, in_arrears=in_arrears)
        self.charged.update(ending.charge(event, at, self.activated, terms, right, self.rules.givens))


Fold = Callable[[Account, Any, int], None]
"""How one class of event, each its own, changes the account."""

_BECOMES: dict[type[Event], Becomes] = {
    Warned: Becomes.WARNED,
    Downgraded: Becomes.DOWNGRADED,
    Isolated: Becomes.ISOLATED,
    Blocked: Becomes.BLOCKED,
}

FOLDS: dict[type[Event], Fold] = {
    Activated: Account._open,
    Billed: Account._issue,
    Paid: Account._pay,
    Adjusted: Account._adjust,
    DueDateMoved: Account._move_due,
    PaymentReversed: Account._reverse,
    Refunded: Account._refund,
    Warned: Account._climb,
    Downgraded: Account._climb,
    Isolated: Account._climb,
    Blocked: Account._climb,
    DisputeOpened: Account._dispute,
    DisputeResolved: Account._resolve,
    Terminated: Account._end,
}
"""What each event that moves money does to the account; a reversal folds everything anew."""
