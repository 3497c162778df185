"""A bill in the columns: its instants, the changes of what is unpaid, and the late fee on it."""

from lifecycle.civil import NEVER
from lifecycle.clauses import arrears_ladder, fee_owed, late_fee
from lifecycle.clauses.late_fee import PartialPayment
from projections.columns.compiled import compilable
from projections.columns.dates import dated, fee_terms
from projections.columns.records import CLOSES, ONE, OPENS, OTHER, RUNGS, TIMES, UNPAID, WHOLE, Book, Records, Room


@compilable
def edition_at(book: Book, room: Room, at: int) -> Records:
    """The edition in force at a second; before the first one the row is left to the events, which say so."""
    for index in range(len(book.editions) - 1, -1, -1):
        if book.editions[index].since <= at:
            return book.editions[index]
    room.line.beyond = 1
    return book.editions[0]


@compilable
def tiers_of(book: Book, bill: Records) -> int:
    """How many tiers of a late fee a bill has."""
    edition = book.editions[bill.edition]
    return 0 if bill.after_end else edition.tiers_end - edition.tiers


@compilable
def reckon(book: Book, room: Room, b: int) -> None:
    """Work out at which seconds tiers open and rungs fall due; again when the oldest unpaid bill is another."""
    bill, line = room.bills[b], room.line
    edition = book.editions[bill.edition]
    slot = dated(book, room, edition, bill.clock)
    dates, issued = room.dates[slot], bill.clock.issued
    bill.clock.due_day = dates.due_day
    bill.quoted_from = NEVER
    bill.overdue_at = max(dates.overdue_at, issued)
    bill.first_opens = bill.vests_at = bill.ends_at = NEVER
    if bill.after_end:
        return
    bill.first_opens = max(dates.first_opens, issued)
    place = b * line.tiers_width
    for index in range(edition.tiers_end - edition.tiers):
        room.columns[OPENS, place + index] = max(room.opens[slot, index], issued)
        room.columns[CLOSES, place + index] = room.closes[slot, index]
    place = b * line.steps_width
    for index in range(edition.steps_end - edition.steps):
        due = max(room.steps[slot, index], issued)
        room.columns[RUNGS, place + index] = due
        line.quiet = min(line.quiet, due)
    if dates.vests_at < NEVER:
        bill.vests_at, bill.ends_at = max(dates.vests_at, issued), max(dates.ends_at, issued)
        line.quiet = min(line.quiet, bill.ends_at)
        line.next_vests = min(line.next_vests, bill.vests_at)


@compilable
def note(room: Room, b: int, at: int, unpaid: int) -> None:
    """From a second on so much of a bill is unpaid, in sen."""
    bill = room.bills[b]
    if bill.changes == bill.room:
        _make_room(room, b)
    place = bill.first_change + bill.changes
    room.columns[TIMES, place] = at
    room.columns[UNPAID, place] = unpaid
    room.columns[WHOLE, place] = bill.amount if unpaid > 0 else 0
    bill.changes += 1
    room.line.unpaid += unpaid - bill.open
    bill.open = unpaid
    bill.settled = unpaid == 0
    bill.quoted_from = NEVER


@compilable
def _make_room(room: Room, b: int) -> None:
    """Move a bill's changes to where twice as many find room."""
    bill, line = room.bills[b], room.line
    place = line.changes
    for index in range(bill.changes):
        room.columns[TIMES, place + index] = room.columns[TIMES, bill.first_change + index]
        room.columns[UNPAID, place + index] = room.columns[UNPAID, bill.first_change + index]
        room.columns[WHOLE, place + index] = room.columns[WHOLE, bill.first_change + index]
    bill.first_change = place
    bill.room = max(2, 2 * bill.room)
    line.changes = place + bill.room


@compilable
def overdue(bill: Records, at: int) -> bool:
    """Whether principal is open past the last day; a bill issued after the end is never arrears."""
    return at >= bill.overdue_at and bill.open > 0 and not bill.after_end


@compilable
def holds(book: Book, room: Room, b: int, at: int) -> bool:
    """Whether a bill keeps service limited: overdue, or past the instant of a rung."""
    bill = room.bills[b]
    if bill.open == 0:
        return False
    if overdue(bill, at):
        return True
    edition = book.editions[bill.edition]
    place = b * room.line.steps_width
    for index in range(0 if bill.after_end else edition.steps_end - edition.steps):
        due = room.columns[RUNGS, place + index]
        if due <= at and arrears_ladder.met(due, bill.open_since, bill.clock.issued):
            return True
    return False


@compilable
def unpaid_at_vesting(room: Room, b: int) -> bool:
    """Whether a bill was, or if nothing more is paid will be, unpaid when the right to end vests."""
    bill = room.bills[b]
    first, last = bill.first_change, bill.first_change + bill.changes
    return arrears_ladder.unpaid_at_vesting(
        bill.vests_at, room.columns[TIMES, first:last], room.columns[UNPAID, first:last]
    )


@compilable
def fee_on(book: Book, room: Room, b: int, base: int, share: int, whole: int, at: int) -> int:
    """The fee in sen on a base, of which ``share / whole`` counts, for every tier that a bill has reached."""
    bill = room.bills[b]
    if at < bill.first_opens:
        return 0
    edition = book.editions[bill.edition]
    tiers = edition.tiers_end - edition.tiers
    place = b * room.line.tiers_width
    opens, closes = room.columns[OPENS, place : place + tiers], room.columns[CLOSES, place : place + tiers]
    lay_base(room, bill.clock.issued, base, base)
    return fee_of(book, room, edition, opens, closes, share, whole, at)


@compilable
def lay_base(room: Room, issued: int, first: int, base: int) -> None:
    """Lay out the base in sen of a fee: ``first`` at the issue, ``base`` after what that very second brought."""
    room.columns[ONE, 0], room.columns[OTHER, 0] = issued, first
    room.columns[ONE, 1], room.columns[OTHER, 1] = issued, base


@compilable
def fee_of(
    book: Book, room: Room, edition: Records, opens: Records, closes: Records, share: int, whole: int, at: int
) -> int:
    """The fee in sen, by the instants of the tiers, on the base that was laid out."""
    return late_fee.late_fee(
        fee_terms(book, edition),
        opens,
        closes,
        room.columns[ONE, :2],
        room.columns[OTHER, :2],
        share,
        whole,
        at,
        edition.stacking,
        edition.after_last_tier,
    )


@compilable
def on_tiers(book: Book, room: Room, b: int, at: int) -> int:
    """The fee in sen of a bill's tiers were it settled at a second, what payments have fixed included."""
    bill = room.bills[b]
    if bill.settled:
        return bill.fixed
    # Between two of the instants at which it may move, and as long as nothing is paid, the fee stays.
    if bill.quoted_from <= at < bill.quoted_until:
        return bill.quoted
    edition = book.editions[bill.edition]
    fee = 0
    if at >= bill.first_opens:
        tiers, place = edition.tiers_end - edition.tiers, b * room.line.tiers_width
        opens, closes = room.columns[OPENS, place : place + tiers], room.columns[CLOSES, place : place + tiers]
        until = late_fee.next_move(opens, closes, bill.clock.issued, at, edition.after_last_tier)
        if fee_owed.by_payment(edition.partial):
            fee = fee_on(book, room, b, bill.open, bill.share, bill.whole, at)
        else:
            first, last = bill.first_change, bill.first_change + bill.changes
            whole = edition.partial == PartialPayment.FULL_BILL
            fee = late_fee.late_fee(
                fee_terms(book, edition),
                opens,
                closes,
                room.columns[TIMES, first:last],
                room.columns[WHOLE, first:last] if whole else room.columns[UNPAID, first:last],
                bill.share,
                bill.whole,
                at,
                edition.stacking,
                edition.after_last_tier,
            )
    else:
        until = bill.first_opens
    bill.quoted = fee_owed.on_open(edition.partial, bill.fixed, fee)
    bill.quoted_from, bill.quoted_until = at, until
    return bill.quoted


@compilable
def quote(book: Book, room: Room, b: int, at: int) -> int:
    """The late fee in sen were everything settled at a second; what is fixed or paid of it included."""
    bill = room.bills[b]
    return fee_owed.charged(on_tiers(book, room, b, at), bill.rung_fees, bill.fee_paid)


@compilable
def fix(book: Book, room: Room, b: int, at: int, paid: int) -> None:
    """A payment of so much principal fixes the fee that it makes certain; before the principal changes."""
    bill = room.bills[b]
    if at < bill.first_opens:
        return
    partial = book.editions[bill.edition].partial
    if fee_owed.by_payment(partial):
        base = fee_owed.fixed_on(partial, paid, bill.open)
        bill.fixed += fee_on(book, room, b, base, bill.share, bill.whole, at)
    elif paid == bill.open:
        bill.fixed = on_tiers(book, room, b, at)
