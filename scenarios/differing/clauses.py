"""The clauses of two rule books, and which of them are the same one though headings and places change."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from attrs import field, frozen

from lifecycle.rulebook import RuleBook

_LABEL = re.compile(r"(?P<label>[^:]+):\s|(?P<number>\d[\w.]*)\s")
_ALIKE = 0.6
"""How much of two clauses' words is the same where they are one clause under another heading."""


@frozen
class Clause:
    """A heading with what stands under it: its line (from 1), its prose, and what the engine leaves out of it.

    ``rules`` are the paths of the parameters and readings under it.
    """

    heading: str
    line: int
    prose: str = field(repr=False)
    not_modelled: tuple[str, ...] = ()
    rules: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """What it is cited by: ``Sanksi 2.a``, ``7``; its whole heading where that has no such."""
        found = _LABEL.match(self.heading)
        return (found["label"] or found["number"]) if found else self.heading


Pair = tuple[Clause | None, Clause | None]
"""A clause in both books, None where one has no such."""


def clauses(book: RuleBook) -> tuple[Clause, ...]:
    """Every clause of a book in its order, what stands under its title first."""
    page = book.document.page
    notes = page.not_modelled()
    ruled: dict[int, set[str]] = {one.line: set() for one in page.headings}
    for path in [*(one.path for one in book.parameters()), *(f"readings.{name}" for name in book.readings)]:
        ruled[book.citation(path).line].add(path)
    return tuple(
        Clause(
            one.text,
            one.line,
            page.prose(one),
            tuple(text for above, text, _ in notes if above == one),
            frozenset(ruled[one.line]),
        )
        for one in page.headings
    )


def pairs(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[Pair, ...]:
    """Each clause of the first book with the one that it is in the second, then those that only that one has.

    They are told by their whole headings, then by their labels, by what they rule, and by their words. The clause
    under the title is one in any two books.
    """
    ways: tuple[Callable[[Clause, Clause], bool], ...] = (
        lambda one, other: one is before[0] and other is after[0],
        lambda one, other: one.heading == other.heading,
        lambda one, other: one.label == other.label,
        lambda one, other: not one.rules.isdisjoint(other.rules),
        lambda one, other: bool(one.prose) and _alike(one.prose, other.prose),
    )
    found: dict[int, Clause] = {}
    for way in ways:
        for one in before:
            if one.line not in found:
                left = (other for other in after if other not in found.values())
                other = next((other for other in left if way(one, other)), None)
                found |= {} if other is None else {one.line: other}
    alone = (other for other in after if other not in found.values())
    return (*((one, found.get(one.line)) for one in before), *((None, other) for other in alone))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() > _ALIKE
