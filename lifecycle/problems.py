"""What is wrong with an input: where, in words, the line and a caret; all at once, with the word that was meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from attrs import field, frozen

_WIDTH = 100
"""Widest stretch of a line that is shown above the caret."""

_QUOTED = 60
"""Longest piece of the file that a message repeats."""

_LISTED = 12
"""Most known words that a message lists."""


@frozen
class Problem:
    """One thing that is wrong in an input; lines and columns count from 1, ``source`` is the line's text.

    What is no file, such as an option of the command line, has line 0.
    """

    path: str
    line: int
    column: int
    message: str
    source: str = field(default="", repr=False)

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {self.message}" if self.line else f"{self.path}: {self.message}"
        if not self.source.strip():
            return head
        shown, caret = _window(self.source, self.column - 1)
        return f"{head}\n    {shown}\n    {' ' * caret}^"


class Problems(Exception):
    """Everything that is wrong in a file, sorted by place: input that cannot be used (exit status 2)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column, one.message)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def _window(line: str, at: int) -> tuple[str, int]:
    """The stretch of a line around a column, tabs spread and unprintables masked, and the caret's place in it."""
    at = min(at, len(line))
    first = 0 if len(line) <= _WIDTH else max(0, min(at - _WIDTH // 2, len(line) - _WIDTH))
    last = min(len(line), first + _WIDTH)
    before, after = _printable(line[first:at]), _printable(line[at:last])
    lead, tail = "…" if first else "", "…" if last < len(line) else ""
    return f"{lead}{before}{after}{tail}", len(lead) + len(before)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "  " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def cut(text: str) -> str:
    """A piece of the file on one line, at most some 60 characters long."""
    start = text[: _QUOTED + 1]
    return _printable(start if len(start) <= _QUOTED else start[: _QUOTED - 1] + "…")


def quoted(text: str) -> str:
    """A piece of the file between quotes, cut where it is long."""
    return f'"{cut(text)}"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that comes nearest to an unknown one, if any comes near."""
    return _nearest(word[:_QUOTED], tuple(known))


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    plain = {_plain(one): one for one in known}
    close = get_close_matches(_plain(word), plain, n=1)
    return plain[close[0]] if close else None


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-")


def unknown(what: str, word: str, known: Iterable[str], where: str = "", most: int = _LISTED) -> str:
    """The message for a word that nobody knows: the nearest known one, else all of them if they are few, or `most`."""
    words = tuple(known)
    near = nearest(word, words)
    if near is not None:
        hint = f'; did you mean "{near}"?'
    elif len(words) <= most:
        hint = f"; known are {', '.join(words)}"
    else:
        hint = "; `lifecycle schema` lists what is known"
    return f"unknown {what} {quoted(word)}{where}{hint}"
