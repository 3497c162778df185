"""The months of a story as a table that fits the page: columns are left out before an amount would break."""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen
from rich.box import Box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from lifecycle.money import Amount, rupiah
from lifecycle.notation import Thing
from lifecycle.sentence import Sentence, joined, said
from projections.answers import NOT_APPLICABLE, Answer
from projections.months import Month
from scenarios.report import terms
from scenarios.report.terms import Term

LINE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
"""A table with a line under its head and no other."""

ZERO = "–"
UNKNOWN = "+?"
"""What follows the known part of an amount that has an unspecified one; a note under the table names it."""

_GAP = 2
_STYLES = dict.fromkeys(("isolated", "blocked", "warned", "cancellation pending"), "yellow") | {
    "terminated": "red",
    "active": "green",
}


@frozen
class Column:
    """One column: its head in both languages, its cells, and how it stands; ``narrow`` with the shorter head.

    ``values`` are what the cells write: amounts and answers, months by their period, states by their terms.
    """

    head: Term
    cells: tuple[str, ...]
    right: bool = True
    narrow: bool = False
    values: tuple[Answer | Term, ...] = ()

    @property
    def label(self) -> Term:
        """The head as it is written."""
        return terms.NARROW.get(self.head, self.head) if self.narrow else self.head

    @property
    def width(self) -> int:
        """The widest of head and cells."""
        return max(map(cell_len, (self.label.english, self.label.indonesian, *self.cells)))


def amount(value: Answer) -> str:
    """An amount in a cell, without the unit that the title says."""
    if not isinstance(value, Amount):
        return "n/a" if value == NOT_APPLICABLE else str(value)
    known = rupiah(value.sen).replace("Rp ", "") if value.sen else ""
    return f"{known} {UNKNOWN}".strip() if value.unspecified else known or ZERO


def of_answers(head: Term, values: Iterable[Answer]) -> Column:
    """A column of amounts, or of words where there is no clause for one."""
    listed = tuple(values)
    return Column(head, tuple(map(amount, listed)), values=listed)


def of_months(periods: Sequence[str]) -> Column:
    """The column that every table of months begins with."""
    return Column(terms.MONTH, tuple(periods), right=False, values=tuple(periods))


def columns(months: Sequence[Month], fees: Sequence[Answer]) -> list[Column]:
    """All columns that the story fills."""

    def filled(head: Term, of: Callable[[Month], Answer]) -> Column:
        return of_answers(head, map(of, months))

    found = [of_months([month.period for month in months])]
    balances = any(month.opening or month.closing for month in months)
    if balances:
        found.append(filled(terms.OPENING, lambda month: month.opening))
    found.append(filled(terms.CHARGES, lambda month: month.charges))
    if any(month.credit_notes for month in months):
        found.append(filled(terms.CREDIT_NOTES, lambda month: month.credit_notes))
    if any(fee != NOT_APPLICABLE for fee in fees):
        found.append(of_answers(terms.FEES, fees))
    found.append(filled(terms.PAYMENTS, lambda month: month.payments))
    if any(month.refunds for month in months):
        found.append(filled(terms.REFUNDS, lambda month: month.refunds))
    if any(month.deposited for month in months):
        found.append(filled(terms.DEPOSITED, lambda month: month.deposited))
    if any(month.suspense for month in months):
        found.append(filled(terms.SUSPENSE, lambda month: month.suspense))
    if balances:
        found.append(filled(terms.CLOSING, lambda month: month.closing))
    if any(month.credit for month in months):
        found.append(filled(terms.CREDIT, lambda month: month.credit))
    if any(month.deposit != NOT_APPLICABLE and month.deposit for month in months):
        found.append(filled(terms.DEPOSIT, lambda month: month.deposit))
    if any(month.state != NOT_APPLICABLE for month in months):
        states = tuple(map(state, months))
        found.append(Column(terms.STATE, tuple(map(str, states)), right=False, values=states))
    return found


def state(month: Month) -> Term:
    """What the state at a month's end is called, an end's by who ended it and why."""
    ended = month.ended
    return terms.state(month.state) if ended is None else terms.state(month.state, ended.by, ended.reason)


def empty(months: Sequence[Month]) -> bool:
    """Whether months say nothing: no money moves, none is owed, and the terms know no state."""
    moved = any(
        (month.opening, month.charges, month.fees, month.payments, month.refunds, month.closing, month.credit)
        != (Amount(),) * 7
        for month in months
    )
    return not moved and all(month.state == NOT_APPLICABLE for month in months)


@frozen
class Fitted:
    """The columns that fit a page; the states written in one language only; the columns left out."""

    columns: list[Column]
    shortened: tuple[str, ...] = ()
    left_out: tuple[Term, ...] = ()


def fitted(found: list[Column], width: int) -> Fitted:
    """Make the columns fit a width.

    First the states are written in one language, then the heads shorter. Then go the deposit (the sum of what
    became deposit) and the credit (which the balances hold), and last, as a month is read from it, the opening
    balance (the closing one of the month before), and the state. Where even that does not help nothing goes, as the
    months are then listed.
    """
    found = list(found)
    shortened: tuple[str, ...] = ()
    if wide(found) > width and found[-1].head == terms.STATE:
        shortened = tuple(dict.fromkeys(cell for cell in found[-1].cells if " · " in cell))
        found[-1] = evolve(found[-1], cells=tuple(cell.partition(" · ")[0] for cell in found[-1].cells))
    if wide(found) > width:
        found = [evolve(column, narrow=True) for column in found]
    narrow, left_out = found, []
    for head in (terms.DEPOSIT, terms.CREDIT, terms.OPENING, terms.STATE):
        if wide(found) <= width:
            break
        if any(column.head == head for column in found):
            found = [column for column in found if column.head != head]
            left_out.append(head)
    if wide(found) > width:
        return Fitted(narrow, shortened)
    return Fitted(found, () if terms.STATE in left_out else shortened, tuple(left_out))


def wide(found: Sequence[Column]) -> int:
    """How many columns of a page they need."""
    return sum(column.width for column in found) + _GAP * (len(found) - 1)


def table(found: Sequence[Column]) -> Table:
    """The table itself; each column is as wide as it needs."""
    made = Table(box=LINE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="")
    for column in found:
        head = Text(column.label.english, style="bold").append(f"\n{column.label.indonesian}", style="dim")
        justify = "right" if column.right else "left"
        made.add_column(head, justify=justify, no_wrap=True, min_width=column.width)  # type: ignore[arg-type]
    for row in zip(*(column.cells for column in found), strict=True):
        made.add_row(*(_styled(cell, column) for cell, column in zip(row, found, strict=True)))
    return made


def laid(found: Sequence[Column], width: int) -> Table:
    """The table, or where it does not fit a width the same month by month, a line a column."""
    return table(found) if wide(found) <= width else _listed(found)


def _listed(found: Sequence[Column]) -> Table:
    first, *others = found
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right")
    for month, *cells in zip(first.cells, *(column.cells for column in others), strict=True):
        grid.add_row(Text(month, style="bold"))
        for cell, column in zip(cells, others, strict=True):
            label = Text(f"  {column.label.english}").append(f" · {column.label.indonesian}", style="dim")
            grid.add_row(label, _styled(cell, column))
    return grid


def _styled(cell: str, column: Column) -> Text:
    if column.head == terms.STATE:
        return Text(cell, style=_STYLES.get(cell.partition(" · ")[0], ""))
    if cell == ZERO:
        return Text(cell, style="dim")
    return Text(cell, style="bold" if column.head == terms.CLOSING else "")


def unknown_words(names: Iterable[str]) -> Sentence:
    """What the sign of an unspecified part stands for."""
    parts = {"sign": Thing(UNKNOWN), "names": joined(", ", names)}
    return said("{sign} and an unspecified part, which no source gives: {names}", **parts)
