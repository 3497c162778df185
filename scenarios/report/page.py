"""The page that text is written on: how wide, in colour or not, and in which letters."""

import os
import re
import sys
from collections.abc import Mapping
from io import StringIO
from typing import TextIO

from attrs import frozen
from rich.console import Console, RenderableType
from rich.text import Text

PIPED = 100
"""Columns where nobody is looking, unless COLUMNS says otherwise."""

NARROWEST, WIDEST = 60, 120
"""Between these a page is as wide as its terminal."""

_ASCII = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "–": "-",
        "—": "-",
        "−": "-",
        "─": "-",
        "·": "/",
        "•": "*",
        "→": "->",
        "×": "x",
        "…": "...",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)
_GLUE = "\ue000"
"""Stands for the blank inside an amount until lines are broken, so that none breaks there."""

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@frozen
class Look:
    """How a stream wants its text."""

    width: int = PIPED
    unicode: bool = True
    colours: str | None = None

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str] | None = None) -> "Look":
        """The look of a stream: a terminal's own width and colours; plain and 100 columns wide in a pipe."""
        known = os.environ if environment is None else environment
        terminal = Console(file=stream, _environ=known)
        coloured = terminal.is_terminal and not terminal.no_color and not terminal.is_dumb_terminal
        return cls(_width(stream, known), _knows_unicode(stream, known), terminal.color_system if coloured else None)

    def rendered(self, *parts: RenderableType) -> str:
        """The parts one below the other, as this look shows them."""
        kept = StringIO()
        console = Console(
            file=kept,
            width=self.width,
            force_terminal=self.colours is not None,
            color_system=self.colours,  # type: ignore[arg-type]  # it comes from another console of the same library
            no_color=self.colours is None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )
        for part in parts:
            console.print(part)
        return self.lettered(_TRAILING.sub("", kept.getvalue()).replace(_GLUE, " "))

    def lettered(self, text: str) -> str:
        """A text in the letters that the stream has."""
        if self.unicode:
            return text
        return text.translate(_ASCII).encode("ascii", "replace").decode()


def write(text: str) -> None:
    """Write a page to standard output."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_bytes(data: bytes) -> None:
    """Write what machines read to standard output: the same bytes on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def line(text: str, style: str = "") -> Text:
    """A sentence, which may break between words and never within an amount."""
    return Text(text.replace("Rp ", f"Rp{_GLUE}").replace(" + unspecified", f"{_GLUE}+{_GLUE}unspecified"), style=style)


def rule(look: Look) -> Text:
    """A thin line across the page."""
    return Text("─" * look.width, style="dim")


def heading(english: str, indonesian: str = "") -> Text:
    """The name of a part of the page, in both languages."""
    found = Text(english, style="bold")
    return found.append(f" · {indonesian}", style="dim") if indonesian else found


def _width(stream: TextIO, environment: Mapping[str, str]) -> int:
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        found = int(columns)
    elif stream.isatty():
        try:
            found = os.get_terminal_size(stream.fileno()).columns or PIPED
        except OSError:
            found = PIPED
    else:
        found = PIPED
    return max(NARROWEST, min(WIDEST, found))


def _knows_unicode(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether the signs will be seen: Python writes UTF-8 in the C locale too, which promises no more than ASCII."""
    if not (stream.encoding or "").lower().replace("_", "-").startswith("utf"):
        return False
    locale = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := environment.get(name))), "")
    return locale not in ("C", "POSIX")
