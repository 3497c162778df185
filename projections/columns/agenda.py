"""What the rules make the provider do next, in the columns: the act, and the second at which it falls due."""

from lifecycle.civil import NEVER
from lifecycle.clauses import arrears_ladder, pricing
from lifecycle.clauses.arrears_ladder import Becomes, Discretion
from projections.columns.batch import State
from projections.columns.bills import edition_at, holds
from projections.columns.cancelling import after_end
from projections.columns.compiled import compilable
from projections.columns.dues import fixed_fee, late_fees
from projections.columns.records import DUE, RUNGS, Book, Room
from projections.columns.rights import ends_of, first_end, next_right

END = int(Becomes.TERMINATED)
BILL, LIFT, END_FOR_RESALE, BLACKLIST, NOTHING = range(END + 1, END + 6)
"""What the rules do, beside the rungs of the ladder, which are told by what they make of the service."""


@compilable
def next_act(book: Book, room: Room, now: int) -> tuple[int, int]:
    """The next act, and its second; of one instant: lifting, resale, the ladder, the end, the bills.

    Nothing at a second is to be asked again then.
    """
    line = room.line
    if line.ended < NEVER:
        return (BLACKLIST, now) if _blacklists(book, room) else (NOTHING, NEVER)
    if line.state in (State.WARNED, State.ISOLATED, State.BLOCKED) and _lifted(book, room, now):
        return LIFT, now
    act, at = NOTHING, NEVER
    if line.resale_proven < NEVER:
        edition = edition_at(book, room, line.resale_proven)
        if edition.resale_ends and edition.discretion == Discretion.EXERCISED:
            act, at = END_FOR_RESALE, max(line.resale_proven, now)
    if line.due > 0:
        rung, falls = _ladder(book, room, now)
        if falls < at:
            act, at = rung, falls
    # Which right brings the first end is looked for once it may be now: most bills are paid long before.
    coming = first_end(room)
    if now < coming < at:
        act, at = NOTHING, coming
    elif coming <= now:
        right = next_right(book, room, now)
        if right >= 0:
            edition = book.editions[room.bills[right].edition]
            if edition.ending >= 0 and arrears_ladder.exercised(book.rungs[edition.ending].right, edition.discretion):
                ends = max(ends_of(room, right), now)
                if ends < at:
                    act, at = END, ends
    if line.bills_day > 0:
        issued = max(pricing.issue_at(line.next_month, line.bills_day), now)
        if issued < at:
            act, at = BILL, issued
    return act, at


@compilable
def skips(book: Book, room: Room) -> bool:
    """Whether no bill of the next month is issued: the line is limited and is not billed then, or it is over."""
    line = room.line
    at = pricing.issue_at(line.next_month, line.bills_day)
    limited = line.state in (State.ISOLATED, State.BLOCKED)
    return (limited and edition_at(book, room, at).billing_suspended) or after_end(book, room, line.next_month, at)


@compilable
def _ladder(book: Book, room: Room, now: int) -> tuple[int, int]:
    line = room.line
    act, at = NOTHING, NEVER
    if line.rung >= book.highest_step:
        return act, at
    slowed = False
    for index in range(line.due):
        bill = room.bills[room.columns[DUE, index]]
        slowed = slowed or (bill.downgraded and bill.open > 0)
    for index in range(line.due):
        b = room.columns[DUE, index]
        bill = room.bills[b]
        if bill.open == 0 or bill.after_end:
            continue
        edition = book.editions[bill.edition]
        place = b * room.line.steps_width
        for step in range(edition.steps_end - edition.steps):
            rung, due = book.rungs[edition.steps + step], room.columns[RUNGS, place + step]
            if rung.becomes <= line.rung or (slowed and rung.becomes == Becomes.DOWNGRADED):
                continue
            sooner = max(due, now) < at or (max(due, now) == at and rung.becomes < act)
            if sooner and arrears_ladder.met(due, bill.open_since, bill.clock.issued) and rung.exercised:
                act, at = rung.becomes, max(due, now)
    return act, at


@compilable
def _lifted(book: Book, room: Room, now: int) -> bool:
    """Whether nothing is left that keeps service limited, by the terms of the second at which it was."""
    line = room.line
    held = kept_back = False
    for index in range(line.due):
        b = room.columns[DUE, index]
        bill = room.bills[b]
        held = held or holds(book, room, b, now)
        if bill.settled and not bill.after_end and not kept_back:
            kept_back = fixed_fee(bill) > bill.fee_paid
    lifted_when = edition_at(book, room, line.rung_since).lifted_when
    # What is owed in fees is worked out where it alone can still decide.
    fees = late_fees(book, room, now) if line.unpaid == 0 else 0
    return arrears_ladder.lets_go(lifted_when, line.unpaid, fees, held, kept_back)


@compilable
def _blacklists(book: Book, room: Room) -> bool:
    line = room.line
    edition = edition_at(book, room, line.ended)
    if line.blacklisted == 1 or not edition.has_blacklist or not edition.automatic:
        return False
    return (edition.eligible[edition.scope] >> line.ended_as) & 1 == 1
