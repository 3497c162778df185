"""Every failure that is not a bug, in words for the person at the terminal: exit status 2, never a traceback."""

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import NotCovered
from lifecycle.store import StoreProblem
from scenarios.report.masking import Mask


def words(error: Exception) -> str | None:
    """What to say of an error; None for a bug."""
    if isinstance(error, StoreProblem) and error.subscription:
        # Whoever asked to see names in full asked that of a report; there is none.
        return str(error).replace(error.subscription, Mask().subscription(error.subscription))
    if isinstance(error, Problems | StoreProblem | NotCovered):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'cannot write the output'}: {error.strerror or error}"
    return None


def problem(where: str, message: str) -> Problems:
    """The one problem of an option or of a whole file."""
    return Problems([Problem(where, 0, 0, message)])
