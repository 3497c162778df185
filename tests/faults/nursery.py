"""Processes that are there to be killed: one that has imported everything forks another for each piece of work."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.work import WORKS

ROOT = Path(__file__).parents[2]
_DONE = "done"


class Nursery:
    """A process that forks one child at a time; what the child acknowledges comes through a pipe."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout

    def begin(self, work: str, url: str) -> int:
        """Lets a child begin a work on the store at a URL; the number of its process."""
        self._to.write(f"{work} {url}\n")
        self._to.flush()
        return int(self._from.readline())

    def acknowledged(self) -> tuple[str, int] | None:
        """The next subscription and number of events that the child acknowledges; None once it is no more."""
        line = self._from.readline().split()
        return None if not line or line[0] == _DONE else (line[0], int(line[1]))

    def ended(self) -> int:
        """How the last child ended: its exit status, or minus the signal that ended it."""
        self._to.write("let it go\n")
        self._to.flush()
        return int(self._from.readline())


@contextmanager
def nursery() -> Iterator[Nursery]:
    """The process; it ends with the block."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def _say(words: object) -> None:
    # One write of a few bytes is whole in a pipe, whenever its writer is killed.
    os.write(1, f"{words}\n".encode())


def _child(work: str, url: str) -> None:
    WORKS[work].do(url, lambda name, count: _say(f"{name} {count}"))


def _serve() -> None:
    for one in WORKS.values():
        one.stories()  # and whatever else they are made of, which each child then has
    while line := sys.stdin.readline():
        work, url = line.split()
        ready, go = os.pipe()
        pid = os.fork()
        if not pid:
            os.read(ready, 1)  # so that its number is said first
            status = 1
            try:
                _child(work, url)
                status = 0
            finally:
                os._exit(status)
        _say(pid)
        os.write(go, b"!")
        os.close(ready)
        os.close(go)
        # Its number stays its own until whoever may still want to kill it has heard of its end.
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        _say(_DONE)
        sys.stdin.readline()
        _say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _serve()
