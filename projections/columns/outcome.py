"""What a subscription has come to, read off at the last second; and all subscriptions of a batch, one by one."""

from lifecycle.civil import NEVER
from lifecycle.clauses import arrears_ladder
from projections.columns.batch import UNKNOWN, Batch, Ending, Outcomes, Part, State
from projections.columns.bills import edition_at
from projections.columns.cancelling import device_charge, give_back, penalty, pending
from projections.columns.compiled import compilable
from projections.columns.dues import fee_clock, late_fees
from projections.columns.records import Book, Records, Room
from projections.columns.rights import ends_of, next_right, vested_since
from projections.columns.stepping import step_through

# Compiled code knows no sets of flags.
PRINCIPAL, LATE_FEE, TERMINATION_FEE, PENALTY, DEVICE_CHARGE, CREDIT = (int(part) for part in Part)


@compilable
def step_all(book: Book, room: Room, batch: Batch, until: int, found: Outcomes, beyond: Records) -> None:
    """Step through every subscription; those whose numbers 64 bits do not hold are marked, and come to nothing."""
    for row in range(len(batch.activated)):
        step_through(book, room, batch, row, until)
        if room.line.beyond == 0:
            tell(book, room, until, found, row)
        beyond[row] = room.line.beyond


@compilable
def tell(book: Book, room: Room, at: int, found: Outcomes, row: int) -> None:
    """The outcome of the subscription in the room at a second, told in its row."""
    line = room.line
    give_back(book, room, at)
    fees, early, device = late_fees(book, room, at), penalty(book, line, at), device_charge(book, line)
    ending = line.charged - line.charge_paid
    charged = ending + max(0, early) - line.penalty_paid + max(0, device) - line.device_paid
    found.principal[row] = line.unpaid
    found.late_fee[row] = fees
    found.late_fees_charged[row] = fees + line.fees_paid
    found.termination_fee[row] = ending if line.by_provider == 1 else 0
    found.penalty[row] = (0 if line.by_provider == 1 else ending) + max(0, early) - line.penalty_paid
    found.device_charge[row] = max(0, device) - line.device_paid
    found.payable[row] = line.unpaid + fees + charged
    found.credit[row] = line.credit
    found.unspecified[row] = _unspecified(book, room, at, early, device)
    found.bills[row] = line.bills + line.alone
    found.total_charged[row] = line.billed
    found.paid[row] = line.paid
    found.state[row] = _state(line, at)
    found.isolated_since[row] = line.limited_since
    found.isolations[row] = line.isolations
    found.first_isolated[row] = line.first_isolated
    found.terminated_at[row] = line.ended
    found.ended_as[row] = line.ended_as
    found.blacklisted[row] = line.blacklisted
    found.refused[row] = line.refused
    beyond = line.beyond
    edition = edition_at(book, room, at)
    line.beyond = beyond
    found.terminable_from[row] = _terminable_from(book, room, edition, at)
    found.next_termination[row] = _next_termination(book, room, edition, at)
    found.blacklist_eligible[row] = _eligible(book, room, edition)


@compilable
def _state(line: Records, at: int) -> int:
    if line.activated < NEVER and at < line.activated:
        return State.NOT_ACTIVE
    return State.CANCELLATION_PENDING if pending(line) else line.state


@compilable
def _unspecified(book: Book, room: Room, at: int, early: int, device: int) -> int:
    line = room.line
    parts = 0
    if line.charged_unknown == 1:
        parts |= TERMINATION_FEE if line.by_provider == 1 else PENALTY
    if early == UNKNOWN:
        parts |= PENALTY
    if device == UNKNOWN:
        parts |= DEVICE_CHARGE
    if line.credit_unknown == 1:
        parts |= CREDIT
    if line.unknown_bills > 0:
        parts |= PRINCIPAL
        clock = fee_clock(book, room, at)
        for b in range(line.bills):
            bill = room.bills[b]
            if bill.unknown and clock >= bill.first_opens:
                parts |= LATE_FEE
    return parts


@compilable
def _terminable_from(book: Book, room: Room, edition: Records, at: int) -> int:
    if edition.ending < 0:
        return NEVER
    since = vested_since(book, room, at)
    return min(since, room.line.resale_proven) if edition.resale_ends else since


@compilable
def _next_termination(book: Book, room: Room, edition: Records, at: int) -> int:
    line = room.line
    if edition.ending < 0 or line.ended < NEVER:
        return NEVER
    right = next_right(book, room, at)
    if right < 0 or ends_of(room, right) <= at:
        return NEVER
    terms = book.editions[room.bills[right].edition]
    exercised = arrears_ladder.exercised(book.rungs[terms.ending].right, terms.discretion)
    return ends_of(room, right) if exercised else NEVER


@compilable
def _eligible(book: Book, room: Room, edition: Records) -> int:
    line = room.line
    if not edition.has_blacklist or line.ended_as == Ending.NONE:
        return 0
    return (edition.eligible[edition_at(book, room, line.ended).scope] >> line.ended_as) & 1
