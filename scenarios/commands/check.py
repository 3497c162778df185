"""`lifecycle check`: every story below some folders, replayed and judged."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from scenarios.checking.files import Asked, verdicts
from scenarios.checking.golden import orphans
from scenarios.checking.held import Held, orphaned
from scenarios.checking.processes import number
from scenarios.commands.failures import problem
from scenarios.commands.progress import progress
from scenarios.commands.story_files import files, library
from scenarios.report.junit import junit
from scenarios.report.page import Look, write
from scenarios.report.verdicts import Verdict, summary


def run(
    paths: Sequence[Path],
    report: Path | None = None,
    rules: Sequence[Path] = (),
    *,
    jobs: str = "1",
    unmask: bool = False,
    golden: bool = False,
    bless: bool = False,
) -> int:
    """Check files and print what fails; the worst of 0, 1 and 2. With ``bless`` golden results are written.

    Raises Problems for a path or book that is none, and for options that cannot be.
    """
    processes = number(jobs)
    asked = Asked(tuple(rules), unmask, _held(paths, golden=golden, bless=bless))
    found_below = files(paths or [library()])
    with progress("Checking", len(found_below)) as done:
        found = verdicts(found_below, asked, processes, done)
    found += map(orphaned, orphans(paths)) if asked.golden else ()
    _print(found)
    if report is not None:
        report.write_bytes(junit(found))
    return max(verdict.status for verdict in found)


def _held(paths: Sequence[Path], *, golden: bool, bless: bool) -> Held | None:
    """What is done with golden results."""
    if golden and bless:
        raise problem("--golden --bless", "the one compares, the other writes; choose one of them")
    if (golden or bless) and not paths:
        raise problem("--bless" if bless else "--golden", "which stories? The stories that ship have no golden results")
    return "blessed" if bless else "wanted" if golden else None


def _print(verdicts: Sequence[Verdict]) -> None:
    look = Look.of(sys.stdout)
    for verdict in verdicts:
        for line in verdict.lines:
            write(look.lettered(line) + "\n")
    style = ("bold green", "bold red", "bold red")[max(verdict.status for verdict in verdicts)]
    write(look.rendered(Text(summary(verdicts), style=style)))
