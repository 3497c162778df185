"""A provider's editions: which is in force on a day, which were known by then, and what they cover (G10)."""

from collections.abc import Sequence
from datetime import date

from lifecycle.problems import quoted
from lifecycle.rulebook.book import RuleBook
from lifecycle.rulebook.header import UNDATED


class NotCovered(LookupError):
    """No book for what was asked; the message says in words which providers and dates there are."""


def in_force(editions: Sequence[RuleBook], day: date) -> RuleBook:
    """The edition in force on a WIB day, of editions in the order of their first days; else NotCovered.

    A dated edition goes before an undated one, which covers every date that no other does. Before the
    first there are no terms, unless a clause of that edition says what holds then.
    """
    for book in reversed(editions):
        if book.in_force is None or book.in_force <= day:
            return book
    earlier = editions[0].before if editions else None
    if earlier is not None:
        return earlier
    raise NotCovered(f"{covered(editions)}; {day} lies before" if editions else covered(editions))


def pinned(editions: Sequence[RuleBook], edition: str) -> RuleBook:
    """One edition by its name, whatever the date; NotCovered where there is none of that name."""
    book = next((book for book in editions if book.edition == edition), None)
    if book is None:
        raise NotCovered(f"{covered(editions)}; there is no edition {quoted(edition)}")
    return book


def known_by(editions: Sequence[RuleBook], day: date) -> tuple[RuleBook, ...]:
    """The editions whose terms were known by a WIB day; or the first, where it says what holds before it."""
    known = tuple(book for book in editions if book.known_from is None or book.known_from <= day)
    return known or tuple(book for book in editions[:1] if book.before is not None)


def covered(editions: Sequence[RuleBook]) -> str:
    """What a provider's editions cover, in words."""
    if not editions:
        return "no edition was known by then"
    names = [book.edition for book in editions]
    plural = "s" if len(names) > 1 else ""
    since = "every date covered" if UNDATED in names else f"covered from {names[0]}"
    return f"{editions[0].provider}: {since} (edition{plural} {', '.join(names)})"
