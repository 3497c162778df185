"""The counts of a run, gathered from all its processes and told at its end."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fuzz.tally import TALLY


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it counted."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["fuzz"] = TALLY.sent()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker is done."""
    sent = getattr(node, "workeroutput", {}).get("fuzz")
    if sent:
        TALLY.add(sent)


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: Any, exitstatus: int) -> Iterator[None]:
    """Tells the counts and, where nothing failed, what they show."""
    yield
    from tests.fuzz.test_fuzz import SEED  # noqa: PLC0415  # collected by now, and only where it was asked for

    total = sum(TALLY.files.values())
    if not total:
        return
    terminalreporter.section(f"mutated files, seed {SEED}")
    for line in TALLY.lines():
        terminalreporter.write_line(line)
    cache = getattr(terminalreporter.config, "cache", None)
    if cache is not None:
        slowest = cache.mkdir("fuzz") / "slowest.txt"
        slowest.write_text(
            "\n\n".join(f"{seconds:.2f} s {of}\n\n{text}" for of, (seconds, text) in TALLY.slowest.items())
        )
        terminalreporter.write_line(f"their texts are in {slowest}")
    terminalreporter.write_line("")
    if exitstatus == 0:
        terminalreporter.write_line(f"{total} mutated files, no traceback, nothing stored, every message located")
    else:
        terminalreporter.write_line(f"{total} mutated files; what failed stands above")
