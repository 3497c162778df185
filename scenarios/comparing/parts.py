"""What differs between two books, in parts that can each be applied alone to the first of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve, frozen

from lifecycle import clauses
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, checks
from lifecycle.rulebook.values import keys

READINGS = "readings."


@frozen
class Differs:
    """A parameter that differs: its value in each book, None where that one has no such, and its clause."""

    path: str
    before: str | None
    after: str | None
    clause: str
    line: int

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.path} {self.after}"
        return f"- {self.path} {self.before}" if self.after is None else f"{self.path} {self.before} → {self.after}"

    @property
    def reading(self) -> str | None:
        """The reading of which this is the default, if it is one's."""
        name = self.path.removesuffix(".default")
        return name.removeprefix(READINGS) if name.startswith(READINGS) else None

    @property
    def table(self) -> str:
        """The table that it is written in."""
        return _words(self.path)[0]

    @property
    def known_by(self) -> frozenset[str]:
        """What says that it was consulted, once that was: the reading, or the clause's table or heading."""
        return frozenset({self.reading} if self.reading else {self.table, self.clause})


@frozen
class Part:
    """What is applied together, and the first book with it."""

    differs: tuple[Differs, ...]
    book: RuleBook

    @property
    def title(self) -> str:
        """``late_fee.tier[0].rate 5% → 7%``; what only one book has is ``+`` or ``-``."""
        return ", ".join(map(str, self.differs))

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that it changes, by their headings."""
        return tuple(dict.fromkeys(one.clause for one in self.differs))


def parts(before: RuleBook, after: RuleBook) -> tuple[Part, ...]:
    """The parts of a change, in the order of the books; none where they rule the same.

    A number that is written in both books is a part of its own. What only one of them writes goes with what it
    stands in: a reading, a list of a clause, a whole clause. What the first book would refuse of one alone goes with
    the rest of its clause that is refused so, then with all of the clause, at last with everything. What is only
    written otherwise, as ``5%`` and ``5.00%``, is none.
    """
    found = list(differing(before, after))
    made: list[Part] = []
    left: list[Differs] = []
    for table in _tables(found):
        of_table = _of_table(before, after, table)
        made += of_table or ()
        left += () if of_table else table
    if left:
        book = _together(before, after, left)
        made = [Part(tuple(found), after)] if book is None else [*made, Part(tuple(left), book)]
    order = {one.path: number for number, one in enumerate(found)}
    telling = [part for part in made if _ruling(part.book) != _ruling(before)]
    return tuple(sorted(telling, key=lambda part: order[part.differs[0].path]))


def _ruling(book: RuleBook) -> tuple[object, ...]:
    """What a book rules, however it writes it."""
    readings = {name: (one.default, one.allowed) for name, one in book.readings.items()}
    return book.rounding, readings, *(book.table(name) for name in clauses.TABLES)


def differing(before: RuleBook, after: RuleBook) -> Iterator[Differs]:
    """Each parameter that differs, in the order of the first book, then what only the second has."""
    old = {one.path: one for one in before.parameters()}
    new = {one.path: one for one in after.parameters()}
    for path, one in old.items():
        other = new.get(path)
        if other is None or written(other) != written(one):
            yield Differs(path, written(one), written(other) if other else None, one.clause, one.line)
    for path, one in new.items():
        if path not in old:
            yield Differs(path, None, written(one), one.clause, one.line)


def written(parameter: Parameter) -> str:
    """A parameter's value as `with_` takes it."""
    value = parameter.value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tables(found: Iterable[Differs]) -> list[list[Differs]]:
    """What differs, by table, each reading by itself."""
    tables: dict[str, list[Differs]] = {}
    for one in found:
        tables.setdefault(one.reading or _words(one.path)[0], []).append(one)
    return list(tables.values())


def _of_table(before: RuleBook, after: RuleBook, found: list[Differs]) -> list[Part] | None:
    """The parts of one table, or all of it in one; None where even that cannot be changed without another table."""
    lists = {_within(one) for one in found if None in (one.before, one.after)}
    groups = [[one for one in found if _within(one) == name] for name in sorted(lists)]
    groups += [[one] for one in found if _within(one) not in lists]
    books = [_together(before, after, group) for group in groups]
    made = [Part(tuple(group), book) for group, book in zip(groups, books, strict=True) if book is not None]
    refused = [one for group, book in zip(groups, books, strict=True) if book is None for one in group]
    if not refused:
        return made
    book = _together(before, after, refused)
    if book is not None:
        return [*made, Part(tuple(refused), book)]
    book = _together(before, after, found)
    return None if book is None else [Part(tuple(found), book)]


def _words(path: str) -> list[str]:
    return re.findall(r"[^.\[\]]+", path)


def _within(one: Differs) -> str:
    """What a parameter stands in: a reading, or a list or a key of a clause, as ``late_fee.tier``."""
    return one.path if one.reading else ".".join(_words(one.path)[:2])


def _together(before: RuleBook, after: RuleBook, found: Iterable[Differs]) -> RuleBook | None:
    """The first book with some of what differs as the second has it; None where it is refused."""
    found = list(found)
    lists = {_within(one): one for one in found if None in (one.before, one.after)}
    numbers = [one for one in found if _within(one) not in lists]
    try:
        book = before.with_all({one.path: one.after for one in numbers if one.after is not None})
    except Problems:
        return None
    for one in lists.values():
        book = _replaced(book, after, one)
    return None if lists and any(checks.mistakes(book)) else book


def _replaced(book: RuleBook, after: RuleBook, one: Differs) -> RuleBook:
    """A book with the list, the clause or the reading that a parameter stands in as the second book has it."""
    words = _words(one.path)
    if one.reading is not None:
        kept = {name: each for name, each in book.readings.items() if name != one.reading}
        name = one.reading
        return evolve(book, readings=kept | ({name: after.readings[name]} if name in after.readings else {}))
    if words[0] not in clauses.TABLES:
        return evolve(book, rounding=after.rounding)
    old, new = book.table(words[0]), after.table(words[0])
    change: Callable[..., Any] = evolve
    if old is not None and new is not None:
        name = next(name for name, word in keys(type(old)).items() if word == words[1])
        new = change(old, **{name: getattr(new, name)})
    replaced: RuleBook = change(book, **{words[0]: new})
    return replaced
