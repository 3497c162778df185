"""The least and the most that a story comes to under all readings, and what hangs on which of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from attrs import frozen

from lifecycle import clauses
from lifecycle.clauses.whole_numbers import WholeNumbers
from scenarios.comparing.change import Change
from scenarios.enveloping.combinations import MOST, Combinations, Values
from scenarios.enveloping.hanging import Accepted, Broken, Moving, Tried, accepted, broken, findings
from scenarios.enveloping.runs import Run, Runs


@frozen
class Range:
    """The least and the most owed, of the combinations under which the same parts of it are unspecified."""

    least: Tried
    most: Tried


@frozen
class Together:
    """Two values that together do something else to what is owed than the sum of what each does ``alone``."""

    pair: Tried
    joint: Change
    alone: tuple[Change, Change]

    @property
    def rest(self) -> Change:
        """What they do only together."""
        return self.joint - (self.alone[0] + self.alone[1])


@frozen
class Envelope:
    """What the combinations that were tried come to.

    ``whole`` says that they are all there are: ``number`` of them, of the ``names`` that any of them consults; else
    they are each value alone, each pair, and all of the readings of the ``product``. ``matters`` are the readings of
    which a value changes the story, be it only beside another one; ``bounded`` those that are numbers, of which the
    first few were tried. ``unusable`` are combinations under which the story cannot be told, and ``left_out``
    expectations under readings of their own.
    """

    own: Run
    names: tuple[str, ...]
    number: int
    tried: int
    whole: bool
    bounded: tuple[str, ...]
    ranges: tuple[Range, ...]
    singles: tuple[Tried, ...]
    matters: tuple[str, ...]
    product: tuple[str, ...]
    together: tuple[Together, ...]
    broken: tuple[Broken, ...]
    findings: tuple[Moving, ...]
    accepted: tuple[Accepted, ...]
    unusable: tuple[Tried, ...]
    left_out: int

    @property
    def exact(self) -> bool:
        """Whether no other choice of readings comes to less or more."""
        undecided = any(one.run.problems for one in self.unusable)
        return self.whole and not self.bounded and not undecided


def envelope(runs: Runs) -> Envelope:
    """Try each value alone, then in pairs, then all combinations where they are no more than `MOST`.

    Where they are more, all combinations of the readings that matter alone or in a pair are tried, if those are not.
    """
    found = Combinations(runs)
    singles = _listed(found.singles())
    tried = _once([Tried((), runs.own), *singles, *_listed(found.pairs())])
    whole, between = found.number(found.names) <= MOST, tuple(_matters(found.names, tried, runs))
    if whole or 0 < found.number(between) <= MOST:
        still = () if whole else [name for name in found.names if name not in between]
        every = _listed(islice(found.all(still), MOST + 1))
        whole = whole and len(every) <= MOST
        tried = _once([*tried, *sorted(every[:MOST], key=lambda one: len(one.values))])
    usable, alone = ([one for one in some if one.run.usable] for some in (tried, singles))
    return Envelope(
        own=runs.own,
        names=tuple(found.names),
        number=found.number(found.names),
        tried=len(tried),
        whole=whole,
        bounded=tuple(name for name in found.names if isinstance(clauses.READINGS[name], WholeNumbers)),
        ranges=tuple(_ranges(usable)),
        singles=tuple(singles),
        matters=tuple(_matters(found.names, tried, runs)),
        product=() if whole else between,
        together=tuple(_together(runs, usable)),
        broken=tuple(broken(runs.own, alone, usable)),
        findings=tuple(findings(runs.own, alone, usable)),
        accepted=tuple(accepted(runs.own, alone, usable)),
        unusable=tuple(_least(one for one in tried if not one.run.usable)),
        left_out=runs.left_out,
    )


def _listed(found: Iterable[tuple[Values, Run]]) -> list[Tried]:
    return [Tried(tuple(values.items()), run) for values, run in found]


def _once(found: Iterable[Tried]) -> list[Tried]:
    """Each combination once, where it comes first."""
    first: dict[frozenset[tuple[str, str]], Tried] = {}
    for one in found:
        first.setdefault(frozenset(one.values), one)
    return list(first.values())


def _ranges(usable: Sequence[Tried]) -> Iterator[Range]:
    """One for each set of unspecified parts, the smallest first; of several combinations the simplest is named."""
    groups: dict[tuple[str, ...], list[Tried]] = {}
    for one in usable:
        groups.setdefault(tuple(one.run.owed.parts), []).append(one)
    for _, found in sorted(groups.items(), key=lambda group: (len(group[0]), group[0])):
        yield Range(min(found, key=_sen), max(found, key=_sen))


def _sen(one: Tried) -> int:
    return one.run.owed.sen


def _matters(names: Iterable[str], tried: Sequence[Tried], runs: Runs) -> Iterator[str]:
    """The readings of which some value makes another run of any combination tried."""
    for name in names:
        for one in tried:
            values = dict(one.values)
            if values.pop(name, None) is not None and runs.of(values).said != one.run.said:
                yield name
                break


def _together(runs: Runs, usable: Sequence[Tried]) -> Iterator[Together]:
    for pair in usable:
        if len(pair.values) != 2:
            continue
        first, second = (runs.of({name: value}) for name, value in pair.values)
        if first.usable and second.usable:
            own = runs.own.owed
            one, other, joint = (Change.between(own, each.owed) for each in (first, second, pair.run))
            if joint != one + other:
                yield Together(pair, joint, (one, other))


def _least(unusable: Iterable[Tried]) -> Iterator[Tried]:
    """Those of which no part alone is among them."""
    kept: list[frozenset[tuple[str, str]]] = []
    for one in unusable:
        values = frozenset(one.values)
        if not any(part <= values for part in kept):
            kept.append(values)
            yield one
