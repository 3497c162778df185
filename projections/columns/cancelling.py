"""A customer's cancelling in the columns: what it needs, and what it costs meanwhile."""

from lifecycle.civil import DAY, NEVER, month_start
from lifecycle.clauses import minimum_term
from lifecycle.clauses.minimum_term import CancelledOn, MinimumTerm
from lifecycle.money import Rounding
from projections.columns.batch import UNKNOWN, Ending
from projections.columns.bills import edition_at
from projections.columns.compiled import compilable
from projections.columns.records import Book, Records, Room


@compilable
def term_of(edition: Records) -> MinimumTerm:
    """The clause on the minimum term."""
    return MinimumTerm(edition.term_months, edition.term_flat, edition.term_monthly)


@compilable
def early_fee(line: Records, edition: Records, day: int) -> int:
    """What ending on a day costs, in sen, or `UNKNOWN` where no source gives it."""
    if line.activated == NEVER:
        return UNKNOWN
    term, started = term_of(edition), line.activated // DAY
    if edition.term_given:
        return line.given_fee if minimum_term.runs(term, started, day, edition.month_end) else 0
    rounding = Rounding(edition.step, edition.mode)
    return minimum_term.early_fee(term, started, day, edition.months_remaining, edition.month_end, rounding)


@compilable
def pending(line: Records) -> bool:
    """Whether a cancelling waits for its confirmation."""
    return line.requested < NEVER and line.ended == NEVER


@compilable
def after_end(book: Book, room: Room, month: int, at: int) -> bool:
    """Whether a bill of a month, issued at a second, comes after the end."""
    line = room.line
    edition = edition_at(book, room, at)
    if not edition.has_cancellation:
        return at >= line.ended
    until = line.requested if edition.until_requested and line.requested < NEVER else line.ended
    return until < NEVER and month_start(month) > until // DAY


@compilable
def show(line: Records, edition: Records, shown: int, at: int) -> None:
    """Documents are verified; those shown last count."""
    line.papers = shown
    if not complete(edition, shown):
        line.complete_since = NEVER
    elif line.complete_since == NEVER:
        line.complete_since = at


@compilable
def complete(edition: Records, shown: int) -> bool:
    """Whether no document is missing."""
    return (edition.complete[shown // 32] >> (shown % 32)) & 1 == 1


@compilable
def lacks(line: Records, edition: Records) -> bool:
    """Whether anything stands in the way of a confirmation."""
    if edition.needs_papers and not complete(edition, line.papers):
        return True
    return edition.needs_device and line.device_back == UNKNOWN


@compilable
def penalty(book: Book, line: Records, at: int) -> int:
    """What cancelling costs at a second, in sen, paid or not, or `UNKNOWN`; nothing before it is asked for."""
    if line.requested == NEVER or (line.ended < NEVER and line.confirmed == NEVER):
        return 0
    edition = book.editions[line.request_edition]
    if not edition.has_term or not (edition.term_about >> Ending.WISH) & 1:
        return 0
    counted = line.requested
    if edition.cancelled_on == CancelledOn.CONFIRMED:
        counted = line.confirmed
    elif edition.cancelled_on == CancelledOn.DOCUMENTS_COMPLETE:
        counted = NEVER if line.complete_since == NEVER else max(line.complete_since, line.requested)
    return early_fee(line, edition, (min(at, line.ended) if counted == NEVER else counted) // DAY)


@compilable
def device_charge(book: Book, line: Records) -> int:
    """What the device costs, in sen, or `UNKNOWN`; nothing before cancelling is asked for."""
    if line.requested == NEVER:
        return 0
    edition = book.editions[line.request_edition]
    if not edition.has_device:
        return 0
    if line.device_back == UNKNOWN:
        return UNKNOWN
    if not (edition.faulty >> line.device_back) & 1:
        return 0
    price = line.given_device if edition.device_given else edition.device_price
    return line.device_charge if line.device_charge != UNKNOWN else price


@compilable
def give_back(book: Book, room: Room, at: int) -> None:
    """What was paid of charges that have fallen since stays paid, and is the customer's credit."""
    line = room.line
    if line.requested == NEVER:
        return
    over = max(0, line.penalty_paid - max(0, penalty(book, line, at)))
    line.penalty_paid -= over
    line.credit += over
    over = max(0, line.device_paid - max(0, device_charge(book, line)))
    line.device_paid -= over
    line.credit += over


@compilable
def pay_charges(book: Book, room: Room, left: int, at: int) -> int:
    """Pay what ending the subscription costs, as far as it is known; returns what is left, in sen."""
    line = room.line
    take = min(left, max(0, line.charged - line.charge_paid))
    line.charge_paid += take
    left -= take
    if line.requested < NEVER:
        take = min(left, max(0, penalty(book, line, at) - line.penalty_paid))
        line.penalty_paid += take
        left -= take
        take = min(left, max(0, device_charge(book, line) - line.device_paid))
        line.device_paid += take
        left -= take
    return left


@compilable
def charges_open(book: Book, line: Records, at: int) -> bool:
    """Whether anything is open, known or not, of what ending the subscription costs."""
    ended = line.charged_unknown == 1 or line.charged > line.charge_paid
    if ended or line.requested == NEVER:
        return ended
    early, device = penalty(book, line, at), device_charge(book, line)
    return early == UNKNOWN or early > line.penalty_paid or device == UNKNOWN or device > line.device_paid
