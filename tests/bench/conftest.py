"""The table at the end of a run: each figure a ratio against a bare loop in the same run."""

from collections.abc import Iterator

import pytest

RATIOS: list[tuple[str, float]] = []


@pytest.fixture
def ratios() -> list[tuple[str, float]]:
    """Where a benchmark puts its name and its ratio."""
    return RATIOS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None] | None:
    """Print the ratios; absolute times of a shared machine say little."""
    if RATIOS:
        terminalreporter.section("ratios")
        for name, ratio in RATIOS:
            terminalreporter.write_line(f"{ratio:6.2f}  {name}")
    return None
