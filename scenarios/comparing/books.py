"""The two books that a comparison is between, and the editions of a story with either of them in its place."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from lifecycle.notation import Thing
from lifecycle.problems import Problem, Problems, quoted
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.sentence import said
from scenarios.named import is_file, name_of, two_books
from scenarios.pairs import pairs

Editions = tuple[RuleBook, ...]


@frozen
class Books:
    """What judges before the change and after it.

    ``after`` stands in the place of ``before``: it is in force, and known, from the same days, whatever its own
    header says. ``named`` are both as they were asked for. ``wholly`` says that two editions of the provider's own
    are compared, each of which judges the whole of every story.
    """

    before: RuleBook
    after: RuleBook
    named: tuple[str, str]
    wholly: bool = False
    installed: bool = True

    @property
    def pin(self) -> str | None:
        """The edition that every story is judged by, where one is."""
        return self.before.edition if self.wholly else None

    @property
    def narrower(self) -> bool:
        """Whether the second lacks a reading that the first declares, or a value of one that it allows."""
        ours, theirs = self.before.readings, self.after.readings
        return any(
            name not in theirs or not {*one.allowed} <= {*theirs[name].allowed}
            for name, one in ours.items()
            if one.numbers is None or name not in theirs
        )

    def place(self, editions: Editions, book: RuleBook) -> Editions:
        """A provider's editions with a book in the place of the one that it is made of, or beside them."""
        others = [one for one in editions if one.edition != self.before.edition]
        return tuple(sorted([*others, book], key=lambda one: one.in_force or date.min))


def books(before: str, after: str | None, values: Mapping[str, str], shelf: Shelf) -> Books:
    """The books of ``--from`` and ``--to``, the latter, or else the former, with some parameters set.

    Raises Problems for what is no book, for two of different providers and for a parameter that there is not, and
    NotCovered for a provider or an edition that nobody knows.
    """
    if after is None and not values:
        raise Problems([Problem("--to", 0, 0, "name the other book, or set parameters of this one with --set")])
    first, second = two_books(before, after or before, shelf)
    if first.provider != second.provider:
        words = f"{quoted(after or '')} is a book of {second.provider}, and --from one of {first.provider}; compare two"
        raise Problems([Problem("--to", 0, 0, f"{words} of one provider")])
    if values:
        second = second.with_all(values)
    there = evolve(second, in_force=first.in_force, known_from=first.known_from)
    wholly = after is not None and not (is_file(before) or is_file(after)) and first.edition != second.edition
    base = name_of(before, first)
    to: str = base if after is None else name_of(after, second)
    if values:
        to = said("{book} with {values}", book=Thing(to), values=Thing(", ".join(map(" = ".join, values.items()))))
    return Books(first, there, (base, to), wholly, not is_file(before))


def values(texts: Sequence[str]) -> dict[str, str]:
    """What ``--set`` sets. Raises Problems, all of them, for texts that are not PATH=VALUE."""
    return pairs("--set", texts, "a parameter is set by PATH=VALUE, as in late_fee.tier[0].rate=7%")
