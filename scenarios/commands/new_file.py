"""A file that a command writes: a new one, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lifecycle.store import StoreProblem


@contextmanager
def new_file(path: Path, otherwise: str) -> Iterator[IO[bytes]]:
    """The file, to be written; it is gone again where that fails, so that no part of it passes for the whole.

    Raises StoreProblem where it is there already, with what is to be done ``otherwise``.
    """
    try:
        stream = path.open("xb")
    except FileExistsError:
        raise StoreProblem(f"{path}: is there already; {otherwise}") from None
    try:
        with stream:
            yield stream
    except BaseException:
        path.unlink(missing_ok=True)
        raise
