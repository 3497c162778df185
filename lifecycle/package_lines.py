"""The package lines of one bill, and what of each is open."""

from collections.abc import Iterable

from attrs import define

from lifecycle.events import BillLine
from lifecycle.money import UNSPECIFIED


@define(eq=False)
class PackageLine:
    """One line in sen; ``unknown`` where no source gives its amount."""

    package: str | None
    amount: int
    open: int
    unknown: bool = False


class PackageLines:
    """The package lines of a bill that says its lines; amounts in sen.

    What settles a part of a bill settles its other lines first, then the packages' in the bill's
    order, and last those under dispute; this is the one place that says so.
    """

    def __init__(self, lines: Iterable[BillLine]) -> None:
        self.lines: list[PackageLine] = []
        self.disputed: frozenset[str | None] = frozenset()
        self.others_unknown = False
        for line in lines:
            if line.purpose != "package":
                self.others_unknown |= line.amount == UNSPECIFIED
            else:
                unknown = line.amount == UNSPECIFIED
                amount = 0 if line.amount == UNSPECIFIED else int(line.amount)
                self.lines.append(PackageLine(line.package, amount, amount, unknown))

    @property
    def open(self) -> int:
        """What is open of them together."""
        return sum(line.open for line in self.lines)

    @property
    def unknown(self) -> bool:
        """Whether one of them has an amount that no source gives."""
        return any(line.unknown for line in self.lines)

    def of(self, package: str | None) -> list[PackageLine]:
        """The lines of a package; a line that names none may be of any."""
        return [line for line in self.lines if line.package in (None, package)]

    def keep_within(self, principal: int) -> None:
        """The bill has so much principal left: no more than that is open of its package lines."""
        over = self.open - principal
        for line in sorted(self.lines, key=lambda line: line.package in self.disputed) if over > 0 else ():
            settled = min(over, line.open)
            line.open -= settled
            over -= settled

    def credit(self, package: str | None, amount: int) -> int:
        """Credit the lines of a package, no further than they are open; returns how much that was."""
        left = amount
        for line in self.of(package):
            credited = min(left, line.open)
            line.open -= credited
            left -= credited
        return amount - left
