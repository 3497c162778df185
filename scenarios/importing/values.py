"""The reading of a map's values: columns, constants and the fields of events, with every mistake told at its place."""

from collections.abc import Iterable
from collections.abc import Mapping as Mapped
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields, has

from lifecycle.problems import unknown
from scenarios.format import scalars
from scenarios.format.mistakes import mistakes
from scenarios.format.nodes import Mapping, Mistake, Node, Scalar, Sequence
from scenarios.format.shapes import SPECIAL, Unreadable, file_keys, label, shape
from scenarios.importing.templates import Cell, Constant, Listing, Record, Template, format_wrong

CELL = ("column", "constant", "format", "values")
"""The keys by which a mapping is told to be one value."""


@cache
def _hints(cls: type) -> dict[str, Any]:
    """The type of each key that a file writes for a class."""
    hints = get_type_hints(cls)
    return {key: hints[name] for key, name in file_keys(cls).items()}


def _classes(hint: Any) -> type | None:
    """The class whose keys a value has, if it is of one; of a list, that of its entries."""
    if hint is scalars.Written:
        return None
    if isinstance(hint, type) and has(hint):
        return hint
    inner = get_args(hint) if get_origin(hint) in (tuple, Union, UnionType) else ()
    return next((found for one in inner if (found := _classes(one)) is not None), None)


class Reading:
    """Reads the values of one map; mistakes go to ``told``."""

    def __init__(self, told: list[Mistake]) -> None:
        self.told = told

    def keys(self, node: Mapping, known: Iterable[str], required: Iterable[str], what: str) -> None:
        """Tell of keys that are unknown, and of those that are missing."""
        self.told += [
            (node.key_place(key), unknown("key", key, known, f" in {what}")) for key in node if key not in known
        ]
        self.told += [(node.place, f'missing key "{key}" in {what}') for key in required if key not in node]

    def text(self, node: Node) -> str:
        """A text on one line."""
        try:
            return scalars.label(node)
        except ValueError as wrong:
            self.told += mistakes(wrong, node)
            return ""

    def skips(self, node: Node | None) -> dict[str, frozenset[str]]:
        """Which words of which columns leave a row out."""
        if node is None:
            return {}
        columns = node if isinstance(node, Mapping) else {}
        lists = {column: words for column, words in columns.items() if isinstance(words, Sequence)}
        if not isinstance(node, Mapping) or len(lists) < len(node):
            self.told.append(
                (node.place, "skip is a mapping of a column to a list of its words: {status: [VOID, TEST]}")
            )
            return {}
        return {column: frozenset(map(self.text, words)) for column, words in lists.items()}

    def word(self, node: Node, known: Iterable[str], what: str) -> Template:
        """A word of ours, or the column that gives it."""
        if not isinstance(node, Scalar):
            return self.template(node)
        if node.text not in known:
            self.told.append((node.place, unknown(what, node.text, known)))
        return Constant(node)

    def choice(self, node: Node, cls: type, key: str) -> Template:
        """A choice above the subscription, which a scenario file has, too: the choice itself, or its column."""
        if isinstance(node, Mapping) and set(node) & set(CELL):
            return self.template(node, cls, key)
        return self._constant(node, cls, key)

    def fields(self, node: Node, keys: Mapped[str, type] | None, what: str) -> Template:
        """The fields of an event: a value for each, or one cell that holds them all."""
        if isinstance(node, Mapping) and "column" in node and node.keys() <= set(CELL):
            return self.template(node)
        return self.record(node, keys, what)

    def record(self, node: Node, keys: Mapped[str, type] | None, what: str) -> Record:
        """Values under the keys of a class, each key with the class that it is of; None where nobody knows which."""
        if not isinstance(node, Mapping):
            self.told.append((node.place, f"{what} is written as a mapping of its keys to columns"))
            return Record({})
        if keys is not None:
            self.keys(node, keys, (), what)
        parts = {
            key: self.template(value, keys[key] if keys else None, key)
            for key, value in node.items()
            if keys is None or key in keys
        }
        cls = next(iter(keys.values()), None) if keys else None
        return Record(parts, self.required(cls) if cls else frozenset())

    def required(self, cls: type) -> frozenset[str]:
        """The keys of a class that have no default."""
        defaults = {one.name: one.default for one in fields(cls)}
        return frozenset(key for key, name in file_keys(cls).items() if defaults[name] is NOTHING)

    def template(self, node: Node, cls: type | None = None, key: str = "") -> Template:
        """What a key's value is made of: a column by its name, a constant, several keys or a list of them."""
        if isinstance(node, Scalar):
            return Cell(self.text(node))
        inner = _classes(_hints(cls)[key]) if cls is not None else None
        if isinstance(node, Sequence):
            return Listing(tuple(self._part(entry, inner) for entry in node))
        if not set(node) & set(CELL):
            return self._part(node, inner)
        self.keys(node, CELL, (), "value")
        if "constant" in node:
            self.told += [
                (node.key_place(other), f"{other} stands beside a constant") for other in node if other != "constant"
            ]
            return self._constant(node["constant"], cls, key)
        if "column" not in node:
            self.told.append((node.place, 'missing key "column"; it names the column of this value'))
            return Constant(Scalar("", node.line, node.column))
        return Cell(self.text(node["column"]), self._format(node.get("format")), self._values(node.get("values")))

    def _part(self, node: Node, cls: type | None) -> Template:
        if not isinstance(node, Mapping) or set(node) & set(CELL):
            return self.template(node)
        return self.record(node, dict.fromkeys(file_keys(cls), cls) if cls else None, label(cls) if cls else "value")

    def _constant(self, node: Node, cls: type | None, key: str) -> Constant:
        if cls is not None:
            name = file_keys(cls)[key]
            read = SPECIAL.get(cls, {}).get(name) or shape(_hints(cls)[key])
            try:
                read(node)
            except Unreadable as wrong:
                self.told += mistakes(wrong, node)
        return Constant(node)

    def _format(self, node: Node | None) -> str | None:
        if node is None:
            return None
        pattern = self.text(node)
        wrong = format_wrong(pattern) if pattern else None
        if wrong is not None:
            self.told.append((node.place, wrong))
        return pattern

    def _values(self, node: Node | None) -> dict[str, str] | None:
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.told.append(
                (node.place, "values are written as a mapping of the export's words to ours: {TUNAI: cash}")
            )
            return None
        return {word: self.text(meant) for word, meant in node.items()}
