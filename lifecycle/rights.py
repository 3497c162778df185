"""The right to end a subscription for arrears: when it vests on a bill, and when the end comes."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lifecycle.bill import Bill
from lifecycle.civil import NEVER
from lifecycle.clauses.arrears_ladder import ArrearsOf, two_in_a_row


class Right(NamedTuple):
    """A right to end over a bill: since when, and when the end comes, in WIB seconds."""

    vests: int
    ends: int
    bill: Bill


class Rights:
    """The rights that have vested and stand, and the bills over which one is still to come; in order of vesting.

    ``first_to_end`` is the one of those that stand whose end comes first.
    """

    def __init__(self) -> None:
        self.standing: list[Right] = []
        self.first_to_end: Right | None = None
        self._waiting: list[tuple[int, tuple[int, int], Bill]] = []
        self._until: dict[Bill, int] = {}

    def follow(self, bill: Bill) -> None:
        """Take in a bill that is new, or that an event has changed."""
        waited = self._until.pop(bill, None)
        if waited is not None:
            del self._waiting[bisect_left(self._waiting, (waited, bill.age))]
        if bill.open > 0 and bill.vests_at < NEVER and not bill.vested and not bill.lapsed:
            insort(self._waiting, (bill.vests_at, bill.age, bill))
            self._until[bill] = bill.vests_at

    def pass_to(self, at: int, due: Sequence[Bill], ended: int | None) -> None:
        """Let time pass: what vests by a second is tested once and for all, and stands or lapses."""
        if not self._waiting or self._waiting[0][0] > at:
            return
        new = list(self.vesting(at, due, ended))
        passed = bisect_left(self._waiting, (at + 1,))
        after_end = [entry for entry in self._waiting[:passed] if ended is not None and entry[0] >= ended]
        for entry in self._waiting[:passed]:
            entry[2].lapsed = entry not in after_end
            if entry[2].lapsed:
                del self._until[entry[2]]
        for right in new:
            right.bill.vested, right.bill.lapsed = True, False
            insort(self.standing, right, key=_vests)
            if self.first_to_end is None or right.ends < self.first_to_end.ends:
                self.first_to_end = right
        self._waiting[:passed] = after_end

    def cure(self, at: int) -> None:
        """Everything is paid at a second: the rights whose end lies ahead stand no more."""
        self.standing = [right for right in self.standing if right.ends <= at]
        self.first_to_end = min(self.standing, key=_ends, default=None)

    def vesting(self, at: int, due: Sequence[Bill], ended: int | None) -> Iterator[Right]:
        """The rights that vest by a second on bills still unpaid."""
        for vests, _, bill in self._waiting:
            if vests > at:
                break
            if (ended is None or vests < ended) and bill.unpaid_at_vesting() and _arrears_suffice(bill, due):
                yield Right(vests, bill.ends_at, bill)

    def next_vesting(self, after: int) -> int:
        """The next second after one at which a right may vest, else `NEVER`."""
        return next((vests for vests, _, bill in self._waiting if vests > after and bill.open > 0), NEVER)

    def coming(self, due: Sequence[Bill]) -> Right | None:
        """The right whose end comes first if nothing more is paid, of those still to vest."""
        first: Right | None = None
        for vests, _, bill in self._waiting:
            if first is not None and vests >= first.ends:
                break
            sooner = first is None or bill.ends_at < first.ends
            if sooner and bill.unpaid_at_vesting() and _arrears_suffice(bill, due):
                first = Right(vests, bill.ends_at, bill)
        return first


def _vests(right: Right) -> int:
    return right.vests


def _ends(right: Right) -> int:
    return right.ends


def _arrears_suffice(bill: Bill, due: Sequence[Bill]) -> bool:
    """Whether the arrears are enough when a bill's right would vest: its own, or two months' in a row up to then."""
    if bill.terms["termination.arrears"] == ArrearsOf.OLDEST_BILL:
        return True
    unpaid = [other for other in due if other.open > 0]
    months, issued = [other.month for other in unpaid], [other.clock.issued for other in unpaid]
    return two_in_a_row(bill.month, bill.vests_at, months, issued)
