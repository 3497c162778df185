"""A book taken apart: its page, the one TOML document of its blocks, and the place of everything in it."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import accumulate
from typing import Any

from attrs import frozen

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import header, markdown
from lifecycle.rulebook.markdown import Block, Page
from lifecycle.rulebook.positions import Path, Spot, dotted, spots

LARGEST = 128 * 1024
"""Bytes that a book may have; those that ship have a tenth of it."""

LONGEST = 1000
"""Characters that a line of a rule may have: tomllib's work grows with the square of a dotted key's parts."""

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_DEEP = "the rule is nested too deeply to be one"


@frozen
class Document:
    """One book: the name it is reported under, its page, its TOML data and where each part of it stands."""

    name: str
    page: Page
    data: Mapping[str, Any]
    spots: Mapping[Path, Spot]
    names: Mapping[str, Path]
    starts: tuple[int, ...]

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column (from 1) of a key, or of the nearest part of its path that is written."""
        while path and path not in self.spots:
            path = path[:-1]
        if not path:
            first = self.page.blocks[0].first if self.page.blocks else 1
            return first, 1
        offset = self.spots[path].key
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def problem(self, path: Path, message: str) -> Problem:
        """A mistake at a key."""
        line, column = self.place(path)
        return Problem(self.name, line, column, message, self.page.line(line))

    def value(self, path: Path) -> Any:
        """What is written under a path."""
        value: Any = self.data
        for part in path:
            value = value[part]
        return value


def text_of(file: Traversable) -> str:
    """A book's text from its file. Raises Problems for a file that cannot be read or is no text."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise Problems([Problem(str(file), 0, 0, f"cannot be read: {error.strerror}")]) from error
    return decoded(data, str(file))


def decoded(data: bytes, name: str) -> str:
    """A book's bytes as text, one kind of line end, no mark at the start. Raises Problems for what is no text."""
    if len(data) > LARGEST:
        raise Problems([Problem(name, 1, 1, f"too large for a rule book, which has at most {LARGEST} bytes")])
    if b"\0" in data:
        raise Problems([Problem(name, 1, 1, "this is not a text file; a rule book is Markdown in UTF-8")])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problems([Problem(name, line, 1, "this is not UTF-8; save the rule book as UTF-8 text")]) from error


def opened(text: str, name: str) -> Document:
    """Take a book's text apart. Raises Problems for fences, titles, headers and TOML that are none."""
    page = markdown.page(text)
    if page.unclosed:
        line = page.line(page.unclosed)
        raise Problems([Problem(name, page.unclosed, 1, "this block is never closed; end it with a line of ```", line)])
    problems = [*_outline(page, name)]
    for number, block in enumerate(page.blocks):
        problems += _block(page, block, name, number > 0)
    if problems:
        raise Problems(problems)
    data, problem = _parsed(page, Block(1, len(page.lines)), name, page.toml)
    if problem:
        raise Problems([problem])
    starts = accumulate((len(line) + 1 for line in page.lines[:-1]), initial=0)
    places = spots(page.toml)
    return Document(name, page, data, places, {dotted(path): path for path in places}, tuple(starts))


def _outline(page: Page, name: str) -> list[Problem]:
    """Whether there is a title, and under it a block."""
    if not page.blocks:
        return [Problem(name, 1, 1, "no header: under its title a book has a ```toml block with provider and in_force")]
    first = page.blocks[0].first - 1
    title = next((each for each in page.headings if each.level == 1 and each.text and each.line < first), None)
    if title is None:
        return [Problem(name, first, 1, "a book begins with its title, as in # Terms of 2024", page.line(first))]
    return []


def _block(page: Page, block: Block, name: str, later: bool) -> list[Problem]:
    """What is wrong with one block by itself, so that no quote or bracket runs on into the next one."""
    lines = page.lines[block.first - 1 : block.last]
    long = next((at for at, line in enumerate(lines, block.first) if len(line) > LONGEST), None)
    if long:
        return [Problem(name, long, 1, f"the line is too long for a rule; at most {LONGEST} characters")]
    text = "\n".join(lines)
    # A book that is changed by a little is read anew, and all its blocks but one are what they were.
    data, problem = _parsed(page, block, name, text, _known)
    if problem:
        return [problem]
    again = [key for key in data if key in header.KEYS and later]
    if not again:
        return []
    line = block.first + text.count("\n", 0, spots(text)[again[0],].key)
    words = f'"{again[0]}" belongs to the header, which is the first block of a book and the only one of its kind'
    return [Problem(name, line, 1, words, page.line(line))]


def _loads(text: str) -> Mapping[str, Any]:
    """The data of a piece of TOML; decimals stay text, so that none becomes a float."""
    return tomllib.loads(text, parse_float=str)


_known = lru_cache(maxsize=256)(_loads)


def _parsed(
    page: Page, block: Block, name: str, text: str, loads: Callable[[str], Mapping[str, Any]] = _loads
) -> tuple[Mapping[str, Any], Problem | None]:
    """The data of a piece of TOML, or what is wrong with it."""
    try:
        return loads(text), None
    except RecursionError:
        return {}, Problem(name, block.first, 1, _DEEP, page.line(block.first))
    except ValueError as error:
        place = _PLACE.search(str(error))
        end = text.count("\n") + 1, len(text) - text.rfind("\n")
        line, column = (int(place["line"]), int(place["column"])) if place and place["line"] else end
        at = block.first + line - 1
        return {}, Problem(name, at, column, f"not TOML: {_PLACE.sub('', str(error))}", page.line(at))
