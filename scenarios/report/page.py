"""The page that text is written on: how wide, in colour or not, and in which letters."""

import os
import re
import sys
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from io import StringIO
from itertools import accumulate
from typing import TextIO

from attrs import frozen
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Span, Text

PIPED = 100
"""Columns where nobody is looking, unless COLUMNS says otherwise."""

NARROWEST, WIDEST = 40, 120
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

_GAP = 2
"""Blanks between two columns of a grid."""

_ROOM = 32
"""How wide a word at the end of a row may be before it breaks: an amount with an unspecified part is narrower."""

_UNBOUND = 10_000

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
            height=_UNBOUND,  # so that it asks no terminal
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
            console.print(_written(part, self.unicode))
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
    return Text(text, style=style)


@frozen
class Rows:
    """A grid; where its columns do not fit the page, each row's cells run on below its first one."""

    grid: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The grid, or its rows one by one."""
        if not self.grid.row_count or self._least(console, options) <= options.max_width:
            yield self.grid
            return
        for first, *rest in zip(*(column.cells for column in self.grid.columns), strict=True):
            if str(first):
                yield first
            told = [cell if isinstance(cell, Text) else Text(str(cell)) for cell in rest if str(cell)]
            yield Padding(Text("  ").join(told), (0, 0, 0, 2))

    def _least(self, console: Console, options: ConsoleOptions) -> int:
        """The least width at which no word breaks, but for the long ones at the end of a row, which have some room."""
        unbound = options.update(width=_UNBOUND)
        *fixed, last = (
            max(_needed(Measurement.get(console, unbound, cell), column) for cell in column.cells)
            for column in self.grid.columns
        )
        return sum(fixed) + _GAP * len(fixed) + min(last, _ROOM)


def _needed(cell: Measurement, column: Column) -> int:
    return cell.maximum if column.no_wrap else cell.minimum


def rule(look: Look) -> Text:
    """A thin line across the page."""
    return Text("─" * look.width, style="dim")


def heading(english: str, indonesian: str = "") -> Text:
    """The name of a part of the page, in both languages."""
    found = Text(english, style="bold")
    return found.append(f" · {indonesian}", style="dim") if indonesian else found


def _written(part: RenderableType, unicode: bool) -> RenderableType:
    """A part as it is written, before its lines are broken: in what letters, and what breaks nowhere."""
    if isinstance(part, str):
        return _spelt(part, unicode)
    if isinstance(part, Text):
        found = part.blank_copy(_spelt(part.plain, unicode))
        if part.spans:
            longer = len(found) != len(part)
            widths = (len(_spelt(letter, unicode)) for letter in part.plain) if longer else (1,) * len(part)
            ends = list(accumulate(widths, initial=0))
            found.spans = [Span(ends[span.start], ends[min(span.end, len(part))], span.style) for span in part.spans]
        return found
    if isinstance(part, Padding):
        edges = (part.top, part.right, part.bottom, part.left)
        return Padding(_written(part.renderable, unicode), edges, style=part.style)
    if isinstance(part, Group):
        return Group(*(_written(each, unicode) for each in part.renderables))
    if isinstance(part, Rows):
        return Rows(_written_table(part.grid, unicode))
    return _written_table(part, unicode) if isinstance(part, Table) else part


def _written_table(table: Table, unicode: bool) -> Table:
    """The table, no cell of which ends in dots for want of room."""
    found = copy(table)
    found.columns = [
        replace(
            column,
            header=_written(column.header, unicode),
            overflow="fold",
            _cells=[_written(cell, unicode) for cell in column.cells],
        )
        for column in table.columns
    ]
    return found


def _spelt(text: str, unicode: bool) -> str:
    """The letters that there are; an amount is one word. Two letters may stand for one sign."""
    whole = text.replace("Rp ", f"Rp{_GLUE}").replace(" + unspecified", f"{_GLUE}+{_GLUE}unspecified")
    return whole if unicode else whole.translate(_ASCII)


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
