"""The table of clause kinds and keys names everything that a book may write."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import attrs
import pytest

from lifecycle import clauses
from lifecycle.rulebook import header, values
from lifecycle.rulebook.header import Header
from lifecycle.rulebook.readings import ReadingEntry

README = Path(clauses.__file__).parents[1] / "providers/README.md"


def words_of(kind: Any) -> Iterator[str]:
    """Every key and word that a class of terms reads, and those of the classes inside it."""
    if attrs.has(kind):
        for name, key in values.keys(kind).items():
            yield key
            yield from words_of(getattr(attrs.fields(kind), name).type)
    for part in get_args(kind):
        yield from (str(part),) if get_origin(kind) is Literal else words_of(part)


KINDS = {**clauses.TABLES, "header": Header, "reading": ReadingEntry}
WORDS = [pytest.param(word, id=f"{name} {word}") for name, kind in KINDS.items() for word in sorted({*words_of(kind)})]
NAMES = [*clauses.READINGS, *(clauses.word(each) for kind in clauses.READINGS.values() for each in kind)]


@pytest.mark.parametrize("word", [*WORDS, *clauses.TABLES, *sorted(NAMES)])
def test_the_readme_names(word: str) -> None:
    quoted = " ".join(re.findall(r"`[^`]+`", README.read_text("utf-8")))
    assert re.search(rf"(?<![a-z_]){re.escape(word)}(?![a-z_])", quoted)


def test_the_header_s_keys_are_known() -> None:
    assert {"provider", "in_force", "undated", "rounding"} < header.KEYS


def test_the_readme_lists_the_books_that_ship() -> None:
    text = README.read_text("utf-8")
    books = [f"{file.parent.name}/{file.name}" for file in README.parent.glob("*/*.md") if "." not in file.stem]
    assert books
    assert [book for book in books if f"`{book}`" not in text] == []
