"""What a run came to, as its summary tells it in every form."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from scenarios.comparing.change import Change, added
from scenarios.comparing.parts import Part
from scenarios.portfolio.judged_rows import ENDS, KINDS, letter
from scenarios.portfolio.tally import Tally

QUANTILES = (5, 25, 50, 75, 95)
"""In hundredths: of so many of a hundred the amount is this or less."""

_STEPS = (1, 2, 5)


@frozen
class Sum:
    """A kind of rupiah in all: on each side, and what each part of the change does to it alone, and the rest."""

    kind: str
    sides: tuple[Change, ...]
    alone: tuple[Change, ...] = ()
    up: int = 0
    down: int = 0

    @property
    def change(self) -> Change:
        """The whole change."""
        return self.sides[-1] - self.sides[0]

    @property
    def rest(self) -> Change:
        """What the parts do only together."""
        return self.change - added(self.alone)


@frozen
class Bar:
    """How many subscriptions have an amount from ``low`` up to, but not, ``high``, in sen."""

    low: int
    high: int
    count: int


@frozen
class Summary:
    """A run: ``names`` are its books as they were asked for, one of them or two."""

    names: tuple[str, ...]
    parts: tuple[Part, ...]
    readings: Mapping[str, str]
    books: tuple[tuple[str, str], ...]
    until: int
    replayed: int
    tally: Tally = field(repr=False)

    @property
    def compares(self) -> bool:
        """Whether two books are compared."""
        return len(self.names) > 1

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every kind of rupiah that there is any of, on any side."""
        found = (_sum(kind, self.tally["kinds"][kind]) for kind in KINDS)
        return tuple(one for one in found if any(one.sides))

    @cached_property
    def moved(self) -> tuple[Sum, ...]:
        """Every kind of rupiah that the change moves for anybody."""
        return tuple(one for one in self.sums if one.up or one.down or one.change or any(one.alone))

    def ends(self) -> list[tuple[str, Sequence[int], int, int]]:
        """What may come over a customer: over how many on each side, over how many newly, and no longer."""
        told = self.tally
        return [
            (end, [side[end] for side in told["ends"]], told["newly"].get(end, 0), told["no_longer"].get(end, 0))
            for end in ENDS
            if any(side[end] for side in told["ends"])
        ]

    def states(self) -> list[tuple[str, Sequence[int]]]:
        """How many are in each state at the end, on each side."""
        sides = self.tally["states"]
        return [(name, [side.get(name, 0) for side in sides]) for name in dict.fromkeys(n for s in sides for n in s)]

    @cached_property
    def buckets(self) -> list[tuple[int, int]]:
        """The amounts that are not nothing, in three digits, and how many have each; in their order."""
        return sorted((int(amount), count) for amount, count in self.tally["buckets"].items())

    def quantiles(self) -> list[tuple[int, int]]:
        """For each of `QUANTILES` the amount, in three digits, of those who have any; the change where two compare."""
        whole = sum(count for _, count in self.buckets)
        found = []
        for hundredth in QUANTILES:
            below = 0
            for amount, count in self.buckets:
                below += count
                if below * 100 >= whole * hundredth:
                    found.append((hundredth, amount))
                    break
        return found

    def histogram(self) -> list[Bar]:
        """How many have amounts between steps of 1, 2 and 5; those who have nothing are left out."""
        if not self.buckets:
            return []
        most = max(abs(amount) for amount, _ in self.buckets)
        edges = [step * 10**power for power in range(4, 19) for step in _STEPS]
        top = next(number for number, edge in enumerate(edges) if edge > most)
        edges = [0, *edges[max(0, top - 8) : top + 1]]
        both = sorted({*edges, *(-edge for edge in edges)})
        bars = []
        for low, high in pairwise(both):
            negative = high <= 0
            count = sum(
                many for amount, many in self.buckets if (low < amount <= high if negative else low <= amount < high)
            )
            bars.append(Bar(low, high, count))
        told = [number for number, bar in enumerate(bars) if bar.count]
        return bars[told[0] : told[-1] + 1]

    def clauses(self) -> list[tuple[str, Part, Change]]:
        """The parts of the change by their letters, and what each does to the balance of all together."""
        balance = next((one for one in self.moved if one.kind == "balance"), None)
        nothing = [Change()] * len(self.parts)
        shares = balance.alone if balance is not None else nothing
        return [(letter(number), *pair) for number, pair in enumerate(zip(self.parts, shares, strict=True))]


def _sum(kind: str, told: Mapping[str, Any]) -> Sum:
    return Sum(
        kind,
        tuple(map(_change, told["sides"])),
        tuple(map(_change, told.get("alone", {}).values())),
        told.get("up", 0),
        told.get("down", 0),
    )


def _change(told: Mapping[str, Any]) -> Change:
    return Change(told["sen"], tuple(sorted(told["unspecified"].items())))
