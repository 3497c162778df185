"""Processes that share work: one that is killed costs the piece that it had, which another takes up."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from attrs import define, field

from lifecycle.problems import Problem, Problems
from scenarios.peers import may_leave

Task = TypeVar("Task")
Found = TypeVar("Found")

ENDURED = 3
"""So many processes may end over one piece before the work is given up: the piece is what ends them."""


@define
class Crew(Generic[Task, Found]):
    """So many processes, each of which begins with ``furnish`` of ``needs``; that gives what does a piece."""

    jobs: int
    furnish: Callable[[Any], Callable[[Task], Found]]
    needs: Any
    _ended: dict[int, int] = field(factory=dict, init=False)

    def work(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Found]]:
        """Each piece with what came of it, as they come. Raises what a piece raises, and Problems where one kills."""
        if self.jobs == 1 or len(tasks) < 2:
            do = self.furnish(self.needs)
            yield from ((task, do(task)) for task in tasks)
            return
        with may_leave():
            yield from self._shared(tasks)

    def _shared(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Found]]:
        waiting = deque(range(len(tasks)))
        busy: dict[Connection, tuple[Any, int]] = {}
        try:
            while waiting or busy:
                while waiting and len(busy) < self.jobs:
                    self._hire(busy, tasks, waiting.popleft())
                for line in wait(list(busy)):
                    assert isinstance(line, Connection)
                    process, number = busy.pop(line)
                    try:
                        right, found = line.recv()
                    except (EOFError, ConnectionError):
                        process.join()
                        self._lost(number)
                        waiting.appendleft(number)
                        continue
                    if not right:
                        raise found
                    if waiting:
                        after = waiting.popleft()
                        busy[line] = (process, after)
                        _send(line, tasks[after])
                    else:
                        line.close()
                        process.join()
                    yield tasks[number], found
        finally:
            for line, (process, _) in busy.items():
                process.terminate()
                line.close()

    def _hire(self, busy: dict[Connection, tuple[Any, int]], tasks: Sequence[Task], number: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        line, theirs = spawn.Pipe()
        process = spawn.Process(target=_working, args=(theirs, self.furnish, self.needs), daemon=True)
        process.start()
        theirs.close()
        busy[line] = (process, number)
        _send(line, tasks[number])

    def _lost(self, number: int) -> None:
        self._ended[number] = self._ended.get(number, 0) + 1
        if self._ended[number] >= ENDURED:
            words = (
                f"part {number} ended {ENDURED} processes that worked on it, perhaps for want of memory; "
                "what is finished is kept: run it again with fewer --jobs"
            )
            raise Problems([Problem("--jobs", 0, 0, words)])


def _send(line: Connection, task: Any) -> None:
    # Whoever waits for an answer finds that there is none.
    with suppress(BrokenPipeError, ConnectionError):
        line.send(task)


def _working(line: Connection, furnish: Callable[[Any], Callable[[Any], Any]], needs: Any) -> None:
    """What a process does, until nobody asks any more."""
    do = furnish(needs)
    while True:
        try:
            task = line.recv()
        except EOFError:
            return
        try:
            answer = (True, do(task))
        except Exception as wrong:  # noqa: BLE001  # it is raised where it was asked for
            answer = (False, wrong)
        line.send(answer)
