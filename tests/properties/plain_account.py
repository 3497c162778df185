"""A plain model of IndiHome's bills, payments and late fees, written from the specification alone.

It imports nothing of the program. Amounts are sen, instants are naive datetimes in WIB. Every answer is folded anew
from the facts: slow, and easy to hold against the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from tests.properties.plain_facts import DAY, LONG_AGO, Fact, month_start

WHOLE_OR_OPENING = ("outstanding_at_tier_start", "full_bill")


@dataclass(eq=False)
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
    at_first: datetime = LONG_AGO  # the same before the due date was moved
    waived: bool = False
    opened: dict[int, tuple[int, int]] = field(default_factory=dict)  # tier: unpaid and whole principal at its opening
    fixed: int = 0
    fee_paid: int = 0
    open_since: datetime = LONG_AGO

    def tier_opens(self, tier: int) -> datetime:
        usual = month_start(self.month + tier - 1)
        if tier == 1:
            usual = self.over if self.waived else self.at_first
        return max(usual, self.at_first)

    def runs(self, tier: int) -> bool:
        """Whether a tier has any time at all; a late due date may leave it none."""
        return tier > 2 or self.tier_opens(tier) < month_start(self.month + tier)


class Account:
    """The bills, the credit and the fees after some facts, at an instant."""

    def __init__(self, readings: dict[str, str], ended: datetime | None, end_fee: int, late: set[Fact]) -> None:
        """`late` are the facts that came after the end."""
        self.readings, self.ended, self.end_fee = readings, ended, end_fee
        self.late = late
        self.bills: list[Bill] = []
        self.credit = 0
        self.end_fee_paid = 0
        self.now = LONG_AGO

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
        """Each tier opens once, at its instant or at the bill's issue, on what is unpaid then."""
        last = 2 if self.readings["late_fee.after_last_tier"] != "grow" else 60
        for tier in range(1, last + 1):
            opens = max(bill.tier_opens(tier), bill.issued)
            if opens > self.fee_now or tier in bill.opened or bill.after_end or not bill.runs(tier):
                continue
            bill.opened[tier] = (bill.unpaid, bill.whole if bill.unpaid else 0)

    @property
    def fee_now(self) -> datetime:
        """The instant by which fees go: it stands still just before the end where they freeze."""
        if self.ended and self.now >= self.ended and self.readings["termination.fees_after"] == "freeze":
            return self.ended - timedelta(seconds=1)
        return self.now

    def on_billed(self, fact: Fact) -> None:
        assert fact.month is not None
        over = fact.last_day + DAY if fact.last_day else month_start(fact.month, 21)
        late = fact in self.late
        bill = Bill(fact.month, fact.amount, fact.tax, fact.at, over, late, fact.amount, fact.amount, over)
        self.bills.append(bill)
        self.bills.sort(key=lambda each: each.month)
        self.open_tiers(bill)
        if self.credit > 0:
            held, self.credit = self.credit, 0
            self.settle(held, [bill])

    @property
    def fee_first(self) -> bool:
        return self.readings["payment.allocation"] == "oldest_bill_fee_first"

    def on_paid(self, fact: Fact) -> None:
        targeted = self.readings["payment.allocation"] == "as_targeted" and fact.month is not None
        bills = [bill for bill in self.bills if not targeted or bill.month == fact.month]
        self.settle(fact.amount, bills, to_end_fee=fact in self.late and not targeted)

    def on_adjusted(self, fact: Fact) -> None:
        """The period's bill or the oldest open one; with none open, credit, or the latest bill is raised."""
        named = [bill for bill in self.bills if fact.month in (None, bill.month)]
        if not named:
            self.credit -= fact.amount
            return
        bill = next((bill for bill in named if bill.unpaid), named[-1])
        part = max(fact.amount, -bill.unpaid)
        if part and bill.unpaid + part == 0:
            if bill in (shares := self.shares()):
                bill.fixed = shares[bill]
            elif self.readings["late_fee.partial_payment"] in WHOLE_OR_OPENING:
                bill.fixed = self.fee(bill)
        if part > 0 and not bill.unpaid:
            bill.open_since = self.now
        bill.unpaid += part
        bill.whole += part
        self.credit += part - fact.amount

    def on_moved(self, fact: Fact) -> None:
        for bill in self.bills:
            if bill.month == fact.month and fact.last_day and self.now < bill.over:
                bill.over = fact.last_day + DAY
                bill.waived = fact.waived

    def on_refunded(self, fact: Fact) -> None:
        self.credit -= fact.amount

    def settle(self, amount: int, bills: Sequence[Bill], to_end_fee: bool = False) -> None:
        shares = self.shares()
        for bill in bills:
            if self.fee_first:
                amount -= self.pay_fee(bill, amount, shares)
            amount -= self.pay_principal(bill, amount, shares)
            if not bill.unpaid:
                amount -= self.pay_fee(bill, amount, shares)
        part = min(amount, self.end_fee - self.end_fee_paid) if to_end_fee else 0
        self.end_fee_paid += part
        self.credit += amount - part

    def pay_fee(self, bill: Bill, amount: int, shares: dict[Bill, int]) -> int:
        part = max(0, min(amount, self.fee(bill, shares) - bill.fee_paid))
        bill.fee_paid += part
        return part

    def pay_principal(self, bill: Bill, amount: int, shares: dict[Bill, int]) -> int:
        part = min(amount, bill.unpaid)
        if part:
            how = self.readings["late_fee.partial_payment"]
            if bill in shares:
                bill.fixed = shares[bill] if part == bill.unpaid else bill.fixed
            elif how == "per_portion":
                bill.fixed += self.quote(bill, part)
            elif how == "each_payment":
                bill.fixed += self.quote(bill, bill.unpaid)
            elif part == bill.unpaid:
                bill.fixed = self.fee(bill)
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
        if self.readings["late_fee.after_last_tier"] == "none" and self.fee_now >= month_start(bill.month + 2):
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

    def shares(self) -> dict[Bill, int]:
        """The fee on a pool at the highest tier reached; each bill's part by principal, in whole rupiah."""
        base = self.readings["late_fee.base"]
        open_bills = [bill for bill in self.bills if bill.unpaid and not bill.after_end]
        overdue = [bill for bill in open_bills if bill.over <= self.now]
        pooled = {"each_bill": [], "all_overdue": overdue, "all_billed": open_bills if overdue else []}[base]
        if not pooled:
            return {}
        owed = sum((self.net(bill, bill.unpaid) for bill in pooled), Fraction(0))
        fee = max(self.over_tiers(bill, dict.fromkeys(bill.opened, owed)) for bill in overdue)
        principal = sum(bill.unpaid for bill in pooled)
        parts: dict[Bill, int] = {}
        reached = 0
        for bill in pooled:
            reached += bill.unpaid
            parts[bill] = fee * reached // principal // 100 * 100 - sum(parts.values())
        return parts

    def fee(self, bill: Bill, shares: dict[Bill, int] | None = None) -> int:
        """Fixed by payments so far, and the quote on what is open; what is paid of it stays charged."""
        open_now = self.quote(bill, bill.unpaid) if bill.unpaid else 0
        whole = bill.fixed + open_now
        if self.readings["late_fee.partial_payment"] in WHOLE_OR_OPENING:
            whole = max(bill.fixed, open_now)
        if shares and bill in shares:
            whole = shares[bill]
        return max(whole, bill.fee_paid)

    # -- what is asked ----------------------------------------------------------------------------

    def principal(self) -> int:
        return sum(bill.unpaid for bill in self.bills)

    def fees_charged(self) -> int:
        shares = self.shares()
        return sum(self.fee(bill, shares) for bill in self.bills)

    def fees_owed(self) -> int:
        return self.fees_charged() - sum(bill.fee_paid for bill in self.bills)

    def fees_kept_back(self) -> int:
        """Fees owed on bills that are settled: what keeps a line isolated that no open bill does."""
        return sum(self.fee(bill) - bill.fee_paid for bill in self.bills if not bill.unpaid)

    def arrears(self) -> int:
        return sum(bill.unpaid for bill in self.bills if bill.over <= self.now and not bill.after_end)

    def isolating(self) -> bool:
        """Whether a bill is overdue; one that was paid in time and raised again has missed its 21st."""
        overdue = [bill for bill in self.bills if bill.unpaid and bill.over <= self.now and not bill.after_end]
        return any(bill.open_since < bill.over for bill in overdue)

    def payable(self) -> int:
        return self.principal() + self.fees_owed() + self.end_fee - self.end_fee_paid
