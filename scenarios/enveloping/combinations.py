"""The combinations of readings that are tried: each value alone, then in pairs, then all of them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import prod

from attrs import define, field

from scenarios.enveloping.runs import Run, Runs

MOST = 4096
"""So many combinations are tried at most; where there are more, each value alone and every pair."""

Values = Mapping[str, str]
"""What a combination chooses otherwise than the story, by the reading's name."""


@define
class Combinations:
    """The readings that any combination tried consults, and the combinations of their values.

    A reading that only another one's value brings up is found under that value, and varied as the others.
    """

    runs: Runs
    names: dict[str, None] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._note(self.runs.own)

    def number(self, names: Iterable[str]) -> int:
        """How many combinations there are of some readings."""
        return prod(len(self.runs.others(name)) + 1 for name in names)

    def singles(self) -> Iterator[tuple[Values, Run]]:
        """Each other value of each reading alone."""
        for name in self._found():
            for value in self.runs.others(name):
                yield self._tried({name: value})

    def pairs(self) -> Iterator[tuple[Values, Run]]:
        """Two readings at once, each at another value."""
        done: set[tuple[str, str]] = set()
        while left := [pair for pair in combinations(self.names, 2) if pair not in done]:
            for one, other in left:
                done.add((one, other))
                for value in self.runs.others(one):
                    yield from (self._tried({one: value, other: theirs}) for theirs in self.runs.others(other))

    def all(self, still: Iterable[str] = ()) -> Iterator[tuple[Values, Run]]:
        """Every combination, each by what of it is consulted; those that differ in nothing else come once.

        Some readings may be held ``still``.
        """
        yield from self._below({}, frozenset(still))

    def _below(self, taken: Values, asked: frozenset[str]) -> Iterator[tuple[Values, Run]]:
        run = self.runs.deciding(taken)
        self._note(run)
        name = next((name for name in run.consulted if name not in asked), None)
        if name is None:
            yield taken, run
            return
        asked |= {name}
        yield from self._below(taken, asked)
        for value in self.runs.others(name):
            yield from self._below({**taken, name: value}, asked)

    def _found(self) -> Iterator[str]:
        """The readings, those that come up on the way, too."""
        done: set[str] = set()
        while left := [name for name in self.names if name not in done]:
            done.update(left)
            yield from left

    def _tried(self, chosen: Values) -> tuple[Values, Run]:
        run = self.runs.of(chosen)
        self._note(run)
        return chosen, run

    def _note(self, run: Run) -> None:
        self.names |= dict.fromkeys(run.consulted)
