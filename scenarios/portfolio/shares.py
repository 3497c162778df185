"""Events shared out by their subscriptions, so that those of one are packed together and memory does not grow."""

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from attrs import define

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.engine import Progress
from scenarios.portfolio.event_columns import BESIDE, EVENTS, Reader
from scenarios.portfolio.files import batches, groups, opened
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.packing import pack
from scenarios.report.masking import Mask

BATCH = 65_536
"""Events that are unpacked at a time."""

SHARE = 2_000_000
"""So many events, on the whole, are sorted at a time: those of a subscription are in one share."""


def shares(events: int) -> int:
    """How many shares so many events are in."""
    return max(1, -(-events // SHARE))


def share_of(numbers: pl.Series, count: int) -> pl.Series:
    """The share of each subscription, the same on any machine and with any version of anything."""
    known = numbers.unique()
    found = [zlib.crc32(str(one).encode()) % count for one in known]
    return numbers.replace_strict(known, pl.Series(found, dtype=pl.Int32), return_dtype=pl.Int32)


def name_of(share: int) -> str:
    """The file of a share's packed rows."""
    return f"packed-{share:04d}.parquet"


@define
class Sharing:
    """What shares events out: those of one provider; the others are counted."""

    provider: str
    unheld: Mapping[str, str]
    done: Progress
    mask: Mask
    left_out: int = 0

    def share_out(self, names: Sequence[str], kept: Path) -> int:
        """Read all events once, each into the share of its subscription; how many shares there are. Raises Problems."""
        found = groups(names)
        whole = sum(group.rows for group in found)
        count = shares(whole)
        writers: list[Any] = [None] * count
        flaws, so_far = Flaws(), 0
        try:
            for group in found:
                name, first = names[group.file], 0
                columns = [one for one in opened(name).schema_arrow.names if one in {*EVENTS, *BESIDE}]
                for rows in batches(name, group.number, BATCH, columns):
                    place = Place(name, group.number, first)
                    reader = Reader(place, self.mask, flaws, self.provider, self.unheld)
                    events = reader.read(pl.DataFrame(rows))
                    self.left_out += reader.left_out
                    if flaws.none():
                        _write(events.drop("row"), kept, writers)
                    first, so_far = first + len(rows), so_far + len(rows)
                    self.done("Reading", so_far, whole)
        finally:
            for writer in writers:
                if writer is not None:
                    writer.close()
        if not flaws.none():
            raise flaws.problems()
        return count


def packed_here(names: Sequence[str], folder: Folder, sharing: Sharing) -> None:
    """Pack files of events into a folder on this machine, a share after the other. Raises Problems."""
    with TemporaryDirectory() as kept:
        count = sharing.share_out(names, Path(kept))
        problems: list[Problem] = []
        for number in range(count):
            with folder.writing(name_of(number)) as draft:
                try:
                    pack(pl.read_parquet(f"{kept}/{number}.parquet"), draft, sharing.mask)
                except Problems as wrong:
                    problems += wrong.problems
            sharing.done("Packing", number + 1, count)
    if problems:
        raise Problems(problems)


def _write(events: pl.DataFrame, kept: Path, writers: list[Any]) -> None:
    share = share_of(events["number"], len(writers))
    for number in range(len(writers)):
        rows = events.filter(share == number).to_arrow()
        if writers[number] is None:
            writers[number] = pq.ParquetWriter(kept / f"{number}.parquet", rows.schema, compression="lz4")
        writers[number].write_table(rows)
