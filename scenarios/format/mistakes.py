"""The converter's errors as mistakes, each at the node or the key that it is about."""

from collections.abc import Iterator

from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from lifecycle.problems import nearest, unknown
from scenarios.format.checks import Misread
from scenarios.format.nodes import Hole, Mapping, Mistake, Node
from scenarios.format.shapes import file_keys, label


def mistakes(error: Exception, node: Node) -> Iterator[Mistake]:
    """Every mistake in an error of the converter, each at the node or key that it is about."""
    if isinstance(node, Hole):
        return
    if isinstance(error, ClassValidationError):
        yield from _in_fields(error, node)
    elif isinstance(error, BaseValidationError):
        for one in error.exceptions:
            index = next(note.index for note in one.__notes__ if isinstance(note, IterableValidationNote))
            yield from mistakes(one, node[index])  # type: ignore[index]
    elif isinstance(error, Misread):
        for key, message in error.doubts:
            yield _under(node, key).place, message
    elif isinstance(error, ValueError):
        yield node.place, str(error)
    else:
        raise error


def _under(node: Node, key: str) -> Node:
    """What stands under a key; the node itself where it is a short form or the key is missing."""
    return node.get(key, node) if isinstance(node, Mapping) else node


def _in_fields(error: ClassValidationError, node: Node) -> Iterator[Mistake]:
    """The mistakes of one mapping; a missing key that is only misspelt is told once, as the unknown one."""
    known = {name: key for key, name in file_keys(error.cl).items()}
    misspelt = set()
    for one in error.exceptions:
        if isinstance(one, ForbiddenExtraKeysError) and isinstance(node, Mapping):
            for key in one.extra_fields:
                misspelt.add(nearest(key, known.values()))
                yield node.key_place(key), unknown("key", key, known.values(), f" in {label(error.cl)}")
    for one in error.exceptions:
        note = next((note for note in getattr(one, "__notes__", ()) if isinstance(note, AttributeValidationNote)), None)
        if note is None:
            continue
        key = known[note.name]
        if isinstance(one, KeyError):
            if key not in misspelt:
                yield node.place, f'missing key "{key}" in {label(error.cl)}'
        else:
            yield from mistakes(one, _under(node, key))
