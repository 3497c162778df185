"""The JSON Schema of scenario files, made from the same classes that read them."""

import re
from datetime import date, datetime
from types import NoneType
from typing import Any, Literal, Union, get_args, get_origin

from attrs import NOTHING, fields, has

from lifecycle.calendar import Period
from lifecycle.clauses.routing import NOWHERE
from lifecycle.events import Activated, ProviderActs, word
from lifecycle.money import UNSPECIFIED, Money, Sen
from scenarios.format.checks import BY_BILL
from scenarios.format.expected import (
    ABSENT,
    DESTINATIONS,
    EXPECTATIONS,
    NEVER,
    NOT_APPLICABLE,
    Balance,
    Destination,
    ExpectedAmount,
    ExpectedFinding,
    Instant,
    RouteKey,
)
from scenarios.format.facts import Step
from scenarios.format.opening import BLOCK, REQUIRED
from scenarios.format.scalars import UNDATED, Written
from scenarios.format.shapes import SHORT, SPECIAL, Readings, file_keys, label
from scenarios.format.steps import EVENT_WORDS, EXPECT

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MONTH = r"[0-9]{4}-[0-9]{2}"
_TIME = r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
_AMOUNT = r"\s*-?\s*([Rr][Pp]\.?)?\s*-?[0-9][0-9.,]*\s*"
_IN_SEN = re.compile(r"(; `amount`)?,? in sen\b")


def _matching(pattern: str, description: str, *, also: tuple[str, ...] = ("string",), **more: Any) -> Schema:
    """A text of a pattern; ``also`` are the types as which YAML may see such a text."""
    kind: Any = also[0] if len(also) == 1 else list(also)
    return {"type": kind, "pattern": f"^({pattern})$", "description": description, **more}


_NUMBERS = ("integer", "number", "string")

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"], "minLength": 1}
_INSTANT = _matching(_DAY + _TIME, "an instant, WIB unless it has an offset; a date is its 00:00")
_WRITTEN = _matching(f"{_DAY}{_TIME}|{_MONTH}", "an instant, WIB unless it has an offset, or a month's first instant")
_SEN = _matching(_AMOUNT, "rupiah: 412500, 17336.70 or Rp 17.336,70", also=_NUMBERS, minimum=0)
_MAYBE_SEN = _matching(
    f"{_AMOUNT}|{UNSPECIFIED}", "rupiah, or unspecified where no source gives the amount", also=_NUMBERS, minimum=0
)
_TOTAL = rf"({_AMOUNT})(\s*\+\s*{UNSPECIFIED})?|{UNSPECIFIED}|{NOT_APPLICABLE}"
_FINDING_AS = "a finding's code, or its code and amount"

_ROUTE_TO = {
    "anyOf": [{"enum": list(DESTINATIONS)}, {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}],
    "description": "where the call goes: one of these words, or a destination that the rule book itself names",
}

_ROUTE_KEY = {
    "anyOf": [_matching("[0-9]", "a digit", also=("integer", "string"), minimum=0), {"enum": [ABSENT, NOWHERE]}],
    "description": "the digit that the call is put through with; absent, or none, where there is no key",
}

_LEAVES: list[tuple[Any, Schema]] = [
    (str, _TEXT),
    (int, _matching("0|[1-9][0-9]*", "a whole number", also=("integer", "string"), minimum=0)),
    (bool, _matching("true|false", "true or false", also=("boolean", "string"))),
    (Sen, _SEN),
    (Money, _MAYBE_SEN),
    (Money | None, _MAYBE_SEN),
    (datetime, _INSTANT),
    (date, _matching(_DAY, "a day")),
    (Period, _matching(_MONTH, "a bill's month, such as 2024-06")),
    (Written, _WRITTEN),
    (Readings, {"type": "object", "additionalProperties": _TEXT, "description": "readings and their values"}),
    (ExpectedAmount, _matching(_TOTAL, "rupiah, and a part that is unspecified", also=_NUMBERS, minimum=0)),
    (Destination, _ROUTE_TO),
    (RouteKey, _ROUTE_KEY),
    (Balance, _matching(_TOTAL, "rupiah; negative is the customer's credit", also=_NUMBERS)),
    (Instant, _matching(f"{_DAY}{_TIME}|{_MONTH}|{NEVER}", "an instant, or never")),
]

_EDITION = _matching(f"{_DAY}|{UNDATED}", "an edition, by its first day in force")
_PROVIDER = _matching("[a-z0-9]+(-[a-z0-9]+)*", "the provider, as its rule books are named")
_SPECIAL: dict[str, Schema] = {
    "provider": _PROVIDER,
    "edition": _EDITION,
    "amount": _matching(_AMOUNT, "rupiah; negative lowers the bill", also=_NUMBERS),
}


def schema() -> Schema:
    """The JSON Schema (2020-12) of a scenario file; a story that can be read agrees with it."""
    opening = _keys(Activated)
    top = {
        "scenario": {**_TEXT, "description": "the story's title"},
        "provider": _PROVIDER,
        "edition": {**_EDITION, "description": "the edition that is pinned for the whole story"},
        "provider_acts": {**_of(ProviderActs), "default": "by_the_rules"},
        "readings": opening["readings"],
        "givens": {"$ref": "#/$defs/givens"},
        "subscription": {"$ref": "#/$defs/subscription"},
        "steps": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}},
    }
    definitions = {word(event): _event(event) for event in EVENT_WORDS.values()}
    definitions |= {"givens": opening["givens"], "subscription": _subscription(opening)}
    definitions |= {"step": _step(), EXPECT: _expect()}
    return {
        "$schema": DIALECT,
        "title": "Scenario",
        "description": "One story of one customer with one provider.",
        **_object(top, REQUIRED),
        "$defs": definitions,
    }


def _object(keys: dict[str, Schema], required: tuple[str, ...] | list[str]) -> Schema:
    needs = {"required": list(required)} if required else {}
    return {"type": "object", "properties": keys, **needs, "additionalProperties": False}


def _keys(cls: type) -> dict[str, Schema]:
    """The schema of every key of a class."""
    types = {one.name: one.type for one in fields(cls)}
    special = SPECIAL.get(cls, {})
    return {key: _SPECIAL[key] if key in special else _of(types[name]) for key, name in file_keys(cls).items()}


def _class(cls: type) -> Schema:
    """A class as an object, described by its docstring."""
    defaults = {one.name: one.default for one in fields(cls)}
    required = [key for key, name in file_keys(cls).items() if defaults[name] is NOTHING]
    return {"title": label(cls), "description": _first_words(cls), **_object(_keys(cls), required)}


def _first_words(cls: type) -> str:
    """What a class is, for a person who writes rupiah into a file: its docstring without the sen that it holds."""
    first = " ".join((cls.__doc__ or "").partition("\n\n")[0].split()).replace("``", "`").replace("*", "")
    return _IN_SEN.sub("", first)


def _of(kind: Any) -> Schema:
    """The schema of a field's type."""
    for known, made in _LEAVES:
        if known == kind:
            return made
    origin, inner = get_origin(kind), get_args(kind)
    if kind is ExpectedFinding:
        full = _class(kind)
        return {"anyOf": [full["properties"]["code"], full], "description": _FINDING_AS}
    if has(kind):
        return _nullable(_class(kind))
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0])}
    if NoneType in inner:
        return _of(Union[tuple(one for one in inner if one is not NoneType)])  # noqa: UP007 - made of a tuple
    raise TypeError(f"no schema for {kind!r}")


def _nullable(made: Schema) -> Schema:
    """An object of which nothing is required may be left empty, too."""
    return made if "required" in made else {**made, "type": ["object", "null"]}


def _event(event: type) -> Schema:
    """An event, with its short form where it has one."""
    full = _nullable(_class(event))
    if label(event) == "terminated":
        full = _terminated(full)
    if label(event) == "demanded":
        full = {**full, "dependentSchemas": {"period": {"properties": {"of": {"enum": list(BY_BILL)}}}}}
    if event not in SHORT:
        return full
    return {"anyOf": [full["properties"][SHORT[event]], full], "description": full["description"]}


def _terminated(full: Schema) -> Schema:
    """A customer ends by wish, which need not be said; a provider gives a reason, and it is no wish."""
    by_customer = {"properties": {"by": {"const": "customer"}}, "required": ["by"]}
    wish = {"properties": {"reason": {"const": "wish"}}}
    other = {"properties": {"reason": {"not": {"const": "wish"}}}, "required": ["reason"]}
    return {**full, "required": ["by"], "if": by_customer, "then": wish, "else": other}


def _subscription(opening: dict[str, Schema]) -> Schema:
    made = _object({key: opening[key] for key in BLOCK}, ["number"])
    return {**made, "description": _first_words(Activated), "dependentRequired": {"bills": ["monthly_fee"]}}


def _step() -> Schema:
    """A step: `at`, exactly one event or `expect`, and what is known of it."""
    ways = [*EVENT_WORDS, EXPECT]
    made = _object(_keys(Step) | {name: {"$ref": f"#/$defs/{name}"} for name in ways}, ["at"])
    unknown = {"properties": {"precision": {"const": "unknown"}}, "required": ["precision"]}
    inferred = {"properties": {"inferred": {"enum": [True, "true"]}}, "required": ["inferred"]}
    return {
        **made,
        "description": _first_words(Step),
        "oneOf": [{"required": [name]} for name in ways],
        "dependentSchemas": {EXPECT: {"properties": {"refused": False}}},
        "if": unknown,
        "then": inferred,
    }


def _expect() -> Schema:
    """Expectations, each of which may also be not applicable."""
    keys = {key: _or_not_applicable(_of(kind)) for key, kind in EXPECTATIONS.items()}
    choices = {"under": _of(Readings), "on_edition": _EDITION}
    made = _object(keys | choices, [])
    return {**made, "description": "What must hold at this instant.", "anyOf": [{"required": [key]} for key in keys]}


def _or_not_applicable(made: Schema) -> Schema:
    if NOT_APPLICABLE in made.get("pattern", ""):
        return made
    if "enum" in made:
        return {**made, "enum": [*made["enum"], NOT_APPLICABLE]}
    return {"anyOf": [made, {"const": NOT_APPLICABLE}]}
