"""The smaller parts of a dossier: orders and refunds, calls, what became known late, what was refused, expectations."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle import calendar
from lifecycle.events import word as event_word
from lifecycle.notation import Heading
from lifecycle.sentence import Sentence, said, word
from projections.answers import NEVER
from projections.moved import Late
from projections.refunds import Refunds
from scenarios.pages.changes import Cited, Clause
from scenarios.pages.voice import NONE, Voice
from scenarios.report import terms, words
from scenarios.report.moved_part import told_first
from scenarios.report.replay_report import ReplayReport


@frozen
class Table:
    """A table: its heads, those over numbers marked, and rows of texts."""

    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class CallView:
    """A call: when, about what, where the terms send it, where it really went, and by which clause."""

    when: str
    about: str
    goes: str
    really: str
    doubts: tuple[str, ...]
    clause: Clause


@frozen
class LateView:
    """What became known late, and per month over by then what it moves."""

    known: str
    what: str
    moves: tuple[tuple[str, tuple[str, ...]], ...]


@frozen
class RefusedView:
    """A fact that was refused, why, and by which clause."""

    when: str
    what: str
    reason: str
    clause: str


def refund_tables(found: Refunds | None, voice: Voice) -> tuple[tuple[str, Table], ...]:
    """Orders, overpayments and requests, each a table with its name; nothing where none of it is there."""
    if found is None or not (found.orders or found.overpaid or found.asked):
        return ()
    made = [
        (voice.phrase("Orders"), _orders(found, voice), found.orders),
        (voice.phrase("Overpayments"), _overpaid(found, voice), found.overpaid),
        (voice.phrase("Refunds asked for"), _asked(found, voice), found.asked),
    ]
    return tuple((name, table) for name, table, rows in made if rows)


def held(found: Refunds, voice: Voice) -> str:
    """What is held for the customer."""
    return voice.phrase("{credit} held as credit, {deposit} as deposit", credit=found.credit, deposit=found.deposit)


def _heads(voice: Voice, *names: Sentence, right: tuple[int, ...] = ()) -> tuple[tuple[str, bool], ...]:
    return tuple((voice.say(name), at in right) for at, name in enumerate(names))


def _orders(found: Refunds, voice: Voice) -> Table:
    rows = [
        (
            voice.mask.sentence(one.order) + (f" ({voice.free(one.item)})" if one.item else ""),
            voice.instant(one.placed),
            voice.money(one.amount),
            voice.money(one.paid),
            voice.word(one.outcome) + (f"; {voice.phrase('no longer owed')}" if one.given_up else ""),
        )
        for one in found.orders
    ]
    return Table(
        _heads(voice, said("Order"), said("Placed"), said("Amount"), said("Paid"), said("Outcome"), right=(2, 3)),
        tuple(rows),
    )


def _overpaid(found: Refunds, voice: Voice) -> Table:
    rows = [
        (voice.instant(one.at), *map(voice.money, (one.amount, one.held, one.sent, one.deposit)))
        for one in found.overpaid
    ]
    heads = _heads(
        voice,
        said("Since"),
        said("Overpaid"),
        said("Held as credit"),
        said("Given back"),
        said("Deposit"),
        right=(1, 2, 3, 4),
    )
    return Table(heads, tuple(rows))


def _asked(found: Refunds, voice: Voice) -> Table:
    rows = []
    for one in found.asked:
        what = voice.mask.sentence(one.order) if one.order else voice.phrase("no overpayment")
        if one.overpaid is not None:
            what = voice.phrase("the overpayment of {at}", at=one.overpaid)
        refund = one.refund
        status = voice.word(refund.status)
        days = (refund.transfer_on, refund.arrives_by)
        granted = refund.status == "approved"
        rows.append(
            (
                voice.instant(one.at),
                what,
                f"{status}; {voice.phrase('given back')}" if one.paid else status,
                voice.money(refund.gross) if granted else NONE,
                voice.money(refund.net) if granted else NONE,
                voice.say(words.account(refund.to, voice.mask)) if refund.to else NONE,
                voice.instant(one.voucher) if one.voucher else NONE,
                *(NONE if day == NEVER else voice.language.value(day) for day in days),
            )
        )
    names = (
        said("Asked"),
        said("For"),
        said("Status"),
        said("Gross"),
        said("Net"),
        said("To"),
        said("Voucher"),
        said("Transfer due"),
        said("There by"),
    )
    return Table(_heads(voice, *names, right=(3, 4)), tuple(rows))


def call_views(report: ReplayReport, cited: Cited, voice: Voice) -> Iterator[CallView]:
    """The calls in the order in which they came."""
    for one in report.calls:
        event = one.event
        asked = [voice.word(event.about)]
        if event.subscribed_through:
            asked.append(voice.phrase("subscribed through {channel}", channel=word(event.subscribed_through)))
        if event.agrees is not None:
            asked.append(voice.phrase("agrees") if event.agrees else voice.phrase("does not agree"))
        yield CallView(
            when=voice.when(one.recorded),
            about="; ".join(asked),
            goes=voice.say(words.route(one.route)),
            really=voice.word(event.routed_to) if event.routed_to else "",
            doubts=voice.doubts(one.recorded),
            clause=cited.clause(one.because.clause, one.because.edition),
        )


def late_views(report: ReplayReport, voice: Voice) -> tuple[LateView, ...]:
    """Each fact and edition that moves a month that was over when it became known."""
    return tuple(_late(one, voice) for one in report.moved if one.months)


def others_late(report: ReplayReport, voice: Voice) -> str:
    """How many others became known late and move nothing."""
    count = sum(not one.months for one in report.moved)
    if not count:
        return ""
    return voice.phrase("Also known late, moving no month that was over by then: {count}", count=count)


def _late(late: Late, voice: Voice) -> LateView:
    if late.fact is None:
        what = voice.phrase("edition {edition}", edition=voice.edition(late.edition.edition) if late.edition else "")
    else:
        said_ = words.said(late.fact.event, voice.mask)
        doubts = "; ".join(voice.doubtful(late.fact.precision, inferred=late.fact.inferred))
        what = f"{voice.known(late.fact.at, late.fact.precision)}: {voice.term(said_.term)}"
        what += ("" if said_.amount is None else f" {voice.money(said_.amount)}") + (f" [{doubts}]" if doubts else "")
    moves = tuple(
        (
            voice.month(month.period),
            tuple(
                f"{voice.term(terms.KEYS[one.key])} "
                f"{voice.phrase('not known') if one.before is None else voice.answer(one.before, one.key)} → "
                f"{voice.answer(one.after, one.key)}"
                for one in told_first(month.changes)
            ),
        )
        for month in late.months
    )
    return LateView(voice.instant(late.known_at), what, moves)


def refused_views(report: ReplayReport, voice: Voice) -> Iterator[RefusedView]:
    """What was refused, as the file says or for want of what was not known yet; nothing of it is stored."""
    for one in report.refused:
        said_ = words.said(one.fact.event, voice.mask)
        amount = "" if said_.amount is None else f" {voice.money(said_.amount)}"
        reason = voice.say(one.refusal.reason)
        if one.fact.step in report.unfounded:
            reason += f"; {voice.phrase('what it rests on was not known yet')}"
        when = voice.known(one.fact.at, one.fact.precision)
        yield RefusedView(
            when, f"{voice.term(said_.term)}{amount}", reason, voice.say(Heading(one.refusal.clause or ""))
        )


def accepted(report: ReplayReport, voice: Voice) -> tuple[str, ...]:
    """Facts that should have been refused, and were not."""
    return tuple(
        voice.phrase(
            "{at}: {event}: expected to be refused, and it was accepted",
            at=calendar.wib(fact.at),
            event=voice.term(terms.EVENTS[event_word(fact.event)]),
        )
        for fact in report.accepted
    )
