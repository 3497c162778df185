"""The command line on a real terminal: as wide as that is, in colour where it is wanted, in letters that it has."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

pty = pytest.importorskip("pty", reason="terminals are other things there")

ROOT = Path(__file__).parents[2]
STORY = ROOT / "scenarios" / "library" / "indihome" / "three-bills-unpaid.yaml"
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def terminal(columns: int, *arguments: str | Path, **environment: str) -> str:
    """What a command writes on a terminal of so many columns."""
    import fcntl  # noqa: PLC0415  # where there are pseudo terminals
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    unset = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LANG", "LC_ALL", "LC_CTYPE")
    known = {name: value for name, value in os.environ.items() if name not in unset}
    process = subprocess.Popen(
        [sys.executable, "-m", "scenarios", *map(str, arguments)],
        cwd=ROOT,
        stdin=its,
        stdout=its,
        stderr=its,
        env=known | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | environment,
    )
    os.close(its)
    read = b""
    try:
        while found := os.read(ours, 65536):
            read += found
    except OSError:
        pass  # The other end is closed: the command has ended.
    finally:
        os.close(ours)
    assert process.wait(timeout=60) == 0
    return read.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_page_is_as_wide_as_its_terminal(columns: int) -> None:
    found = terminal(columns, "replay", STORY)
    assert COLOUR.search(found)
    lines = [COLOUR.sub("", line) for line in found.splitlines()]
    assert max(map(cell_len, lines)) == min(columns, 120)
    assert "\x1b" not in "".join(lines), "colours, and no other command to the terminal"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "TERM=dumb"])
def test_no_colours_where_they_are_not_wanted(environment: dict[str, str]) -> None:
    assert "\x1b" not in terminal(80, "explain", STORY, **environment)


C_LOCALE, ASCII = {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}


@pytest.mark.parametrize(
    ("command", "environment"),
    [("replay", C_LOCALE), ("replay", ASCII), ("dispute", ASCII), ("explain", C_LOCALE), ("history", ASCII)],
    ids=lambda one: one if isinstance(one, str) else " ".join(one),
)
def test_a_terminal_without_unicode_gets_plain_letters(command: str, environment: dict[str, str]) -> None:
    found = terminal(80, command, STORY, NO_COLOR="1", **environment)
    assert found.isascii()
    assert "\\u" not in found
    assert max(map(len, found.splitlines())) <= 80
