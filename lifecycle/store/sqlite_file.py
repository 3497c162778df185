"""What lies on the disk of a store in SQLite: its file, the log beside it, and what is seen to be missing of them."""

import sys
from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_PAGE_SIZE = slice(16, 18)
_LARGEST = 65_536
"""Bytes of a page; SQLite writes it as 1, as it does not fit into two bytes."""

_FRAMES, _BACKFILLED = slice(16, 20), slice(96, 100)
"""Of the index: how many pages the log holds, and how many of these are in the file, too; in this machine's order."""


def log_of(file: Path) -> Path:
    """The log beside a file, which holds the latest instants until SQLite has put them into the file."""
    return file.with_name(f"{file.name}-wal")


def logged(file: Path) -> bool:
    """Whether the latest instants are in the log beside a file."""
    log = log_of(file)
    return log.exists() and log.stat().st_size > 0


def state(file: Path) -> tuple[object, ...]:
    """What changes when somebody writes to a file."""
    found = file.stat()
    return found.st_mtime_ns, found.st_size, logged(file)


def lost(file: Path) -> str | None:
    """What is missing of a file or its log as they lie there, and what to do; None where nothing is seen to be.

    SQLite itself finds whole pages that are missing. It reads a page that ends early as if the rest were zeros, throws
    the log of an empty file away, and takes a log that is gone for one that was never there.
    """
    if not file.exists():
        return None
    shared = file.with_name(f"{file.name}-shm")
    # Of the two SQLite makes the log first, and deletes it last. It is asked for twice, as others come and go.
    if not log_of(file).exists() and _awaits(shared) and not log_of(file).exists():
        return (
            f"was parted from its log {log_of(file).name}, which may hold its latest instants: put that back beside "
            f"it; where it is lost, delete {shared.name} and hold the store against its seal"
        )
    if logged(file):
        cut = not file.stat().st_size
        return (
            f"is empty, and its log {log_of(file).name} is not: it was cut off; restore both from a copy"
            if cut
            else None
        )
    with file.open("rb") as stream:
        head = stream.read(_PAGE_SIZE.stop)
        size = stream.seek(0, 2)
    if not head.startswith(_MAGIC):
        return None
    written = int.from_bytes(head[_PAGE_SIZE], "big")
    page = _LARGEST if written == 1 else written
    over = size % page if page else 0
    return f"is damaged: it was cut off amid a page, after {size} bytes; restore it from a copy" if over else None


def _awaits(shared: Path) -> bool:
    """Whether the index that programs share of a log says that some of it was not in the file yet."""
    try:
        with shared.open("rb") as stream:
            index = stream.read(_BACKFILLED.stop)
    except FileNotFoundError:
        return False
    frames, backfilled = (int.from_bytes(index[part], sys.byteorder) for part in (_FRAMES, _BACKFILLED))
    return len(index) == _BACKFILLED.stop and frames > backfilled
