"""What the rules have charged in advance, taken as paid at once: the trial, and each month after it."""

from lifecycle import calendar
from lifecycle.events import ChargeCredited, Charged


class Charges:
    """Charges to date: how many, of how many months, how much in sen, and until which second what is charged runs.

    ``made`` are those that stand, one by one in sen, in the order in which they were made.
    """

    def __init__(self) -> None:
        self.count = 0
        self.months = 0
        self.total = 0
        self.until: int | None = None
        self.made: list[int] = []
        self._since = 0

    def take(self, event: Charged | ChargeCredited) -> tuple[int, int]:
        """Take in a charge, or the credit for the latest one; what is charged and what is credited, in sen."""
        if isinstance(event, ChargeCredited):
            self.months -= 1
            self.until = self._since
            self.total -= event.amount
            self.made.pop()
            return 0, event.amount
        self.count += 1
        self.total += event.amount
        self.made.append(event.amount)
        self.months += event.purpose == "month"
        self._since, self.until = calendar.seconds(event.since), calendar.seconds(event.until)
        return event.amount, 0
