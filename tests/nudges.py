"""Small changes of a rule book, one parameter at a time, each of which some story must notice."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from lifecycle import clauses, money
from lifecycle.money import Sen
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, read_text
from lifecycle.rulebook.header import RoundingForm
from lifecycle.rulebook.values import keys

TABLES: dict[str, type] = {**clauses.TABLES, "rounding": RoundingForm}

FREE = ("another", "email", "none")
"""What may stand for a word that a book is free to choose: one that nobody knows, a destination, and none."""

FIRST_ENDS = "until = {month = 1, day = 1}"
SECOND_RUNS = "from = {month = 1, day = 1}\nuntil = {month = 2, day = 1}"
SECOND_RUNS_LATER = "from = {month = 2, day = 1}\nuntil = {month = 3, day = 1}"

TOGETHER = {
    ("indihome", "billing.due.month"): {
        "due = {month = 0, day = 20}": "due = {month = 1, day = 20}",
        FIRST_ENDS: "until = {month = 2, day = 1}",
        SECOND_RUNS: SECOND_RUNS_LATER,
    },
    ("indihome", "late_fee.tier[0].until.month"): {FIRST_ENDS: "until = {month = 0, day = 31}"},
    ("indihome", "late_fee.tier[0].until.day"): {FIRST_ENDS: "until = {month = 0, day = 30}"},
    ("indihome", "late_fee.tier[1].from.month"): {SECOND_RUNS: SECOND_RUNS_LATER},
}
"""Instants that cannot move alone, as tiers would overlap or run backwards: texts of the book, and others for them."""


@frozen
class Nudge:
    """A parameter of a book, what was made of it, and the book that follows."""

    path: str
    value: str
    book: RuleBook


def nudges(book: RuleBook, parameter: Parameter) -> Iterator[Nudge]:
    """Every legal small change of one parameter; what the book itself refuses is none."""
    for value in _values(book, parameter):
        try:
            yield Nudge(parameter.path, value, book.with_(parameter.path, value))
        except Problems:
            continue
    together = TOGETHER.get((book.provider, parameter.path))
    if together is not None:
        yield Nudge(parameter.path, "another, with its neighbours", _together(book, together))


def _together(book: RuleBook, changes: dict[str, str]) -> RuleBook:
    text = book.text
    for old, new in changes.items():
        assert text.count(old) == 1, f"{book.path} no longer says {old} once"
        text = text.replace(old, new)
    return read_text(text, book.path)


def _values(book: RuleBook, parameter: Parameter) -> list[str]:
    """The neighbours of a value: one up and one down, the other words, the other readings."""
    path, value = parameter.path, parameter.value
    reading = book.reading(path.removeprefix("readings.").removesuffix(".default"))
    if reading is not None:
        if reading.numbers is not None:
            return [str(reading.default + 1), str(reading.default - 1)]
        return [clauses.word(choice) for choice in reading.allowed if choice is not reading.default]
    if isinstance(value, bool):
        return [str(not value).lower()]
    kind = _kind(path)
    words = [word for word in _words(kind) if word != value]
    if isinstance(value, int):
        near = _least(book) if Sen in (kind, *get_args(kind)) and not path.startswith("rounding.") else 1
        return [str(value + near), str(value - near), *words]
    if value.endswith("%"):
        points = int(Decimal(value[:-1]) * 100)
        return [f"{near // 100}.{near % 100:02}%" for near in (points + 1, points - 1)]
    if value.startswith("Rp"):
        return [money.rupiah(Sen(money.parse(value) + step)) for step in (1, -1)]
    # In a list, a word that it has already takes this one out of it; another one puts that in its place.
    return words


def _least(book: RuleBook) -> int:
    """The least change of an amount, in rupiah, that is not lost where the book rounds."""
    return max(1, book.rounding.step // 100)


def _kind(path: str) -> Any:
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
