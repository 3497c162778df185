"""Growing bases compared under two editions, Parquet to Parquet, by a process of their own; time and memory."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
from attrs import frozen

from scenarios.portfolio import synth
from tests.benchmarks.punctual import SINCE

SINCE_MONTH = f"{SINCE // 12}-{SINCE % 12 + 1:02d}"
SIDES = 2


@frozen
class Size:
    """A base: its subscriptions and months, the whole command's seconds, its processes, their most memory in MB."""

    subscriptions: int
    months: int
    seconds: float
    jobs: int
    memory: int

    @property
    def rate(self) -> float:
        """Subscription-months a second and process, each edition's counted."""
        return self.subscriptions * self.months * SIDES / self.seconds / self.jobs


def grown(subscriptions: int, months: int, jobs: int, folder: Path) -> Size:
    """A base of so many made, compared and thrown away. Raises where the command fails."""
    path, out = folder / f"{subscriptions}.parquet", folder / f"{subscriptions}"
    with path.open("wb") as stream:
        synth.write(synth.Base(subscriptions, months, 1, SINCE), stream, lambda _: None)
    asked = ["portfolio", "compare", str(path), "--from", "indihome@2023-07-01", "--out", str(out)]
    asked += ["--set", "arrears.rung[0].at.days_after=5", "--jobs", str(jobs), "--confirm", "100"]
    start = time.perf_counter()
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([sys.executable, "-m", "scenarios.cli", *asked], stdout=log, stderr=log)
        memory = _most(running)
    took = time.perf_counter() - start
    if running.returncode:
        raise RuntimeError((folder / "log").read_text("utf-8"))
    path.unlink()
    return Size(subscriptions, months, took, jobs, memory)


def _most(running: "subprocess.Popen[bytes]") -> int:
    """The most memory in MB that a process and those that it starts have for themselves, until it ends."""
    root, most = psutil.Process(running.pid), 0
    while running.poll() is None:
        most = max(most, sum(_own(one) for one in _family(root)))
        time.sleep(0.05)
    return most // 1_000_000


def _family(root: psutil.Process) -> list[psutil.Process]:
    try:
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _own(process: psutil.Process) -> int:
    try:
        told = process.memory_info()
    except psutil.NoSuchProcess:
        return 0
    # What it shares with others is files in memory, which the machine takes back when it needs them.
    own: int = told.rss - told.shared
    return own
