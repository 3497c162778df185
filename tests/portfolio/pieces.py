"""Work for processes that die at it; they begin with this module alone, and need nothing that judges a base."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any


def dying(folder: str) -> Callable[[int], Any]:
    """A piece kills the process that first works on it."""

    def do(number: int) -> int:
        mark = Path(folder) / str(number)
        if number == 2 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number * 10

    return do


def doubling(_: object) -> Callable[[int], Any]:
    return lambda number: number * 2


def always_dying(_: object) -> Callable[[int], Any]:
    return lambda number: os.kill(os.getpid(), signal.SIGKILL)
