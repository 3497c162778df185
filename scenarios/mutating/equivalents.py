"""Changes of a provider's books after which nothing comes out otherwise, as a file beside the books names them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from lifecycle.problems import Problem, Problems, nearest, quoted, unknown
from lifecycle.rulebook import RuleBook
from scenarios.mutating.nudges import Nudge

NAME = "equivalent.toml"
"""The file's name, in the folder of the provider's books."""

_KEYS = ("path", "edition", "value", "reason")
_BEGINS = re.compile(r"\s*\[\[\s*equivalent\s*\]\]")


@frozen
class Equivalent:
    """A change that cannot be noticed, and why.

    ``edition`` names one of the books, None all of them; ``value`` one of the changes, None whatever is made of the
    parameter. ``line`` is where the entry begins.
    """

    path: str
    reason: str
    edition: str | None
    value: str | None
    file: str
    line: int

    def covers(self, book: RuleBook, nudge: Nudge) -> bool:
        """Whether a change of a book is this one."""
        return self.path == nudge.path and self.edition in (None, book.edition) and self.value in (None, nudge.value)

    def problem(self, words: str) -> Problem:
        """What is wrong with the entry, at its line."""
        return Problem(self.file, self.line, 1, words)


def equivalents(folder: Path, books: Sequence[RuleBook]) -> tuple[Equivalent, ...]:
    """The entries beside a provider's books; none where there is no such file.

    Raises Problems, all at once, for what is no entry, and for one about a parameter that no book has.
    """
    file = folder / NAME
    if not file.is_file():
        return ()
    try:
        text = file.read_text("utf-8")
        data = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise Problems([Problem(str(file), 0, 0, f"cannot be read as TOML: {wrong}")]) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _BEGINS.match(line)]
    entries = data.pop("equivalent", [])
    if data or not isinstance(entries, list) or len(lines) != len(entries):
        raise Problems([Problem(str(file), 0, 0, "holds [[equivalent]] entries and nothing else")])
    found = [_entry(entry, str(file), line) for entry, line in zip(entries, lines, strict=True)]
    problems = [one for one in found if isinstance(one, Problem)]
    problems += [wrong for one in found if isinstance(one, Equivalent) for wrong in _about_nothing(one, books)]
    if problems:
        raise Problems(problems)
    return tuple(one for one in found if isinstance(one, Equivalent))


def _entry(entry: Any, file: str, line: int) -> Equivalent | Problem:
    wrong = next((key for key in entry if key not in _KEYS), None)
    if wrong is not None:
        return Problem(file, line, 1, unknown("key", wrong, _KEYS))
    missing = next((key for key in ("path", "reason") if not entry.get(key)), None)
    if missing is not None:
        return Problem(file, line, 1, f"{missing} is missing; an equivalent change has a path and a reason")
    text = next((key for key, value in entry.items() if not isinstance(value, str)), None)
    if text is not None:
        return Problem(file, line, 1, f"{text} is not text; write it in quotes")
    return Equivalent(entry["path"], entry["reason"], entry.get("edition"), entry.get("value"), file, line)


def _about_nothing(one: Equivalent, books: Sequence[RuleBook]) -> Iterator[Problem]:
    editions = [book.edition for book in books]
    if one.edition is not None and one.edition not in editions:
        yield one.problem(unknown("edition", one.edition, editions))
        return
    paths = [parameter.path for book in books if one.edition in (None, book.edition) for parameter in book.parameters()]
    if one.path not in paths:
        near = nearest(one.path, paths)
        words = f'; did you mean "{near}"?' if near else ""
        yield one.problem(f"no book here has a parameter {quoted(one.path)}{words}; take the entry away")
