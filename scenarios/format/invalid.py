"""The errors that a file named `*.invalid.yaml` says it has."""

import re
from io import StringIO

from lifecycle.problems import Problem, Problems

_STARTS = re.compile(r"#\s*error\s*:")
_ERROR = re.compile(r"#\s*error\s*:\s*([1-9][0-9]{0,8})\s*:\s*(\S.*)")


def expected_errors(text: str | bytes, path: str = "<text>") -> tuple[tuple[int, str], ...]:
    """The lines, from 1, and the words of the file's first comments `# error: LINE: words`.

    What follows them need not be text. Raises Problems where such a comment cannot be read, as
    what it expects would go unseen.
    """
    words = text if isinstance(text, str) else text.decode(errors="replace")
    errors = []
    for number, line in enumerate(StringIO(words.removeprefix("\ufeff"), newline=None), 1):
        if not _STARTS.match(line):
            break
        error = _ERROR.fullmatch(line.strip())
        if error is None:
            asked = "an expected error is written as `# error: LINE: words`"
            raise Problems([Problem(path, number, 1, asked, line.rstrip("\n"))])
        errors.append((int(error[1]), error[2]))
    return tuple(errors)
