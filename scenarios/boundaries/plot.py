"""What happens in a story at an edge, before anybody says what comes of it."""

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.rulebook import RuleBook

DAY = civil.DAY


@frozen
class Happening:
    """A fact: the WIB second, the event as a step writes it, and another way to write the instant, with its offset."""

    at: int
    event: str
    written: str | None = None


@frozen
class Plot:
    """A story to be: its file's name, its title, the path of the clause at whose edge it stands, and its facts.

    ``asks`` are the WIB seconds at which is asked how things stand. ``block`` is the subscription but for its number,
    ``head`` what else stands above the steps. A story that is not ``pinned`` goes by the edition in force, and one
    that is not ``numbered`` has no subscription. ``shown`` are keys of which every value of a reading is written down,
    even where it changes nothing, each behind that reading; one that is ``counted`` says how
    many events there are, as a rung that lowers the service leaves no other trace.
    Of the readings that it consults those are tried whose names begin as ``asked_under`` does.
    """

    name: str
    title: str
    about: str
    facts: tuple[Happening, ...] = ()
    asks: tuple[int, ...] = ()
    activated: int | None = None
    block: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    pinned: bool = True
    numbered: bool = True
    shown: tuple[tuple[str, str], ...] = ()
    counted: bool = False
    asked_under: str = ""


def around(*edges: int) -> tuple[int, ...]:
    """The last second before each of some edges, and the first of it."""
    return tuple(sorted({second for edge in edges for second in (edge - 1, edge)}))


def written(second: int) -> str:
    """A WIB second as a story writes it: the day alone at 00:00."""
    text = calendar.instant(second).isoformat().removesuffix("+07:00")
    return text.removesuffix("T00:00:00")


def rupiah(sen: int) -> str:
    """An amount as a story writes it."""
    whole, rest = divmod(abs(sen), 100)
    return f"{'-' if sen < 0 else ''}{whole}{f'.{rest:02d}' if rest else ''}"


def billed(at: int, month: int, sen: int, more: str = "") -> Happening:
    """A bill of a month."""
    return Happening(at, f"billed: {{period: {calendar.period(month)}, amount: {rupiah(sen)}{more}}}")


def paid(at: int, sen: int, more: str = "", as_written: str | None = None) -> Happening:
    """A payment."""
    if not more:
        return Happening(at, f"paid: {rupiah(sen)}", as_written)
    return Happening(at, f"paid: {{amount: {rupiah(sen)}{more}}}", as_written)


def leap_year(book: RuleBook) -> int:
    """The first leap year that lies wholly in the book's time; of an undated book, 2024."""
    first = 2024 if book.in_force is None else book.in_force.year + (book.in_force.timetuple().tm_yday > 1)
    return next(
        year for year in range(first, first + 9) if calendar.date_of(civil.day_in_month(year * 12 + 1, 31)).day == 29
    )


def second(day: int) -> int:
    """00:00 of a day number."""
    return day * DAY
