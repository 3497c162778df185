"""`lifecycle portfolio synth`: a customer base for trials."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from lifecycle import calendar
from scenarios.commands.failures import problem
from scenarios.commands.new_file import new_file
from scenarios.commands.portfolio import needed, whole
from scenarios.report.page import Look, line, write


def run(out: Path, subscriptions: str, months: str, seed: str, since: str) -> int:
    """Write a base to a new file and say what it is. Raises Problems, and StoreProblem where the file is there."""
    needed()
    size, length = whole("--subscriptions", subscriptions, 0, 10**9), whole("--months", months, 0, 600)
    from scenarios.portfolio import synth  # noqa: PLC0415  # which takes long to import

    try:
        first = calendar.month_number(since)
    except ValueError as wrong:
        raise problem("--since", str(wrong)) from None
    base = synth.Base(size, length, whole("--seed", seed, 1, 2**63), first)
    terminal = Console(stderr=True)
    with (
        Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar,
        new_file(out, "name another file") as stream,
    ):
        task = bar.add_task("Making", total=size)
        synth.write(base, stream, lambda count: bar.advance(task, count))
    shown = f"{size:,}".replace(",", ".")
    words = f"{out}: {shown} subscriptions, bills of {length} months from {since}, seed {base.seed}"
    write(Look.of(sys.stdout).rendered(line(words), line(synth.DESCRIBED.replace("\n", " ").strip())))
    return 0
