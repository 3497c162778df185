"""Late fees owed on an account's bills, kept up to date as time goes on instead of added up at each question."""

from heapq import heappop, heappush

from lifecycle.bill import Bill
from lifecycle.civil import NEVER


class Fees:
    """The sum of what is quoted on the bills followed, less what was paid of it; in sen.

    A bill's fee moves by itself at few instants only; they wait in a heap, so that going on in
    time costs what moves and not what is open. Looking back costs all bills anew.
    """

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._at = -NEVER
        self._total = 0
        self._owed: dict[Bill, int] = {}
        self._moves: dict[Bill, int] = {}
        self._coming: list[tuple[int, tuple[int, int], Bill]] = []

    def owed(self, at: int) -> int:
        """What is owed at a second."""
        if at < self._at:
            self._look_back(at)
        self._at = at
        while self._coming and self._coming[0][0] <= at:
            move, _, bill = heappop(self._coming)
            if self._moves.get(bill) == move:
                self._quote(bill)
        return self._total

    def follow(self, bill: Bill, at: int) -> None:
        """Take in a bill that is new, or that an event has changed at a second."""
        self.owed(at)
        self._quote(bill)

    def drop(self, bill: Bill) -> None:
        """Forget a bill on which nothing is open."""
        self._total -= self._owed.pop(bill, 0)
        self._moves.pop(bill, None)

    def moving(self) -> tuple[int, list[Bill]]:
        """The next second at which fees may move by themselves, and the bills, oldest first."""
        while self._coming and self._moves.get(self._coming[0][2]) != self._coming[0][0]:
            heappop(self._coming)
        if not self._coming:
            return NEVER, []
        move = self._coming[0][0]
        bills = []
        while self._coming and self._coming[0][0] == move:
            entry = heappop(self._coming)
            if self._moves.get(entry[2]) == move and entry[2] not in bills:
                bills.append(entry[2])
        for bill in bills:
            heappush(self._coming, (move, bill.age, bill))
        return move, bills

    def _quote(self, bill: Bill) -> None:
        owed = bill.quote(self._at) - bill.fee_paid
        self._total += owed - self._owed.get(bill, 0)
        self._owed[bill] = owed
        move = NEVER if bill.settled else bill.quoted_until
        if self._moves.get(bill) != move:
            self._moves[bill] = move
            if move < NEVER:
                heappush(self._coming, (move, bill.age, bill))

    def _look_back(self, at: int) -> None:
        bills = list(self._owed)
        self._clear()
        self._at = at
        for bill in bills:
            self._quote(bill)
