"""Rule books as a list, and one book with its clauses, readings and what it leaves out."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lifecycle import clauses
from lifecycle.money import Mode, rupiah
from lifecycle.rulebook import RuleBook
from scenarios.report.as_text import pairs
from scenarios.report.months_table import LINE
from scenarios.report.page import Look, heading, rule
from scenarios.report.terms import AUTHORITIES


def list_text(books: Sequence[RuleBook], look: Look) -> str:
    """All books, a line each."""
    table = Table(box=LINE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in ("Provider", "Edition"):
        table.add_column(name, no_wrap=True)
    table.add_column("Clauses", ratio=2, overflow="fold")
    table.add_column("Readings", justify="right", no_wrap=True)
    table.add_column("Title", ratio=3, overflow="fold")
    for book in books:
        edition = f"{book.edition}{' (inferred)' if book.inferred else ''}"
        table.add_row(book.provider, edition, ", ".join(_kinds(book)), str(len(book.readings)), book.title)
    return look.rendered(table)


def show_text(book: RuleBook, others: Sequence[str], look: Look) -> str:
    """One book, clause by clause; ``others`` are the provider's other editions."""
    parts: list[RenderableType] = [Text(book.title, style="bold"), rule(look), _head(book, others)]
    for name in _headings(book):
        if name != book.title:
            parts += ["", *_clause(book, name)]
    left_out = book.not_modelled()
    if left_out:
        parts += ["", heading("Not modelled", "tidak dimodelkan")]
        parts += [Padding(Text(f"{one.clause}: {one.text}"), (0, 0, 0, 2)) for one in left_out]
    return look.rendered(*parts)


def _kinds(book: RuleBook) -> list[str]:
    return [name for name in clauses.TABLES if book.table(name) is not None]


def _head(book: RuleBook, others: Sequence[str]) -> Table:
    grid = pairs()
    since = f"from {book.edition}{' (inferred)' if book.inferred else ''}" if book.in_force else "undated: every date"
    grid.add_row("in force", since)
    if book.known_from is not None and book.known_from != book.in_force:
        grid.add_row("known from", book.known_from.isoformat())
    grid.add_row("authority", AUTHORITIES[book.authority])
    grid.add_row("source", book.source)
    mode = Mode(book.rounding.mode).name.lower().replace("_", " ")
    grid.add_row("rounding", f"to {rupiah(book.rounding.step)}, {mode}")
    grid.add_row("file", f"{book.path}, sha256 {book.digest}")
    if others:
        grid.add_row("other editions", ", ".join(others))
    return grid


def _headings(book: RuleBook) -> list[str]:
    """The clauses that the book's rules stand under, in its order."""
    cited = [book.citation(path) for path in _paths(book)]
    return list(dict.fromkeys(said.heading for said in sorted(cited, key=lambda said: said.line)))


def _paths(book: RuleBook) -> Iterator[str]:
    yield from (parameter.path for parameter in book.parameters())
    yield from book.readings


def _clause(book: RuleBook, name: str) -> Iterator[RenderableType]:
    """A clause: what it says, its numbers and words, and what it leaves open."""
    yield Text(name, style="bold")
    prose = next((said.prose for said in map(book.citation, _paths(book)) if said.heading == name), "")
    for paragraph in filter(str.strip, prose.split("\n\n")):
        yield Padding(Text(" ".join(paragraph.split())), (0, 0, 0, 2))
    rows = [one for one in book.parameters() if one.clause == name and not one.path.startswith("readings")]
    if rows:
        grid = pairs()
        for parameter in rows:
            value = parameter.value
            grid.add_row(parameter.path, str(value).lower() if isinstance(value, bool) else str(value))
        yield Padding(grid, (0, 0, 0, 4))
    for reading in book.readings.values():
        if book.citation(reading.name).heading == name:
            values = [clauses.word(value) for value in reading.allowed]
            values += [f"or {reading.numbers}"] if reading.numbers else []
            found = Text(f"{reading.name}: ").append(values[0], style="bold").append(" (default)")
            found.append("".join(f", {value}" for value in values[1:]))
            yield Padding(found, (0, 0, 0, 4))
            if reading.question:
                yield Padding(Text(reading.question, style="dim"), (0, 0, 0, 6))
