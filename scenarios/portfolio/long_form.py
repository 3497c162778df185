"""Bases that tell one event a row, in any order, packed into one row a subscription before they are judged."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from attrs import define, frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.event_columns import BESIDE, EVENTS, Reader, missing
from scenarios.portfolio.files import batches, digest, groups, listed, opened
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import program
from scenarios.portfolio.packing import pack
from scenarios.report.masking import Mask

FOLDER = "packed"
"""Where the packed rows of a base stand, within the folder of its run."""

MARKER = "_packed.json"
"""What events were packed; written once they are."""

BATCH = 65_536
"""Events that are unpacked at a time."""

SHARE = 2_000_000
"""So many events, on the whole, are sorted at a time: those of a subscription are in one share."""

Progress = Callable[[str, int, int], None]


@frozen
class Base:
    """The packed files of a base, and how many events of other providers are left out of them."""

    files: Sequence[str]
    left_out: int = 0


@contextmanager
def prepared(
    paths: Sequence[str], folder: Folder, provider: str, done: Progress, *, unmask: bool = False
) -> Iterator[Base]:
    """The packed files of a base; those of events are packed into the folder first. Raises Problems."""
    names = listed(paths)
    long = [name for name in names if _is_long(opened(name).schema_arrow.names)]
    if not long:
        yield Base(names)
        return
    if len(long) < len(names):
        words = "tells an event a row, and others a subscription a row; name files of one kind"
        raise Problems([Problem(long[0], 0, 0, words)])
    yield _packed(long, folder / FOLDER, Sharing(provider, done, Mask(on=not unmask, sign="*")))


def _is_long(columns: Sequence[str]) -> bool:
    return {"number", "at", "event"} <= {*columns} and not {"bills", "payments"} & {*columns}


@define
class Sharing:
    """What shares events out: those of one provider; the others are counted."""

    provider: str
    done: Progress
    mask: Mask
    left_out: int = 0

    def share_out(self, names: Sequence[str], shares: Path) -> int:
        """Read all events once, each into the share of its subscription; how many shares there are. Raises Problems."""
        found = groups(names)
        whole = sum(group.rows for group in found)
        count = max(1, -(-whole // SHARE))
        writers: list[Any] = [None] * count
        flaws, so_far = Flaws(), 0
        try:
            for group in found:
                name, first = names[group.file], 0
                columns = [one for one in opened(name).schema_arrow.names if one in {*EVENTS, *BESIDE}]
                for rows in batches(name, group.number, BATCH, columns):
                    place = Place(name, group.number, first)
                    reader = Reader(place, self.mask, flaws, self.provider)
                    events = reader.read(pl.DataFrame(rows))
                    self.left_out += reader.left_out
                    if flaws.none():
                        _write(events, shares, writers)
                    first, so_far = first + len(rows), so_far + len(rows)
                    self.done("Reading", so_far, whole)
        finally:
            for writer in writers:
                if writer is not None:
                    writer.close()
        if not flaws.none():
            raise flaws.problems()
        return count


def _packed(names: Sequence[str], folder: Folder, sharing: Sharing) -> Base:
    """The files that hold the packed rows of files of events, packed unless they are there already."""
    made = {
        "program": program(),
        "provider": sharing.provider,
        "input": [{"file": name, "sha256": digest(name)} for name in names],
    }
    there = folder.names()
    if MARKER in there:
        kept = json.loads(folder.read(MARKER))
        if {**kept, "left_out": None} == {**made, "left_out": None}:
            return Base([folder.of(one) for one in there if one.endswith(".parquet")], kept["left_out"])
        words = "holds what other events were packed into; name another folder, or remove this one"
        raise Problems([Problem(str(folder), 0, 0, words)])
    lacking = [Problem(name, 0, 0, words) for name in names for words in missing(opened(name).schema_arrow)]
    if lacking:
        raise Problems(lacking)
    # What a run that was stopped left there is packed anew, under the same names.
    with TemporaryDirectory() as shares:
        count = sharing.share_out(names, Path(shares))
        folder.make()
        found = []
        for number in range(count):
            name = f"packed-{number:04d}.parquet"
            with folder.writing(name) as draft:
                pack(pl.read_parquet(f"{shares}/{number}.parquet"), draft, sharing.mask)
            found.append(folder.of(name))
            sharing.done("Packing", number + 1, count)
    folder.write(MARKER, json.dumps({**made, "left_out": sharing.left_out}, indent=2) + "\n")
    return Base(found, sharing.left_out)


def _write(events: pl.DataFrame, shares: Path, writers: list[Any]) -> None:
    share = events["number"].hash(0) % len(writers)
    for number in range(len(writers)):
        rows = events.filter(share == number).to_arrow()
        if writers[number] is None:
            writers[number] = pq.ParquetWriter(shares / f"{number}.parquet", rows.schema, compression="lz4")
        writers[number].write_table(rows)
