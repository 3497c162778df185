"""A bill that a payment settles before anything else comes of it, in the columns: all that does, told at once."""

from lifecycle.civil import NEVER
from lifecycle.clauses import fee_owed
from lifecycle.clauses.arrears_ladder import Becomes, LiftedWhen
from lifecycle.clauses.late_fee import Base, PartialPayment
from projections.columns.batch import UNKNOWN, Batch
from projections.columns.bills import edition_at, fee_of, lay_base
from projections.columns.compiled import compilable
from projections.columns.dates import dated
from projections.columns.dues import begin_clock, fits
from projections.columns.records import COUNTED, ORDER, Book, Records, Room


@compilable
def paid_alone(book: Book, room: Room, batch: Batch, b: int, last: int, first: int, paid: int, others: int) -> bool:
    """Whether the next payment settles the next bill and its late fee; if so, all that came of the bill is told.

    Asked only where the rules are quiet for good and nothing is open: the line is active, and no right to end stands.
    The bill must come before any of its own instants, the payment before a right to end and before ``others``, the
    second of the next act or of the end. The bill after it may have been issued then; nothing may have come of that
    one yet, nor of the payment for it. Where it is not so, nothing is changed.
    """
    line, issued, amount = room.line, batch.bills.issued[b], batch.bills.amount[b]
    at, index = room.columns[COUNTED, paid], first + room.columns[ORDER, paid]
    left = batch.payments.amount[index]
    if not (issued < at < others) or amount <= 0 or left < 0:
        return False
    month, named = batch.bills.month[b], batch.payments.month[index]
    meant = named == UNKNOWN or named == month  # noqa: PLR1714  # compiled, two comparisons
    if not meant or line.requested < NEVER or (line.activated < NEVER and issued < line.activated):
        return False
    overtaken = b + 1 < last and batch.bills.issued[b + 1] <= at
    if overtaken and not _only_issued(book, room, batch, b + 1, last, month, at):
        return False
    edition = edition_at(book, room, issued)
    slot = dated(book, room, edition, begin_clock(room, line.bills, month, issued, batch.bills.due_day[b]))
    soonest, late = room.dates[slot].soonest, 0
    if issued >= soonest or (overtaken and edition.follows_oldest):
        return False
    unpaid = amount - min(line.credit, amount)
    if unpaid > 0 and at >= soonest:
        late = _late(book, room, edition, slot, issued, amount, unpaid, batch.bills.tax[b], at, overtaken)
    rest = line.credit + left - amount - late
    if late == UNKNOWN or rest < 0 or (overtaken and rest > 0):
        return False
    if unpaid > 0 and at >= soonest:
        _climb(book, room, edition, slot, at)
    line.alone += 1
    line.billed += amount
    line.paid += left
    line.fees_paid += late
    line.credit = rest
    return True


@compilable
def _only_issued(book: Book, room: Room, batch: Batch, b: int, last: int, before: int, at: int) -> bool:
    """Whether of a bill, no older than the one before it, nothing but its issue has come by a second."""
    issued, month = batch.bills.issued[b], batch.bills.month[b]
    if month < before or (b + 1 < last and batch.bills.issued[b + 1] <= at):
        return False
    edition = edition_at(book, room, issued)
    slot = dated(book, room, edition, begin_clock(room, room.line.bills, month, issued, batch.bills.due_day[b]))
    return at < room.dates[slot].soonest


@compilable
def _late(
    book: Book,
    room: Room,
    edition: Records,
    slot: int,
    issued: int,
    amount: int,
    unpaid: int,
    tax: int,
    at: int,
    overtaken: bool,
) -> int:
    """What is charged for paying a bill late at a second, in sen; `UNKNOWN` where more would come of it than that."""
    dates = room.dates[slot]
    share, whole = fee_owed.share_of(amount, tax, edition.tax)
    one_by_one = edition.rises and edition_at(book, room, at).fee_base == Base.EACH_BILL
    if not one_by_one or at >= min(dates.vests_at, dates.ends_at) or not fits(edition, amount, share, whole, tax):
        return UNKNOWN
    rungs = before = 0
    for step in range(edition.steps_end - edition.steps):
        due = room.steps[slot, step]
        if due < before:
            return UNKNOWN
        rung, before = book.rungs[edition.steps + step], due
        if rung.exercised and due <= at:
            rungs += rung.fee
            if overtaken and edition_at(book, room, due).lifted_when == LiftedWhen.ALL_BILLED:
                return UNKNOWN
    tiers = edition.tiers_end - edition.tiers
    # What credit paid at the issue still counts for a tier that was over before it.
    base = amount if edition.partial == PartialPayment.FULL_BILL else unpaid
    lay_base(room, issued, unpaid if fee_owed.by_payment(edition.partial) else amount, base)
    opens, closes = room.opens[slot, :tiers], room.closes[slot, :tiers]
    fee = fee_of(book, room, edition, opens, closes, share, whole, at)
    return fee_owed.charged(fee, rungs, 0)


@compilable
def _climb(book: Book, room: Room, edition: Records, slot: int, at: int) -> None:
    """The steps that a bill took until it was paid; then service is as it was."""
    line = room.line
    for step in range(edition.steps_end - edition.steps):
        rung, due = book.rungs[edition.steps + step], room.steps[slot, step]
        if rung.exercised and due <= at and rung.becomes != Becomes.WARNED:
            line.isolations += 1
            line.first_isolated = min(line.first_isolated, due)
