"""The facts of a subscription in the columns: which comes next, and which come to nothing but their sums."""

from lifecycle.civil import NEVER
from projections.columns.batch import UNKNOWN, Batch, State
from projections.columns.bills import edition_at
from projections.columns.compiled import compilable
from projections.columns.dates import dated
from projections.columns.dues import begin_clock
from projections.columns.records import COUNTED, ORDER, Book, Room


@compilable
def next_fact(room: Room, batch: Batch, bill: int, paid: int, first: int, act: int) -> tuple[int, int]:
    """The second of the next fact, and whether it is the bill (0), the payment (1) or the act (2); -1 stands for none.

    Of one second the first step comes first (G6).
    """
    at, step, which = NEVER, 0, -1
    if bill >= 0:
        at, step, which = batch.bills.issued[bill], batch.bills.step[bill], 0
    if paid >= 0:
        second, place = room.columns[COUNTED, paid], batch.payments.step[first + room.columns[ORDER, paid]]
        if second < at or (second == at and place < step):
            at, step, which = second, place, 1
    if act >= 0:
        second, place = batch.acts.at[act], batch.acts.step[act]
        if second < at or (second == at and place < step):
            at, which = second, 2
    return at, which


@compilable
def paid_in_time(book: Book, room: Room, batch: Batch, b: int, first: int, paid: int, others: int) -> bool:
    """Whether the next bill and the next payment come to nothing but their sums; if so, these are added.

    That is where nothing else is open, and the payment is of just the bill, comes after it, and before ``others``, the
    second of the next fact or of the end, and before any of the bill's own instants.
    """
    line, issued, amount = room.line, batch.bills.issued[b], batch.bills.amount[b]
    at, index = room.columns[COUNTED, paid], first + room.columns[ORDER, paid]
    if not (issued < at < others) or batch.payments.amount[index] != amount or amount <= 0:
        return False
    month, tax, named = batch.bills.month[b], batch.bills.tax[b], batch.payments.month[index]
    plain = line.credit == 0 and line.state == State.ACTIVE and line.ended == NEVER and line.requested == NEVER
    plain = plain and line.standing == 0
    told = (named == UNKNOWN or named == month) and 0 <= tax <= amount  # noqa: PLR1714, SIM109  # compiled, two comparisons
    if not plain or not told or (line.activated < NEVER and issued < line.activated):
        return False
    edition = edition_at(book, room, issued)
    slot = dated(book, room, edition, begin_clock(room, line.bills, month, issued, batch.bills.due_day[b]))
    if at >= room.dates[slot].soonest or issued >= room.dates[slot].soonest:
        return False
    line.paid_in_time += 1
    line.billed += amount
    line.paid += amount
    line.now = at
    return True
