"""A book's parameters in its text, and the same text with some of them changed."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lifecycle.rulebook import header
from lifecycle.rulebook.document import Document
from lifecycle.rulebook.positions import Path

_WHOLE = re.compile(r"0|[1-9]\d{0,17}")


def parameters(document: Document) -> Iterator[tuple[Path, str | int | bool]]:
    """Every number and word of the rule with its path, in the order of the text.

    The header's own keys but ``rounding`` are none, and of a reading only its default is one.
    """
    for path in document.spots:
        value = document.value(path)
        if isinstance(value, dict | list) or (path[0] in header.KEYS and path[0] != "rounding"):
            continue
        if path[0] != "readings" or path[-1] == "default":
            yield path, value if isinstance(value, str | int) else str(value)


def rewritten(document: Document, text: str, changes: Mapping[Path, str]) -> str:
    """The text with some parameters' values in place of those written."""
    edits = dict(changes)
    for path, value in changes.items():
        if path[0] == "readings":
            default = document.value(path)
            also = document.value((*path[:-1], "also")) if (*path[:-1], "also") in document.spots else []
            edits |= {(*path[:-1], "also", also.index(value)): default} if value in also else {}
    for place, new in sorted(edits.items(), key=lambda edit: document.spots[edit[0]].start, reverse=True):
        spot = document.spots[place]
        written = _written(document.value(place), new, text[spot.start : spot.end])
        text = f"{text[: spot.start]}{written}{text[spot.end :]}"
    return text


def _written(old: Any, new: str, as_it_stands: str) -> str:
    """A new value as TOML, bare where the old one was and the new one can be."""
    if isinstance(old, bool):
        if new.lower() == str(old).lower():
            return as_it_stands
        bare = new.lower() in ("true", "false")
        return new.lower() if bare else _quoted(new)
    if str(old) == new:
        return as_it_stands
    return new if isinstance(old, int) and _WHOLE.fullmatch(new) else _quoted(new)


def _quoted(new: str) -> str:
    """A string as TOML writes it."""
    return json.dumps(new, ensure_ascii=False).replace("\x7f", "\\u007f")
