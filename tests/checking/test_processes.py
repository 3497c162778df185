"""Work shared among processes: in order whoever does it, and over as soon as somebody wants to be gone."""

import multiprocessing
import os
import sys
import time
from io import StringIO

import pytest

from lifecycle.problems import Problems
from scenarios.checking.processes import number, shared
from scenarios.commands.progress import progress
from tests.checking import workers


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_results_come_in_the_order_of_the_shares_from_processes_furnished_once() -> None:
    told: list[int] = []
    found = shared(workers.added, [1, 2, 3, 4], 2, workers.furnished, (10,), told.append)
    assert [result for result, _ in found] == [11, 12, 13, 14]
    assert sorted(told) == [1, 2, 3, 4]
    processes = {process for _, process in found}
    assert len(processes) <= 2
    assert os.getpid() not in processes


def test_a_process_that_is_killed_is_an_error_in_words() -> None:
    with pytest.raises(Problems, match=r"--jobs 2: one of the processes ended before its work.*Try fewer"):
        shared(workers.killed, [1, 2], 2, workers.furnished, (10,), lambda _: None)


def test_ctrl_c_is_heard_by_nobody_else_and_ends_what_is_at_work() -> None:
    assert shared(workers.deaf, [1], 1, workers.furnished, (10,), lambda _: None) == [True]

    def pressed(_: int) -> None:
        raise KeyboardInterrupt

    begun, before = time.monotonic(), multiprocessing.active_children()
    with pytest.raises(KeyboardInterrupt):
        shared(workers.slow, [0, 300], 2, workers.furnished, (10,), pressed)
    assert time.monotonic() - begun < 150
    assert multiprocessing.active_children() == before


@pytest.mark.parametrize("jobs", ["0", "65", "two", "-1", "1.5", ""])
def test_what_is_no_number_of_processes_is_told(jobs: str) -> None:
    with pytest.raises(Problems, match="is no number of processes; write 1 to 64"):
        number(jobs)


def test_a_bar_is_drawn_on_a_terminal_and_never_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for stream, drawn in ((Terminal(), True), (StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress("Checking", 2) as done:
            done(1)
        assert ("Checking" in stream.getvalue()) is drawn
