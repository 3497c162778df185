"""Values that each language writes in its own habit: months, instants known roughly, weekdays, percentages, names."""

from datetime import date, datetime
from typing import NamedTuple

from lifecycle import calendar
from lifecycle.sentence import Sentence, said


class Month(str):
    """A billing month, ``YYYY-MM``."""

    __slots__ = ()


class Thing(str):
    """The name or number of a thing, as of an order; of it only what is the story's own number or name is masked."""

    __slots__ = ()


class Heading(Thing):
    """A clause's heading as its book has it; a page says it as the book is told in its language."""

    __slots__ = ()


class Known(NamedTuple):
    """An instant, and how exactly it is known (G11); written no finer than that."""

    at: datetime
    precision: str

    def __str__(self) -> str:
        return calendar.known_to(self.at, self.precision)


class Exactly(NamedTuple):
    """An instant with its time, midnight's too; to the minute where no second is past."""

    at: datetime

    def __str__(self) -> str:
        text = calendar.text(self.at)
        return text if len(text) > len("2024-09-01") else f"{text} 00:00"


class Weekday(NamedTuple):
    """A day and which of the week it is: ``Friday 2024-06-07``."""

    day: date

    def __str__(self) -> str:
        return f"{self.day:%A} {self.day}"


class Percent(NamedTuple):
    """A rate in basis points, as people write it: ``5%``, ``2,5%``."""

    rate: int

    def __str__(self) -> str:
        whole, rest = divmod(self.rate, 100)
        return f"{whole}%" if not rest else f"{whole},{rest:02d}".rstrip("0") + "%"


def known_day(wib_seconds: int, precision: str) -> Known | Sentence:
    """The day of a WIB second, no finer than it is known."""
    known = Known(calendar.instant(wib_seconds), "day" if precision == "instant" else precision)
    return said("of unknown date") if known.precision == "unknown" else known
