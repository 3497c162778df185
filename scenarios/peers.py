"""Whoever is at the other end of a pipe or a socket, and may leave."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def may_leave() -> Iterator[None]:
    """While it lasts, writing to one who has left raises BrokenPipeError and no longer ends the program.

    A program that prints ends so, as any filter does; one that serves browsers, or hands work to processes, must not.
    In another thread than the main one, which alone may say what a signal does, it changes nothing.
    """
    sayable = hasattr(signal, "SIGPIPE") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN) if sayable else None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGPIPE, before)
