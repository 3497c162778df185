"""The text of a file: bytes made into lines that can be shown, or the problem that prevents it."""

import re
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from lifecycle.problems import Problem, Problems
from scenarios.format.nodes import Place

MAX_BYTES = 16_000_000
"""Largest file that is read."""

MAX_LINE = 1_000_000
"""Longest line that is read, in characters."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no scenario needs: control characters, and line breaks that editors do not count."""

_BREAK = re.compile(r"\r\n|\r|\n")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@frozen
class Source:
    """A file's name and its text."""

    path: str
    text: str = field(repr=False)

    def problem(self, place: Place, message: str) -> Problem:
        """The problem at a place, with the text of its line; behind the file's end is its last column."""
        if place.line > len(self.lines):
            place = Place(len(self.lines), len(self.lines[-1]) + 1)
        return Problem(self.path, place.line, place.column, message, self.line(place.line))

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return _BREAK.split(self.text)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; nothing after the last one."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def place(self, offset: int) -> Place:
        """The line and column of the character at an offset."""
        line, start = 1, 0
        for end in _BREAK.finditer(self.text, 0, offset):
            line, start = line + 1, end.end()
        return Place(line, offset - start + 1)


def load(path: Path | str) -> Source:
    """The source in a file. Raises Problems when there is none, or none that can be read as text."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise Problems([Problem(str(path), 1, 1, f"the file cannot be read: {reason}")]) from problem
    return source(data, str(path))


def source(text: str | bytes, path: str) -> Source:
    """The source of a text or of UTF-8 bytes. Raises Problems where it is too large or not plain text."""
    if len(text) > MAX_BYTES:
        words = f"the file is larger than {MAX_BYTES // 1_000_000} MB; a scenario is one customer's story"
        raise Problems([Problem(path, 1, 1, words)])
    found = Source(path, text if isinstance(text, str) else _decoded(text, path))
    if found.text.startswith("\ufeff"):
        found = Source(path, found.text[1:])
    unfit = UNFIT.search(found.text)
    if unfit:
        words = f"the character U+{ord(unfit[0]):04X} cannot stand in a scenario; it is no text, or was pasted along"
        raise Problems([found.problem(found.place(unfit.start()), words)])
    _check_lengths(found)
    return found


def _check_lengths(found: Source) -> None:
    """Refuse a line that no person wrote."""
    for number, line in enumerate(found.lines if len(found.text) > MAX_LINE else (), 1):
        if len(line) > MAX_LINE:
            words = f"the line is {len(line)} characters long; lines have at most {MAX_LINE}"
            raise Problems([found.problem(Place(number, 1), words)])


def _decoded(data: bytes, path: str) -> str:
    """UTF-8 bytes as text."""
    if data.startswith(_WIDE_MARKS):
        raise Problems([Problem(path, 1, 1, "the file is UTF-16; save it as UTF-8")])
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        good = Source(path, data[: problem.start].decode())
        words = f"byte 0x{data[problem.start]:02x} is not UTF-8; a scenario is a text file, saved as UTF-8"
        raise Problems([good.problem(good.place(len(good.text)), words)]) from problem
