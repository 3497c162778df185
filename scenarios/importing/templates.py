"""What a map says of a value: where in a row it stands or what it always is, made into the nodes of a story."""

import json
import re
from collections.abc import Callable
from collections.abc import Mapping as Mapped
from datetime import datetime
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from lifecycle.problems import quoted, unknown
from scenarios.format.nodes import Hole, Mapping, Mistake, Node, Place, Scalar, Sequence
from scenarios.format.source import UNFIT

JSON = "json"
"""The format of a cell that holds a JSON value."""

NOWHERE = 0
"""The column of what no cell of the row gives."""

DIRECTIVES = ("Y", "m", "d", "H", "M", "S", "f", "z")
"""What a format of dates may consist of; names of months would depend on the machine's language."""

_DIRECTIVE = re.compile(r"%(.)")

# Of the real class: in a freeze the module's name means another.
_strptime = datetime.strptime


@frozen
class Row:
    """One row of an export: its line, and of each cell that the map asks for its column, from 1, and its value.

    A value is a text, or what JSON makes of objects and lists with texts in them; what is blank is left out.
    """

    line: int
    cells: Mapped[str, tuple[int, Any]]

    def place(self, column: str | None = None) -> Place:
        """Where a cell stands; without one, or where it is blank, the row."""
        return Place(self.line, NOWHERE if column is None or column not in self.cells else self.cells[column][0])


@frozen
class Constant:
    """What is the same in every row."""

    node: Node


@frozen
class Cell:
    """What stands in a column; ``format`` says how its dates are written, ``values`` what its words mean."""

    column: str
    format: str | None = None
    values: Mapped[str, str] | None = None


@frozen
class Record:
    """Several values under the keys of a scenario file; ``required`` are those that may not be blank."""

    parts: Mapped[str, "Template"]
    required: frozenset[str] = frozenset()


@frozen
class Listing:
    """Several entries, of which those that are blank are left out."""

    entries: tuple["Template", ...] = field(factory=tuple)


Template = Constant | Cell | Record | Listing


def columns(template: Template) -> set[str]:
    """The columns that a value is read from."""
    if isinstance(template, Cell):
        return {template.column}
    if isinstance(template, Record):
        return set().union(*map(columns, template.parts.values()))
    return set().union(*map(columns, template.entries)) if isinstance(template, Listing) else set()


def build(template: Template, row: Row, told: list[Mistake], *, required: bool = False) -> Node | None:
    """The node that a row gives; None where it is blank. Mistakes go to ``told``, and leave a hole."""
    if isinstance(template, Constant):
        return planted(bare(template.node), row.line, NOWHERE)
    if isinstance(template, Cell):
        return _cell(template, row, told, required=required)
    if isinstance(template, Record):
        found = Mapping(row.line, NOWHERE)
        for key, part in template.parts.items():
            node = build(part, row, told, required=key in template.required)
            if node is not None:
                found.put(key, node, (node.line, node.column))
        return found if found or required else None
    listed = Sequence(row.line, NOWHERE)
    listed += (node for entry in template.entries if (node := build(entry, row, told)) is not None)
    return listed or None


def _cell(cell: Cell, row: Row, told: list[Mistake], *, required: bool) -> Node | None:
    if cell.column not in row.cells:
        if not required:
            return None
        told.append((row.place(), f"column {quoted(cell.column)}: nothing is written here, and a value is needed"))
        return Hole("", row.line, NOWHERE)
    column, value = row.cells[cell.column]
    try:
        return planted(_meant(cell, value), row.line, column)
    except ValueError as wrong:
        told.append((Place(row.line, column), str(wrong)))
        return Hole("", row.line, column)


def _meant(cell: Cell, value: Any) -> Any:
    if cell.format == JSON:
        return parsed(value) if isinstance(value, str) else value
    if cell.values is None and cell.format is None:
        return value
    if not isinstance(value, str):
        raise ValueError("a text is needed here, and no object, list, true or false")
    if cell.values is not None:
        if value not in cell.values:
            raise ValueError(unknown("value", value, cell.values))
        value = cell.values[value]
    return value if cell.format is None else dated(value, cell.format)


@lru_cache(maxsize=4096)
def dated(text: str, pattern: str) -> str:
    """A date in a form of the export's own, as a scenario writes it: to the month, the day or the instant.

    Raises ValueError where it is written otherwise, or does not exist.
    """
    try:
        found = _strptime(text, pattern)
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a date written as {pattern}") from None
    said = set(_DIRECTIVE.findall(pattern))
    if "H" in said:
        return found.isoformat()
    return f"{found:%Y-%m-%d}" if "d" in said else f"{found:%Y-%m}"


def format_wrong(pattern: str) -> str | None:
    """What is wrong with a format of dates; None for a right one."""
    if pattern == JSON:
        return None
    said = _DIRECTIVE.findall(pattern)
    strange = [one for one in said if one not in DIRECTIVES]
    if strange or pattern.count("%") != len(said):
        listed = " ".join(f"%{one}" for one in DIRECTIVES)
        return f"{quoted(pattern)} is no format; write `json`, or a date with {listed}, such as %d/%m/%Y"
    if len(set(said)) != len(said) or not {"Y", "m"} <= set(said) or ("H" in said and "d" not in said):
        return f"{quoted(pattern)} is no whole date; it needs %Y and %m, %d for a day, and %H for an instant, once each"
    return None


def parsed(text: str) -> Any:
    """A JSON value with every number as the text that it is written as. Raises ValueError."""
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=_without_doubles
        )
    except RecursionError:
        raise ValueError("the JSON is nested too deep") from None
    except json.JSONDecodeError as wrong:
        raise ValueError(f"this is not JSON: {wrong.msg.removesuffix(' at')} at character {wrong.pos + 1}") from None


def _no_number(text: str) -> str:
    raise ValueError(f"{text} is no number")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"doubled key {quoted(doubled)}")
    return found


_WORDS: dict[Any, Callable[[Any], str]] = {bool: lambda value: "true" if value else "false", int: str}


def planted(value: Any, line: int, column: int) -> Node:
    """A value as the nodes of a file, all at one place. Raises ValueError for a text that no scenario takes."""
    if isinstance(value, dict):
        found = Mapping(line, column)
        for key, part in value.items():
            if part is not None:
                found.put(str(key), planted(part, line, column), (line, column))
        return found
    if isinstance(value, list):
        listed = Sequence(line, column)
        listed += (planted(part, line, column) for part in value)
        return listed
    text = _WORDS.get(type(value), str)("" if value is None else value)
    if UNFIT.search(text):
        raise ValueError("the text holds a control character, or is no text; leave it out")
    return Scalar(text, line, column)


def bare(node: Node) -> Any:
    """What a node says, wherever it stands."""
    if isinstance(node, Mapping):
        return {key: bare(value) for key, value in node.items()}
    return node.text if isinstance(node, Scalar) else [bare(value) for value in node]
