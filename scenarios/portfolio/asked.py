"""What a run is asked: which files, judged under which books and readings, until when."""

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from lifecycle import calendar, civil
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook, Shelf, pinned, read
from projections.columns.uncovered import uncovered
from scenarios.comparing.books import Books
from scenarios.comparing.parts import Part, parts
from scenarios.judging import wrong_reading

Editions = tuple[RuleBook, ...]

EVER = -(1 << 60)
"""A second before everything."""


@frozen
class Asked:
    """All that a process needs to judge a part of a base.

    ``sides`` are the editions that judge, one of them or, where two books are compared, both; ``alone`` those with each
    part of the change by itself, none where there are not several. ``until`` is a WIB second.
    """

    files: tuple[str, ...]
    sides: tuple[Editions, ...]
    names: tuple[str, ...]
    readings: Mapping[str, str]
    until: int
    pin: str | None = None
    parts: tuple[Part, ...] = ()
    alone: tuple[Editions, ...] = field(default=(), repr=False)
    unmask: bool = False

    @property
    def since(self) -> int:
        """The WIB second before which no edition judges; a pinned edition serves dates before it, too."""
        first = min((book.in_force for book in self.sides[0] if book.in_force is not None), default=None)
        undated = any(book.in_force is None or book.before is not None for book in self.sides[0])
        if self.pin is not None or undated or first is None:
            return EVER
        return calendar.day_number(first) * civil.DAY

    @property
    def compares(self) -> bool:
        """Whether two books are compared."""
        return len(self.sides) > 1

    @property
    def used(self) -> Editions:
        """Every book that judges, each once."""
        return tuple({book.digest: book for side in self.sides for book in side}.values())


def of_one(name: str, shelf: Shelf) -> tuple[Editions, str | None]:
    """The editions of ``--book``, and the one that is pinned. Raises Problems and NotCovered."""
    if name.endswith(".md") or "/" in name:
        book = read(Path(name))
        others = shelf.editions(book.provider) if book.provider in shelf.providers() else ()
        return Books(book, book, (name, name)).place(others, book), None
    provider, at, edition = name.partition("@")
    editions = tuple(shelf.editions(provider))
    return editions, pinned(editions, edition).edition if at else None


def of_two(asked: Books, shelf: Shelf) -> tuple[tuple[Editions, Editions], tuple[Part, ...], tuple[Editions, ...]]:
    """The editions before and after, the parts of the change, and the editions with each alone."""
    provider = asked.before.provider
    editions = tuple(shelf.editions(provider)) if provider in shelf.providers() else ()
    found = parts(asked.before, asked.after)
    alone = tuple(asked.place(editions, part.book) for part in found) if len(found) > 1 else ()
    return (asked.place(editions, asked.before), asked.place(editions, asked.after)), found, alone


def check(asked: Asked) -> None:
    """Raises Problems for a clause that columns lack, and for readings that no edition of a side allows."""
    problems = [Problem("the book", 0, 0, words) for words in dict.fromkeys(uncovered(asked.used))]
    for side, name in zip(asked.sides, asked.names, strict=True):
        found = [(each, wrong_reading(*each, side)) for each in asked.readings.items()]
        told = [Problem(f"--reading {'='.join(each)}", 0, 0, wrong[1]) for each, wrong in found if wrong is not None]
        problems += (
            told if side is asked.sides[0] else [evolve(one, message=f"with {name}: {one.message}") for one in told]
        )
        if told:
            break
    if problems:
        raise Problems(problems)
