"""A trial told a second time, as plainly as can be: dates, no events, and the whole of it at each question."""

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta

TRIAL, MONTH = 1_733_670, 94_388_700
NEVER = datetime(9999, 1, 1)


@dataclass(frozen=True)
class Bought:
    """What a customer bought and when they cancelled, under three readings."""

    at: datetime
    cancelled: datetime | None
    avoidable: bool
    upfront: bool
    from_purchase: bool

    @property
    def over(self) -> datetime:
        """The end of the trial."""
        return self.at + timedelta(hours=48)

    def month(self, number: int) -> datetime:
        """The first instant of a month, from 0."""
        if number == 0:
            return self.over
        return months_on(self.at if self.from_purchase else self.over, number)

    @property
    def avoided(self) -> bool:
        """Whether there is no month at all."""
        return self.avoidable and self.cancelled is not None and self.cancelled < self.over

    @property
    def months(self) -> int:
        """How many months there are in the end, 10 where nobody cancels."""
        if self.avoided:
            return 0
        if self.cancelled is None:
            return 10
        return 1 + sum(self.month(number) <= self.cancelled for number in range(1, 60))

    @property
    def ends(self) -> datetime:
        """The end of the subscription."""
        return NEVER if self.cancelled is None else self.month(self.months)

    def charges(self, at: datetime) -> list[int]:
        """The charges made by an instant, in sen."""
        found = [TRIAL] if at >= self.at else []
        if self.upfront:
            found += [MONTH] if at >= self.at else []
        elif not self.avoided and at >= self.over:
            found.append(MONTH)
        return found + [MONTH for number in range(1, self.months) if at >= self.month(number)]

    def credit(self, at: datetime) -> int:
        """What has been credited by an instant, in sen."""
        back = self.avoided and self.upfront and self.cancelled is not None and at >= self.cancelled
        return MONTH if back else 0

    def state(self, at: datetime) -> str:
        """How the subscription stands."""
        if at < self.at:
            return "not_active"
        return "terminated" if at >= self.ends else "active"


def months_on(start: datetime, months: int) -> datetime:
    """The same day and time some months on, or the month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))
