"""The files of a base: a file, a folder of them, or either in an object store by its URI."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen
from pyarrow import fs

from lifecycle import calendar, civil
from lifecycle.problems import Problem, Problems
from scenarios.portfolio.schema import LISTS

_PIECE = 1 << 20
_WHEN = {"bills": ("issued",), "payments": ("at", "posted"), "acts": ("at",)}


@frozen
class Group:
    """A row group: the file's number among the files, its own in the file, and its rows."""

    file: int
    number: int
    rows: int


def listed(paths: Sequence[str]) -> list[str]:
    """Every Parquet file of some paths, in the order of their names. Raises Problems, all of them."""
    found: list[str] = []
    problems = []
    for path in paths:
        try:
            below = list(_below(path))
        except (pa.ArrowException, OSError, ValueError) as wrong:
            problems.append(Problem(path, 0, 0, f"cannot be looked at: {wrong}"))
            continue
        if not below:
            problems.append(
                Problem(path, 0, 0, "holds no Parquet file; write a file, a folder or a URI such as s3://…")
            )
        found += below
    real = Counter(map(_real, found))
    problems += [Problem(path, 0, 0, "is named twice") for path in sorted({*found}) if real[_real(path)] > 1]
    if problems:
        raise Problems(problems)
    return found


def _real(name: str) -> str:
    return name if "://" in name else str(Path(name).resolve())


def opened(name: str) -> Any:
    """A file of a base, its rows not yet read. Raises Problems for what is no Parquet."""
    system, path = _system(name)
    try:
        return pq.ParquetFile(path, filesystem=system, memory_map=isinstance(system, fs.LocalFileSystem))
    except (pa.ArrowException, OSError, ValueError) as wrong:
        raise Problems([Problem(name, 0, 0, f"this is not Parquet: {wrong}")]) from None


def digest(name: str) -> str:
    """The sha256 of a file's bytes."""
    system, path = _system(name)
    found = hashlib.sha256()
    with system.open_input_stream(path) as stream:
        while piece := stream.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def groups(names: Sequence[str]) -> list[Group]:
    """The row groups of files, in their order; those of no row are passed over."""
    return [
        Group(number, group, metadata.row_group(group).num_rows)
        for number, name in enumerate(names)
        for metadata in [opened(name).metadata]
        for group in range(metadata.num_row_groups)
        if metadata.row_group(group).num_rows
    ]


def latest(names: Sequence[str]) -> int | None:
    """The last second of the month of the last fact, as the files' own statistics tell; None where they do not."""
    found = [at for name in names for at in _maxima(opened(name).metadata)]
    if not found or None in found:
        return None
    month = civil.month_of(max(at for at in found if at is not None) // civil.DAY)
    return calendar.seconds(calendar.month_end(month))


def _maxima(metadata: Any) -> Iterator[int | None]:
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        for number in range(row_group.num_columns):
            column = row_group.column(number)
            words = column.path_in_schema.split(".")
            if words[0] not in LISTS or words[-1] not in _WHEN[words[0]]:
                continue
            told = column.statistics
            if told is None or not (told.has_min_max or told.null_count == told.num_values or not told.num_values):
                yield None
            elif told.has_min_max:
                yield _second(told.max)


def _second(at: Any) -> int | None:
    if not isinstance(at, datetime):
        return None
    return calendar.seconds(at if at.tzinfo else at.replace(tzinfo=calendar.WIB))


def _system(name: str) -> tuple[Any, str]:
    if "://" in name:
        system, path = fs.FileSystem.from_uri(name)
        return system, path
    return fs.LocalFileSystem(), name


def _below(path: str) -> Iterator[str]:
    system, inner = _system(path)
    info = system.get_file_info(inner)
    if info.type == fs.FileType.NotFound:
        raise FileNotFoundError("there is nothing of that name")
    if info.type == fs.FileType.File:
        yield path
        return
    lead = path[: len(path) - len(inner)] if "://" in path else ""
    for one in sorted(system.get_file_info(fs.FileSelector(inner, recursive=True)), key=lambda each: each.path):
        words = one.path[len(inner) :].strip("/").split("/")
        if one.type == fs.FileType.File and one.path.endswith(".parquet") and not any(w[:1] in "._" for w in words):
            yield f"{lead}{one.path}"
