"""How far a command has come: a bar on a terminal, and nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress


@contextmanager
def progress(doing: str, total: int) -> Iterator[Callable[[int], None]]:
    """Shows how much of the work is done, on the standard error; what it yields is told how much more is."""
    # Who wants colours in a pipe, as build servers do, wants no bar in it.
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda more: bar.advance(task, more)
