"""The fields of events, as outputs name them, with what each field holds."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args, get_type_hints

import attrs

from lifecycle import calendar
from lifecycle.calendar import Period
from lifecycle.events import KEY, Activated, BankAccount, Event, Slip
from lifecycle.money import Amount, Sen, plain
from scenarios.report.masking import Mask

_NUMBERS = {(Activated, "number"), (BankAccount, "number")}
_NAMES = {(Activated, "name"), (BankAccount, "name"), (Slip, "name")}
_THINGS = frozenset({"ticket", "order"})
"""Fields that tell one thing from another; of these only what is the story's own number or name is masked."""


Kind = Literal["money", "month", "free", "told"]
"""An amount in sen, a month, free text, or whatever else: a number, an instant, a word of the format's, a part."""


class Field(NamedTuple):
    """One field of a class: its name, the key that files write, what kind of value it is; its default."""

    name: str
    key: str
    kind: Kind
    default: Any


class Entry(NamedTuple):
    """One field of an event with the value to show; of the ``kind`` "money" it is sen."""

    key: str
    value: Any
    kind: Kind

    @property
    def money(self) -> bool:
        """Whether it is an amount."""
        return self.kind == "money"


_FIELDS: dict[type[Any], tuple[Field, ...]] = {}


def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """The fields of an event's class, or of one that its fields hold."""
    if cls not in _FIELDS:
        hints = get_type_hints(cls)
        _FIELDS[cls] = tuple(
            Field(
                one.name,
                one.metadata.get(KEY, one.name),
                _kind(hints[one.name]),
                one.default,
            )
            for one in attrs.fields(cls)
        )
    return _FIELDS[cls]


def _kind(hint: Any) -> Kind:
    kinds: dict[Any, Kind] = {Sen: "money", Period: "month", str: "free"}
    return next((kind for one, kind in kinds.items() if hint is one or one in get_args(hint)), "told")


def entries(value: Any, mask: Mask) -> Iterator[Entry]:
    """What an event says, or a part of it: the fields that are not at their default, numbers and names masked."""
    cls = type(value)
    for one in fields_of(cls):
        found = getattr(value, one.name)
        if one.default is not attrs.NOTHING and found == one.default:
            continue
        if (cls, one.name) in _NUMBERS:
            found = mask.number(found)
        elif (cls, one.name) in _NAMES:
            found = mask.name(found)
        elif isinstance(found, str) and one.kind == "free":
            found = mask.sentence(found) if one.name in _THINGS else mask.text(found)
        yield Entry(one.key, found, one.kind)


def amount(value: Amount) -> dict[str, Any]:
    """An amount for machines: the known part in sen and in plain rupiah, and the names of the unspecified parts."""
    return {"sen": value.sen, "rupiah": plain(value.sen), "unspecified": value.parts}


def payload(event: Event, mask: Mask) -> dict[str, Any]:
    """What an event says, for JSON."""
    lowered: dict[str, Any] = _lowered(event, mask)
    return lowered


# The classes are bound here: in a freeze their names mean others.
def _lowered(value: Any, mask: Mask, instant: type[datetime] = datetime, day: type[date] = date) -> Any:
    if attrs.has(type(value)):
        return {
            entry.key: amount(Amount.of(entry.value, entry.key)) if entry.money else _lowered(entry.value, mask)
            for entry in entries(value, mask)
        }
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return dict(value)
        return [_lowered(part, mask) for part in value]
    if isinstance(value, instant):
        return calendar.iso(value)
    return value.isoformat() if isinstance(value, day) else value
