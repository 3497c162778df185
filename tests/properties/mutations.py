"""Recorded acts moved by a day or changed by a rupiah, and the finding that each such change brings or does not."""

from collections.abc import Callable, Iterator

from attrs import evolve

from lifecycle import calendar, events
from lifecycle.civil import DAY
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.events import Event
from lifecycle.history import Fact
from lifecycle.money import UNSPECIFIED, Money, Sen
from lifecycle.packages import Taken
from lifecycle.paid_back import names_a_line
from lifecycle.refunds.payout import payout
from lifecycle.rulebook import NotCovered
from projections.findings.limiting import LIMITS
from tests.properties.mutation import Mutation, changed
from tests.properties.recorded import Tale

RUPIAH = 100
ISOLATED = {"ISOLATED_TOO_EARLY", "ISOLATED_WITHOUT_GROUND"}
ENDED = {"TERMINATED_TOO_EARLY", "TERMINATED_WITHOUT_GROUND"}
ASKED = {"BILLED_AFTER_TERMINATION", "DOUBLE_CHARGE", "UNCOVERED_CHARGE", "OVERCHARGED"}
PRICED = {"OVERCHARGED", "UNDERCHARGED", "DOUBLE_CHARGE"}


def isolation(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A day before the rules limit the line an isolation has no ground yet; in the second in which they do, it has."""
    at = calendar.seconds(fact.at)
    beside = tale.beside(at, fact.step - 1)
    ladder = any(rung.becomes in LIMITS for rung in tale.rules.at(at).ladder)
    ground = beside.state.limited_since
    if not ladder or tale.before(fact).account.disputes.open:
        return
    if ground is None:
        limiting = events.Isolated | events.Blocked
        coming = (one for one in tale.acts_beside() if isinstance(one.event, limiting))
        ground = next((second for second in (calendar.seconds(one.at) for one in coming) if second > at), None)
        if ground is not None:
            yield from changed(
                "an isolation put off to its ground", tale, fact, set(), ISOLATED, at=calendar.instant(ground)
            )
        return
    yield from changed("an isolation at its ground", tale, fact, set(), ISOLATED, at=calendar.instant(ground))
    earlier = tale.beside(ground - DAY, 0)
    if (
        earlier.state.limited_since is None
        and not earlier.account.disputes.open
        and not _past_a_rung(tale, ground - DAY)
    ):
        yield from changed(
            "an isolation a day before its ground", tale, fact, ISOLATED, ISOLATED, at=calendar.instant(ground - DAY)
        )


def _past_a_rung(tale: Tale, at: int) -> bool:
    """Whether an open bill is past its rung though the rules limit nothing, as after the end that they make."""
    ledger = tale.beside(at, 0)
    return any(when <= at for bill in ledger.account.bills if bill.open or bill.unknown for when, _ in bill.rungs)


def ending(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A day before the end that the terms give an ending for arrears is too early; on that day it is not."""
    event, at, before = fact.event, calendar.seconds(fact.at), tale.before(fact)
    if not isinstance(event, events.Terminated) or event.by != "provider":
        return
    proven = before.state.resale_proven
    if event.reason == "resale" and proven is not None:
        codes = {"TERMINATED_WITHOUT_GROUND"}
        yield from changed(
            "an ending a day before its proof", tale, fact, codes, ENDED, at=calendar.instant(proven - DAY)
        )
    if event.reason != "arrears":
        return
    right = before.account.next_right(at)
    if right is None or right.ends > at:
        return
    yield from changed("an ending on its day", tale, fact, set(), ENDED, at=calendar.instant(right.ends))
    rungs = [rung.becomes for rung in tale.rules.at(at).ladder]
    if Becomes.TERMINATED in rungs:
        yield from changed(
            "an ending a day before its day", tale, fact, ENDED, ENDED, at=calendar.instant(right.ends - DAY)
        )


def reconnection(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A line let go a day after the second in which the rules let it go was not reconnected in time."""
    at = calendar.seconds(fact.at)
    letting = events.Reconnected | events.Unblocked
    due = any(isinstance(one.event, letting) and calendar.seconds(one.at) == at for one in tale.acts_beside())
    held = tale.before(fact).state.limited_since
    near = any(
        one is not fact and at <= calendar.seconds(one.at) <= at + DAY and one.step > fact.step for one in tale.facts
    )
    if due and held is not None and not near:
        codes = {"NOT_RECONNECTED"}
        yield from changed(
            "a reconnection a day late", tale, fact, codes, codes, by_act=False, at=calendar.instant(at + DAY)
        )


def bill(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A bill, or a package line, that comes to its price is above it by a rupiah more and below it by a rupiah less."""
    event = fact.event
    if not isinstance(event, events.Billed) or event.amount == UNSPECIFIED or event.amount <= RUPIAH:
        return
    mine = [one for one in tale.found() if one.step == fact.step]
    priced = _is_priced(tale, fact, event)
    for by, code in ((RUPIAH, "OVERCHARGED"), (-RUPIAH, "UNDERCHARGED")) if priced and not mine else ():
        what = f"a bill a rupiah {'above' if by > 0 else 'below'} its price"
        yield from changed(what, tale, fact, {code}, PRICED, RUPIAH, event=_by(event, by))
    for one in mine if len(event.lines) < 2 else ():
        if one.code in ASKED and one.amount is not None:
            more = one.amount.sen + RUPIAH
            what = "a bill that has no ground, a rupiah more"
            yield from changed(what, tale, fact, {one.code}, {one.code}, more, event=_by(event, RUPIAH))


def _is_priced(tale: Tale, fact: Fact, event: events.Billed) -> bool:
    """Whether a price is in force beside which the bill stands."""
    at = calendar.seconds(fact.at)
    book, before = tale.rules.at(at).book, tale.before(fact)
    if any(line.amount == UNSPECIFIED for line in event.lines):
        return False
    if book.package is not None and len(event.lines) == 1 and event.lines[0].purpose == "package":
        month = calendar.month_number(event.period)
        return before.account.packages.covered(event.lines[0].package, month)
    return not event.lines and (book.trial is not None or tale.opening.monthly_fee is not None)


def _by(event: events.Billed, sen: int) -> Event:
    lines = tuple(evolve(line, amount=_more(line.amount, sen)) for line in event.lines[:1])
    return evolve(event, amount=_more(event.amount, sen), lines=(*lines, *event.lines[1:]))


def _more(amount: Money, sen: int) -> Money:
    return amount if amount == UNSPECIFIED else Sen(int(amount) + sen)


def bill_after_the_end(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A bill issued a day after the end is after the end, wherever its issue decides."""
    ended = next((one for one in tale.facts if isinstance(one.event, events.Terminated)), None)
    event = fact.event
    if ended is None or not isinstance(event, events.Billed) or event.amount == 0:
        return
    at = calendar.seconds(ended.at)
    ends = any(one.step == ended.step for one in tale.events())
    if ends and tale.rules.at(at).book.cancellation is None and fact.at <= ended.at:
        codes = {"BILLED_AFTER_TERMINATION"}
        amount = None if event.amount == UNSPECIFIED else int(event.amount)
        yield from changed(
            "a bill moved after the end", tale, fact, codes, codes, amount, at=calendar.instant(at + DAY)
        )


def refund(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """What was paid may be given back, and not a rupiah more."""
    event = fact.event
    if not isinstance(event, events.Refunded | events.TransferSent) or event.amount == UNSPECIFIED:
        return
    account, codes = tale.before(fact).account, {"REFUND_EXCEEDS_PAYMENT"}
    of = event.of if isinstance(event, events.Refunded) and names_a_line(event.of) else None
    left = account.refundable(of)
    if account.unknown_credit or left <= 0:
        return
    exact, more = evolve(event, amount=Sen(left)), evolve(event, amount=Sen(left + RUPIAH))
    yield from changed("a refund of all that was paid", tale, fact, set(), codes, event=exact)
    yield from changed("a refund a rupiah above what was paid", tale, fact, codes, codes, RUPIAH, event=more)


def transfer(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """Money sent by the end of its day is in time; a day later it is not."""
    event, account = fact.event, tale.before(fact).account
    if not isinstance(event, events.Refunded | events.TransferSent) or event.amount == UNSPECIFIED:
        return
    request = account.refunds.answered_by(int(event.amount))
    when = payout(request, account.refunds.verdict(request), tale.rules.givens) if request else None
    late = "REFUND_TOO_LATE"
    alone = [one for one in tale.facts if not isinstance(one.event, events.Paid | events.RefundRequested)]
    if request is None or when is None or request.gross != event.amount or alone != [fact]:
        return
    last = (when.sent + 1) * DAY - 1
    yield from changed(
        "a transfer at the end of its day", tale, fact, set(), {late}, by_act=False, at=calendar.instant(last)
    )
    yield from changed(
        "a transfer a day late", tale, fact, {late}, {late}, by_act=False, at=calendar.instant(last + DAY)
    )


def device(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A device that came back good, with a receipt, costs not a rupiah."""
    event = fact.event
    if isinstance(event, events.DeviceReturned) and event.condition == "good" and event.receipt:
        codes = {"OVERCHARGED"}
        charged, free = evolve(event, charge=Sen(RUPIAH)), evolve(event, charge=Sen(0))
        yield from changed("a device charged a rupiah", tale, fact, codes, codes, RUPIAH, event=charged)
        yield from changed("a device charged nothing", tale, fact, set(), codes, event=free)


def stop(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A package that must stop when its free months are over is silently converted a day after that."""
    event = fact.event
    if not isinstance(event, events.PackageDeactivated):
        return
    taken: Taken | None = next(iter(reversed(tale.before(fact).account.packages.of(event.package))), None)
    after = [one for one in tale.facts if one.step > fact.step and isinstance(one.event, events.Terminated)]
    agreed = taken is not None and taken.event.price > 0 and taken.event.consent
    if taken is None or taken.event.free_months == 0 or taken.activation.stopped < taken.free_until or agreed or after:
        return
    codes = {"SILENT_CONVERSION"}
    in_time, late = calendar.instant(taken.free_until), calendar.instant(taken.free_until + DAY)
    yield from changed("a stop at the end of the free months", tale, fact, set(), codes, by_act=False, at=in_time)
    yield from changed("a stop a day late", tale, fact, codes, codes, by_act=False, at=late)


def while_disputed(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A block that is held against a dispute is not, a day before that was opened."""
    codes = {"BLOCKED_WHILE_DISPUTED"}
    if not any(one.code in codes and one.step == fact.step for one in tale.found()):
        return
    opened = min(one.at for one in tale.facts if isinstance(one.event, events.DisputeOpened))
    before = calendar.instant(calendar.seconds(opened) - DAY)
    yield from changed("a block a day before the dispute", tale, fact, set(), codes, at=before)


def blacklisting(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """Nobody who is still subscribed is eligible: a day before the end a blacklisting has no ground."""
    codes = {"BLACKLISTED_WITHOUT_GROUND"}
    ended = tale.before(fact).account.ended
    if ended is not None and tale.rules.at(ended).book.blacklist is not None:
        yield from changed("a blacklisting before the end", tale, fact, codes, codes, at=calendar.instant(ended - DAY))


def call(tale: Tale, fact: Fact) -> Iterator[Mutation]:
    """A call that went elsewhere did not, on the day before anybody knows where calls go."""
    codes, first = {"MISROUTED_CONTACT"}, tale.rules.editions[-1].in_force
    if first is not None and any(one.code in codes and one.step == fact.step for one in tale.found()):
        before = calendar.instant(calendar.day_number(first) * DAY - DAY)
        yield from changed("a call a day before the notice", tale, fact, set(), codes, at=before)


KINDS: dict[type[Event], tuple[Callable[[Tale, Fact], Iterator[Mutation]], ...]] = {
    events.Isolated: (isolation, while_disputed),
    events.Blocked: (isolation, while_disputed),
    events.Reconnected: (reconnection,),
    events.Unblocked: (reconnection,),
    events.Terminated: (ending,),
    events.Billed: (bill, bill_after_the_end),
    events.Refunded: (refund, transfer),
    events.TransferSent: (refund, transfer),
    events.DeviceReturned: (device,),
    events.PackageDeactivated: (stop,),
    events.Blacklisted: (blacklisting,),
    events.Contacted: (call,),
}


def mutations(tale: Tale) -> Iterator[Mutation]:
    """Every change by a day or a rupiah of every act of the provider's that a story records."""
    recorded = {one.step for one in tale.events()}
    for fact in tale.facts:
        if fact.precision in {"day", "unknown"} or fact.step not in recorded:
            continue
        for kind in KINDS.get(type(fact.event), ()):
            try:
                yield from kind(tale, fact)
            except NotCovered:
                continue
