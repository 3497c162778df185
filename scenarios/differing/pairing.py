"""Which settings of two rule books are the same one, though lists grow and shrink between them."""

from collections.abc import Iterator, Mapping, Sequence

from lifecycle.rulebook import RuleBook
from lifecycle.rulebook.positions import Path
from scenarios.differing.settings import Setting, settings, tables

Changed = tuple[Setting | None, Setting | None]
"""A setting in both books, None where one has no such."""

_Element = dict[Path, Setting]
"""What a table of a list says, by the paths within it."""


def paired(before: RuleBook, after: RuleBook, heading: Mapping[int, int]) -> Iterator[Changed]:
    """Each setting of the first book with the one that it is in the second, then those that only that one has.

    The tables of a list, as tiers, are told apart by what they say and by the clause that they stand under, not by
    their number: where one comes first, the others are still the ones that they were. ``heading`` has the line of
    each clause of the first book with that of the same clause in the second.
    """
    old, new = settings(before), settings(after)
    renumbered: dict[Path, Path] = {}
    counts = dict(tables(after.document.data))
    for path, count in tables(before.document.data):
        first = [_under(old, (*path, index)) for index in range(count)]
        second = [_under(new, (*path, index)) for index in range(counts.get(path, 0))]
        renumbered |= {(*path, one): (*path, other) for one, other in _aligned(first, second, heading)}
        renumbered |= {(*path, one): () for one in range(count) if (*path, one) not in renumbered}
    found = {one.path: one for one in new}
    for one in old:
        yield one, found.pop(_renamed(one.path, renumbered), None)
    yield from ((None, other) for other in found.values())


def _under(found: Sequence[Setting], path: Path) -> _Element:
    return {one.path[len(path) :]: one for one in found if one.path[: len(path)] == path}


def _renamed(path: Path, renumbered: Mapping[Path, Path]) -> Path:
    """A path with the numbers that the tables in it have in the other book; empty where they are not in it."""
    for length in range(len(path), 0, -1):
        if path[:length] in renumbered:
            other = renumbered[path[:length]]
            return (*other, *path[length:]) if other else ()
    return path


def _aligned(
    first: Sequence[_Element], second: Sequence[_Element], heading: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The pairs of tables, in their order, that have the most in common together."""
    best: dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]] = {}
    for one in range(len(first) + 1):
        for other in range(len(second) + 1):
            ways = [best[at] for at in ((one - 1, other), (one, other - 1)) if at in best]
            if one and other:
                alike = _alike(first[one - 1], second[other - 1], heading)
                before, found = best[one - 1, other - 1]
                ways.append((before + alike, (*found, (one - 1, other - 1)) if alike else found))
            best[one, other] = max(ways, key=lambda way: way[0], default=(0, ()))
    yield from best[len(first), len(second)][1]


def _alike(one: _Element, other: _Element, heading: Mapping[int, int]) -> int:
    """How much two tables have in common: to say the same counts double, to stand under one clause more than all."""
    both = [(each, other[path]) for path, each in one.items() if path in other]
    same = sum(each.says(theirs) for each, theirs in both)
    clause = sum(heading.get(each.clause) == theirs.clause for each, theirs in both)
    return len(both) + 2 * same + 4 * clause
