"""The bills on which anything is open, oldest first, with what follows them as events change them."""

from bisect import bisect_left
from operator import attrgetter

from lifecycle.bill import Bill
from lifecycle.civil import DAY
from lifecycle.fees import Fees
from lifecycle.rights import Rights

_age = attrgetter("age")


class OpenBills:
    """Bills with principal or a fee unpaid, the fees owed on them, and the rights to end over them.

    ``unpaid`` is their principal in sen. ``touched`` are the bills that the event at hand, or the
    last one, has changed, each with its principal and its paid fee before.
    """

    def __init__(self) -> None:
        self.due: list[Bill] = []
        self.touched: dict[Bill, tuple[int, int]] = {}
        self.unpaid = 0
        self.fees = Fees()
        self.rights = Rights()
        self._principal: dict[Bill, int] = {}

    def touch(self, bill: Bill) -> None:
        """Note how a bill stands before the event at hand changes it."""
        self.touched.setdefault(bill, (bill.open, bill.fee_paid))

    def take_in(self, bill: Bill) -> None:
        """List a bill that is issued now."""
        self.touched[bill] = (0, 0)
        self.due.insert(bisect_left(self.due, bill.age, key=_age), bill)

    def close(self, fee_at: int) -> None:
        """After an event, keep everything in step with the bills it touched; ``fee_at`` is the clock of late fees."""
        for bill in self.touched:
            self._follow(bill, fee_at)
        if self.due and self.due[0].terms.follows_oldest:
            self._follow_oldest(fee_at)

    def _follow(self, bill: Bill, fee_at: int) -> None:
        place = bisect_left(self.due, bill.age, key=_age)
        listed = place < len(self.due) and self.due[place] is bill
        self.unpaid += bill.open - self._principal.pop(bill, 0)
        if bill.open > 0:
            self._principal[bill] = bill.open
        self.rights.follow(bill)
        if bill.settled and bill.quote(fee_at) <= bill.fee_paid:
            self.fees.drop(bill)
            if listed:
                del self.due[place]
        else:
            self.fees.follow(bill, fee_at)
            if not listed:
                self.due.insert(place, bill)

    def _follow_oldest(self, fee_at: int) -> None:
        """Where an instant counts from the oldest unpaid bill, it moves when that bill is settled."""
        oldest = next((bill.clock.issued // DAY for bill in self.due if bill.open > 0), None)
        for bill in list(self.due):
            if oldest is not None and bill.clock.oldest_day != oldest:
                bill.clock = bill.clock._replace(oldest_day=oldest)
                bill.reckon()
                self._follow(bill, fee_at)
