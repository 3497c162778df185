"""The settings of a rule book: each number, word, list and instant as its clause writes it."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from attrs import field, frozen

from lifecycle.clauses.instant import InstantForm
from lifecycle.clauses.late_fee import Rate
from lifecycle.money import Sen
from lifecycle.rulebook import RuleBook, header, values
from lifecycle.rulebook.positions import Path, dotted
from scenarios.mutating.values import kind_of

Kind = Literal["money", "rate", "count", "flag", "instant", "list", "word"]
"""What a setting is: an amount in sen, a rate in basis points, a whole number, yes or no, an instant, words, a word."""

Value = int | bool | str | InstantForm | tuple[str, ...]
"""A setting's value in one form, however the book writes it: ``"Rp 5.000"`` and 5000 are both 500000 sen."""


@frozen
class Setting:
    """One setting: its path in the book, its value, its line (from 1), and that of the heading above it."""

    path: Path
    kind: Kind
    value: Value
    line: int = field(eq=False)
    clause: int = field(eq=False)

    @property
    def name(self) -> str:
        """Its path as people write it: ``arrears.rung[1].at``."""
        return dotted(self.path)

    def says(self, other: "Setting") -> bool:
        """Whether another one says the same, wherever it stands."""
        return (self.kind, self.value) == (other.kind, other.value)


def settings(book: RuleBook) -> tuple[Setting, ...]:
    """Every setting of a book's clauses, in the order of its text; those of the header and the readings are none."""
    found: list[Setting] = []
    for name, value in book.document.data.items():
        if name != "readings" and name not in header.KEYS:
            found += _below(book, (name,), value)
    return tuple(sorted(found, key=lambda one: one.line))


def tables(data: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, int]]:
    """Each list of tables in a book's data, as ``late_fee.tier``, and how many tables it has."""
    for name, value in data.items():
        if isinstance(value, dict):
            yield from tables(value, (*path, name))
        elif _is_tables(value):
            yield (*path, name), len(value)


def _below(book: RuleBook, path: Path, value: Any) -> Iterator[Setting]:
    kind = kind_of(dotted(path))
    if isinstance(value, dict) and InstantForm not in (kind, *get_args(kind)):
        for name, inner in value.items():
            yield from _below(book, (*path, name), inner)
    elif _is_tables(value):
        for index, inner in enumerate(value):
            yield from _below(book, (*path, index), inner)
    else:
        line, page = book.document.place(path)[0], book.document.page
        yield Setting(path, *_read(value, (kind, *get_args(kind))), line, page.headings[page.above(line)].line)


def _read(value: Any, kinds: tuple[Any, ...]) -> tuple[Kind, Value]:
    """What kind of value is written, and which."""
    words = {word for kind in kinds for word in get_args(kind)}
    found: tuple[Kind, Value] = "word", str(value)
    if isinstance(value, dict):
        found = "instant", InstantForm(**value)
    elif isinstance(value, list):
        found = "list", tuple(map(str, value))
    elif isinstance(value, bool):
        found = "flag", value
    elif value in words:
        pass
    elif Sen in kinds:
        found = "money", values.amount(value)
    elif Rate in kinds:
        found = "rate", values.rate(value)
    elif isinstance(value, int):
        found = "count", value
    return found


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
