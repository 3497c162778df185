"""Whoever is at the other end of a pipe or a socket, and may leave."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def may_leave() -> Iterator[None]:
    """While it lasts, writing to one who has left raises BrokenPipeError and no longer ends the program.

    A program that prints ends so, as any filter does; one that serves browsers, or hands work to processes, must not.
    It is for the main thread, which alone may say what a signal does.
    """
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN) if hasattr(signal, "SIGPIPE") else None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGPIPE, before)
