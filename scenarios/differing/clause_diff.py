"""What differs in one clause of two rule books: its rules and readings, its words, and what is not modelled."""

from difflib import SequenceMatcher
from typing import Literal

from attrs import frozen

from lifecycle import clauses as kinds
from lifecycle.rulebook import Reading
from scenarios.differing.clauses import Clause
from scenarios.differing.pairing import Changed

Op = Literal["same", "gone", "new"]

FEW = 3
"""Fewer words than this that are the same between two that differ are told with those."""

Words = tuple[tuple[Op, str], ...]
"""A text in both books: stretches that are the same, that only the first one has, that only the second has."""


@frozen
class ReadingDiff:
    """A reading that differs; None in the book that does not declare it. ``moved`` to another clause."""

    name: str
    before: Reading | None
    after: Reading | None
    moved: bool = False

    @property
    def rules(self) -> bool:
        """Whether what it decides differs, and not the question alone."""
        first, second = self.default
        return first != second or any(self.values)

    @property
    def default(self) -> tuple[str | None, str | None]:
        """The default in each book."""
        return _default(self.before), _default(self.after)

    @property
    def values(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The values that only the first book allows, and those that only the second does."""
        first, second = _values(self.before), _values(self.after)
        return tuple(one for one in first if one not in second), tuple(one for one in second if one not in first)

    @property
    def question(self) -> Words:
        """The question in both books; nothing where it is the same."""
        return words(self.before.question if self.before else "", self.after.question if self.after else "")


@frozen
class ClauseDiff:
    """A clause with all that differs in it; one book may have no such clause.

    ``settings`` are those that differ, or stand under another clause (``moved``). A setting or reading that moves is
    told at the clause that the first book has it under. ``elsewhere`` says that the clause stands at another place
    among the others.
    """

    before: Clause | None
    after: Clause | None
    settings: tuple[Changed, ...] = ()
    moved: tuple[Changed, ...] = ()
    readings: tuple[ReadingDiff, ...] = ()
    elsewhere: bool = False

    @property
    def prose(self) -> Words:
        """The prose in both books; nothing where it is the same."""
        return words(self.before.prose if self.before else "", self.after.prose if self.after else "")

    @property
    def not_modelled(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What only the first book says is not modelled, and what only the second does."""
        first = self.before.not_modelled if self.before else ()
        second = self.after.not_modelled if self.after else ()
        return tuple(one for one in first if one not in second), tuple(one for one in second if one not in first)

    @property
    def renamed(self) -> bool:
        """Whether the heading, which is the citation, is another one."""
        return self.before is not None and self.after is not None and self.before.heading != self.after.heading

    @property
    def rules(self) -> bool:
        """Whether a rule or a reading differs, not words alone."""
        return bool(self.settings or any(one.rules for one in self.readings))

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        told = (self.settings, self.moved, self.readings, self.elsewhere, self.prose, self.renamed)
        return None in (self.before, self.after) or any(told) or any(self.not_modelled)


def words(before: str, after: str) -> Words:
    """Two texts word by word; nothing where they have the same words."""
    first, second = before.split(), after.split()
    if first == second:
        return ()
    found: list[tuple[Op, str]] = []
    for gone, new in _stretches(first, second):
        if gone == new:
            found.append(("same", gone))
        else:
            found += [("gone", gone)] if gone else []
            found += [("new", new)] if new else []
    return tuple(found)


def _stretches(first: list[str], second: list[str]) -> list[tuple[str, str]]:
    """Both texts in pieces that are the same or differ; a few same words between two that differ go with them."""
    found: list[tuple[list[str], list[str]]] = []
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for number, (op, low, high, start, end) in enumerate(codes):
        few = op == "equal" and high - low < FEW and 0 < number < len(codes) - 1
        if few or (op != "equal" and found and found[-1][0] != found[-1][1]):
            found[-1] = found[-1][0] + first[low:high], found[-1][1] + second[start:end]
        else:
            found.append((first[low:high], second[start:end]))
    return [(" ".join(gone), " ".join(new)) for gone, new in found]


def _default(reading: Reading | None) -> str | None:
    return None if reading is None else kinds.word(reading.default)


def _values(reading: Reading | None) -> tuple[str, ...]:
    """The values that a reading allows; of a number its kind, as every one is allowed."""
    if reading is None:
        return ()
    return (str(reading.numbers),) if reading.numbers else tuple(map(kinds.word, reading.allowed))
