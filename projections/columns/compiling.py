"""Compiling that processes on one machine do once: one compiles, and the others wait for what it keeps."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import fcntl

LOCK = "compiling.lock"
"""The file beside what is kept that a process locks while it compiles; it holds nothing."""


def shared(dispatcher: Any) -> Callable[..., Any]:
    """A compiled function of numba's that keeps what it compiles; two processes never compile the same types at once.

    It takes most of a minute. And two that keep something at once, each of other types, may give both one file: the
    code of the one would then be called with the arguments of the other.
    """
    folder = Path(dispatcher.stats.cache_path)

    def called(*arguments: Any) -> Any:
        if dispatcher.overloads:
            # numba finds what is compiled far faster than the types of arguments can be told here.
            with suppress(TypeError):
                return dispatcher(*arguments)
        types = tuple(map(dispatcher.typeof_pyval, arguments))
        dispatcher.disable_compile(False)
        try:
            with alone(folder):
                dispatcher.compile(types)
        finally:
            # What could not be compiled must not be tried where nobody is kept out.
            dispatcher.disable_compile(bool(dispatcher.overloads))
        return dispatcher(*arguments)

    return called


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While it lasts no other process is in it for this folder; whoever ends, in whatever way, lets the next one in."""
    if sys.platform == "win32":  # which has no such locks: each process compiles there, as numba alone has it
        yield
        return
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        with suppress(OSError):  # on a file system without locks each compiles
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
