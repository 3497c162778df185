"""The work of trying a provider's books, in this process or shared among several."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from attrs import frozen

from lifecycle.clock import Clock
from lifecycle.clock import frozen as frozen_clock
from lifecycle.rulebook import Parameter, RuleBook, Shelf
from scenarios.checking import processes
from scenarios.mutating.equivalents import Equivalent, equivalents
from scenarios.mutating.gathering import read_below, witnesses
from scenarios.mutating.mutants import Mutant, Progress, Tried, tried
from scenarios.mutating.nudges import Fixed
from scenarios.mutating.witness import Witness
from scenarios.named import Named, named


@frozen
class Ground:
    """A provider's books with the stories that watch over them, and the changes that none can notice."""

    named: Named
    witnesses: tuple[Witness, ...]
    entries: tuple[Equivalent, ...]


Share = tuple[str, int, int]
"""Part of the work: the book's edition, and its parameters from a number up to another."""


def ground(books: Named, paths: Sequence[Path], shelf: Shelf, clock: Clock) -> Ground:
    """What is needed to try some books. Raises Problems as what it reads does."""
    entries = equivalents(books.folder, books.editions)
    return Ground(books, witnesses(books, read_below(paths), shelf, clock), entries)


def shares(books: Sequence[RuleBook]) -> list[Share]:
    """The work in parts, each a clause of a book: what notices one number of a clause often notices the next."""
    found: list[Share] = []
    for book in books:
        start = 0
        for _, group in groupby(book.parameters(), key=lambda one: one.clause):
            end = start + len(list(group))
            found.append((book.edition, start, end))
            start = end
    return found


def alone(one: Ground, clock: Clock, done: Progress) -> list[Tried]:
    """Try every book in this process; ``done`` is told after each clause."""
    found = [(share, _part(one, share, clock, done)) for share in shares(one.named.books)]
    return _joined(one.named.books, found)


def shared(one: Ground, name: str, paths: Sequence[Path], jobs: int, done: Progress) -> list[Tried]:
    """Try them in several processes, each of which reads the books and the stories by itself."""
    todo = shares(one.named.books)
    found = processes.shared(_worked, todo, jobs, _furnished, (name, tuple(paths)), lambda _: done())
    return _joined(one.named.books, list(zip(todo, found, strict=True)))


Part = tuple[tuple[Mutant, ...], tuple[tuple[Parameter, Fixed], ...]]


def _furnished(name: str, paths: Sequence[Path]) -> Ground:
    shelf = Shelf.open()
    with frozen_clock() as clock:
        return ground(named(name, shelf), paths, shelf, clock)


def _worked(one: Ground, share: Share) -> Part:
    with frozen_clock() as clock:
        return _part(one, share, clock, lambda: None)


def _part(one: Ground, share: Share, clock: Clock, done: Progress) -> Part:
    edition, start, end = share
    book = next(book for book in one.named.books if book.edition == edition)
    found = tried(book, book.parameters()[start:end], one.witnesses, one.entries, clock)
    done()
    return found.mutants, found.fixed


def _joined(books: Sequence[RuleBook], found: Sequence[tuple[Share, Part]]) -> list[Tried]:
    def parts(book: RuleBook) -> Iterator[Part]:
        return (part for (edition, _, _), part in found if edition == book.edition)

    return [
        Tried(
            book,
            tuple(mutant for mutants, _ in parts(book) for mutant in mutants),
            tuple(one for _, still in parts(book) for one in still),
        )
        for book in books
    ]
