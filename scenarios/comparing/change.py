"""By how much an amount changes, so that changes add up to the sen and to the last unspecified part."""

from collections import Counter
from collections.abc import Callable, Iterable

from attrs import frozen

from lifecycle.money import UNSPECIFIED, Amount, rupiah


@frozen
class Change:
    """A change of an amount: of the known part, in sen, and for each unspecified part by name how often it came.

    A part that goes has come -1 times. Unlike amounts, in which a part that nobody knows stays unknown whatever is
    taken away, changes are added and taken from one another exactly.
    """

    sen: int = 0
    parts: tuple[tuple[str, int], ...] = ()

    @classmethod
    def between(cls, before: Amount, after: Amount) -> "Change":
        """What makes one amount of another."""
        came = [(name, 1) for name in after.unspecified - before.unspecified]
        went = [(name, -1) for name in before.unspecified - after.unspecified]
        return cls(after.sen - before.sen, tuple(sorted([*came, *went])))

    def __add__(self, other: "Change") -> "Change":
        counts = Counter(dict(self.parts))
        counts.update(dict(other.parts))
        return Change(self.sen + other.sen, tuple(sorted((name, count) for name, count in counts.items() if count)))

    def __neg__(self) -> "Change":
        return Change(-self.sen, tuple((name, -count) for name, count in self.parts))

    def __sub__(self, other: "Change") -> "Change":
        return self + -other

    def __bool__(self) -> bool:
        return self.sen != 0 or bool(self.parts)

    def __str__(self) -> str:
        """``+Rp 8.250``, ``-Rp 100 + unspecified``, ``- unspecified``; nothing changed is ``Rp 0``."""
        return self.written(rupiah, UNSPECIFIED)

    def written(self, money: Callable[[int], str], unspecified: str) -> str:
        """The same, with a number of sen written so, and this word for parts that no source gives."""
        known = f"{'+' if self.sen > 0 else ''}{money(self.sen)}" if self.sen or not self.parts else ""
        came = sum(count for _, count in self.parts if count > 0)
        went = sum(-count for _, count in self.parts if count < 0)
        words = [known, _counted("+", came, unspecified), _counted("-", went, unspecified)]
        return " ".join(word for word in words if word)


def added(changes: Iterable[Change]) -> Change:
    """The sum of changes."""
    whole = Change()
    for change in changes:
        whole += change
    return whole


def _counted(sign: str, count: int, word: str) -> str:
    """Parts that came or went; more than one, over several stories, are counted."""
    return f"{sign} {f'{count} ' if count > 1 else ''}{word}" if count else ""
