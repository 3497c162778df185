"""Rows as a cluster hands them out, put back into the stretches in which the files of a base are judged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import numpy as np
import pyarrow as pa
from attrs import field, frozen

from scenarios.portfolio.files import Group
from scenarios.portfolio.flaws import Place
from scenarios.portfolio.part import BATCH

FILE, ROW = "lifecycle_file", "lifecycle_row"
"""Columns beside those of the base: the file that a row stands in, as the cluster names it, and its place there."""

_SCHEME = re.compile(r"^[A-Za-z0-9]+:/*|^/+")


class TornApart(ValueError):
    """Rows that came without those that stand before them in their row group."""


@frozen
class Stretch:
    """So many rows of a row group that are judged at a time; ``group`` is its place among all row groups."""

    group: int
    place: Place
    rows: int
    last: bool


@frozen(slots=False)
class Layout:
    """The files of a base and their row groups, by which any row that comes is known to belong to a stretch.

    ``there`` is what the cluster calls each of the files.
    """

    files: tuple[str, ...]
    there: tuple[str, ...]
    groups: tuple[Group, ...] = field(repr=False)

    @cached_property
    def names(self) -> dict[str, int]:
        """The number of each file by the name that a cluster may give it."""
        return {plain(name): number for number, name in enumerate(self.there)}

    @cached_property
    def stretches(self) -> list[tuple[Any, list[Stretch]]]:
        """Of each file where its stretches begin, and what they are."""
        found: list[tuple[list[int], list[Stretch]]] = [([], []) for _ in self.files]
        ends = [0] * len(self.files)
        for number, group in enumerate(self.groups):
            starts, those = found[group.file]
            for first in range(0, group.rows, BATCH):
                rows = min(BATCH, group.rows - first)
                starts.append(ends[group.file] + first)
                place = Place(self.files[group.file], group.number, first)
                those.append(Stretch(number, place, rows, first + rows == group.rows))
            ends[group.file] += group.rows
        return [(np.array(starts, dtype=np.int64), those) for starts, those in found]

    def gathered(self, batches: Iterable[Any]) -> Iterator[tuple[Stretch, Any]]:
        """The whole stretches that come, each with its rows. Raises TornApart."""
        stretch: Stretch | None = None
        kept: list[Any] = []
        count = 0
        for rows in batches:
            for start, piece in self._pieces(rows):
                if stretch is None:
                    stretch, expected = self._stretch(piece, start)
                elif start != expected:
                    raise TornApart(_torn(stretch))
                kept.append(piece.drop_columns([FILE, ROW]))
                count, expected = count + len(piece), start + len(piece)
                if count == stretch.rows:
                    yield stretch, pa.concat_batches(kept)
                    stretch, kept, count = None, [], 0
        if stretch is not None:
            raise TornApart(_torn(stretch))

    def _pieces(self, rows: Any) -> Iterator[tuple[int, Any]]:
        """A batch cut wherever a file ends, the places have a gap, or a stretch begins; with the place of the first."""
        if not len(rows):
            return
        files = rows.column(FILE).dictionary_encode()
        numbers = np.array([self._file(name) for name in files.dictionary.to_pylist()], dtype=np.int64)
        of = numbers[files.indices.to_numpy()]
        at = rows.column(ROW).to_numpy()
        begins = np.concatenate([[True], (np.diff(of) != 0) | (np.diff(at) != 1)])
        for number in np.unique(of):
            here = of == number
            begins[here] |= np.isin(at[here], self.stretches[number][0])
        cuts = [*np.flatnonzero(begins).tolist(), len(rows)]
        for first, end in pairwise(cuts):
            yield int(at[first]), rows.slice(first, end - first)

    def _stretch(self, piece: Any, start: int) -> tuple[Stretch, int]:
        starts, those = self.stretches[self._file(piece.column(FILE)[0].as_py())]
        number = int(np.searchsorted(starts, start, side="right")) - 1
        if starts[number] != start:
            raise TornApart(_torn(those[number]))
        return those[number], start

    def _file(self, name: str) -> int:
        try:
            return self.names[plain(unquote(name))]
        except KeyError:
            raise TornApart(f"a row comes from {name}, which is no file of the base") from None


def plain(name: str) -> str:
    """A file's name without the scheme and the slashes before it, in which those of one file differ."""
    return _SCHEME.sub("", name)


def _torn(stretch: Stretch) -> str:
    place: Sequence[object] = (stretch.place.file, stretch.place.group)
    return "{}: the rows of row group {} came in pieces or in another order; this is a bug of the program".format(
        *place
    )
