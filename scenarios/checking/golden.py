"""A golden result: what a story came to when somebody last read it and found it right, in a file beside the story."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from attrs import frozen

from scenarios.commands.story_files import INVALID, below

ENDS = ".golden.json"
"""How the name of such a file ends."""


@frozen
class Book:
    """An edition that judged the story, by the digest of its text."""

    edition: str
    digest: str


@frozen
class Sum:
    """An amount in sen, and the names of its unspecified parts."""

    sen: int
    unspecified: tuple[str, ...] = ()


@frozen
class Act:
    """An act of the rules: its word, its number among those, its instant."""

    event: str
    number: int
    at: str


@frozen
class Finding:
    """A finding, with its rupiah where it is about any."""

    code: str
    at: str
    amount: Sum | None


@frozen
class Golden:
    """A result as it is written; README.md beside the reports tells each part."""

    format: Literal["lifecycle.golden"]
    version: Literal[1]
    until: str
    books: tuple[Book, ...]
    readings: dict[str, str]
    rupiah: dict[str, Sum]
    acts: tuple[Act, ...]
    standing: dict[str, Any]
    refused: tuple[int, ...]
    findings: tuple[Finding, ...]
    months: tuple[dict[str, Any], ...]


_DECODER = msgspec.json.Decoder(Golden)


def beside(story: Path) -> Path:
    """Where a story's golden result stands: ``late.golden.json`` beside ``late.yaml``."""
    return story.with_name(story.stem + ENDS)


def read(data: bytes) -> Golden:
    """A result as it was written. Raises ValueError, in words, for what is none of this version."""
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise ValueError(str(wrong) or "nested too deep") from None


def orphans(paths: Sequence[Path]) -> list[Path]:
    """The golden results below some folders whose story is gone, or must be refused and comes to nothing."""
    found = {one for path in paths if path.is_dir() for one in below(path, f"*{ENDS}")}
    return sorted(one for one in found if not _story(one).is_file() or _story(one).name.endswith(INVALID))


def _story(golden: Path) -> Path:
    return golden.with_name(golden.name.removesuffix(ENDS) + ".yaml")
