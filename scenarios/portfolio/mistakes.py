"""What is wrong with the columns of a file, before a row of it is read."""

from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

import pyarrow as pa

from scenarios.portfolio.reading import WrongType, texts, whole
from scenarios.portfolio.schema import LISTS, TERMS, Column

_NEAR = 0.8
"""How much alike a name and one that is missing must be."""


def mistakes(schema: Any) -> Iterator[str]:
    """What is wrong with the columns of a file, in words: those that are missing, and those of a wrong type."""
    names = schema.names
    yield from strangers(names, {**TERMS, **LISTS})
    yield from _again(names, {**TERMS, **LISTS})
    if not {"bills", "bills_day"} & {*names}:
        yield "there is neither a column 'bills' nor 'bills_day': nothing would ever be billed"
    for name, column in TERMS.items():
        if name in names:
            yield from _typed(_first(schema, name), column, name)
        elif column.needed:
            yield f"the column {name!r} is missing: {column.says}"
    for name, columns in LISTS.items():
        if name not in names or pa.types.is_null(_first(schema, name)):
            continue
        kind = _first(schema, name)
        if not ((pa.types.is_list(kind) or pa.types.is_large_list(kind)) and pa.types.is_struct(kind.value_type)):
            yield f"the column {name!r} is {kind}; it is a list of structs"
            continue
        parts = {part.name: part.type for part in kind.value_type}
        yield from strangers(parts, columns, f"{name}.")
        yield from _again([part.name for part in kind.value_type], columns, f"{name}.")
        for key, column in columns.items():
            if key in parts:
                yield from _typed(parts[key], column, f"{name}.{key}")
            elif column.needed:
                yield f"the column {name!r} has no field {key!r}: {column.says}"


def strangers(names: Collection[str], known: Collection[str], within: str = "") -> Iterator[str]:
    """Each name that is nearly one of those that are known and missing, in words; any other says nothing here."""
    for name in names:
        near = [] if name in known else get_close_matches(name, [one for one in known if one not in names], 1, _NEAR)
        if near:
            yield f"the column {within + name!r} is not read; name it {near[0]!r} if it is that, or leave it out"


def _again(names: Collection[str], known: Collection[str], within: str = "") -> Iterator[str]:
    for name, count in Counter(names).items():
        if name in known and count > 1:
            yield f"the column {within + name!r} is there {count} times, and nothing says which is meant; keep one"


def _first(schema: Any, name: str) -> Any:
    """The type of a column; where there are several of its name, of the first."""
    return schema.types[schema.names.index(name)]


def _typed(kind: Any, column: Column, name: str) -> Iterator[str]:
    empty = pa.array([], kind)
    try:
        texts(empty) if column.type == pa.string() else whole(empty, column, 0)
    except WrongType as wrong:
        yield f"the column {name!r} {wrong}"
