"""What is wrong with an input: a place, words for the person who wrote it, and all of it at once."""

from collections.abc import Iterable
from difflib import get_close_matches

from attrs import frozen

_WIDTH = 100


@frozen(order=True)
class Problem:
    """One mistake: file, line and column (from 1), what is wrong and what to do, and the line itself."""

    path: str
    line: int
    column: int
    message: str
    source: str = ""

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {self.message}"
        if not self.source:
            return head
        start = max(0, self.column - 1 - _WIDTH // 2) if len(self.source) > _WIDTH else 0
        shown = self.source[start : start + _WIDTH]
        before = "".join("\t" if letter == "\t" else " " for letter in shown[: self.column - 1 - start])
        return f"{head}\n    {shown}\n    {before}^"


class Problems(Exception):
    """All mistakes of an input, in the order of their places; nothing was done with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a wrong one, if any is alike."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.55)), None)


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """What to say of an unknown word: the nearest known one, else all of them."""
    words = list(known)
    shown = word if len(word) <= 60 else f"{word[:57]}..."
    hint = nearest(word[:200], words)
    if hint is not None:
        return f'unknown {kind} "{shown}"; did you mean "{hint}"?'
    return f'unknown {kind} "{shown}"; known: {", ".join(sorted(words))}'
