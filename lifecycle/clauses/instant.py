"""When a clause takes hold: the forms a rule book writes, and the one function that reckons them."""

from enum import IntEnum
from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle import civil

OfWord = Literal["issue", "due", "oldest_unpaid", "activated"]


class Of(IntEnum):
    """What an instant is counted from."""

    MONTH = 0
    ISSUE = 1
    DUE = 2
    OLDEST_UNPAID = 3
    ACTIVATED = 4


class When(NamedTuple):
    """An instant's form in whole numbers: months on, days after or hours after, and the day of the month."""

    of: int
    after: int
    day: int


LEFT_OUT = When(Of.MONTH, 0, 0)
"""Stands where a form is left out; nothing reckons it."""


class BillClock(NamedTuple):
    """All that a bill's instants hang on: its month, seconds and day numbers (WIB).

    ``due_day`` is the last day to pay by the book or the bill, or -1 where none is known;
    ``moved_to`` is the last day to pay that an event set, or -1; ``waived`` is 1 where it also
    waived the late fee till then.
    """

    month: int
    issued: int
    due_day: int
    moved_to: int
    waived: int
    oldest_day: int
    activated: int


def opens(when: When, clock: BillClock, follows_move: bool) -> int:
    """The WIB second at which a clause takes hold for a bill, never before the bill's issue."""
    return max(falls(when, clock, follows_move), clock.issued)


def falls(when: When, clock: BillClock, follows_move: bool) -> int:
    """The WIB second that an instant's form names for a bill, whenever the bill was issued.

    ``follows_move`` says whether this instant goes along when the last day to pay is moved.
    """
    moved = follows_move and clock.moved_to >= 0
    if when.of == Of.MONTH:
        day = clock.moved_to + 1 if moved else civil.day_in_month(clock.month + when.after, when.day)
        at = day * civil.DAY
    elif when.of == Of.DUE:
        at = ((clock.moved_to if moved else clock.due_day) + when.after) * civil.DAY
    elif when.of == Of.ISSUE:
        at = (clock.issued // civil.DAY + when.after) * civil.DAY
    elif when.of == Of.OLDEST_UNPAID:
        at = (clock.oldest_day + when.after) * civil.DAY
    else:
        at = clock.activated + when.after * 3600
    return at


@frozen
class InstantForm:
    """An instant as a book writes it; exactly one of the three forms."""

    month: int | None = None
    day: int | None = None
    days_after: int | None = None
    hours_after: int | None = None
    of: OfWord | None = None

    def __attrs_post_init__(self) -> None:
        given = {
            name for name in ("month", "day", "days_after", "hours_after", "of") if getattr(self, name) is not None
        }
        if given not in ({"month", "day"}, {"days_after", "of"}, {"hours_after", "of"}):
            raise ValueError(
                'an instant is {month = 0, day = 21}, {days_after = 1, of = "due"} or '
                '{hours_after = 48, of = "activated"}'
            )
        if self.day is not None and not 1 <= self.day <= 31:
            raise ValueError(f"day = {self.day}: a day of the month is 1 to 31")
        if self.month is not None and not 0 <= self.month <= 600:
            raise ValueError(f"month = {self.month}: months after the bill's are 0 to 600")
        count = self.days_after if self.days_after is not None else self.hours_after
        if count is not None and not 0 <= count <= 36_600:
            raise ValueError(f"{count} is not a number of days or hours from 0 to 36600")
        if (self.hours_after is not None) != (self.of == "activated"):
            raise ValueError('hours count from "activated", days from "issue", "due" or "oldest_unpaid"')

    @property
    def when(self) -> When:
        """The same form in whole numbers."""
        if self.of is None:
            return When(Of.MONTH, self.month or 0, self.day or 1)
        count = self.days_after if self.days_after is not None else self.hours_after
        return When(Of[self.of.upper()], count or 0, 0)

    def __str__(self) -> str:
        if self.of is None:
            return f"day {self.day} of the bill's month" + (f" + {self.month}" if self.month else "")
        unit = "days" if self.days_after is not None else "hours"
        return f"{self.days_after if self.days_after is not None else self.hours_after} {unit} after {self.of}"
