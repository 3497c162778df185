"""The values next to one that a rule book writes: one up and one down, the other words, the other readings."""

import re
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from lifecycle import clauses, money
from lifecycle.money import Sen
from lifecycle.rulebook import Parameter, RuleBook
from lifecycle.rulebook.header import RoundingForm
from lifecycle.rulebook.values import keys

TABLES: dict[str, type] = {**clauses.TABLES, "rounding": RoundingForm}

FREE = ("another", "email", "none")
"""What may stand for a word that a book is free to choose: one that nobody knows, a destination, and none."""


def values(book: RuleBook, parameter: Parameter) -> list[str]:
    """The neighbours of a parameter's value, legal or not: a day, a month, a rupiah, a basis point, another word."""
    path, value = parameter.path, parameter.value
    reading = book.reading(path.removeprefix("readings.").removesuffix(".default"))
    if reading is not None:
        if reading.numbers is not None:
            return [str(reading.default + 1), str(reading.default - 1)]
        return [clauses.word(choice) for choice in reading.allowed if choice is not reading.default]
    if isinstance(value, bool):
        return [str(not value).lower()]
    kind = kind_of(path)
    words = [word for word in _words(kind) if word != value]
    if isinstance(value, int):
        near = least(book) if Sen in (kind, *get_args(kind)) and not path.startswith("rounding.") else 1
        return [str(value + near), str(value - near), *words]
    if value.endswith("%"):
        points = int(Decimal(value[:-1]) * 100)
        return [f"{near // 100}.{near % 100:02}%" for near in (points + 1, points - 1)]
    if value.startswith("Rp"):
        return [money.rupiah(Sen(money.parse(value) + step)) for step in (1, -1)]
    # In a list, a word that it has already takes this one out of it; another one puts that in its place.
    return words


def least(book: RuleBook) -> int:
    """The least change of an amount, in rupiah, that is not lost where the book rounds."""
    return max(1, book.rounding.step // 100)


def kind_of(path: str) -> Any:
    """The type that the clause's class gives a parameter."""
    first, *rest = re.findall(r"[^.\[\]]+", path)
    kind: Any = TABLES[first]
    for part in rest:
        inner = next((each for each in (kind, *get_args(kind)) if attrs.has(each) or get_origin(each) is tuple), kind)
        if part.isdecimal():
            kind = get_args(inner)[0]
        else:
            kind = get_type_hints(inner)[next(name for name, key in keys(inner).items() if key == part)]
    return kind


def _words(kind: Any) -> list[str]:
    """The words that may be written for a value of a type; an amount that is given may be one rupiah, too."""
    if kind is str:
        return list(FREE)
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    found = [word for part in get_args(kind) for word in _words(part)]
    return [*found, "1"] if found and Sen in get_args(kind) else found
