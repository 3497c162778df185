"""The table of what can be done to a store and what is said of it; run as a program, it is made anew and printed."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from lifecycle.store import Store
from tests.server import MISSING, binaries, running
from tests.store.tampering import said
from tests.store.tamperings import TAMPERINGS

KEPT = Path(__file__).with_name("tampering.md")
NOTHING = "nothing"

Row = tuple[str, str, str]
"""What was done; what is found without a seal; what a seal shows beside that."""

HEAD = """\
# What is found when a store was tampered with

Two stories are recorded, one in the midst of the other, and sealed; then somebody who may write the whole database does
what the first column says. `lifecycle verify` says the second, and with `--seal` the third beside it. SQLite and
PostgreSQL give the same answers. `make tampering` prints this table from live stores of both.

| what was done | found without a seal | and with one |
|---|---|---|
"""


def row(what: str, without: str, beside: str) -> Row:
    """A row as the table has it."""
    return what, without or NOTHING, beside or NOTHING


def written(rows: Iterable[Row]) -> str:
    """The table."""
    return HEAD + "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def kept() -> dict[str, Row]:
    """The rows of the table that is kept, by what was done."""
    lines = KEPT.read_text("utf-8").removeprefix(HEAD).splitlines() if KEPT.exists() else []
    cells = [line.strip("| ").split(" | ") for line in lines]
    return {what: (what, without, beside) for what, without, beside in cells}


def rows(url: Callable[[], str | None]) -> Iterator[Row]:
    """The rows, each from a new store."""
    for tampering in TAMPERINGS:
        with Store.open(url()) as store:
            yield row(tampering.what, *said(store, tampering))


def main() -> None:
    """Prints the table; status 1 where the databases disagree."""
    with ExitStack() as stack:
        folder = binaries()
        first = tuple(rows(lambda: None))
        sys.stdout.write(written(first))
        if folder is None:
            sys.stderr.write(f"of SQLite alone: {MISSING}\n")
            return
        second = tuple(rows(stack.enter_context(running(folder)).new))
    for one, other in zip(first, second, strict=True):
        if one != other:
            sys.exit(f"in PostgreSQL: {other}")


if __name__ == "__main__":
    main()
