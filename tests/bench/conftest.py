"""Two sides of a ratio, run in turns; and the table of all ratios at the end of the run."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.table import Row, keep, table

ROWS: list[Row] = []

Race = Callable[..., None]


@pytest.fixture
def race(benchmark: BenchmarkFixture) -> Race:
    """Times one side against the other, A B A B, and keeps the ratio; nothing is asserted about it.

    ``others`` is how often the other side runs in each turn, where once would be over before the machine is warm.
    """

    def run(  # two sides, and what to say of them
        name: str,
        against: str,
        ours: Callable[[], object],
        other: Callable[[], object],
        *,
        target: float | None = None,
        at_least: bool = False,
        cause: str = "",
        scale: float = 1.0,
        rounds: int = 15,
        others: int = 1,
        around: Callable[[], AbstractContextManager[object]] = nullcontext,
        now: Callable[[], float] = perf_counter,
    ) -> None:
        took: list[float] = []
        stack = ExitStack()

        def before() -> None:
            start = now()
            for _ in range(others):
                other()
            took.append((now() - start) / others)
            stack.enter_context(around())

        benchmark.pedantic(  # type: ignore[no-untyped-call]
            ours, setup=before, teardown=stack.close, rounds=rounds, warmup_rounds=1
        )
        assert benchmark.stats is not None
        pairs = zip(benchmark.stats.stats.data, took[-rounds:], strict=True)
        ratios = [scale * (theirs / mine if at_least else mine / theirs) for mine, theirs in pairs]
        low, _, high = quantiles(ratios, n=4)
        ROWS.append(Row(name, against, median(ratios), low, high, target, at_least, cause))

    return run


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Where the files of a benchmark lie."""
    return tmp_path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, and keep it in the README where `BENCH=readme` asks for that."""
    if ROWS:
        text = table(ROWS, date.today())  # noqa: DTZ011  # the day on which this machine stands
        terminalreporter.section("ratios")
        terminalreporter.write(text)
        if os.environ.get("BENCH") == "readme":
            keep(text)
