"""A story's tree, loose enough to be spoilt: doubled keys, any text, pieces of YAML as they stand."""

import json
import re
from collections.abc import Iterator

import yaml

_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w.+/% -]|:(?=\w))*(?<! )")


class Raw(str):
    """A piece of YAML that is written as it stands."""

    __slots__ = ()


class Keys(list[tuple[str, "Tree"]]):
    """A mapping as its pairs, so that a key may stand twice."""


class Items(list["Tree"]):
    """A list."""


Tree = str | Keys | Items

Slot = tuple[Keys | Items, int]
"""A container and the index of one of its entries."""


def tree(text: str) -> Tree:
    """The tree of a good story; every scalar is text."""
    return _grown(yaml.compose(text, Loader=yaml.CSafeLoader))


def _grown(node: yaml.Node | None) -> Tree:
    if isinstance(node, yaml.MappingNode):
        return Keys((str(key.value), _grown(value)) for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return Items(_grown(value) for value in node.value)
    return str(node.value) if node is not None else ""


def slots(root: Tree) -> Iterator[Slot]:
    """Every entry of every mapping and list."""
    for index, entry in enumerate(root if not isinstance(root, str) else ()):
        yield root, index  # type: ignore[misc]  # a text has no entries
        yield from slots(entry[1] if isinstance(entry, tuple) else entry)


def value(slot: Slot) -> Tree:
    """What stands in an entry."""
    container, index = slot
    return container[index][1] if isinstance(container, Keys) else container[index]


def put(slot: Slot, new: Tree) -> None:
    """Another value in an entry."""
    container, index = slot
    if isinstance(container, Keys):
        container[index] = (container[index][0], new)
    else:
        container[index] = new


def named(root: Tree, key: str) -> Tree:
    """What stands under a key at the top, or an empty text."""
    return next((under for name, under in root if name == key), "") if isinstance(root, Keys) else ""


def text(root: Tree) -> str:
    """The tree as YAML: the top and the steps in lines of their own, the rest in brackets."""
    if not isinstance(root, Keys):
        return _flow(root) + "\n"
    return "".join(_top(key, under) for key, under in root)


def _top(key: str, under: Tree) -> str:
    if not isinstance(under, Items) or not under:
        return f"{_scalar(key)}: {_flow(under)}\n"
    return f"{_scalar(key)}:\n" + "".join(_entry(entry) for entry in under)


def _entry(entry: Tree) -> str:
    if not isinstance(entry, Keys) or not entry:
        return f"  - {_flow(entry)}\n"
    first, *rest = (f"{_scalar(key)}: {_flow(under)}\n" for key, under in entry)
    return f"  - {first}" + "".join(f"    {line}" for line in rest)


def _flow(node: Tree) -> str:
    if isinstance(node, Keys):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(under)}" for key, under in node) + "}"
    if isinstance(node, Items):
        return "[" + ", ".join(map(_flow, node)) + "]"
    return _scalar(node)


def _scalar(word: str) -> str:
    if isinstance(word, Raw) or _PLAIN.fullmatch(word):
        return word
    return json.dumps(word, ensure_ascii=False) if word else '""'
