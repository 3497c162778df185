"""Every failure that is not a bug, in words for the person at the terminal: exit status 2, never a traceback."""

from collections.abc import Iterable

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import NotCovered
from lifecycle.store import StoreProblem
from scenarios import format as story_format

PROBLEMS = (Problems, story_format.Problems)
"""Input that cannot be used. The format still has a class of its own; once it is the ground floor's, one is enough."""


class Unusable(Exception):
    """A file, a folder or an option that cannot be used; the message says which and why."""


def words(error: Exception) -> list[str] | None:
    """What to say of an error, a line or more each; None for a bug."""
    if isinstance(error, PROBLEMS):
        return told(error.problems)
    if isinstance(error, StoreProblem | NotCovered | Unusable):
        return [str(error)]
    if isinstance(error, OSError) and error.filename is not None:
        return [f"{error.filename}: {error.strerror}"]
    return None


def told(problems: Iterable[Problem | story_format.Problem]) -> list[str]:
    """Problems as the compiler tells them; one that is not in a file has no line."""
    return [str(one) if one.line else f"{one.path}: {one.message}" for one in problems]


def problem(where: str, message: str) -> Problems:
    """The one problem of an option or of a whole file."""
    return Problems([Problem(where, 0, 0, message)])
