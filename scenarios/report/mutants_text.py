"""What came of changing a rule book by a little, clause by clause, for people."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scenarios.mutating.mutants import Mutant, Tried
from scenarios.report.months_table import LINE
from scenarios.report.page import Look, heading

COLUMNS = ("Clause", "Changes", "Noticed", "Equivalent", "Survive")


def mutants_text(tried: Sequence[Tried], witnesses: Sequence[int], look: Look) -> str:
    """Each book with a row a clause, what survives and what would notice it, and what cannot be noticed and why."""
    parts: list[RenderableType] = []
    for one, stories in zip(tried, witnesses, strict=True):
        title = f"{one.book.provider} {one.book.edition}"
        parts += ["", Text(title, style="bold").append(f": {_count(stories, 'story', 'stories')}", style="dim")]
        parts += [_table(one), *_survivors(one), *_explained(one), *_fixed(one)]
    return look.rendered(*parts[1:], "", Text(summary(tried), style=_style(tried)))


def summary(tried: Sequence[Tried]) -> str:
    """All books in a line."""
    mutants = [mutant for one in tried for mutant in one.mutants]
    told = [
        f"{_count(len(tried), 'book', 'books')}, {_count(len(mutants), 'change', 'changes')}",
        f"{sum(one.noticed for one in mutants)} noticed",
        f"{sum(one.equivalent is not None for one in mutants)} equivalent",
        f"{sum(one.survives for one in mutants)} unexplained",
    ]
    return ", ".join(told)


def shown(mutant: Mutant) -> str:
    """A change: the parameter, what is written, and what was made of it."""
    value = mutant.parameter.value
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{mutant.parameter.path}: {written} → {mutant.value}"


def _table(one: Tried) -> Table:
    table = Table(box=LINE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column(COLUMNS[0], ratio=1, overflow="fold")
    for name in COLUMNS[1:]:
        table.add_column(name, justify="right", no_wrap=True)
    for clause in dict.fromkeys(mutant.parameter.clause for mutant in one.mutants):
        found = [mutant for mutant in one.mutants if mutant.parameter.clause == clause]
        counts = [len(found), sum(mutant.noticed for mutant in found)]
        counts += [sum(mutant.equivalent is not None for mutant in found), sum(mutant.survives for mutant in found)]
        table.add_row(clause, *map(str, counts), style="bold red" if counts[-1] else None)
    return table


def _survivors(one: Tried) -> Iterator[RenderableType]:
    for mutant in one.survivors:
        caught = mutant.caught_by
        words = f"the boundary story {caught} would notice it" if caught else "no boundary story would notice it either"
        yield Padding(Text(f"✗ line {mutant.parameter.line}, {shown(mutant)}", style="red"), (0, 0, 0, 2))
        yield Padding(Text(words, style="dim"), (0, 0, 0, 6))


def _explained(one: Tried) -> Iterator[RenderableType]:
    found = [(mutant, mutant.equivalent) for mutant in one.mutants if mutant.equivalent is not None]
    if found:
        yield heading("Equivalent")
    for mutant, entry in found:
        yield Padding(Text(f"{shown(mutant)}: {entry.reason}"), (0, 0, 0, 2))


def _fixed(one: Tried) -> Iterator[RenderableType]:
    if one.fixed:
        yield heading("Nothing else can be written")
    for parameter, why in one.fixed:
        yield Padding(Text(f"{parameter.path}: {why.reason}"), (0, 0, 0, 2))


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _style(tried: Sequence[Tried]) -> str:
    return "bold red" if any(one.survivors for one in tried) else "bold green"
