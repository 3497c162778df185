"""Work that other processes do for the tests: what they find here by its name."""

import os
import signal
import time


def furnished(number: int) -> tuple[int, int]:
    """What a process works with: a number, and the process that was given it."""
    return number, os.getpid()


def added(ground: tuple[int, int], share: int) -> tuple[int, int]:
    """The number and the share, later for a smaller share; and the process that was furnished."""
    time.sleep(0.01 * (5 - share))
    return ground[0] + share, ground[1]


def deaf(ground: tuple[int, int], share: int) -> bool:
    """Whether this process takes no notice of Ctrl-C."""
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def slow(ground: tuple[int, int], share: int) -> int:
    """So many seconds."""
    time.sleep(share)
    return share


def killed(ground: tuple[int, int], share: int) -> int:
    """Nothing, as one of the processes is killed."""
    if share == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return share
