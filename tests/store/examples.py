"""Events of every class, made by their fields' types: with nothing said that need not be, and with everything said."""

from collections.abc import Iterator
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import attrs

from lifecycle.calendar import WIB, Period
from lifecycle.events import EVENTS, Recorded

NAME = "kept/1"
FIRST, LAST = 0, -1
"""Which of several alternatives of a field's type is taken."""


def examples() -> Iterator[Recorded]:
    """Three of every class: the least, and all fields said with the first and with the last of their alternatives."""
    version = 0
    for which in (None, FIRST, LAST):
        for event in EVENTS.values():
            version += 1
            yield made(Recorded, which, subscription=NAME, version=version, event=made(event, which))


def made(cls: type[Any], which: int | None, **given: Any) -> Any:
    """One of a class; ``which`` is None for the least of it."""
    resolved = get_type_hints(cls)
    for field in attrs.fields(cls):
        required = field.default is attrs.NOTHING
        if field.name not in given and (required or which is not None):
            given[field.name] = _value(resolved[field.name], which or FIRST, field.name, field.default)
    return cls(**given)


def _value(hint: Any, which: int, name: str, default: object) -> Any:
    """A value of a type, other than the default."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is Period:
        return Period("2024-06")
    if isinstance(hint, NewType):
        return _value(hint.__supertype__, which, name, default)
    if origin in (Union, UnionType):
        kinds = [arg for arg in args if arg is not NoneType]
        return _value(kinds[which], which, name, default)
    if origin is Literal:
        return [arg for arg in args if arg != default][which]
    if origin is tuple:
        return tuple(_value(arg, which, name, attrs.NOTHING) for arg in args if arg is not Ellipsis)
    if attrs.has(hint):
        return made(hint, which)
    plain: dict[Any, Any] = {
        datetime: datetime(2024, 6, 5, 10, 30, 0, 250_000, tzinfo=WIB),
        date: date(2024, 6, 20),
        str: f"{name} — “é”" if which == LAST else name,
        bool: default is not True,
        int: 2**63 - 1 if which == LAST else 41_250_000,
    }
    return plain[hint]
