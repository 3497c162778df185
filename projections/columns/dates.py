"""The instants of bills in the columns, worked out once for all bills of a month that were issued on one day."""

from lifecycle.civil import DAY, NEVER
from lifecycle.clauses import arrears_ladder, late_fee, pricing
from lifecycle.clauses.instant import BillClock
from lifecycle.clauses.late_fee import LateFee
from lifecycle.money import Rounding
from projections.columns.batch import UNKNOWN
from projections.columns.compiled import compilable
from projections.columns.records import SLOTS, Book, Records, Room


@compilable
def fee_terms(book: Book, edition: Records) -> LateFee:
    """The clause on the late fee of an edition."""
    return LateFee(book.tiers[edition.tiers : edition.tiers_end], Rounding(edition.step, edition.mode))


@compilable
def dated(book: Book, room: Room, edition: Records, clock: Records) -> int:
    """The slot in which the instants of a bill of such a clock stand, until another bill's take their place.

    But for those that are counted from the activation, all fall on the beginning of a day, whatever the second of the
    issue; none comes before the issue, which is left to whoever asks.
    """
    day, oldest = clock.issued // DAY, clock.oldest_day
    issued = clock.issued if edition.by_activation else day * DAY
    activated = clock.activated if edition.by_activation else 0
    slot = (day + 37 * (day - oldest) + 11 * edition.index) & (SLOTS - 1)
    dates = room.dates[slot]
    known = dates.clock
    if (
        known.issued != issued
        or known.month != clock.month
        or known.due_day != clock.due_day
        or known.oldest_day != oldest
        or known.activated != activated
        or dates.edition != edition.index
    ):
        known.month, known.issued, known.due_day, known.moved_to, known.waived = (
            clock.month,
            issued,
            clock.due_day,
            -1,
            0,
        )
        known.oldest_day, known.activated, dates.edition = oldest, activated, edition.index
        _work_out(book, room, edition, slot)
    return slot


@compilable
def _work_out(book: Book, room: Room, edition: Records, slot: int) -> None:
    dates = room.dates[slot]
    known = dates.clock
    due = known.due_day
    if due == UNKNOWN and edition.has_due:
        due = pricing.due_day(edition.due, known)
    clock = BillClock(known.month, known.issued, due, known.moved_to, known.waived, known.oldest_day, known.activated)
    dates.due_day = due
    tiers = edition.tiers_end - edition.tiers
    dates.overdue_at = pricing.overdue_from(due, known.issued)
    dates.first_opens, terms = NEVER, fee_terms(book, edition)
    for index in range(tiers):
        opens = late_fee.tier_opens(terms, index, clock)
        room.opens[slot, index], room.closes[slot, index] = opens, late_fee.tier_closes(terms, index, clock)
        dates.first_opens = min(dates.first_opens, opens)
    dates.soonest = min(dates.first_opens, dates.overdue_at)
    for index in range(edition.steps_end - edition.steps):
        due_at = arrears_ladder.rung_at(book.rungs[edition.steps + index], clock)
        room.steps[slot, index] = due_at
        dates.soonest = min(dates.soonest, due_at)
    dates.vests_at = dates.ends_at = NEVER
    if edition.ending >= 0:
        ending = book.rungs[edition.ending]
        if arrears_ladder.clock_runs(ending, clock):
            dates.vests_at = arrears_ladder.vests_at(ending, clock)
            dates.ends_at = arrears_ladder.rung_at(ending, clock)
            dates.soonest = min(dates.soonest, dates.vests_at, dates.ends_at)
