"""The files of a base: a file, a folder of them, or either in an object store by its URI."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen
from pyarrow import fs

from lifecycle import calendar, civil
from lifecycle.problems import Problem, Problems
from scenarios.portfolio.object_store import beside, reached, shown, telling
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
    problems: list[Problem] = []
    for path in paths:
        try:
            below = list(_below(path))
        except Problems as wrong:
            problems += wrong.problems
            continue
        except OSError as wrong:
            problems.append(Problem(path, 0, 0, f"cannot be looked at: {wrong}"))
            continue
        if not below:
            words = "holds no Parquet file; write a file, a folder, a pattern of either or a URI such as s3://…"
            problems.append(Problem(path, 0, 0, words))
        found += below
    real = Counter(map(_real, found))
    problems += [Problem(path, 0, 0, "is named twice") for path in sorted({*found}) if real[_real(path)] > 1]
    if problems:
        raise Problems(problems)
    return found


def reads(path: str, folder: str) -> bool:
    """Whether a path names a folder of files in which another one lies, so that what is written there is read, too."""
    (system, inner), (other, below) = reached(path), reached(folder)
    with telling(path):
        if system != other or system.get_file_info(inner).type != fs.FileType.Directory:
            return False
    if isinstance(system, fs.LocalFileSystem):
        inner, below = str(Path(inner).resolve()), str(Path(below).resolve())
    return PurePosixPath(below).is_relative_to(inner)


def _real(name: str) -> str:
    system, path = reached(name)
    return str(Path(path).resolve()) if isinstance(system, fs.LocalFileSystem) else name


def opened(name: str) -> Any:
    """A file of a base, its rows not yet read. Raises Problems for what is no Parquet."""
    system, path = reached(name)
    local = isinstance(system, fs.LocalFileSystem)
    try:
        with telling(name):
            # A store is asked for what a row group needs in few long reads, not in many short ones.
            return pq.ParquetFile(path, filesystem=system, memory_map=local, pre_buffer=not local)
    except (pa.ArrowException, OSError, ValueError) as wrong:
        raise Problems([Problem(name, 0, 0, f"this is not Parquet: {wrong}")]) from None


def batches(name: str, group: int, rows: int, columns: Sequence[str] | None = None) -> Iterator[Any]:
    """The rows of a row group, so many at a time. Raises Problems where its store fails."""
    with telling(name):
        yield from opened(name).iter_batches(rows, row_groups=[group], columns=columns, use_threads=False)


def digest(name: str) -> str:
    """The sha256 of a file's bytes."""
    system, path = reached(name)
    found = hashlib.sha256()
    with telling(name), system.open_input_stream(path) as stream:
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


def _below(path: str) -> Iterator[str]:
    system, inner = reached(path)
    with telling(path):
        info = system.get_file_info(inner)
        if info.type == fs.FileType.File:
            yield path
            return
        pattern = None
        if info.type == fs.FileType.NotFound:
            inner, _, pattern = inner.rpartition("/")
            if "*" not in pattern or "*" in inner:
                raise _nothing(path)
        found = system.get_file_info(fs.FileSelector(inner or ".", recursive=pattern is None))
    for one in sorted(found, key=lambda each: each.path):
        words = one.path[len(inner) :].strip("/").split("/")
        hidden = any(word[:1] in "._" for word in words)
        if one.type == fs.FileType.File and one.path.endswith(".parquet") and not hidden and _fits(words, pattern):
            yield beside(path, one.path)


def _fits(words: Sequence[str], pattern: str | None) -> bool:
    return pattern is None or fnmatchcase(words[-1], pattern)


def _nothing(path: str) -> Problems:
    """What to say of a name that there is not: that its bucket is none, where that is so."""
    system, inner = reached(path)
    bucket = inner.partition("/")[0]
    if isinstance(system, fs.S3FileSystem) and system.get_file_info(bucket).type == fs.FileType.NotFound:
        return Problems([Problem(path, 0, 0, f"there is no bucket {bucket!r}")])
    return Problems([Problem(shown(path), 0, 0, "cannot be looked at: there is nothing of that name")])
