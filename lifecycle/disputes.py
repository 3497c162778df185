"""The open disputes of an account: what each is over, and how much of each bill that is."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.civil import NEVER
from lifecycle.events import DisputeOpened, DisputeResolved
from lifecycle.package_lines import PackageLine


@frozen
class Dispute:
    """What an open dispute is over: a month's bill, its line of a package, or so much of either, in sen.

    A month or a package that it does not name narrows nothing; without a month it is over the
    bills issued by then, of which there were ``issued``.
    """

    month: int | None
    package: str | None
    most: int
    issued: int

    def over(self, bill: Bill) -> bool:
        """Whether it is over a bill, or over a line of it."""
        if bill.number >= self.issued if self.month is None else bill.month != self.month:
            return False
        return self.over_whole(bill) or (bill.lines is not None and bool(bill.lines.of(self.package)))

    def over_whole(self, bill: Bill) -> bool:
        """Whether, of a bill that it is over, it is over the whole; a bill of its month that tells no lines is one."""
        return self.package is None or (bill.lines is None and self.month is not None)

    def parts(self, bill: Bill, most: int) -> Iterator[tuple[PackageLine | None, int]]:
        """How much it is over of what is open, at most so much: of the bill as a whole (None), or line by line."""
        if not self.over(bill):
            return
        if self.over_whole(bill):
            yield None, min(most, bill.open)
            return
        for line in bill.lines.of(self.package) if bill.lines else ():
            yield line, min(most, line.open)
            most -= min(most, line.open)


@frozen
class Credit:
    """What a decision credits, in sen: on a bill or its package line; without a bill, as any correction of a month."""

    bill: Bill | None
    month: int | None
    package: str | None
    amount: int


@define(eq=False)
class Disputes:
    """The disputes that nobody has decided yet, by ticket, in the order in which they were opened.

    One without a ticket goes by its number among those.
    """

    open: dict[str | int, Dispute] = field(factory=dict)
    nameless: int = 0

    def begin(self, event: DisputeOpened, issued: int) -> None:
        """A dispute opens; a ticket opened again takes the place of what it was."""
        self.nameless += event.ticket is None
        ticket = self.nameless if event.ticket is None else event.ticket
        self.open.pop(ticket, None)
        month = None if event.period is None else calendar.month_number(event.period)
        most = NEVER if event.amount is None else int(event.amount)
        self.open[ticket] = Dispute(month, event.package, most, issued)

    def end(self, event: DisputeResolved, bills: Sequence[Bill]) -> list[Credit]:
        """A dispute is decided: that of the ticket, or the latest where none is named; what is credited for it.

        A credit goes to the bills that the dispute is over, the oldest first, and what none of them takes to the
        last. An upheld dispute of which nobody says how much is credited takes back what was in suspense.
        """
        ticket = next(reversed(self.open), None) if event.ticket is None else event.ticket
        dispute = None if ticket is None else self.open.pop(ticket, None)
        if dispute is None:
            return [Credit(None, None, None, event.credit)] if event.credit else []
        over = [bill for bill in bills if bill.open > 0 and dispute.over(bill)]
        if event.credit is None and event.outcome == "upheld":
            return list(_shared(dispute, [bill for bill in over if bill.fair], dispute.most))
        if not event.credit:
            return []
        shares = list(_shared(dispute, over[:-1], event.credit))
        left = event.credit - sum(share.amount for share in shares)
        last = over[-1] if over else None
        return [*shares, Credit(last, dispute.month, dispute.package, left)]

    def follow(self, bills: Iterable[Bill]) -> None:
        """Note on each bill, the oldest first, how much of what is open on it is under dispute."""
        left = {ticket: dispute.most for ticket, dispute in self.open.items()}
        for bill in bills:
            found: dict[PackageLine | None, int] = {}
            for ticket, dispute in self.open.items():
                for line, part in dispute.parts(bill, left[ticket]):
                    found[line] = found.get(line, 0) + part
                    left[ticket] -= part
            whole = found.pop(None, 0)
            bill.disputed = min(bill.open, whole + sum(min(line.open, part) for line, part in found.items() if line))
            if bill.lines is not None:
                bill.lines.disputed = frozenset(line.package for line in found if line)

    def unspecified(self, bill: Bill) -> frozenset[str]:
        """The unspecified parts of a bill that are under dispute: the bill's own, or its package lines'.

        Where nothing else of the bill is unspecified, those lines are all that the bill's own part is.
        """
        over = [dispute for dispute in self.open.values() if dispute.most == NEVER and dispute.over(bill)]
        if any(dispute.over_whole(bill) for dispute in over):
            return frozenset({bill.name})
        lines = bill.lines
        found = {id(line) for dispute in over for line in lines.of(dispute.package) if line.unknown} if lines else set()
        if lines is None or not found:
            return frozenset()
        every = not lines.others_unknown and all(id(line) in found for line in lines.lines if line.unknown)
        return frozenset({bill.name if every else bill.unknown_lines})


def _shared(dispute: Dispute, bills: Iterable[Bill], most: int) -> Iterator[Credit]:
    """At most so much, over what of these bills is in dispute."""
    left = min(most, dispute.most)
    for bill in bills:
        part = sum(sen for _, sen in dispute.parts(bill, left))
        left -= part
        yield Credit(bill, dispute.month, dispute.package, part)
