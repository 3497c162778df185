"""A bill (*tagihan*): what was asked, what of it is unpaid since when, and the late fee on it."""

from collections.abc import Sequence

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.clauses import fee_owed, late_fee
from lifecycle.clauses.arrears_ladder import Becomes, clock_runs, met, rung_at, unpaid_at_vesting, vests_at
from lifecycle.clauses.dispute import Policy
from lifecycle.clauses.instant import BillClock
from lifecycle.clauses.late_fee import PartialPayment
from lifecycle.clauses.pricing import overdue_from
from lifecycle.notation import Month, Thing
from lifecycle.package_lines import PackageLines
from lifecycle.sentence import Sentence, said
from lifecycle.terms import Terms


class Bill:
    """One bill and its history; all amounts in sen, all instants in WIB seconds.

    Bills are ordered by ``age``, the oldest first: the month, then the order of issue. ``order`` is the number of
    the order that an invoice is for.

    ``times`` and ``unpaid`` say from which second on how much principal was open; ``whole`` is the
    full bill as long as any of it is. ``fixed`` is the fee that payments have fixed so far. Tiers
    open at ``opens`` and are over at ``closes``; the fee last quoted on an open bill stays until
    ``quoted_until``. At ``vests_at`` the right to end vests if the bill
    is unpaid, and at ``ends_at`` the end comes. ``lines`` are its package lines, None where it
    tells no lines; ``disputed`` is how much of what is open is under dispute, ``credited`` what
    corrections have taken off.
    """

    __slots__ = (
        "_quoted",
        "_quoted_from",
        "after_end",
        "age",
        "amount",
        "clock",
        "closes",
        "credited",
        "disputed",
        "downgraded",
        "ends_at",
        "fee_paid",
        "fixed",
        "lapsed",
        "lines",
        "month",
        "number",
        "open_since",
        "opens",
        "order",
        "overdue_at",
        "quoted_until",
        "rung_fees",
        "rungs",
        "settled",
        "share",
        "terms",
        "times",
        "unknown",
        "unpaid",
        "vested",
        "vests_at",
        "whole",
        "whole_of_share",
    )

    def __init__(
        self,
        number: int,
        amount: int,
        tax: int,
        clock: BillClock,
        terms: Terms,
        *,
        unknown: bool,
        after_end: bool,
        lines: PackageLines | None = None,
        order: str | None = None,
    ) -> None:
        self.number = number
        self.order = order
        self.month = clock.month
        self.age = (clock.month, number)
        self.amount = amount
        self.clock = clock
        self.terms = terms
        self.unknown = unknown
        self.after_end = after_end
        self.lines = lines
        self.disputed = self.credited = 0
        self.times = [clock.issued]
        self.unpaid = [amount]
        self.whole = [amount]
        self.settled = amount == 0
        self.open_since = clock.issued
        self.fixed = 0
        self.rung_fees = 0
        self.downgraded = False
        self.fee_paid = 0
        self.vested = False
        self.lapsed = False
        self.share, self.whole_of_share = fee_owed.share_of(amount, tax, terms["late_fee.tax"])
        self.reckon()

    def reckon(self) -> None:
        """Work out at which seconds tiers open and rungs fall due; again after the due date moves."""
        self._quoted_from, self.quoted_until, self._quoted = NEVER, NEVER, 0
        clause = None if self.after_end else self.terms.late_fee
        tiers = range(len(clause.tiers) if clause else 0)
        self.opens = tuple(late_fee.tier_opens(clause, index, self.clock) for index in tiers) if clause else ()
        self.closes = tuple(late_fee.tier_closes(clause, index, self.clock) for index in tiers) if clause else ()
        self.overdue_at = overdue_from(self.last_day, self.clock.issued)
        self.rungs: tuple[tuple[int, int], ...] = ()
        self.vests_at = self.ends_at = NEVER
        if self.after_end:
            return
        self.rungs = tuple((rung_at(rung, self.clock), rung.becomes) for rung in self.terms.steps)
        ending = self.terms.rung(Becomes.TERMINATED)
        if ending is not None and clock_runs(ending, self.clock):
            self.vests_at, self.ends_at = vests_at(ending, self.clock), rung_at(ending, self.clock)

    @property
    def open(self) -> int:
        """Principal unpaid, in sen."""
        return self.unpaid[-1]

    @property
    def last_day(self) -> int:
        """The last day to pay, as a day number, or -1 where none is known."""
        return self.clock.moved_to if self.clock.moved_to >= 0 else self.clock.due_day

    @property
    def period(self) -> str:
        """The bill's month, ``YYYY-MM``."""
        return calendar.period(self.month)

    @property
    def unknown_lines(self) -> Sentence:
        """The name of what no source gives of its package lines."""
        return said("package lines {period}", period=Month(self.period))

    @property
    def fair(self) -> bool:
        """Whether what is disputed of it is in suspense."""
        return self.terms["dispute.policy"] == Policy.FAIR

    @property
    def suspense(self) -> int:
        """What of it is disputed and not payable, in sen."""
        return min(self.disputed, self.open) if self.disputed and self.fair else 0

    @property
    def suspended(self) -> bool:
        """Whether all that is open on it is in suspense, so that nothing may follow from its being unpaid."""
        return self.disputed > 0 and 0 < self.open <= self.suspense

    @property
    def name(self) -> Sentence:
        """What the bill is called: by its month, or by the order that it is for."""
        if self.order is None:
            return said("bill {period}", period=Month(self.period))
        return said("order {order}", order=Thing(self.order))

    def overdue(self, at: int) -> bool:
        """Whether payable principal is open past the last day; a bill issued after the end is never arrears."""
        return at >= self.overdue_at and self.open > 0 and not self.after_end and not self.suspended

    def holds(self, at: int) -> bool:
        """Whether the bill keeps service limited: overdue, or past the instant of a rung."""
        if self.open == 0 or self.suspended:
            return False
        return self.overdue(at) or any(due <= at and self.open_at(due) for due, _ in self.rungs)

    def open_at(self, at: int) -> bool:
        """Whether the bill, open now, has been so without a break since just before a second, or since its issue.

        A bill raised again after it was settled has missed the instants gone by.
        """
        return met(at, self.open_since, self.clock.issued)

    def unpaid_at_vesting(self) -> bool:
        """Whether the bill was, or if nothing more is paid will be, unpaid when the right to end vests."""
        return not self.suspended and unpaid_at_vesting(self.vests_at, self.times, self.unpaid)

    def change(self, at: int, by: int) -> None:
        """Principal changes by so many sen at a second."""
        self._note(at, self.open + by)

    def restate(self, at: int, by: int, fee_at: int) -> None:
        """The bill itself is corrected by so many sen; bases of tiers already opened stay.

        ``fee_at`` is the second by which late fees go, should the correction settle the bill.
        """
        if self.open + by == 0 and not fee_owed.by_payment(self.terms["late_fee.partial_payment"]):
            self.fixed = self._on_tiers(fee_at)
        self.amount += by
        self.credited += max(0, -by)
        self._note(at, self.open + by)

    def _note(self, at: int, unpaid: int) -> None:
        if self.settled and unpaid > 0:
            self.open_since = at
        self.times.append(at)
        self.unpaid.append(unpaid)
        self.whole.append(self.amount if unpaid > 0 else 0)
        self.settled = unpaid == 0
        self._quoted_from = NEVER
        if self.lines is not None:
            self.lines.keep_within(unpaid)

    def quote(self, at: int) -> int:
        """The late fee were everything settled at a second, in sen; what is fixed or paid of it included."""
        return fee_owed.charged(self._on_tiers(at), self.rung_fees, self.fee_paid)

    def _on_tiers(self, at: int) -> int:
        if self.settled:
            return self.fixed
        # Between two of the instants at which it may move, and as long as nothing is paid, the fee stays.
        if not self._quoted_from <= at < self.quoted_until:
            self._quoted, self._quoted_from, self.quoted_until = self._reckoned(at), at, self.moves_after(at)
        return self._quoted

    def _reckoned(self, at: int) -> int:
        partial = self.terms["late_fee.partial_payment"]
        if fee_owed.by_payment(partial):
            fee = self.fee_on(self.open, at)
        else:
            fee = self._fee(self.times, self.whole if partial == PartialPayment.FULL_BILL else self.unpaid, at)
        return fee_owed.on_open(partial, self.fixed, fee)

    def moves_after(self, at: int) -> int:
        """The next second at which the fee on an open bill may move by itself, else `NEVER`."""
        after_last_tier = self.terms["late_fee.after_last_tier"]
        return late_fee.next_move(self.opens, self.closes, self.clock.issued, at, after_last_tier)

    def tier_met(self, at: int) -> bool:
        """Whether a late-fee tier has opened on the bill by a second."""
        return late_fee.last_tier(self.opens, at) >= 0

    def fix(self, at: int, paid: int) -> None:
        """A payment of ``paid`` sen of principal fixes the fee that it makes certain; before the principal changes."""
        partial = self.terms["late_fee.partial_payment"]
        if fee_owed.by_payment(partial):
            self.fixed += self.fee_on(fee_owed.fixed_on(partial, paid, self.open), at)
        elif paid == self.open:
            self.fixed = self._on_tiers(at)

    def fee_on(self, base: int, at: int) -> int:
        """The fee in sen on a base that counts for every tier reached, by this bill's clock."""
        return self._fee((self.clock.issued,), (base,), at)

    def pooled_fee(self, numerator: int, denominator: int, at: int) -> int:
        """The fee in sen on a pool of bills, a fraction with the tax already taken out, by this bill's clock."""
        return self._fee((self.clock.issued,), (numerator,), at, 1, denominator)

    def _fee(self, times: Sequence[int], bases: Sequence[int], at: int, share: int = 0, whole: int = 0) -> int:
        terms = self.terms
        if terms.late_fee is None or self.after_end:
            return 0
        return late_fee.late_fee(
            terms.late_fee,
            self.opens,
            self.closes,
            times,
            bases,
            share or self.share,
            whole or self.whole_of_share,
            at,
            terms["late_fee.stacking"],
            terms["late_fee.after_last_tier"],
        )
