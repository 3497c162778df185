"""What each part of a change does alone, and what is left where parts only work together."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from lifecycle.money import Amount
from projections.answers import Answer
from projections.rupiah import KINDS
from scenarios.comparing.change import Change, added
from scenarios.comparing.outcome import Outcome


@frozen
class Sum:
    """One kind of rupiah under both books: the change that each part makes alone, and the rest of the whole change.

    ``change = sum(shares) + rest``, to the sen and to each unspecified part. A part that could not be tried alone
    has a share of nothing.
    """

    kind: str
    before: Amount
    after: Amount
    shares: tuple[Change, ...]

    @property
    def change(self) -> Change:
        """The whole of it."""
        return Change.between(self.before, self.after)

    @property
    def rest(self) -> Change:
        """What the parts do only together: the interaction."""
        return self.change - added(self.shares)


@frozen
class Moved:
    """An instant, a state or another answer that differs; None where an act of the rules did not come.

    ``by`` are the parts, by number, each of which alone makes it what the second book does; ``partly`` those that
    alone move it elsewhere. Where there are neither, the parts move it only together.
    """

    name: str
    number: int
    before: Answer | None
    after: Answer | None
    by: tuple[int, ...]
    partly: tuple[int, ...]


def sums(before: Outcome, after: Outcome, alone: Sequence[Outcome | None]) -> tuple[Sum, ...]:
    """Every kind that any part, or all of them, changes."""
    found = (
        Sum(
            kind,
            before.amounts[kind],
            after.amounts[kind],
            tuple(Change.between(before.amounts[kind], one.amounts[kind]) if one else Change() for one in alone),
        )
        for kind in KINDS
    )
    return tuple(one for one in found if one.change or any(one.shares))


def moved(before: Outcome, after: Outcome, alone: Sequence[Outcome | None]) -> tuple[Moved, ...]:
    """Every act and answer that differs between the two books."""
    everything = [_named(one) if one else None for one in (before, after, *alone)]
    first, second, others = everything[0] or {}, everything[1] or {}, everything[2:]
    return tuple(_moved(name, first, second, others) for name in _differing(first, second))


Named = dict[tuple[str, int], Answer]


def _named(one: Outcome) -> Named:
    """The acts of the rules by word and number, then the answers at the end, whose number is 0."""
    acts: Named = dict(one.acts)
    return acts | {(key, 0): value for key, value in one.standing.items()}


def _differing(first: Named, second: Named) -> Iterator[tuple[str, int]]:
    yield from (name for name in dict.fromkeys([*first, *second]) if first.get(name) != second.get(name))


def _moved(name: tuple[str, int], first: Named, second: Named, others: Sequence[Named | None]) -> Moved:
    before, after = first.get(name), second.get(name)
    tried = [(number, one.get(name)) for number, one in enumerate(others) if one is not None]
    return Moved(
        *name,
        before,
        after,
        by=tuple(number for number, value in tried if value == after),
        partly=tuple(number for number, value in tried if value not in (before, after)),
    )
