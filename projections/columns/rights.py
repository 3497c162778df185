"""The right to end for arrears, in the columns: when it vests, which stand, and whose end comes first."""

from lifecycle.civil import NEVER
from lifecycle.clauses import arrears_ladder
from projections.columns.bills import unpaid_at_vesting
from projections.columns.compiled import compilable
from projections.columns.records import DUE, ONE, OTHER, STANDING, Book, Room


@compilable
def next_waiting(room: Room, after: int, place: int) -> int:
    """The place among the open bills of the next whose right waits to vest, by its second and then its age, or -1."""
    found = -1
    for index in range(room.line.due):
        bill = room.bills[room.columns[DUE, index]]
        if bill.open == 0 or bill.vests_at == NEVER or bill.vested or bill.lapsed:
            continue
        later = bill.vests_at > after or (bill.vests_at == after and index > place)
        if later and (found < 0 or bill.vests_at < room.bills[room.columns[DUE, found]].vests_at):
            found = index
    return found


@compilable
def vests(book: Book, room: Room, b: int) -> bool:
    """Whether a waiting right vests: the bill is unpaid then, and the arrears are enough."""
    bill = room.bills[b]
    if not unpaid_at_vesting(room, b):
        return False
    if not book.editions[bill.edition].two_bills:
        return True
    count = 0
    for index in range(room.line.due):
        other = room.bills[room.columns[DUE, index]]
        if other.open > 0:
            room.columns[ONE, count], room.columns[OTHER, count] = other.month, other.clock.issued
            count += 1
    return arrears_ladder.two_in_a_row(
        bill.month, bill.vests_at, room.columns[ONE, :count], room.columns[OTHER, :count]
    )


@compilable
def pass_to(book: Book, room: Room, at: int) -> None:
    """Let time pass: what vests by a second is tested once and for all, and stands or lapses."""
    line = room.line
    line.next_vests = NEVER
    index = next_waiting(room, -NEVER, -1)
    while index >= 0:
        b = room.columns[DUE, index]
        bill = room.bills[b]
        if bill.vests_at > at or bill.vests_at >= line.ended:
            line.next_vests = bill.vests_at
            break
        second = bill.vests_at
        if vests(book, room, b):
            _stand(room, b)
        else:
            bill.lapsed = True
        index = next_waiting(room, second, index)


@compilable
def _stand(room: Room, b: int) -> None:
    line, bill = room.line, room.bills[b]
    bill.vested = True
    bill.right_vests, bill.right_ends = bill.vests_at, bill.ends_at
    place = line.standing
    while place > 0 and room.bills[room.columns[STANDING, place - 1]].right_vests > bill.right_vests:
        room.columns[STANDING, place] = room.columns[STANDING, place - 1]
        place -= 1
    room.columns[STANDING, place] = b
    line.standing += 1
    if line.first_to_end < 0 or bill.right_ends < room.bills[line.first_to_end].right_ends:
        line.first_to_end = b


@compilable
def cure(room: Room, at: int) -> None:
    """Everything is paid at a second: the rights whose end lies ahead stand no more."""
    line = room.line
    count, line.first_to_end = 0, -1
    for index in range(line.standing):
        b = room.columns[STANDING, index]
        ends = room.bills[b].right_ends
        if ends <= at:
            room.columns[STANDING, count] = b
            count += 1
            if line.first_to_end < 0 or ends < room.bills[line.first_to_end].right_ends:
                line.first_to_end = b
    line.standing = count


@compilable
def first_end(room: Room) -> int:
    """No right brings an end before this second, of those that stand and those that may come of open bills."""
    line = room.line
    soonest = room.bills[line.first_to_end].right_ends if line.first_to_end >= 0 else NEVER
    for index in range(line.due):
        bill = room.bills[room.columns[DUE, index]]
        if bill.open > 0:
            soonest = min(soonest, bill.ends_at)
    return soonest


@compilable
def next_right(book: Book, room: Room, at: int) -> int:
    """The bill whose right brings the first end if nothing more is paid, of those that stand and those to come, or -1.

    Its end is `ends_of` it.
    """
    line = room.line
    soonest = line.first_to_end
    if soonest >= 0 and room.bills[soonest].right_ends <= at:
        return soonest
    first, index = -1, next_waiting(room, -NEVER, -1)
    while index >= 0:
        b = room.columns[DUE, index]
        bill = room.bills[b]
        vested = bill.vests_at <= at and bill.vests_at < line.ended
        coming = first < 0 or bill.vests_at < room.bills[first].ends_at
        if not vested and not coming:
            break
        if vests(book, room, b):
            # A right that vests later may end sooner.
            if vested and (soonest < 0 or bill.ends_at < ends_of(room, soonest)):
                soonest = b
            if coming and (first < 0 or bill.ends_at < room.bills[first].ends_at):
                first = b
        index = next_waiting(room, bill.vests_at, index)
    if first >= 0 and (soonest < 0 or room.bills[first].ends_at < ends_of(room, soonest)):
        soonest = first
    return soonest


@compilable
def ends_of(room: Room, b: int) -> int:
    """The second at which the end comes over a bill: its right's own, once it has vested."""
    bill = room.bills[b]
    return bill.right_ends if bill.vested else bill.ends_at


@compilable
def vested_since(book: Book, room: Room, at: int) -> int:
    """When the first right arose of those that stand at a second, or `NEVER`."""
    line = room.line
    if line.standing > 0:
        return room.bills[room.columns[STANDING, 0]].right_vests
    index = next_waiting(room, -NEVER, -1)
    while index >= 0:
        bill = room.bills[room.columns[DUE, index]]
        if bill.vests_at > at:
            break
        if bill.vests_at < line.ended and vests(book, room, room.columns[DUE, index]):
            return bill.vests_at
        index = next_waiting(room, bill.vests_at, index)
    return NEVER
