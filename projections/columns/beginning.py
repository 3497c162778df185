"""The beginning of a subscription in the columns: its state before the first fact, its payments in their order."""

from lifecycle.civil import NEVER
from lifecycle.clauses import payment, pricing
from projections.columns.batch import UNKNOWN, Batch, Ending, State
from projections.columns.bills import edition_at
from projections.columns.compiled import compilable
from projections.columns.records import COUNTED, FEE_TIMES, FEES, ORDER, Book, Room


@compilable
def begin(room: Room, batch: Batch, row: int, until: int) -> None:
    """A subscription before its first fact; it begins with its activation or, where none is told, with that fact."""
    line = room.line
    line.activated, line.bills_day = batch.activated[row], batch.bills_day[row]
    line.given_fee, line.given_device = batch.given_fee[row], batch.given_device[row]
    line.state, line.rung, line.rung_since = State.ACTIVE, -1, 0
    line.limited_since = line.resale_proven = line.ended = line.requested = line.complete_since = NEVER
    line.confirmed = line.first_isolated = NEVER
    line.ended_as, line.first_to_end, line.request_edition = Ending.NONE, -1, -1
    line.device_back = line.device_charge = UNKNOWN
    line.blacklisted = line.next_month = line.bills = line.due = line.changes = line.fees = line.standing = 0
    line.alone = 0
    line.credit = line.credit_unknown = line.unpaid = line.unknown_bills = line.billed = line.paid = 0
    line.fees_paid = line.charged = line.charged_unknown = line.charge_paid = line.by_provider = line.papers = 0
    line.quiet, line.next_vests, line.slowed = -NEVER, NEVER, 0
    line.penalty_paid = line.device_paid = line.refused = line.isolations = line.beyond = 0
    line.now = line.activated
    if line.activated == NEVER:
        line.bills_day, line.now = 0, _first(batch, row, until)
    if line.bills_day > 0:
        line.next_month = pricing.first_month(line.activated, line.bills_day)
    if batch.monthly_fee[row] != UNKNOWN:
        reprice(room, line.now, batch.monthly_fee[row])


@compilable
def _first(batch: Batch, row: int, until: int) -> int:
    first = NEVER
    for index in range(batch.bills.offsets[row], batch.bills.offsets[row + 1]):
        first = min(first, batch.bills.issued[index])
    for index in range(batch.payments.offsets[row], batch.payments.offsets[row + 1]):
        first = min(first, batch.payments.at[index])
    for index in range(batch.acts.offsets[row], batch.acts.offsets[row + 1]):
        first = min(first, batch.acts.at[index])
    return until if first == NEVER else first


@compilable
def count_payments(book: Book, room: Room, batch: Batch, row: int) -> None:
    """Settle by the readings which second of each payment counts, and put them in that order."""
    first = batch.payments.offsets[row]
    for place in range(batch.payments.offsets[row + 1] - first):
        index = first + place
        at, posted = batch.payments.at[index], batch.payments.posted[index]
        edition = edition_at(book, room, at)
        by_posting = payment.goes_by_posting(edition.dated_by, posted < NEVER)
        offset = batch.payments.posted_offset[index] if by_posting else batch.payments.offset[index]
        counted = (posted if by_posting else at) + 60 * payment.minutes_on(edition.timezone, offset)
        step, before = batch.payments.step[index], place
        while before > 0 and (
            room.columns[COUNTED, before - 1] > counted
            or (
                room.columns[COUNTED, before - 1] == counted
                and batch.payments.step[first + room.columns[ORDER, before - 1]] > step
            )
        ):
            room.columns[COUNTED, before], room.columns[ORDER, before] = (
                room.columns[COUNTED, before - 1],
                room.columns[ORDER, before - 1],
            )
            before -= 1
        room.columns[COUNTED, before], room.columns[ORDER, before] = counted, place


@compilable
def reprice(room: Room, at: int, fee: int) -> None:
    """From a second on the month costs so much, in sen, or `UNKNOWN`."""
    line = room.line
    room.columns[FEE_TIMES, line.fees], room.columns[FEES, line.fees] = at, fee
    line.fees += 1
