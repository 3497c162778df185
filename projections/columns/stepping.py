"""One subscription of a batch from fact to fact, the acts of the rules between them; compiled."""

from lifecycle.civil import NEVER
from lifecycle.clauses import pricing
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.clauses.late_fee import Base
from projections.columns.agenda import BILL, BLACKLIST, END, END_FOR_RESALE, LIFT, NOTHING, next_act, skips
from projections.columns.alone import paid_alone
from projections.columns.batch import UNKNOWN, Batch, Ending, Kind, State
from projections.columns.beginning import begin, count_payments, reprice
from projections.columns.bills import edition_at
from projections.columns.cancelling import after_end, charges_open, give_back, lacks, pay_charges, pending, show
from projections.columns.compiled import compilable
from projections.columns.dues import close, issue, late_fees, settle, share_out
from projections.columns.ending import end, leave_behind, shut
from projections.columns.facts import next_fact
from projections.columns.records import DUE, FEE_TIMES, FEES, ORDER, RUNGS, Book, Room
from projections.columns.rights import cure, first_end, pass_to


@compilable
def step_through(book: Book, room: Room, batch: Batch, row: int, until: int) -> None:
    """Let everything happen to a subscription up to a second, that itself included."""
    line = room.line
    begin(room, batch, row, until)
    count_payments(book, room, batch, row)
    bill, bills = batch.bills.offsets[row], batch.bills.offsets[row + 1]
    act, acts = batch.acts.offsets[row], batch.acts.offsets[row + 1]
    paid, payments = 0, batch.payments.offsets[row + 1] - batch.payments.offsets[row]
    first = batch.payments.offsets[row]
    while line.beyond == 0:
        if line.quiet == NEVER and line.due == 0 and line.ended == NEVER and bill < bills and paid < payments:
            others = min(until + 1, batch.acts.at[act] if act < acts else NEVER)
            if paid_alone(book, room, batch, bill, bills, first, paid, others):
                bill, paid = bill + 1, paid + 1
                continue
        left = bill if bill < bills else -1, paid if paid < payments else -1, act if act < acts else -1
        at, which = next_fact(room, batch, left[0], left[1], first, left[2])
        # At one instant the rules come first, and again after the fact: what it entails happens at once (G6).
        upto = min(at, until)
        while line.quiet <= upto and line.beyond == 0:
            coming, line.quiet = next_act(book, room, line.now)
            if line.quiet <= upto:
                line.now = line.quiet
                perform(book, room, coming, line.now)
                line.quiet = -NEVER
        line.now = max(line.now, upto)
        if at > until or which < 0:
            break
        accepted = line.activated == NEVER or at >= line.activated
        if which == 0:
            if accepted:
                facts = batch.bills
                month, amount, due_day = facts.month[bill], facts.amount[bill], facts.due_day[bill]
                take_bill(book, room, at, month, amount, due_day, facts.tax[bill])
            bill += 1
        elif which == 1:
            if accepted:
                index = first + room.columns[ORDER, paid]
                take_payment(book, room, at, batch.payments.amount[index], batch.payments.month[index])
            paid += 1
        else:
            accepted = accepted and take_act(
                book, room, at, batch.acts.kind[act], batch.acts.amount[act], batch.acts.detail[act]
            )
            act += 1
        line.refused += not accepted
        # A bill brings no act of the rules but its own in time, and what it does to older ones; a payment none but the
        # lifting of what limits the line, and an end that is past behind the bill that it settled.
        if (
            line.resale_proven < NEVER
            or line.standing > 0
            or line.slowed == 1
            or (binds(book) if which == 0 else line.state != State.ACTIVE or first_end(room) <= at)
        ):
            line.quiet = -NEVER
        elif line.due == 0 and line.bills_day == 0:
            line.quiet = NEVER


@compilable
def binds(book: Book) -> bool:
    """Whether by some edition a bill's issue bears on other bills: two end it together, or all go by the oldest."""
    found = False
    for index in range(len(book.editions)):
        found = found or book.editions[index].two_bills or book.editions[index].follows_oldest
    return found


@compilable
def before(book: Book, room: Room, at: int) -> None:
    """Let time pass up to an event that moves money."""
    if at >= room.line.next_vests:
        pass_to(book, room, at)
    if room.line.requested < NEVER:
        give_back(book, room, at)


@compilable
def after(book: Book, room: Room, at: int) -> None:
    """After an event that moves money, keep everything in step; where all is paid, rights may be cured."""
    line = room.line
    close(book, room, at)
    curable = line.standing > 0 and line.unpaid == 0 and line.unknown_bills == 0
    if curable and edition_at(book, room, at).curable and not payable(book, room, at):
        cure(room, at)


@compilable
def payable(book: Book, room: Room, at: int) -> bool:
    """Whether anything is to be paid, known or not, where no principal is."""
    return charges_open(book, room.line, at) or late_fees(book, room, at) > 0


@compilable
def take_bill(book: Book, room: Room, at: int, month: int, amount: int, due_day: int, tax: int) -> None:
    """A bill of the provider's or of the rules'."""
    before(book, room, at)
    issue(book, room, at, month, amount, due_day, tax, after_end(book, room, month, at))
    after(book, room, at)


@compilable
def take_payment(book: Book, room: Room, at: int, left: int, month: int) -> None:
    """A payment settles open bills, then what the end cost; what is left over is credit."""
    line = room.line
    before(book, room, at)
    if left == UNKNOWN:
        line.credit_unknown = 1
    else:
        edition = edition_at(book, room, at)
        line.paid += left
        targeted = edition.as_targeted and month != UNKNOWN
        pooling = edition.fee_base != Base.EACH_BILL and share_out(book, room, at)
        for place in range(line.due):
            b = room.columns[DUE, place]
            if left > 0 and not (targeted and room.bills[b].month != month):
                left = settle(book, room, b, left, at, edition.fee_first, pooling)
        line.credit += left if targeted or left == 0 else pay_charges(book, room, left, at)
    after(book, room, at)


@compilable
def take_act(book: Book, room: Room, at: int, kind: int, amount: int, detail: int) -> bool:
    """What else happens; whether the subscription accepts it."""
    line = room.line
    if kind >= Kind.CANCELLATION_REQUESTED:
        return take_cancelling(book, room, kind, amount, detail, at)
    if kind == Kind.BLACKLISTED:
        accepted = line.blacklisted == 0
        line.blacklisted = 1
        return accepted
    if line.ended < NEVER:
        return False
    if kind <= Kind.TERMINATED_WITHOUT_FAULT:
        wish = kind == Kind.TERMINATED_BY_WISH
        if wish and edition_at(book, room, at).has_cancellation:
            return False
        before(book, room, at)
        end(book, room, at, Ending.WISH if wish else Ending.NO_FAULT)
        after(book, room, at)
    elif kind == Kind.RESALE_PROVEN:
        line.resale_proven = at
    else:
        reprice(room, at, amount)
    return True


@compilable
def take_cancelling(book: Book, room: Room, kind: int, amount: int, detail: int, at: int) -> bool:
    """A step of a customer's cancelling, where the terms know any."""
    line = room.line
    edition = edition_at(book, room, at)
    if not edition.has_cancellation:
        return True
    if kind == Kind.CANCELLATION_REQUESTED and (line.ended < NEVER or line.requested < NEVER):
        return False
    if kind == Kind.CANCELLATION_CONFIRMED and (not pending(line) or lacks(line, edition)):
        return False
    before(book, room, at)
    if line.confirmed == NEVER:
        if kind == Kind.CANCELLATION_REQUESTED:
            line.requested, line.request_edition = at, edition.index
        elif kind == Kind.DOCUMENTS_VERIFIED:
            show(line, edition, detail, at)
        elif kind == Kind.DEVICE_RETURNED:
            line.device_back, line.device_charge = detail, amount
        else:
            line.confirmed = at
            shut(room, at, Ending.WISH)
    leave_behind(book, room, at)
    after(book, room, at)
    return True


@compilable
def perform(book: Book, room: Room, act: int, at: int) -> None:
    """An act of the rules at a second."""
    line = room.line
    if act == NOTHING:
        return
    if act == LIFT:
        line.state, line.rung, line.rung_since, line.limited_since = State.ACTIVE, -1, at, NEVER
    elif act == BLACKLIST:
        line.blacklisted = 1
    elif act == BILL:
        month = line.next_month
        if not skips(book, room):
            fee = pricing.monthly_bill(month, room.columns[FEE_TIMES, : line.fees], room.columns[FEES, : line.fees])
            take_bill(book, room, at, month, fee, UNKNOWN, 0)
        line.next_month += 1
    else:
        before(book, room, at)
        if act in (END, END_FOR_RESALE):
            end(book, room, at, Ending.ARREARS if act == END else Ending.RESALE)
        else:
            climb(book, room, act, at)
        after(book, room, at)
        if act < END:
            limit(room, act, at)


@compilable
def climb(book: Book, room: Room, becomes: int, at: int) -> None:
    """The rung's fee is owed on the oldest bill that has reached it."""
    for place in range(room.line.due):
        b = room.columns[DUE, place]
        bill = room.bills[b]
        edition = book.editions[bill.edition]
        if bill.open == 0 or bill.after_end:
            continue
        for step in range(edition.steps_end - edition.steps):
            rung = book.rungs[edition.steps + step]
            if rung.becomes == becomes and room.columns[RUNGS, b * room.line.steps_width + step] <= at:
                bill.rung_fees += rung.fee
                bill.downgraded = bill.downgraded or becomes == Becomes.DOWNGRADED
                return


@compilable
def limit(room: Room, becomes: int, at: int) -> None:
    """What a rung makes of the service; a lowered one goes on at a fee that no source gives."""
    line = room.line
    if becomes == Becomes.DOWNGRADED:
        line.slowed = 1
        reprice(room, at, UNKNOWN)
        return
    limits = becomes != Becomes.WARNED
    line.state = State.WARNED
    if limits:
        line.state = State.ISOLATED if becomes == Becomes.ISOLATED else State.BLOCKED
        line.isolations += 1
        line.first_isolated = min(line.first_isolated, at)
    line.rung, line.rung_since, line.limited_since = becomes, at, at if limits else NEVER
