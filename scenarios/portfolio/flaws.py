"""What is wrong with rows of a base: where, in words, and how many in all."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from lifecycle.problems import Problem, Problems
from projections.columns.batch import Int64
from scenarios.report.masking import Mask

Rows = Sequence[int] | npt.NDArray[np.integer[Any]]
"""The places of rows, or of facts."""

MOST = 1_000
"""So many are told of a base; the others are counted."""


@frozen
class Place:
    """Where rows stand: the file as it is shown, its row group, and the number of their first in it, from 0."""

    file: str
    group: int
    first: int


@define
class Flaws:
    """The flaws of some rows: the first, and the count of all."""

    told: list[Problem] = field(factory=list)
    count: int = 0

    def none(self) -> bool:
        """Whether there are none."""
        return self.count == 0

    def add(self, other: "Flaws") -> None:
        """Those of other rows after these."""
        self.told += other.told[: MOST - len(self.told)]
        self.count += other.count

    def column(self, place: Place, words: str) -> None:
        """A flaw of a whole column."""
        self.count += 1
        self.told.append(Problem(place.file, 0, 0, words))

    def rows(
        self, place: Place, rows: Rows, numbers: Callable[[int], str], words: Callable[[int], str], mask: Mask
    ) -> None:
        """A flaw of each of some rows of a batch; ``words`` says it of the one so far among them."""
        self.count += len(rows)
        for at, row in enumerate(rows[: MOST - len(self.told)]):
            where = f"row group {place.group}, row {place.first + int(row) + 1} ({mask.number(numbers(int(row)))})"
            self.told.append(Problem(place.file, 0, 0, f"{where}: {words(at)}"))

    def problems(self) -> Problems:
        """All of them, to be raised."""
        found = Listed(self.told)
        found.more = self.count - len(self.told)
        return found


class Listed(Problems):
    """Problems, and how many more there are that are not listed; told in the order of the base."""

    more = 0

    def __init__(self, problems: Iterable[Problem]) -> None:
        listed = tuple(problems)
        super().__init__(listed)
        self.problems = listed

    def __str__(self) -> str:
        told = "\n".join(map(str, self.problems))
        return f"{told}\nand {self.more} more; {self.more + len(self.problems)} in all" if self.more else told


def rows_of(offsets: Int64, facts: Rows) -> list[int]:
    """The rows in whose lists some facts stand."""
    return [int(row) for row in np.searchsorted(offsets, facts, side="right") - 1]
