"""The two books that a comparison is between, and the editions of a story with either of them in its place."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from lifecycle.problems import Problem, Problems, quoted
from lifecycle.rulebook import RuleBook, Shelf, pinned, read

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
    first = book_of(before, shelf)
    second = first if after is None else book_of(after, shelf)
    if first.provider != second.provider:
        words = f"{quoted(after or '')} is a book of {second.provider}, and --from one of {first.provider}; compare two"
        raise Problems([Problem("--to", 0, 0, f"{words} of one provider")])
    if values:
        second = second.with_all(values)
    there = evolve(second, in_force=first.in_force, known_from=first.known_from)
    wholly = after is not None and not (_is_file(before) or _is_file(after)) and first.edition != second.edition
    base = name_of(before, first)
    to = base if after is None else name_of(after, second)
    if values:
        to = f"{to} with {', '.join(f'{path} = {value}' for path, value in values.items())}"
    return Books(first, there, (base, to), wholly, not _is_file(before))


def values(texts: Sequence[str]) -> dict[str, str]:
    """What ``--set`` sets. Raises Problems, all of them, for texts that are not PATH=VALUE."""
    found: dict[str, str] = {}
    problems = []
    for text in texts:
        path, equals, value = (part.strip() for part in text.partition("="))
        where = f"--set {text}"
        if not (path and equals and value):
            problems.append(Problem(where, 0, 0, "a parameter is set by PATH=VALUE, as in late_fee.tier[0].rate=7%"))
        elif found.setdefault(path, value) != value:
            problems.append(Problem(where, 0, 0, f"{path} is set already, to {found[path]}; set it once"))
    if problems:
        raise Problems(problems)
    return found


def _is_file(name: str) -> bool:
    return name.endswith(".md") or "/" in name


def name_of(name: str, book: RuleBook) -> str:
    """What outputs call a book that was asked for by a name: the file, or the provider with the edition."""
    return name if _is_file(name) else f"{book.provider}@{book.edition}"


def book_of(name: str, shelf: Shelf) -> RuleBook:
    """A Markdown file, or ``provider@edition``, or the latest of a provider's. Raises NotCovered and Problems."""
    if _is_file(name):
        return read(Path(name))
    provider, at, edition = name.partition("@")
    editions = shelf.editions(provider)
    return pinned(editions, edition) if at else editions[-1]
