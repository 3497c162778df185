"""Bases that tell one event a row, in any order, packed into one row a subscription before they are judged."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scenarios.portfolio.files import listed


@contextmanager
def prepared(
    paths: Sequence[str], folder: Path, unmask: bool, done: Callable[[str, int, int], None]
) -> Iterator[list[str]]:
    """The packed files of a base."""
    yield listed(paths)
