"""Work shared among processes, each of which reads by itself what it works with."""

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from lifecycle.problems import Problem, Problems

Ground = TypeVar("Ground")
Share = TypeVar("Share")
Result = TypeVar("Result")

MOST = 64
"""Most processes that somebody may ask for."""


def number(jobs: str) -> int:
    """How many processes ``--jobs`` asks for. Raises Problems for what is no number of them."""
    if not jobs.isdecimal() or not 1 <= int(jobs) <= MOST:
        raise Problems([Problem("--jobs", 0, 0, f"{jobs!r} is no number of processes; write 1 to {MOST}")])
    return int(jobs)


def shared(
    work: Callable[[Ground, Share], Result],
    shares: Sequence[Share],
    jobs: int,
    furnish: Callable[..., Ground],
    given: tuple[object, ...],
    done: Callable[[Share], None],
) -> list[Result]:
    """The result of each share, in the order of the shares, whichever process came to it, and when.

    Each process calls ``furnish`` once, with what is ``given``, and ``work`` with what that returned, for one share
    after the other; all of them are found by name and sent between processes. ``done`` is told here of each share.
    Raises what a share raised, and Problems where a process ends before its work.
    """
    before = multiprocessing.active_children()
    pool = ProcessPoolExecutor(
        min(jobs, len(shares)) or 1, multiprocessing.get_context("spawn"), _Bench.furnish, (furnish, given)
    )
    try:
        with _deaf_children():
            waiting = {pool.submit(_Bench.work, work, share): index for index, share in enumerate(shares)}
        found: dict[int, Result] = {}
        for future in as_completed(waiting):
            found[waiting[future]] = future.result()
            done(shares[waiting[future]])
        return [found[index] for index in range(len(shares))]
    except BrokenProcessPool:
        raise Problems([Problem(f"--jobs {jobs}", 0, 0, _ENDED)]) from None
    except BaseException:
        # What is still at work would go on to its end, and somebody waits who wants to be gone.
        for child in multiprocessing.active_children():
            if child not in before:
                child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


_ENDED = (
    "one of the processes ended before its work, as one does that is killed or finds no memory left; nothing is told "
    "of the rest either. Try fewer"
)


class _Bench:
    """What a process works with, once it is furnished."""

    ground: Any

    @classmethod
    def furnish(cls, furnish: Callable[..., Any], given: tuple[object, ...]) -> None:
        cls.ground = furnish(*given)

    @classmethod
    def work(cls, work: Callable[[Any, Share], Result], share: Share) -> Result:
        return work(cls.ground, share)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Children that start meanwhile never hear Ctrl-C, which is for their parent: it ends them without a word."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)
