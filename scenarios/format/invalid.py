"""The errors that a file named `*.invalid.yaml` says it has."""

import re

from scenarios.format.nodes import Place
from scenarios.format.problems import Problems
from scenarios.format.source import source

_STARTS = re.compile(r"#\s*error\s*:")
_ERROR = re.compile(r"#\s*error\s*:\s*([1-9][0-9]{0,8})\s*:\s*(\S.*)")


def expected_errors(text: str | bytes, path: str = "<text>") -> tuple[tuple[int, str], ...]:
    """The lines, from 1, and the words of the file's first comments `# error: LINE: words`.

    Raises Problems where such a comment cannot be read, as what it expects would go unseen.
    """
    try:
        found = source(text, path)
    except Problems:
        return _beginning(text, path)
    errors = []
    for number, line in enumerate(found.lines, 1):
        if not _STARTS.match(line):
            break
        error = _ERROR.fullmatch(line.strip())
        if error is None:
            words = "an expected error is written as `# error: LINE: words`"
            raise Problems([found.problem(Place(number, 1), words)])
        errors.append((int(error[1]), error[2]))
    return tuple(errors)


def _beginning(text: str | bytes, path: str) -> tuple[tuple[int, str], ...]:
    """The expected errors of a file that is no text further down."""
    data = text.encode(errors="replace") if isinstance(text, str) else text
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    first = []
    for line in lines:
        if not line.startswith(b"#"):
            break
        first.append(line)
    return expected_errors(b"".join(first).decode(errors="replace"), path)
