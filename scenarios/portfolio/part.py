"""A part of a base judged: row groups of one file in, rows and a tally out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from lifecycle.civil import NEVER
from lifecycle.rulebook import NotCovered
from projections.columns.batch import UNKNOWN, Acts, Batch, Bills, Int64, Outcomes, Payments, chosen
from projections.columns.judged import judged as judge
from projections.columns.judged import not_applicable
from scenarios.portfolio.asked import Asked, Editions
from scenarios.portfolio.files import Group, batches
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.intake import Intake, Taken
from scenarios.portfolio.judged_rows import Judged, judged_rows
from scenarios.portfolio.outcome_table import Frame, table
from scenarios.portfolio.tally import Tally, added, tallied
from scenarios.report.masking import Mask

ROWS = 32_768
"""A part has so many rows or more, but never less than a whole row group."""

BATCH = 8_192
"""Rows that are judged at a time."""


@frozen
class PartOf:
    """A part: its number, and the row groups of one file that it has."""

    number: int
    groups: tuple[Group, ...]

    @property
    def rows(self) -> int:
        """How many subscriptions it has."""
        return sum(group.rows for group in self.groups)


@frozen
class Done:
    """What came of a part: its tally, or what is wrong with its rows."""

    tally: Tally | None
    flaws: Flaws


def parted(groups: Sequence[Group]) -> list[PartOf]:
    """The parts of a base, in its order."""
    found: list[list[Group]] = []
    for group in groups:
        if found and found[-1][0].file == group.file and sum(one.rows for one in found[-1]) < ROWS:
            found[-1].append(group)
        else:
            found.append([group])
    return [PartOf(number, tuple(part)) for number, part in enumerate(found)]


class Bench:
    """What judges parts, one after the other, under the same books and readings."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._without: tuple[frozenset[str], ...] | None = None

    @property
    def without(self) -> tuple[frozenset[str], ...]:
        """The outcomes for which each side has no clause (G12)."""
        if self._without is None:
            asked = self.asked
            self._without = tuple(not_applicable(one, asked.readings, asked.until, asked.pin) for one in asked.sides)
        return self._without

    def warm(self) -> None:
        """Have what judges compiled once, before several processes need it."""
        nothing, none = np.zeros(0, dtype=np.int64), np.full(1, UNKNOWN, dtype=np.int64)
        one = Batch(
            activated=np.full(1, NEVER),
            monthly_fee=none,
            bills_day=np.zeros(1, dtype=np.int64),
            given_fee=none,
            given_device=none,
            bills=Bills(np.zeros(2, dtype=np.int64), *[nothing] * 6),
            payments=Payments(np.zeros(2, dtype=np.int64), *[nothing] * 7),
            acts=Acts(np.zeros(2, dtype=np.int64), *[nothing] * 5),
        )
        self.judge(one, self.asked.sides[0])

    def judge(self, batch: Batch, editions: Editions) -> Outcomes:
        """What some subscriptions come to by some editions."""
        return judge(batch, editions, self.asked.readings, self.asked.until, self.asked.pin)

    def taken(self, part: PartOf) -> Iterator[tuple[Place, Taken]]:
        """The rows of a part as batches."""
        mask = Mask(on=not self.asked.unmask, sign="*")
        for group in part.groups:
            name, first = self.asked.files[group.file], 0
            for rows in batches(name, group.number, BATCH):
                place = Place(name, group.number, first)
                yield place, Intake(place, self.asked.since, mask).taken(rows)
                first += len(rows)

    def judged(self, place: Place, taken: Taken) -> Judged:
        """Some rows judged. Raises Problems, all of them, for what the books do not cover."""
        assert taken.batch is not None
        try:
            return judged_rows(taken.batch, taken.numbers, self.asked, self.judge)
        except (NotCovered, ValueError) as wrong:
            flaws, mask = Flaws(), Mask(on=not self.asked.unmask, sign="*")
            found = list(self._wrong(taken.batch, np.arange(len(taken.numbers)), str(wrong)))
            rows = [row for row, _ in found]
            flaws.rows(place, rows, lambda row: str(taken.numbers[row]), lambda at: found[at][1], mask)
            raise flaws.problems() from None

    def _wrong(self, batch: Batch, rows: Int64, words: str) -> Iterator[tuple[int, str]]:
        """Which rows cannot be judged, and why: halves of a batch that can be are not looked through."""
        if len(rows) == 1:
            yield int(rows[0]), words
            return
        for half in np.array_split(rows, 2):
            try:
                for editions in (*self.asked.sides, *self.asked.alone):
                    self.judge(chosen(batch, half), editions)
            except (NotCovered, ValueError) as wrong:
                yield from self._wrong(batch, half, str(wrong))

    def work(self, part: PartOf, folder: Folder) -> Done:
        """Judge a part and write its rows under their own name, once they are whole."""
        with folder.writing(name_of(part)) as draft:
            done = self._written(part, draft)
            if done.tally is None:
                draft.unlink(missing_ok=True)
        return done

    def _written(self, part: PartOf, draft: Path) -> Done:
        flaws, tally = Flaws(), None
        gathered: list[Any] = []
        for place, taken in self.taken(part):
            flaws.add(taken.flaws)
            if flaws.count:
                gathered.clear()
                continue
            found, frame = self.judged(place, taken), Frame(place, self.without)
            gathered.append(table(found, frame))
            counted = tallied(found, frame)
            tally = counted if tally is None else added(tally, counted)
        if gathered:
            _write(pa.Table.from_batches(gathered), draft)
        return Done(None if flaws.count else tally, flaws)


def _write(rows: Any, path: Path) -> None:
    """Write the rows of a part as one row group, which takes less time and less room than one for each batch."""
    pq.write_table(
        rows.unify_dictionaries(),
        path,
        row_group_size=len(rows),
        # No two rows have the same number: a dictionary of those would only be thrown away.
        use_dictionary=[name for name in rows.schema.names if name != "row"],
        compression="zstd",
        compression_level=1,
    )


def name_of(part: PartOf) -> str:
    """The file of a part's rows."""
    return f"part-{part.number:06d}.parquet"
