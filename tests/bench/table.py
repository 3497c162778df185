"""The table that a run of the benchmarks ends with: ratios, their targets, and the machine they come from."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from attrs import frozen

COMMAND = "make bench"
README = Path(__file__).parents[2] / "README.md"
SIZE = re.compile(r" \([\d,.]+ \w+( in all)?\)")
"""How much it was in one run, which is no part of a row's name."""
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)


@frozen
class Row:
    """One measurement: a ratio with its quartiles, and the target it is held to, if there is one."""

    name: str
    against: str
    ratio: float
    low: float
    high: float
    target: float | None = None
    at_least: bool = False
    cause: str = ""
    """Why it misses its target, from a profile; told only where it does."""

    @property
    def met(self) -> bool:
        """Whether it holds its target; without one it does."""
        return self.target is None or (self.ratio >= self.target if self.at_least else self.ratio <= self.target)

    @property
    def verdict(self) -> str:
        """The target, and whether it is met."""
        if self.target is None:
            return "–"
        return f"{'≥' if self.at_least else '≤'} {self.target:g}, {'met' if self.met else '**missed**'}"

    @property
    def line(self) -> str:
        """The row as Markdown."""
        spread = f"{self.low:.2f}–{self.high:.2f}"
        return f"| {self.name} | {self.against} | {self.ratio:.2f} | {spread} | {self.verdict} |"


def table(rows: Sequence[Row], day: date) -> str:
    """The whole table as Markdown, headed by the machine, the day and the command."""
    head = f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}; {day}; `{COMMAND}`"
    titles = ("| Measured | Against | Ratio | Quartiles | Target |", "|---|---|---:|---:|---|")
    causes = [f"- {row.name}: {row.cause}." for row in rows if not row.met and row.cause]
    told = ["", "What is missed, and where the time goes, by profile:", "", *causes] if causes else []
    return "\n".join([head, "", *titles, *(row.line for row in rows), *told]) + "\n"


def keep(text: str) -> None:
    """Put the table between the README's two markers; what was measured on the same machine and day stays in it."""
    page = README.read_text("utf-8")
    found = MARKED.search(page)
    assert found, "the README has lost its <!-- bench --> markers"
    README.write_text(MARKED.sub(lambda _: merged(found[0], text), page), "utf-8")


def merged(kept: str, measured: str) -> str:
    """A table with what was just measured in the place of what it says of the same, and the rest of it as it was.

    Only rows of one machine and day stand together: of another one nothing stays.
    """
    if kept.split("\n", 1)[0] != measured.split("\n", 1)[0]:
        return measured
    rows = {**_rows(kept), **_rows(measured)}
    now = [_name(row) for row in _rows(measured).values()]
    causes = [line for line in kept.splitlines() if line.startswith("- ") and not _about(line, now)]
    causes += [line for line in measured.splitlines() if line.startswith("- ")]
    missed = [_name(row) for row in rows.values() if "**missed**" in row]
    still = [line for name in dict.fromkeys(missed) for line in causes if _about(line, [name])]
    told = ["", "What is missed, and where the time goes, by profile:", "", *still] if still else []
    return "\n".join([*measured.split("\n")[:2], *rows.values(), *told]) + "\n"


def _rows(text: str) -> dict[str, str]:
    """A table's lines, its titles among them, by what was measured and against what."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return {SIZE.sub("", "|".join(line.split("|")[1:3])): line for line in lines}


def _name(row: str) -> str:
    return row.split("|")[1].strip()


def _about(cause: str, names: Iterable[str]) -> bool:
    """Whether a line that says why a target is missed is about what bears one of these names."""
    return any(cause.startswith(f"- {name}: ") for name in names)


def processor() -> str:
    """The processor's name, as the system tells it."""
    found = re.search(r"model name\s*:\s*(.+)", _cpuinfo())
    return found[1].strip() if found else platform.processor() or platform.machine()


def _cpuinfo() -> str:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return ""
