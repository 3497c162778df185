"""The open bills in the columns, oldest first: their issue, what settles them, their pooled fee."""

from math import gcd

from lifecycle.civil import DAY, NEVER
from lifecycle.clauses import fee_owed
from lifecycle.clauses.late_fee import Base
from projections.columns.batch import UNKNOWN
from projections.columns.bills import edition_at, fee_on, fix, note, overdue, quote, reckon
from projections.columns.compiled import compilable
from projections.columns.records import DUE, LIMIT, TIMES, UNPAID, WHOLE, Book, Records, Room


@compilable
def fee_clock(book: Book, room: Room, at: int) -> int:
    """The second by which late fees go."""
    ended = room.line.ended
    return at if ended == NEVER else fee_owed.fee_clock(at, ended, edition_at(book, room, ended).fees_after)


@compilable
def issue(book: Book, room: Room, at: int, month: int, amount: int, due_day: int, tax: int, after_end: bool) -> None:
    """Issue a bill at a second, and pay it out of credit as far as that goes."""
    line = room.line
    b = line.bills
    line.bills += 1
    bill = room.bills[b]
    edition = edition_at(book, room, at)
    bill.edition = edition.index
    bill.month, bill.after_end = month, after_end
    bill.unknown = amount == UNKNOWN
    bill.amount = 0 if amount == UNKNOWN else amount
    bill.share, bill.whole = fee_owed.share_of(bill.amount, tax, edition.tax)
    if not fits(edition, bill.amount, bill.share, bill.whole, tax):
        # The row is left to the events; nothing of it is reckoned on with.
        line.beyond, bill.amount, bill.share, bill.whole = 1, 0, 1, 1
    begin_clock(room, b, month, at, due_day)
    bill.open, bill.settled, bill.open_since = bill.amount, bill.amount == 0, at
    bill.fixed = bill.rung_fees = bill.fee_paid = 0
    bill.downgraded = bill.vested = bill.lapsed = bill.pooled = False
    bill.first_change, bill.changes, bill.room = line.changes, 1, 2
    room.columns[TIMES, line.changes], room.columns[UNPAID, line.changes], room.columns[WHOLE, line.changes] = (
        at,
        bill.amount,
        bill.amount,
    )
    line.changes += 2
    line.unpaid += bill.amount
    line.billed += bill.amount
    line.unknown_bills += bill.unknown
    reckon(book, room, b)
    if bill.settled:
        return
    place = line.due
    while place > 0 and room.bills[room.columns[DUE, place - 1]].month > month:
        room.columns[DUE, place] = room.columns[DUE, place - 1]
        place -= 1
    room.columns[DUE, place] = b
    line.due += 1
    if line.credit > 0:
        pooling = share_out(book, room, at)
        line.credit = settle(book, room, b, line.credit, at, edition.fee_first, pooling)


@compilable
def begin_clock(room: Room, b: int, month: int, at: int, due_day: int) -> Records:
    """The clock of a bill issued at a second, its last day to pay as it is told."""
    clock, activated = room.bills[b].clock, room.line.activated
    clock.month, clock.issued, clock.oldest_day = month, at, at // DAY
    clock.activated = at if activated == NEVER else activated
    clock.due_day, clock.moved_to, clock.waived = due_day, -1, 0
    return clock


@compilable
def fits(edition: Records, amount: int, share: int, whole: int, tax: int) -> bool:
    """Whether the fees on a bill can be reckoned in 64 bits; where they cannot, the row is left to the events."""
    if tax < 0 or tax > amount > 0:
        return False
    largest = LIMIT // edition.highest_rate
    return amount <= largest // max(share, 1) and whole <= LIMIT // edition.highest_sum


@compilable
def settle(book: Book, room: Room, b: int, left: int, at: int, fee_first: bool, pooling: bool) -> int:
    """Settle a bill by money of which so much is left, in sen; returns what then is."""
    bill = room.bills[b]
    if fee_first:
        left = pay_fee(book, room, b, left, at, pooling)
    take = min(left, bill.open)
    if take > 0:
        if not (pooling and bill.pooled):
            fix(book, room, b, fee_clock(book, room, at), take)
        elif take == bill.open:
            bill.fixed = bill.part
        note(room, b, at, bill.open - take)
        left -= take
    owes = bill.settled and bill.fixed + bill.rung_fees > 0
    return pay_fee(book, room, b, left, at, pooling) if owes else left


@compilable
def fixed_fee(bill: Records) -> int:
    """A settled bill's late fee in sen, paid or not."""
    return fee_owed.charged(bill.fixed, bill.rung_fees, bill.fee_paid)


@compilable
def fee(book: Book, room: Room, b: int, at: int, pooling: bool) -> int:
    """A bill's late fee to date in sen, paid or not."""
    bill = room.bills[b]
    if bill.settled:
        return fixed_fee(bill)
    if pooling and bill.pooled:
        return fee_owed.charged(bill.part, bill.rung_fees, bill.fee_paid)
    return quote(book, room, b, fee_clock(book, room, at))


@compilable
def pay_fee(book: Book, room: Room, b: int, left: int, at: int, pooling: bool) -> int:
    """Pay what of a bill's late fee is owed; returns what is left, in sen."""
    bill = room.bills[b]
    take = max(0, min(left, fee(book, room, b, at, pooling) - bill.fee_paid))
    bill.fee_paid += take
    room.line.fees_paid += take
    return left - take


@compilable
def late_fees(book: Book, room: Room, at: int) -> int:
    """What would be owed in late fees, in sen, if everything were settled at a second."""
    pooling = share_out(book, room, at)
    owed = 0
    for index in range(room.line.due):
        b = room.columns[DUE, index]
        owed += fee(book, room, b, at, pooling) - room.bills[b].fee_paid
    return owed


@compilable
def share_out(book: Book, room: Room, at: int) -> bool:
    """Work out each open bill's part of the pooled late fee; whether there is a pool, by the reading."""
    line = room.line
    if line.due == 0:
        return False
    base = edition_at(book, room, at).fee_base
    if base == Base.EACH_BILL:
        return False
    any_overdue = False
    for index in range(line.due):
        any_overdue = any_overdue or overdue(room.bills[room.columns[DUE, index]], at)
    numerator, denominator, principal, step = 0, 1, 0, 0
    for index in range(line.due):
        bill = room.bills[room.columns[DUE, index]]
        pooled = bill.open > 0 and not bill.after_end and fee_owed.pools(base, overdue(bill, at), any_overdue)
        bill.pooled = pooled
        if pooled:
            if not _adds_up(numerator, denominator, bill):
                line.beyond = 1
                return False
            numerator, denominator = fee_owed.pooled(numerator, denominator, bill.open, bill.share, bill.whole)
            principal += bill.open
            step = step if step > 0 else book.editions[bill.edition].step
    if principal == 0:
        return False
    pool_fee = 0
    for index in range(line.due):
        b = room.columns[DUE, index]
        edition = book.editions[room.bills[b].edition]
        if overdue(room.bills[b], at):
            if numerator > LIMIT // edition.highest_rate or denominator > LIMIT // edition.highest_sum:
                line.beyond = 1
                return False
            pool_fee = max(pool_fee, fee_on(book, room, b, numerator, 1, denominator, fee_clock(book, room, at)))
    if max(pool_fee, step) > LIMIT // principal:
        line.beyond = 1
        return False
    reached = given = 0
    for index in range(line.due):
        bill = room.bills[room.columns[DUE, index]]
        if bill.pooled:
            reached += bill.open
            upto = fee_owed.pooled_upto(pool_fee, reached, principal, step)
            bill.part = upto - given
            given = upto
    return True


@compilable
def _adds_up(numerator: int, denominator: int, bill: Records) -> bool:
    """Whether a bill can be added to the pool in 64 bits."""
    common = gcd(denominator, bill.whole)
    ours, others = bill.whole // common, denominator // common
    return (
        numerator <= LIMIT // ours
        and bill.open * max(bill.share, 0) <= LIMIT // others
        and others <= LIMIT // bill.whole
    )


@compilable
def close(book: Book, room: Room, at: int) -> None:
    """After an event, drop the bills on which nothing is open, and see whether another is now the oldest unpaid."""
    line = room.line
    count = 0
    for index in range(line.due):
        b = room.columns[DUE, index]
        bill = room.bills[b]
        if not bill.settled or fixed_fee(bill) > bill.fee_paid:
            room.columns[DUE, count] = b
            count += 1
    line.due = count
    if count > 0 and book.editions[room.bills[room.columns[DUE, 0]].edition].follows_oldest:
        _follow_oldest(book, room)


@compilable
def _follow_oldest(book: Book, room: Room) -> None:
    oldest = NEVER
    for index in range(room.line.due):
        bill = room.bills[room.columns[DUE, index]]
        if bill.open > 0 and oldest == NEVER:
            oldest = bill.clock.issued // DAY
    if oldest == NEVER:
        return
    for index in range(room.line.due):
        bill = room.bills[room.columns[DUE, index]]
        if bill.clock.oldest_day != oldest:
            bill.clock.oldest_day = oldest
            reckon(book, room, room.columns[DUE, index])
