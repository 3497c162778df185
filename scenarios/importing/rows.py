"""The rows of an export, one after the other, whatever kind of file they stand in."""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from lifecycle.problems import Problem, Problems, quoted, unknown
from scenarios.importing.maps import Map
from scenarios.importing.templates import Row, parsed

MAX_LINE = 16_000_000
"""Longest line that is read, in characters; a longer one is no row."""

FOREIGN = {
    b"\x1f\x8b": "is packed by gzip; unpack it first",
    b"PK\x03\x04": "is a workbook, or packed by zip; export it as CSV",
    b"\xff\xfe": "is UTF-16; export it as UTF-8",
    b"\xfe\xff": "is UTF-16; export it as UTF-8",
    b"PAR1": "is Parquet; give it a name that ends in .parquet",
}
"""With what files begin that are no text, whatever they are called."""

Tell = Callable[[int, int, str], None]
"""Told of each row that cannot be read: its line, its column (0 for none), and what is wrong."""


class Table(NamedTuple):
    """An export that was opened: its columns by position, none where rows name their own; and its rows."""

    names: tuple[str, ...]
    rows: Iterator[Row]


def table(path: Path, wanted: Map, tell: Tell) -> Table:
    """The rows of a file with the cells that a map asks for. Raises Problems for one that cannot be read at all."""
    kinds = {".csv": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines, ".parquet": _parquet}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        packed = "; unpack it first" if path.suffix.lower() in (".gz", ".zip", ".zst", ".xz", ".bz2") else ""
        raise Problems([Problem(str(path), 0, 0, f"the name ends in none of {', '.join(kinds)}{packed}")])
    try:
        if kind is not _parquet:
            _check_text(path)
        return kind(path, wanted, tell)
    except OSError as wrong:
        raise Problems([Problem(str(path), 0, 0, f"the file cannot be read: {wrong.strerror or wrong}")]) from None


def _check_text(path: Path) -> None:
    """Refuse a file that begins like another kind of file."""
    with path.open("rb") as stream:
        begins = stream.read(4)
    words = next((words for mark, words in FOREIGN.items() if begins.startswith(mark)), None)
    if words is not None:
        raise Problems([Problem(str(path), 0, 0, f"the file {words}")])


def check_header(path: Path, names: list[str], wanted: Map) -> None:
    """Tell of columns that the map asks for and the file does not have, and of those that it has twice."""
    missing = wanted.columns.difference(names)
    if missing == wanted.columns and missing:
        # Nothing of the line is repeated: it may be a customer's row.
        words = (
            f"the first line names none of the columns that the map asks for, {', '.join(sorted(missing))}; it may be "
            "a row, or the `delimiter` between its cells may be another one than the map says"
        )
        raise Problems([Problem(str(path), 1, 1, words)])
    problems = [
        Problem(str(path), 1, names.index(name) + 1, f"the column {quoted(name)} stands there twice")
        for name in sorted(wanted.columns)
        if names.count(name) > 1
    ]
    problems += [
        Problem(str(path), 1, 1, f"{unknown('column', name, names)}; the map asks for it") for name in sorted(missing)
    ]
    if problems:
        raise Problems(problems)


def blank(value: Any) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _text(path: Path, newline: str) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline=newline)


def _csv(path: Path, wanted: Map, tell: Tell) -> Table:
    csv.field_size_limit(MAX_LINE)
    with _text(path, "") as stream:
        try:
            names = next(csv.reader(stream, delimiter=wanted.delimiter, strict=True), [])
        except csv.Error as wrong:
            raise Problems([Problem(str(path), 1, 1, f"this is not CSV: {wrong}")]) from None
    if not names:
        words = "the first line" if path.stat().st_size > len(BOM_UTF8) else "the file"
        raise Problems([Problem(str(path), 1, 1, f"{words} is empty; the first line names the columns")])
    check_header(path, names, wanted)
    places = {name: names.index(name) for name in wanted.columns}

    def rows() -> Iterator[Row]:
        with _text(path, "") as stream:
            lines = csv.reader(stream, delimiter=wanted.delimiter, strict=True)
            next(lines)
            while True:
                line = lines.line_num + 1
                try:
                    cells = next(lines, None)
                except csv.Error as wrong:
                    tell(line, 0, f"this is not CSV: {wrong}; nothing after it was read")
                    return
                if cells is None:
                    return
                if not cells:
                    continue
                if len(cells) != len(names):
                    tell(line, 0, f"the row has {len(cells)} cells, and the first line {len(names)}")
                    continue
                yield Row(line, {name: (at + 1, cells[at]) for name, at in places.items() if not blank(cells[at])})

    return Table(tuple(names), rows())


def _json_lines(path: Path, wanted: Map, tell: Tell) -> Table:
    with _text(path, "\n"):
        pass  # it is there, and may be read
    names = tuple(sorted(wanted.columns))
    places = {name: at for at, name in enumerate(names, 1)}

    def rows() -> Iterator[Row]:
        with _text(path, "\n") as stream:
            for line, text in enumerate(iter(lambda: stream.readline(MAX_LINE), ""), 1):
                if len(text) == MAX_LINE:
                    tell(line, 0, f"the line is longer than {MAX_LINE} characters; nothing after it was read")
                    return
                if not text.strip():
                    continue
                try:
                    found = parsed(text)
                except ValueError as wrong:
                    tell(line, 0, str(wrong))
                    continue
                if not isinstance(found, dict):
                    tell(line, 0, "a row is a JSON object, as {column: value}")
                    continue
                yield Row(line, {name: (at, found[name]) for name, at in places.items() if not blank(found.get(name))})

    return Table(names, rows())


def _parquet(path: Path, wanted: Map, tell: Tell) -> Table:
    from scenarios.importing.parquet import rows  # noqa: PLC0415  # an extra

    return Table(*rows(path, wanted, tell))
