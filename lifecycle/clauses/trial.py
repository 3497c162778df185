"""A trial (*masa percobaan*) that leads into months paid in advance, and the instants at which they are charged."""

from enum import IntEnum

from attrs import frozen

from lifecycle import civil
from lifecycle.civil import DAY
from lifecycle.clauses.instant import InstantForm
from lifecycle.money import Sen


class FirstMonth(IntEnum):
    """Does cancelling within the trial avoid the first month, or is that month owed all the same?"""

    MANDATORY = 0
    AVOIDABLE_IN_TRIAL = 1


class ChargedAt(IntEnum):
    """Is the first month charged when the trial is over, or together with it?"""

    AFTER_TRIAL = 0
    UPFRONT = 1


class Anchor(IntEnum):
    """Are renewals counted from the start of the first month, or from the purchase?"""

    FIRST_MONTH_START = 0
    PURCHASE = 1


READINGS: dict[str, type[IntEnum]] = {
    "trial.first_month": FirstMonth,
    "trial.charged_at": ChargedAt,
    "renewal.anchor": Anchor,
}


def trial_ends(activated: int, hours: int) -> int:
    """The second at which a trial is over: so many elapsed hours after the activation."""
    return activated + hours * 3600


def month_ends(starts: int, activated: int, trial_end: int, anchor: int) -> int:
    """The second at which a month that starts at another ends, and the next one may be charged.

    Months are counted from one anchor, day and time of day, never from each other (G4). Where the
    anchor is the purchase, the first month runs from the trial's end to the next such instant.
    """
    counted_from = activated if anchor == Anchor.PURCHASE else trial_end
    months = civil.completed_months(counted_from // DAY, starts // DAY)
    ends = instant_add(counted_from, months)
    while ends <= starts:
        months += 1
        ends = instant_add(counted_from, months)
    return ends


def instant_add(anchor: int, months: int) -> int:
    """The same day and time of day so many months after an anchor, clamped to the month's end."""
    return civil.month_add(anchor // DAY, months) * DAY + anchor % DAY


@frozen
class MonthEntry:
    """``[trial.month]``: what each month after the trial costs."""

    price: Sen


@frozen
class TrialTable:
    """``[trial]``: what the trial costs and how long it lasts, and the months after it.

    The trial begins with the activation, which a story must tell.
    """

    price: Sen
    until: InstantForm
    month: MonthEntry

    def __attrs_post_init__(self) -> None:
        if self.until.of != "activated" or not self.until.hours_after:
            raise ValueError('a trial lasts some hours, as in until = {hours_after = 48, of = "activated"}')

    @property
    def hours(self) -> int:
        """How many hours the trial lasts."""
        return self.until.hours_after or 0
