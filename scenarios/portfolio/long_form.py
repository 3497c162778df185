"""Bases that tell one event a row, in any order, packed into one row a subscription before they are judged."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from attrs import define, frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.event_columns import BESIDE, EVENTS, Reader, missing
from scenarios.portfolio.files import digest, groups, listed, opened
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.manifest import alone_in, program, written
from scenarios.portfolio.packing import pack
from scenarios.report.masking import Mask

FOLDER = "packed"
"""Where the packed rows of a base stand, within the folder of its run."""

BATCH = 65_536
"""Events that are unpacked at a time."""

_OURS = ("_shares", "_packed.json", "packed-*.parquet")
"""What this module puts there."""

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
    paths: Sequence[str], folder: Path, provider: str, done: Progress, *, unmask: bool = False
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
        if not whole:
            raise Problems([Problem(names[0], 0, 0, "the base has no event")])
        count = max(1, -(-whole // SHARE))
        writers: list[Any] = [None] * count
        flaws, so_far = Flaws(), 0
        try:
            for group in found:
                file, first = opened(names[group.file]), 0
                columns = [name for name in file.schema_arrow.names if name in {*EVENTS, *BESIDE}]
                for rows in file.iter_batches(BATCH, row_groups=[group.number], columns=columns, use_threads=False):
                    place = Place(names[group.file], group.number, first)
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


def _packed(names: Sequence[str], folder: Path, sharing: Sharing) -> Base:
    """The files that hold the packed rows of files of events, packed unless they are there already."""
    made = {
        "program": program(),
        "provider": sharing.provider,
        "input": [{"file": name, "sha256": digest(name)} for name in names],
    }
    marker = folder / "_packed.json"
    if marker.exists():
        kept = written(marker)
        if {**kept, "left_out": None} == {**made, "left_out": None}:
            return Base([str(path) for path in sorted(folder.glob("*.parquet"))], kept["left_out"])
        words = "holds what other events were packed into; name another folder, or remove this one"
        raise Problems([Problem(str(folder.parent), 0, 0, words)])
    lacking = [Problem(name, 0, 0, words) for name in names for words in missing(opened(name).schema_arrow)]
    if lacking:
        raise Problems(lacking)
    _clear(folder)
    shares = folder / "_shares"
    shares.mkdir(parents=True)
    try:
        with alone_in(shares):
            count = sharing.share_out(names, shares)
            found = []
            for number in range(count):
                path = folder / f"packed-{number:04d}.parquet"
                pack(pl.read_parquet(shares / f"{number}.parquet"), path, sharing.mask)
                found.append(str(path))
                sharing.done("Packing", number + 1, count)
    except BaseException:
        shutil.rmtree(folder)
        if not any(folder.parent.iterdir()):
            folder.parent.rmdir()
        raise
    shutil.rmtree(shares)
    marker.write_text(json.dumps({**made, "left_out": sharing.left_out}, indent=2) + "\n", "utf-8")
    return Base(found, sharing.left_out)


def _clear(folder: Path) -> None:
    """Remove what a packing that was stopped left behind. Raises Problems where there is anything else."""
    if not folder.exists():
        return
    others = [one.name for one in folder.iterdir() if not any(one.match(ours) for ours in _OURS)]
    if others:
        words = f"holds {min(others)!r}, which no packing left there; name another folder for --out"
        raise Problems([Problem(str(folder), 0, 0, words)])
    if (folder / "_shares").exists():
        with alone_in(folder / "_shares"):
            shutil.rmtree(folder)
    else:
        shutil.rmtree(folder)


def _write(events: pl.DataFrame, shares: Path, writers: list[Any]) -> None:
    share = events["number"].hash(0) % len(writers)
    for number in range(len(writers)):
        rows = events.filter(share == number).to_arrow()
        if writers[number] is None:
            writers[number] = pq.ParquetWriter(shares / f"{number}.parquet", rows.schema, compression="lz4")
        writers[number].write_table(rows)
