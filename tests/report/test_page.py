"""How wide a page is, whether it has colours, and which letters."""

from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.table import Table
from rich.text import Text

from scenarios.report.page import Look, Rows, line


class Terminal(StringIO):
    """A stream that is a terminal, of 80 columns where a system would say so."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def piped(encoding: str = "utf-8") -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding=encoding)


@pytest.mark.parametrize(
    ("columns", "width"),
    [(None, 100), ("80", 80), ("20", 40), ("500", 120), ("0", 100), ("wide", 100)],
    ids=["unsaid", "said", "too narrow", "too wide", "none", "no number"],
)
def test_a_pipe_is_a_hundred_columns_wide_unless_it_is_said(columns: str | None, width: int) -> None:
    environment = {} if columns is None else {"COLUMNS": columns}
    assert Look.of(piped(), environment).width == width


@pytest.mark.parametrize(
    ("environment", "unicode"),
    [({}, True), ({"LC_ALL": "C"}, False), ({"LANG": "POSIX"}, False), ({"LC_ALL": "id_ID.UTF-8", "LANG": "C"}, True)],
    ids=["nothing said", "the C locale", "POSIX", "the first that is said counts"],
)
def test_the_locale_says_whether_signs_will_be_seen(environment: dict[str, str], unicode: bool) -> None:
    assert Look.of(piped(), environment).unicode is unicode


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_stream_of_other_letters_has_no_signs(encoding: str) -> None:
    assert Look.of(piped(encoding), {}).unicode is False


def test_only_a_terminal_has_colours_and_none_where_they_are_not_wanted() -> None:
    assert Look.of(piped(), {"TERM": "xterm-256color"}).colours is None
    assert Look.of(Terminal(), {"TERM": "xterm-256color"}).colours == "256"
    assert Look.of(Terminal(), {"TERM": "xterm-256color", "NO_COLOR": "1"}).colours is None
    assert Look.of(Terminal(), {"TERM": "dumb"}).colours is None


def test_colours_are_written_where_there_are_any() -> None:
    assert Look(colours="256").rendered(Text("red", style="red")) == "\x1b[31mred\x1b[0m\n"
    assert Look().rendered(Text("red", style="red")) == "red\n"


def test_signs_become_plain_letters() -> None:
    text = Look(unicode=False).rendered(Text("✓ ✗ – — − ─ · • → × … “é”"))
    assert text == '+ x - - - - / * -> x ... "?"\n'


def test_no_line_breaks_within_an_amount() -> None:
    text = Look(width=60).rendered(line(("word " * 11) + "Rp 1.000 + unspecified, Rp 2.000"))
    assert text.splitlines()[1].startswith("Rp 1.000 + unspecified, Rp 2.000")


def test_brackets_and_colons_are_only_text() -> None:
    assert Look().rendered(line("[bold]x[/] :smile:")) == "[bold]x[/] :smile:\n"


def grid(*rows: tuple[str, str]) -> Table:
    found = Table.grid(padding=(0, 2))
    found.add_column(no_wrap=True)
    found.add_column(overflow="fold")
    for row in rows:
        found.add_row(*row)
    return found


def test_rows_run_on_where_their_columns_do_not_fit() -> None:
    """Signs are spelt before, so that the two letters of an arrow count as two."""
    rows = Rows(grid(("a name → of some length", "an amount of Rp 1.000 + unspecified"), ("", "more")))
    whole = "a name → of some length  an amount of Rp 1.000 + unspecified"
    assert Look(width=60).rendered(rows).splitlines()[0] == whole
    assert Look(width=40, unicode=False).rendered(rows).splitlines() == [
        "a name -> of some length",
        "  an amount of Rp 1.000 + unspecified",
        "  more",
    ]


def test_a_grid_without_rows_is_nothing() -> None:
    assert Look(width=40).rendered(Rows(grid())).strip() == ""
