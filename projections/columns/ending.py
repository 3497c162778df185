"""The end of a subscription in the columns: how it ended, and what that costs."""

from lifecycle.civil import NEVER
from lifecycle.clauses import minimum_term
from projections.columns.batch import UNKNOWN, Ending, State
from projections.columns.bills import edition_at, overdue, reckon
from projections.columns.cancelling import after_end, early_fee
from projections.columns.compiled import compilable
from projections.columns.records import DUE, Book, Room


@compilable
def end(book: Book, room: Room, at: int, ended_as: int) -> None:
    """The contract ends at a second; a customer's wish may turn out to be one in arrears."""
    line = room.line
    right = line.first_to_end if ended_as == Ending.ARREARS else -1
    shut(room, at, ended_as)
    leave_behind(book, room, at)
    edition = book.editions[room.bills[right].edition] if right >= 0 else edition_at(book, room, at)
    fee = 0
    if ended_as == Ending.ARREARS and edition.ending >= 0:
        fee = book.rungs[edition.ending].fee
    if edition.has_term and (edition.term_about >> line.ended_as) & 1:
        vested = room.bills[right].right_vests if right >= 0 else NEVER
        early = early_fee(line, edition, minimum_term.measured_to(at, vested, edition.tenure_to))
        line.charged_unknown = early == UNKNOWN
        fee += max(0, early)
    line.charged, line.by_provider = fee, ended_as >= Ending.ARREARS


@compilable
def shut(room: Room, at: int, ended_as: int) -> None:
    """The subscription is over, and how, as far as the blacklist asks."""
    line = room.line
    for index in range(line.due):
        if ended_as == Ending.WISH and overdue(room.bills[room.columns[DUE, index]], at):
            ended_as = Ending.WISH_IN_ARREARS
    line.ended, line.ended_as = at, ended_as
    line.state, line.limited_since = State.TERMINATED, NEVER


@compilable
def leave_behind(book: Book, room: Room, at: int) -> None:
    """Bills issued already, of periods that now prove to lie after the end; only a clause on cancelling asks."""
    if not edition_at(book, room, at).has_cancellation:
        return
    for b in range(room.line.bills):
        bill = room.bills[b]
        if not bill.after_end and after_end(book, room, bill.month, at):
            bill.after_end = True
            reckon(book, room, b)
