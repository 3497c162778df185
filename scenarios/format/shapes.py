"""Mappings of a file made into the event classes, all mistakes at once: the converter, built once."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from operator import eq
from types import GenericAlias
from typing import Any, Literal, get_args, get_origin

import cattrs
from attrs import fields, has
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn, override

from lifecycle.calendar import Period
from lifecycle.events import KEY, Activated, Adjusted, Demanded, Paid, Terminated, word
from lifecycle.money import Money, Sen
from scenarios.format import scalars
from scenarios.format.checks import CHECKS, Misread, with_defaults
from scenarios.format.nodes import Mapping, Node, Scalar, Sequence

Unreadable = (BaseValidationError, ValueError)
"""What a shape raises for a node that it cannot read; `mistakes` tells it."""

Readings = tuple[tuple[str, str], ...]
"""Readings and their values, sorted."""

UNWRITTEN = {Activated: {"books"}, Paid: {"offset", "posted_offset"}, Terminated: {"notice"}}
"""Fields that no file writes."""

SPECIAL: dict[type, dict[str, Callable[[Node], Any]]] = {
    Activated: {"provider": scalars.slug, "edition": scalars.edition},
    Adjusted: {"amount": scalars.signed},
}
"""Fields that are read otherwise than their type says."""

SHORT = {Paid: "amount", Demanded: "amount"}
"""The one key that the short form of an event gives."""

Hook = Callable[[Any, Any], Any]


@cache
def file_keys(cls: type) -> dict[str, str]:
    """The keys that a file writes for a class, each with the name of its field."""
    unwritten = UNWRITTEN.get(cls, set())
    return {one.metadata.get(KEY, one.name): one.name for one in fields(cls) if one.name not in unwritten}


def label(cls: type) -> str:
    """What a person calls a class: ``billed``, ``bill line``, ``subscription``."""
    if cls is Activated:
        return "subscription"
    if hasattr(cls, "topic"):
        return word(cls)
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in cls.__name__)
    return spaced.strip().removeprefix("expected ")


def _readings(node: Node) -> Readings:
    if not isinstance(node, Mapping):
        raise ValueError("readings are written as a mapping, such as {late_fee.stacking: replace}")
    return tuple(sorted((name, scalars.text(value, f"a value for {name}")) for name, value in node.items()))


def entries(node: Node, wanted: str = "a list") -> Sequence:
    """The node as a list. Raises ValueError where it is none."""
    if not isinstance(node, Sequence):
        raise ValueError(f"{wanted} is needed here; write each entry after a hyphen, or all in [ ]")
    return node


def _by_text(read: Callable[[Node], Any]) -> Hook:
    return lambda node, _: read(node)


def fields_hook(cls: type, *, closed: bool = True) -> Hook:
    """The hook that makes a class of a mapping; an open one leaves unknown keys to others."""
    names = {name: override(rename=key) for key, name in file_keys(cls).items()}
    names |= {name: override(omit=True) for name in UNWRITTEN.get(cls, ())}
    names |= {name: override(rename=name, struct_hook=_by_text(read)) for name, read in SPECIAL.get(cls, {}).items()}
    make: Hook = make_dict_structure_fn(
        cls,
        CONVERTER,
        _cattrs_forbid_extra_keys=closed,
        _cattrs_detailed_validation=True,
        **names,  # type: ignore[arg-type]  # overrides by field name are how cattrs takes them
    )
    check = CHECKS.get(cls)

    def structure(node: Node, _: object = cls) -> Any:
        value = make(with_defaults(cls, _as_mapping(node, cls)), cls)
        doubts = list(check(value)) if check else []
        if doubts:
            raise Misread(doubts)
        return value

    return structure


def _as_mapping(node: Node, cls: type) -> Mapping:
    """The node as a mapping: itself, its short form, or empty where nothing is written."""
    if type(node) is Mapping:
        return node
    if isinstance(node, Scalar):
        if not node.text:
            return Mapping(node.line, node.column)
        if cls in SHORT:
            return Mapping(node.line, node.column).put(SHORT[cls], node, (node.line, node.column))
    known = ", ".join(file_keys(cls))
    raise ValueError(f"{label(cls)} is written as a mapping of {known}")


def _list_hook(kind: Any) -> Hook:
    several = GenericAlias(list, (get_args(kind)[0],))
    make = CONVERTER.get_structure_hook(several)
    return lambda node, _: tuple(make(entries(node), several))


def _word_hook(kind: Any) -> Hook:
    words = get_args(kind)
    return lambda node, _: scalars.one_of(node, words)


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    made.register_structure_hook_factory(has, fields_hook)
    made.register_structure_hook_factory(lambda kind: _made_of(kind, tuple), _list_hook)
    made.register_structure_hook_factory(lambda kind: _made_of(kind, Literal), _word_hook)
    for kind, read in _TEXTS:
        if isinstance(kind, type):
            made.register_structure_hook(kind, _by_text(read))
        else:
            made.register_structure_hook_func(partial(eq, kind), _by_text(read))
    return made


def _made_of(kind: Any, origin: Any) -> bool:
    return get_origin(kind) is origin


_TEXTS: list[tuple[Any, Callable[[Node], Any]]] = [
    (str, scalars.text),
    (int, scalars.whole),
    (bool, scalars.flag),
    (Sen, scalars.sen),
    (Money, scalars.amount),
    (Money | None, scalars.amount),
    (datetime, scalars.instant),
    (date, scalars.day),
    (Period, scalars.period),
    (Readings, _readings),
    (scalars.Written, scalars.written),
]

CONVERTER = _converter()
"""The one converter; a type of one's own joins by `register_structure_hook_func`."""


@cache
def shape(kind: Any) -> Callable[[Node], Any]:
    """How a node becomes a value of a type; what comes of it raises `Unreadable`."""
    hook = CONVERTER.get_structure_hook(kind)
    return lambda node: hook(node, kind)
