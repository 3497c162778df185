"""The fields of an event as people read them, one by one."""

from typing import Any

import attrs

from lifecycle.money import Amount
from lifecycle.notation import Month, Thing
from lifecycle.sentence import Sentence, joined, said, word
from scenarios.report import payload
from scenarios.report.masking import Mask
from scenarios.report.payload import Entry

_BARE = frozenset({"period", "package", "plan", "item", "name", "number", "bank", "for"})
"""Fields whose value reads well without the name of the field."""

_CODES = frozenset({"topic", "routed_to"})
"""Texts that a rule book may have a code for."""


def detail(entry: Entry, mask: Mask) -> Sentence:
    """One field in words; empty where it holds nothing."""
    value, name = entry.value, word(entry.key, entry.key.replace("_", " ").replace(".", " "))
    if isinstance(value, bool):
        return name if value else said("no {field}", field=name)
    if entry.money:
        return said("{field} {value}", field=name, value=Amount.of(value, entry.key))
    if attrs.has(type(value)):
        inner = [detail(part, mask) for part in payload.entries(value, mask)]
        return said("{field} {value}", field=name, value=joined(", ", inner)) if inner else joined("", ())
    if isinstance(value, tuple):
        return said("{field}: {items}", field=name, items=joined("; ", (_of_list(part, mask) for part in value)))
    told = _value(entry)
    match entry.key:
        case "for_period":
            return said("for {month}", month=told)
        case "by" if value in ("email", "phone"):
            return said("by {method}", method=told)
        case "method":
            return said("by {method}", method=told)
        case "posted_at":
            return said("posted {at}", at=told)
        case key if key in _BARE:
            return said("{value}", value=told)
        case _:
            return said("{field} {value}", field=name, value=told)


def _of_list(value: Any, mask: Mask) -> object:
    """One bill line, or one day, of a field that holds several."""
    if not attrs.has(type(value)):
        return value
    found = list(payload.entries(value, mask))
    amounts = [Amount.of(entry.value, entry.key) for entry in found if entry.money]
    return joined(" ", [*(_value(entry) for entry in found if not entry.money), *amounts])


def _value(entry: Entry) -> object:
    """A value as what it is: a month, a word of the format's, or a text of the story's, which is masked already."""
    value = entry.value
    if not isinstance(value, str):
        return value
    if entry.kind == "month":
        return Month(value)
    if entry.kind == "free" and entry.key not in _CODES:
        return Thing(value.replace("_", " "))
    return word(value)
