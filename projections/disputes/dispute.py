"""A dispute, gathered: the findings, both sides month by month, where they part, and what is in dispute at the end."""

from itertools import takewhile

from attrs import frozen

from lifecycle.calendar import Period
from lifecycle.money import Amount
from projections.disputes.compared import Fair, Month, beyond, months
from projections.disputes.parting import Parting, parting
from projections.disputes.sides import Sides, sides
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.ledger import Told


@frozen
class Dispute:
    """What the provider did, held against its own rules, up to the story's last second; amounts in sen."""

    sides: Sides
    findings: tuple[Finding, ...]
    months: tuple[Month, ...]
    parting: Parting | None

    @property
    def at_end(self) -> Amount:
        """What is asked for beyond what is owed when the story ends."""
        return self.months[-1].in_dispute if self.months else Amount()

    @property
    def most(self) -> Amount:
        """The most that was in dispute at the end of any month."""
        return max((month.in_dispute for month in self.months), key=lambda one: (one.sen, len(one.unspecified)))

    @property
    def disputed_months(self) -> tuple[Period, ...]:
        """The months at whose end something was in dispute."""
        return tuple(month.period for month in self.months if month.in_dispute)

    @property
    def since(self) -> Period | None:
        """From which month on something was in dispute to the story's end without a break; None where nothing is."""
        running = list(takewhile(lambda month: month.in_dispute, reversed(self.months)))
        return running[-1].period if running else None

    @property
    def less(self) -> Amount:
        """By how much less than the rules give is asked for when the story ends; in the customer's favour."""
        difference = self.months[-1].difference if self.months else Amount()
        return beyond(Amount(-difference.sen))

    @property
    def fair(self) -> Fair | None:
        """How the story stands at its end, read as fair."""
        return self.months[-1].fair if self.months else None


def dispute(told: Told) -> Dispute:
    """The dispute over a whole story."""
    ledger = told.ledger()
    found = tuple(shown(ledger, told.until))
    both = sides(told, found)
    return Dispute(both, found, months(both), parting(both))
