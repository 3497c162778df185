"""A plain model of IndiHome's bills, payments and late fees, written from the specification alone.

It imports nothing of the program. Amounts are sen, instants are naive datetimes in WIB. Every answer is folded anew
from the facts: slow, and easy to hold against the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

FIRST = {
    "late_fee.base": "each_bill",
    "late_fee.stacking": "replace",
    "late_fee.after_last_tier": "hold",
    "late_fee.partial_payment": "outstanding_at_tier_start",
    "late_fee.tax": "as_billed",
    "payment.dated_by": "customer",
    "payment.timezone": "provider",
    "payment.allocation": "oldest_bill_principal_first",
    "isolation.lifted_when": "overdue_and_fees",
    "isolation.billing": "continues",
    "termination.arrears": "oldest_bill",
    "termination.cure": "vested",
    "termination.discretion": "exercised",
    "termination.tenure_to": "effective_date",
    "termination.fees_after": "continue",
    "termination.fee_on_resale": "not_charged",
    "blacklist.scope": "arrears_or_fault",
    "blacklist.action": "eligible_only",
}
DAY = timedelta(days=1)


def month_start(month: int, day: int = 1) -> datetime:
    """A day of a month counted from year 0, at 00:00."""
    return datetime(month // 12, month % 12 + 1, day)


@dataclass(frozen=True)
class Fact:
    """One thing that happened; `month` is the bill's, counted from year 0."""

    at: datetime
    kind: str  # billed, paid, reversed, adjusted, moved, refunded, stopped, dropped, resale, downgraded
    amount: int = 0
    month: int | None = None
    tax: int = 0
    last_day: datetime | None = None
    waived: bool = False
    posted: datetime | None = None
    offset: int = 7


def instant(fact: Fact, readings: dict[str, str]) -> datetime:
    """The one instant at which a fact works (a payment's readings choose it)."""
    if fact.kind != "paid":
        return fact.at
    chosen = fact.posted if readings["payment.dated_by"] == "posted" and fact.posted else fact.at
    if readings["payment.timezone"] == "customer":
        chosen += timedelta(hours=fact.offset - 7)
    return chosen


@dataclass
class Bill:
    """One bill and what has become of it."""

    month: int
    amount: int
    tax: int
    issued: datetime
    over: datetime  # the instant after the last day to pay
    after_end: bool
    unpaid: int = 0
    whole: int = 0
    tier_1: datetime = datetime.min
    opened: dict[int, tuple[int, int]] = field(default_factory=dict)  # tier: unpaid and whole principal at its opening
    fixed: int = 0
    fee_paid: int = 0

    def tier_opens(self, tier: int) -> datetime:
        return self.tier_1 if tier == 1 else month_start(self.month + tier - 1)


class Account:
    """The bills, the credit and the fees after some facts, at an instant."""

    def __init__(self, readings: dict[str, str], ended: datetime | None, end_fee: int) -> None:
        self.readings, self.ended, self.end_fee = readings, ended, end_fee
        self.bills: list[Bill] = []
        self.credit = 0
        self.end_fee_paid = 0
        self.now = datetime.min

    # -- the fold ---------------------------------------------------------------------------------

    def take(self, facts: Iterable[tuple[datetime, Fact]], until: datetime) -> "Account":
        for at, fact in facts:
            self.advance(at)
            getattr(self, "on_" + fact.kind, lambda _: None)(fact)
        self.advance(until)
        return self

    def advance(self, to: datetime) -> None:
        self.now = to
        for bill in self.bills:
            self.open_tiers(bill)

    def open_tiers(self, bill: Bill) -> None:
        last = 2 if self.readings["late_fee.after_last_tier"] != "grow" else 60
        for tier in range(1, last + 1):
            opens = max(bill.tier_opens(tier), bill.issued)
            if opens > self.now or tier in bill.opened or bill.unpaid == 0 or bill.after_end:
                continue
            if tier == 1 and bill.tier_opens(1) >= bill.tier_opens(2):
                continue
            if self.ended and opens >= self.ended and self.readings["termination.fees_after"] == "freeze":
                continue
            bill.opened[tier] = (bill.unpaid, bill.whole)

    def on_billed(self, fact: Fact) -> None:
        assert fact.month is not None
        over = fact.last_day + DAY if fact.last_day else month_start(fact.month, 21)
        after_end = self.ended is not None and fact.at >= self.ended
        bill = Bill(fact.month, fact.amount, fact.tax, fact.at, over, after_end, fact.amount, fact.amount, over)
        self.bills.append(bill)
        self.bills.sort(key=lambda each: each.month)
        self.open_tiers(bill)
        if self.credit:
            held, self.credit = self.credit, 0
            self.settle(held, [bill])

    def on_paid(self, fact: Fact) -> None:
        targeted = self.readings["payment.allocation"] == "as_targeted" and fact.month is not None
        self.settle(fact.amount, [bill for bill in self.bills if not targeted or bill.month == fact.month])

    def on_adjusted(self, fact: Fact) -> None:
        open_bills = [bill for bill in self.bills if bill.unpaid]
        if fact.month is not None:
            open_bills = [bill for bill in self.bills if bill.month == fact.month]
        left = fact.amount
        for bill in open_bills[:1] if left > 0 else open_bills:
            part = max(left, -bill.unpaid)
            was, bill.unpaid = self.fee(bill), bill.unpaid + part
            bill.whole += part
            left -= part
            if not bill.unpaid and self.readings["late_fee.partial_payment"] in WHOLE_OR_OPENING:
                bill.fixed = was
        self.credit -= left

    def on_moved(self, fact: Fact) -> None:
        for bill in self.bills:
            if bill.month == fact.month and fact.last_day:
                bill.over = fact.last_day + DAY
                bill.tier_1 = bill.over if fact.waived else bill.tier_1

    def on_refunded(self, fact: Fact) -> None:
        self.credit -= fact.amount

    def settle(self, amount: int, bills: Sequence[Bill]) -> None:
        fee_first = self.readings["payment.allocation"] == "oldest_bill_fee_first"
        for bill in bills:
            if fee_first:
                amount -= self.pay_fee(bill, amount)
            amount -= self.pay_principal(bill, amount)
            if not bill.unpaid:
                amount -= self.pay_fee(bill, amount)
        part = min(amount, self.end_fee - self.end_fee_paid)
        self.end_fee_paid += part
        self.credit += amount - part

    def pay_fee(self, bill: Bill, amount: int) -> int:
        part = max(0, min(amount, self.fee(bill) - bill.fee_paid))
        bill.fee_paid += part
        return part

    def pay_principal(self, bill: Bill, amount: int) -> int:
        part = min(amount, bill.unpaid)
        if part:
            how = self.readings["late_fee.partial_payment"]
            if how == "per_portion":
                bill.fixed += self.quote(bill, part)
            elif how == "each_payment":
                bill.fixed += self.quote(bill, bill.unpaid)
            elif part == bill.unpaid:
                bill.fixed = self.quote(bill, bill.unpaid)
            bill.unpaid -= part
        return part

    # -- fees -------------------------------------------------------------------------------------

    def net(self, bill: Bill, principal: int) -> Fraction:
        """The base that a principal of a bill gives: as billed, or less the tax lines' share of it."""
        if self.readings["late_fee.tax"] == "without_tax" and bill.amount:
            return Fraction(principal * (bill.amount - bill.tax), bill.amount)
        return Fraction(principal)

    def tier_fee(self, tier: int, base: Fraction) -> int:
        """max(rate × base, minimum), rounded once to a rupiah, half up; no fee on a base of 0."""
        rate, least = (5, 500_000) if tier == 1 else (10 * (tier - 1), 1_000_000)
        return int((max(base * rate / 100, Fraction(least)) / 100 + Fraction(1, 2)) // 1) * 100 if base else 0

    def over_tiers(self, bill: Bill, bases: dict[int, Fraction]) -> int:
        """The fee of the tiers that a bill has reached, each on its base."""
        if self.readings["late_fee.after_last_tier"] == "none" and self.now >= month_start(bill.month + 2):
            return 0
        fees = {tier: self.tier_fee(tier, base) for tier, base in bases.items()}
        later = max((fee for tier, fee in fees.items() if tier > 1), default=0)
        if self.readings["late_fee.stacking"] == "add":
            return fees.get(1, 0) + later
        return max(fees.get(1, 0), later)

    def quote(self, bill: Bill, owed: int) -> int:
        """The fee of the open part of a bill now; `owed` for the readings that look at what is owed now."""
        how = self.readings["late_fee.partial_payment"]
        bases = {}
        for tier, (unpaid, whole) in bill.opened.items():
            of = {"outstanding_at_tier_start": unpaid, "full_bill": whole}.get(how, owed)
            bases[tier] = self.net(bill, of)
        return self.over_tiers(bill, bases)

    def fee(self, bill: Bill) -> int:
        """Fixed by payments so far, and the quote on what is open."""
        if self.readings["late_fee.partial_payment"] in WHOLE_OR_OPENING:
            return self.quote(bill, bill.unpaid) if bill.unpaid else bill.fixed
        return bill.fixed + (self.quote(bill, bill.unpaid) if bill.unpaid else 0)

    # -- what is asked ----------------------------------------------------------------------------

    def principal(self) -> int:
        return sum(bill.unpaid for bill in self.bills)

    def fees_charged(self) -> int:
        pooled = self.pooled()
        own = [bill for bill in self.bills if bill not in pooled]
        return sum(max(self.fee(bill), bill.fee_paid) for bill in own) + self.pool_fee(pooled)

    def pooled(self) -> list[Bill]:
        """The open bills that share one fee at the highest tier reached, where the reading pools them."""
        base = self.readings["late_fee.base"]
        if base == "each_bill":
            return []
        open_bills = [bill for bill in self.bills if bill.unpaid and not bill.after_end]
        return [bill for bill in open_bills if base == "all_billed" or bill.opened]

    def pool_fee(self, pooled: list[Bill]) -> int:
        if not any(bill.opened for bill in pooled):
            return 0
        highest = max(pooled, key=lambda bill: max(bill.opened, default=0))
        base = sum((self.net(bill, bill.unpaid) for bill in pooled), Fraction(0))
        return self.over_tiers(highest, dict.fromkeys(highest.opened, base))

    def fees_owed(self) -> int:
        return self.fees_charged() - sum(bill.fee_paid for bill in self.bills)

    def arrears(self) -> int:
        return sum(bill.unpaid for bill in self.bills if bill.over <= self.now and not bill.after_end)

    def payable(self) -> int:
        return self.principal() + self.fees_owed() + self.end_fee - self.end_fee_paid


WHOLE_OR_OPENING = ("outstanding_at_tier_start", "full_bill")
