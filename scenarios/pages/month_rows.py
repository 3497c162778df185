"""A table of months as a page shows it: the columns of the text outputs, each amount tied to the changes behind it."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from lifecycle.events import (
    Adjusted,
    Billed,
    CancellationRequested,
    ChargeCredited,
    Charged,
    DeviceReturned,
    DisputeResolved,
    OrderPlaced,
    Paid,
    PaymentReversed,
    Refunded,
    Terminated,
    TransferSent,
)
from lifecycle.money import Amount
from scenarios.pages.changes import Change
from scenarios.pages.voice import NONE, Voice
from scenarios.report import terms
from scenarios.report.months_table import Column
from scenarios.report.terms import Term

MOVES: Mapping[Term, tuple[frozenset[str], tuple[type, ...]]] = {
    terms.CHARGES: (
        frozenset({"principal", "total_charged", "termination_fee", "penalty", "device_charge"}),
        (Billed, Charged, OrderPlaced, DeviceReturned, Terminated, CancellationRequested),
    ),
    terms.CREDIT_NOTES: (frozenset({"principal"}), (Adjusted, DisputeResolved, Refunded, ChargeCredited)),
    terms.FEES: (frozenset({"late_fee"}), ()),
    terms.PAYMENTS: (frozenset({"balance", "credit"}), (Paid, PaymentReversed)),
    terms.REFUNDS: (frozenset({"balance", "credit"}), (Refunded, TransferSent)),
    terms.DEPOSITED: (frozenset({"deposit"}), ()),
    terms.SUSPENSE: (frozenset({"suspense"}), ()),
    terms.CLOSING: (frozenset({"balance"}), ()),
    terms.CREDIT: (frozenset({"credit"}), ()),
    terms.DEPOSIT: (frozenset({"deposit"}), ()),
    terms.STATE: (frozenset({"state"}), ()),
    terms.ASKED: (frozenset({"payable"}), ()),
    terms.RECORDED_STATE: (frozenset({"state"}), ()),
}
"""What moves each column: these answers, by an event of these kinds where only such a one does."""

_LAST = frozenset({terms.CLOSING, terms.STATE, terms.RECORDED_STATE, terms.CREDIT, terms.DEPOSIT, terms.ASKED})
"""What closes a month is what its last change came to; of the rest the first one is shown."""


@frozen
class Cell:
    """A cell; ``link`` leads to the change behind it, where there is one in its month."""

    text: str
    numeric: bool
    strong: bool = False
    link: str = ""


@frozen
class MonthRow:
    """A month's cells, the first its name."""

    period: str
    cells: tuple[Cell, ...]


@frozen
class MonthTable:
    """Heads and rows; a head is right-aligned over numbers."""

    heads: tuple[Cell, ...]
    rows: tuple[MonthRow, ...]


def month_table(columns: Sequence[Column], links: Mapping[tuple[str, Term], str], voice: Voice) -> MonthTable:
    """A table of the columns that the text outputs have, in one language; ``links`` by period and column head."""
    periods = [str(period) for period in columns[0].values]
    heads = tuple(Cell(voice.term(column.head), column.right) for column in columns)
    made = [[_cell(column, at, periods[at], links, voice) for column in columns] for at in range(len(periods))]
    return MonthTable(heads, tuple(MonthRow(period, tuple(cells)) for period, cells in zip(periods, made, strict=True)))


def _cell(column: Column, at: int, period: str, links: Mapping[tuple[str, Term], str], voice: Voice) -> Cell:
    value = column.values[at]
    if column.head == terms.MONTH:
        return Cell(voice.month(period), numeric=False, link=links.get((period, terms.MONTH), ""))
    text = voice.term(value) if isinstance(value, Term) else voice.cell(value)
    plain = text == NONE or (isinstance(value, Amount) and not value)
    strong = column.head in (terms.CLOSING, terms.DIFFERENCE) and not plain
    return Cell(text, column.right, strong, "" if plain else links.get((period, column.head), ""))


def links(moves: Iterable[tuple[str, Change]]) -> dict[tuple[str, Term], str]:
    """Where each amount leads: from changes, each with its month."""
    found: dict[tuple[str, Term], str] = {}
    for period, change in moves:
        for head, (keys, kinds) in MOVES.items():
            if change.keys & keys and (not kinds or change.event in kinds):
                if head in _LAST:
                    found[period, head] = change.anchor
                else:
                    found.setdefault((period, head), change.anchor)
    return found
