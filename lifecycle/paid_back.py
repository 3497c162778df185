"""What was paid back to the customer, of which bill and package line, and what is left to pay back."""

from collections.abc import Iterable

from attrs import define, field

from lifecycle.bill import Bill
from lifecycle.events import RefundOf


def names_a_line(of: RefundOf | None) -> bool:
    """Whether a refund is of a bill or a package line, not of credit."""
    return of is not None and (of.period is not None or of.package is not None)


@define(eq=False)
class PaidBack:
    """Refunds of bills and package lines so far, in sen."""

    given: list[tuple[RefundOf, int]] = field(factory=list)

    def add(self, of: RefundOf, amount: int) -> None:
        """Note a refund."""
        self.given.append((of, amount))

    def left(self, of: RefundOf, bills: Iterable[Bill]) -> int:
        """What was paid or credited on a bill, or on the lines of a package, and is not paid back yet, in sen.

        A line is part of its bill: what was given back of the one is no longer left of the other.
        """
        found = [bill for bill in bills if of.period in (None, bill.period)]
        settled = sum(bill.amount + bill.credited - bill.open for bill in found)
        back = sum(amount for other, amount in self.given if of.period is None or other.period == of.period)
        if of.package is None:
            return settled - back
        on_lines = sum(_on_lines(bill, of) for bill in found)
        of_lines = sum(amount for other, amount in self.given if _of_package(other, of))
        return min(on_lines - of_lines, settled - back)


def _on_lines(bill: Bill, of: RefundOf) -> int:
    """What was settled of a bill's lines of a package; the bill of a month that tells no lines is one line."""
    if bill.lines is None:
        return bill.amount + bill.credited - bill.open if of.period else 0
    return sum(line.amount - line.open for line in bill.lines.of(of.package))


def _of_package(given: RefundOf, of: RefundOf) -> bool:
    return given.package == of.package and (of.period is None or given.period in (None, of.period))
