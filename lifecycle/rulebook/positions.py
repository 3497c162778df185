"""Where each key and value of a TOML text stands, which tomllib does not tell.

It scans a text that tomllib has already accepted, so it checks nothing itself. It knows tables, arrays of
tables, dotted and quoted keys, strings of all four kinds, and arrays and inline tables over several lines.
"""

import re
import tomllib
from collections.abc import Mapping

from attrs import frozen

Path = tuple[str | int, ...]
"""Keys and array indices from the top of the document."""

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}#\n]+")


@frozen
class Spot:
    """Where a key stands (offset), and its value's start and end; both are the key's for a table."""

    key: int
    start: int
    end: int


def dotted(path: Path) -> str:
    """A path as people write it: ``late_fee.tier[1].rate``."""
    words = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(words).removeprefix(".")


def spots(text: str) -> Mapping[Path, Spot]:
    """The place of every table, key, value and array element, in the order of the text."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Spot] = {}
        self.counts: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        self.skip()
        while self.at < len(self.text):
            place = self.at
            if self.text.startswith("[[", place):
                self.at += 2
                keys = self.keys()
                array = (*self.table(keys[:-1]), keys[-1])
                index = self.counts.get(array, 0)
                self.counts[array] = index + 1
                table = (*array, index)
                self.at += 2
                self.note(table, place)
            elif self.text[place] == "[":
                self.at += 1
                table = self.table(self.keys())
                self.at += 1
                self.note(table, place)
            else:
                self.pair(table)
            self.skip()

    def table(self, keys: list[str]) -> Path:
        """The path of a table's name: through an array of tables it means the array's latest."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def note(self, path: Path, key: int, start: int | None = None) -> None:
        """Keep a place, and the same for the tables that its path passes through for the first time."""
        for length in range(1, len(path)):
            self.found.setdefault(path[:length], Spot(key, key, key))
        self.found[path] = Spot(key, key, key) if start is None else Spot(key, start, self.at)

    def skip(self) -> None:
        """Over blanks, line ends and comments."""
        match = _SKIP.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def keys(self) -> list[str]:
        """A name with its dots; stands behind it and its blanks afterwards."""
        keys: list[str] = []
        while True:
            self.skip()
            quoted = _STRING.match(self.text, self.at)
            if quoted:
                keys.append(tomllib.loads(f"key = {quoted[0]}")["key"])
                self.at = quoted.end()
            else:
                keys.append(self.taken(_BARE))
            self.skip()
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def taken(self, pattern: re.Pattern[str]) -> str:
        """What a pattern finds here, less the blanks behind it."""
        match = pattern.match(self.text, self.at)
        if match is None:
            raise AssertionError(f"offset {self.at}: the scanner takes only TOML that tomllib accepted")
        word = match[0].rstrip()
        self.at += len(word)
        return word

    def pair(self, table: Path) -> None:
        """``key = value``, at the top or in an inline table."""
        place = self.at
        path = (*table, *self.keys())
        self.at += 1
        self.skip()
        self.value(path, place)

    def value(self, path: Path, place: int) -> None:
        """A value of any kind; elements and inner keys are noted before the whole."""
        start = self.at
        opening = self.text[start]
        if opening in "[{":
            self.at += 1
            self.skip()
            index = 0
            while self.text[self.at] not in "]}":
                if opening == "{":
                    self.pair(path)
                else:
                    self.value((*path, index), self.at)
                    index += 1
                self.skip()
                if self.text[self.at] == ",":
                    self.at += 1
                    self.skip()
            self.at += 1
        else:
            self.taken(_STRING if opening in "\"'" else _PLAIN)
        self.note(path, place, start)
