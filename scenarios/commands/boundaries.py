"""`lifecycle boundaries`: stories at each edge of a rule book's clauses, written to be reviewed and kept."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.table import Table
from rich.text import Text

from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.rulebook.shelf import BESIDE
from scenarios.boundaries.book import boundaries
from scenarios.boundaries.filled import Boundary
from scenarios.named import Named, named
from scenarios.report.months_table import LINE
from scenarios.report.page import Look, write


def run(name: str, folder: Path | None) -> int:
    """List the stories of a book, or write them into a folder, a folder an edition where several are meant.

    A book that is not installed is written beside its stories, so that `check` finds it. Raises NotCovered, and
    Problems for a file that is there already and says something else: somebody may have reviewed it.
    """
    books = named(name, Shelf.open())
    with frozen_clock() as clock:
        found = {book: list(boundaries(book, books.editions, clock)) for book in books.books}
    look = Look.of(sys.stdout)
    if folder is None:
        write(look.rendered(_listed(found)))
    else:
        _write(dict(_files(books, found, folder)))
    stories = sum(map(len, found.values()))
    where = f" in {folder}, to be reviewed" if folder else ""
    write(look.rendered(Text(f"{stories} stories{where}", style="bold")))
    return 0


def _listed(found: dict[RuleBook, list[Boundary]]) -> Table:
    table = Table(box=LINE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("Story", no_wrap=True)
    table.add_column("Clause", ratio=1, overflow="fold")
    for stories in found.values():
        for one in stories:
            table.add_row(one.name, one.clause)
    return table


def _files(books: Named, found: dict[RuleBook, list[Boundary]], folder: Path) -> Iterator[tuple[Path, str]]:
    for book, stories in found.items():
        into = folder if len(found) == 1 else folder / book.edition
        yield from ((into / one.file, one.text) for one in stories)
    if not books.installed:
        for book in books.editions:
            yield folder / BESIDE / book.provider / f"{book.edition}.md", book.text


def _write(files: dict[Path, str]) -> None:
    there = {path: path.read_bytes() for path in files if path.is_file()}
    words = "is there already and says something else; move it away, or write to another folder"
    problems = [Problem(str(path), 0, 0, words) for path, data in there.items() if data != files[path].encode()]
    if problems:
        raise Problems(problems)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
