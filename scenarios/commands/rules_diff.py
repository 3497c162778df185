"""`lifecycle rules diff`: what differs between two rule books, clause by clause."""

import sys
from collections.abc import Sequence
from pathlib import Path

from lifecycle.rulebook import Shelf
from scenarios.commands import inputs
from scenarios.differing.book_diff import book_diff
from scenarios.named import name_of, two_books
from scenarios.report.page import Look, write, write_bytes

FORMATS = ("text", "json", "markdown")

# A difference is told in one form; the others, and what they need, are imported by those who ask for them.
# ruff: noqa: PLC0415


def run(before: str, after: str, form: str, rules: Sequence[Path], *, exit_code: bool = False) -> int:
    """Print it; with ``exit_code`` 1 where anything differs. Raises NotCovered and Problems."""
    form = inputs.format_of(form, FORMATS)
    shelf = Shelf.open(*rules)
    first, second = two_books(before, after, shelf)
    found = book_diff(first, second)
    names = name_of(before, first), name_of(after, second)
    if form == "text":
        from scenarios.report.book_diff_text import book_diff_text

        write(book_diff_text(found, names, Look.of(sys.stdout)))
    elif form == "json":
        from scenarios.report.book_diff_json import book_diff_json

        write_bytes(book_diff_json(found, names))
    else:
        from scenarios.report.book_diff_markdown import book_diff_markdown

        write_bytes(book_diff_markdown(found, names))
    return int(exit_code and found.differs)
