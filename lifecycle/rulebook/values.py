"""What a book may write for an amount, a rate, a day, a word or a list, and what to say of anything else."""

import re
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from lifecycle import calendar, money
from lifecycle.clauses.late_fee import Rate
from lifecycle.fields import KEY
from lifecycle.money import Sen
from lifecycle.problems import cut, quoted, unknown

_RATE = re.compile(r"(\d{1,4})(?:\.(\d{1,2}))?\s*%")
_BARE_RATE = re.compile(r"\d{1,4}(\.\d{1,2})?")
_SHARE = re.compile(r"0?\.(\d{1,4})")
_HIGHEST_RATE = 100_000
_LARGEST_COUNT = 10**9


def keys(kind: type) -> dict[str, str]:
    """The word that files write for each field of a clause's class, by the field's own name."""
    return {each.name: each.metadata.get(KEY, each.name) for each in attrs.fields(kind)}


def shown(value: object) -> str:
    """A value as an error repeats it: short, and without looking into a list or a table."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case int() if abs(value) >= 10**30:
            return "a number of that size"
        case str():
            return quoted(value)
        case _:
            return cut(str(value))


def amount(value: object) -> Sen:
    """An amount in sen: whole rupiah, or text in one of the forms of G3."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f'{shown(value)} is not an amount; write 5000 or "Rp 17.336,70"')
    sen = money.parse(value) if isinstance(value, str) else value * 100
    if not 0 <= sen <= money.MAX_SEN:
        raise ValueError(f"{shown(value)}: an amount of a rule is from 0 to {money.rupiah(money.MAX_SEN)}")
    return Sen(sen)


def rate(value: object) -> Rate:
    """A rate in basis points, exactly: ``"5%"``, ``"2.5%"``."""
    form = _RATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if form is None:
        meant = _rate_meant(shown(value).strip('"'))
        raise ValueError(f"{shown(value)} is not a rate; {meant}")
    points = int(form[1]) * 100 + int((form[2] or "").ljust(2, "0"))
    if points > _HIGHEST_RATE:
        raise ValueError(f"{shown(value)} is above 1000%, the highest rate this program takes")
    return Rate(points)


def _rate_meant(written: str) -> str:
    """How to write a rate that lacks its percent sign; a fraction of one may be meant either way."""
    bare = written.replace(",", ".").removesuffix("%")
    share = _SHARE.fullmatch(bare)
    if share and not written.endswith("%"):
        points = int(share[1].ljust(4, "0"))
        percent = f"{points // 100}.{points % 100:02d}".rstrip("0").rstrip(".")
        other = f', or "{bare}%" where that is meant' if _BARE_RATE.fullmatch(bare) else ""
        return f'a bare number is ambiguous: write "{percent}%" in quotes{other}'
    example = bare if _BARE_RATE.fullmatch(bare) else "2.5"
    return f'write it in quotes with a percent sign: "{example}%"'


def day(value: object) -> date:
    """A day, written bare or in quotes."""
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise ValueError(f"{shown(value)} is not a day; write it as 2024-01-01")
    return calendar.parse_day(str(value))


def count(value: object) -> int:
    """A whole number; the clause itself says how large it may be."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{shown(value)} is not a whole number; write it bare, as in 12")
    if abs(value) > _LARGEST_COUNT:
        raise ValueError(f"{shown(value)} is too large a number here")
    return value


def truth(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is neither true nor false; write one of them, bare")
    return value


def words(value: object) -> str:
    """Text in quotes."""
    if not isinstance(value, str):
        raise ValueError(f'{shown(value)} is not text; write it in quotes, as in "{shown(value)}"')
    return value


def choice(value: object) -> str | int:
    """A reading's value: text in quotes, or a whole number."""
    return words(value) if isinstance(value, str) else count(value)


def word(value: object, allowed: tuple[Any, ...]) -> Any:
    """One of some words."""
    if value not in allowed:
        raise ValueError(unknown("word", value, allowed) if isinstance(value, str) else _none_of(value, allowed))
    return value


def converter() -> Converter:
    """From TOML's data to the classes of clauses, all mistakes at once."""
    new = Converter(detailed_validation=True)
    for kind, read in ((Sen, amount), (Rate, rate), (date, day), (int, count), (bool, truth), (str, words)):
        new.register_structure_hook(kind, lambda value, _, read=read: read(value))
    new.register_structure_hook_func(
        lambda kind: _origin(kind) is Literal, lambda value, kind: word(value, get_args(kind))
    )
    new.register_structure_hook_func(_is_amount_or_word, _amount_or_word)
    new.register_structure_hook_func(lambda kind: kind == str | int, lambda value, _: choice(value))

    @new.register_structure_hook_factory(lambda kind: _origin(kind) is tuple)
    def listed(kind: Any) -> Any:
        elements: Any = list.__class_getitem__(get_args(kind)[0])

        def read(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list):
                double = "; a table of it is written with double brackets: [[...]]" if isinstance(value, dict) else ""
                raise ValueError(f"{shown(value)} is not a list{double}")
            return tuple(new.structure(value, elements))

        return read

    @new.register_structure_hook_factory(attrs.has)
    def table(kind: Any) -> Any:
        names: dict[str, Any] = {name: override(rename=key) for name, key in keys(kind).items()}
        build = make_dict_structure_fn(kind, new, _cattrs_forbid_extra_keys=True, **names)

        def read(value: object, _: object) -> Any:
            if not isinstance(value, dict):
                known = ", ".join(sorted(keys(kind).values()))
                raise ValueError(f"{shown(value)} is not a table of keys; known are {known}")
            return build(value, kind)

        return read

    return new


def _none_of(value: object, allowed: tuple[Any, ...]) -> str:
    return f"{shown(value)} is none of the words known here: {', '.join(sorted(allowed))}"


def _origin(kind: Any) -> Any:
    """What a type is made of: Literal, tuple, Union."""
    return get_origin(kind)


def _is_amount_or_word(kind: Any) -> bool:
    """``Sen | Literal["given"]``, with or without None: more than a plain optional."""
    parts = get_args(kind) if _origin(kind) in (Union, UnionType) else ()
    return Sen in parts and any(_origin(part) is Literal for part in parts)


def _amount_or_word(value: object, kind: Any) -> Any:
    """An amount, or one of the words that may stand in its place."""
    allowed = [each for part in get_args(kind) if _origin(part) is Literal for each in get_args(part)]
    if value in allowed:
        return value
    try:
        return amount(value)
    except ValueError as error:
        raise ValueError(f'{error}; or the word "{" / ".join(allowed)}"') from error
