"""Other choices of readings and editions under which a story could be judged: each alone, then in pairs."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from attrs import frozen

from lifecycle import clauses
from lifecycle.notation import Thing
from lifecycle.rulebook import RuleBook
from lifecycle.sentence import Sentence, joined, said
from scenarios.judging import Overlay

NUMBERS = 8
"""Of a reading that is a whole number, which no book lists, so many are tried, from 0."""

MOST = 600
"""So many choices are tried at most."""


@frozen
class Choice:
    """One choice beside the story's own: a reading or two, an edition, or one of each."""

    readings: tuple[tuple[str, str], ...] = ()
    edition: str | None = None

    def over(self, overlay: Overlay) -> Overlay:
        """The overlay with this choice on top."""
        return overlay.over(self.readings, self.edition)

    @property
    def single(self) -> bool:
        """Whether it is one reading and nothing else."""
        return len(self.readings) == 1 and self.edition is None

    @property
    def sentence(self) -> Sentence:
        """Its readings and edition in words."""
        edition = [said("edition {edition}", edition=Thing(self.edition))] if self.edition else []
        return joined(", ", [*(Thing(f"{name}={value}") for name, value in self.readings), *edition])

    def __str__(self) -> str:
        return str(self.sentence)


def alone(consulted: dict[str, str], editions: Sequence[RuleBook], judging: Sequence[str]) -> list[Choice]:
    """Every other value of each reading consulted, and every edition that did not judge the whole story by itself.

    An edition that nobody knows explains nothing: under it no act is right, and none is wrong.
    """
    found = [
        Choice(((name, value),)) for name, now in consulted.items() for value in values(name, editions) if value != now
    ]
    return found + [
        Choice(edition=book.edition) for book in editions if book.is_known and [book.edition] != list(judging)
    ]


def pairs(singles: Sequence[Choice]) -> Iterator[Choice]:
    """Two readings, or a reading and an edition; no reading twice, and never two editions."""
    for one, other in combinations(singles, 2):
        if one.edition and other.edition:
            continue
        readings = (*one.readings, *other.readings)
        if len({name for name, _ in readings}) == len(readings):
            yield Choice(readings, one.edition or other.edition)


def values(name: str, editions: Sequence[RuleBook]) -> list[str]:
    """The values that any edition allows, in the books' order."""
    declared = [reading for book in editions if (reading := book.reading(name)) is not None]
    if any(reading.numbers is not None for reading in declared):
        return [str(number) for number in range(NUMBERS)]
    return list(dict.fromkeys(clauses.word(value) for reading in declared for value in reading.allowed))
