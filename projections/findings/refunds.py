"""Refunds: more than was paid, too late, to another account, or after a longer wait than the provider speaks of."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from attrs import define, field

from lifecycle import calendar
from lifecycle.civil import DAY
from lifecycle.clauses.bank_account import same_bank, same_name, same_number
from lifecycle.events import (
    BankAccount,
    Event,
    Recorded,
    Refunded,
    RefundOf,
    RefundRequested,
    TransferSent,
    VoucherPrepared,
)
from lifecycle.money import UNSPECIFIED, Amount
from lifecycle.notation import Month
from lifecycle.paid_back import names_a_line
from lifecycle.refunds import payout
from lifecycle.refunds.request import Request, Verdict
from lifecycle.refunds.verdict import payments, source_of
from lifecycle.sentence import Sentence, joined, said, word
from projections.findings.finding import Finding
from projections.findings.scene import Scene


def exceeding(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """More given back than was paid, or paid or credited on the line that it is of; by the rules that is refused."""
    event, account = recorded.event, scene.ledger.account
    if not isinstance(event, Refunded | TransferSent) or event.amount == UNSPECIFIED:
        return
    of = event.of if isinstance(event, Refunded) and names_a_line(event.of) else None
    if not account.knows_refundable(of):
        return
    left = max(0, account.refundable(of))
    over = int(event.amount) - left
    if over > 0:
        amounts = {"amount": Amount(event.amount), "left": Amount(left), "over": Amount(over)}
        act = said("{amount} given back of {what}", what=_line(of) if of else said("the account"), **amounts)
        entitled = said("at most {left}, which was paid or credited and not given back yet", **amounts)
        because = scene.terms(at).because("package" if of and scene.terms(at).book.package else "refund")
        working = (said("{amount} - {left} = {over} too much", **amounts),)
        yield scene.finding(
            "REFUND_EXCEEDS_PAYMENT", recorded, at, act, entitled, because, amount=Amount(over), working=working
        )


def _line(of: RefundOf) -> Sentence:
    line = {"package": of.package or said("the bill"), "period": Month(of.period) if of.period else ""}
    return said("the line of {package} {period}", **line) if of.period else said("the line of {package}", **line)


def sent(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Money sent back, held against the request that it answers: to which account, and after how long."""
    event = recorded.event
    if not isinstance(event, Refunded | TransferSent) or scene.terms(at).book.refund is None:
        return
    if isinstance(event, Refunded) and names_a_line(event.of):
        return
    amount = 0 if event.amount == UNSPECIFIED else int(event.amount)
    request = scene.ledger.account.refunds.answered_by(amount)
    if request is None:
        return
    verdict = scene.ledger.account.refunds.verdict(request)
    if scene.as_recorded:
        yield from _destination(scene, recorded, at, request, verdict)
    yield from _wait(scene, recorded, at, request, verdict)


def waited(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A transfer by the rules: what the story tells may have made the customer wait."""
    if isinstance(recorded.event, TransferSent):
        yield from sent(scene, recorded, at)


def _destination(scene: Scene, recorded: Recorded, at: int, request: Request, verdict: Verdict) -> Iterator[Finding]:
    event, clause = recorded.event, scene.terms(at).book.refund
    to = event.to if isinstance(event, Refunded | TransferSent) else None
    if to is None or clause is None:
        return
    path, entitled = "refund.request", said("to the account that the request names")
    if verdict.status == "approved":
        apart = apart_in(to, request.event.account) if request.event.account is not None else []
        wrong = bool(apart)
        working = said("sent to an account of another {parts}", parts=joined(" and ", map(word, apart)))
    else:
        holder = scene.ledger.account.refunds.holder
        sources = [source_of(payment) for payment in payments(request)]
        ruled = [(source, clause.rule(source)) for source in sources]
        broken = [
            found[0] for source, found in ruled if found and not found[1].allows(source, holder, to.name, to.number)
        ]
        wrong, working = bool(broken), said("the request is {status}", status=word(verdict.status))
        path = broken[0] if broken else path
        entitled = said("to the account that the way of payment allows, as none other was granted")
    if wrong:
        act = said("money was sent to another account")
        because = scene.terms(at).because(path)
        yield scene.finding("REFUND_TO_WRONG_ACCOUNT", recorded, at, act, entitled, because, working=(working,))


def apart_in(one: BankAccount, other: BankAccount) -> list[str]:
    """In what two accounts differ, as far as both are told."""
    pairs = {
        "name": (one.name, other.name, same_name),
        "number": (one.number, other.number, same_number),
        "bank": (one.bank, other.bank, same_bank),
    }
    return [
        part for part, (mine, theirs, same) in pairs.items() if None not in (mine, theirs) and not same(mine, theirs)
    ]


def _wait(scene: Scene, recorded: Recorded, at: int, request: Request, verdict: Verdict) -> Iterator[Finding]:
    clause = request.terms.book.refund
    published = clause.arrival.published_wait_days if clause else None
    if published is None or verdict.status != "approved":
        return
    days = at // DAY - verdict.since // DAY
    if days > published:
        waited = {"days": days, "since": _day(verdict.since), "day": _day(at)}
        act = said("{days} days from the valid request of {since} to the transfer", **waited)
        entitled = said("about {days} days, as the provider says; an expectation, not a rule", days=published)
        because = scene.terms(at).because("refund.arrival")
        over = {"over": days - published, "published": published}
        working = (said("from {since} to {day}: {days} days, {over} more than {published}", **waited, **over),)
        yield scene.finding("EXCEEDS_PUBLISHED_WAIT", recorded, at, act, entitled, because, working=working)


@define
class Owed:
    """Watches for refunds that are granted and not sent by the end of their day, in a story told as recorded."""

    scene: Scene
    late: set[int] = field(factory=set)
    coming: list[payout.Coming] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        told: dict[type[Event], Literal["voucher", "request"]] = {
            VoucherPrepared: "voucher",
            RefundRequested: "request",
        }
        self.coming = [(at, told[type(one.event)]) for at, one in self.scene.timed if type(one.event) in told]

    def by(self, at: int) -> Iterator[Finding]:
        """The refunds whose day is over by a second, each once."""
        scene = self.scene
        if not scene.as_recorded:
            return
        refunds, givens = scene.ledger.account.refunds, scene.rules.givens
        now = scene.ledger.mark.at
        number = {request: index for index, request in enumerate(refunds.requests)}
        for request, verdict in refunds.open_requests():
            when = payout.payout(request, verdict, givens)
            if (
                when is None
                or number[request] in self.late
                or payout.awaits_voucher(refunds, request, now, self.coming)
            ):
                continue
            over = (when.sent + 1) * DAY
            if over <= at:
                self.late.add(number[request])
                day, ready, since = _day(when.sent * DAY), _day(when.ready), _day(verdict.since)
                yield scene.finding(
                    "REFUND_TOO_LATE",
                    None,
                    over,
                    said("not transferred by the end of {day}", day=day),
                    said("{amount} transferred on {day}", amount=Amount(request.gross), day=day),
                    request.terms.because("refund.calendar", *payout.CALENDAR),
                    working=(said("voucher ready on {ready}, request valid since {since}", ready=ready, since=since),),
                )


def _day(at: int) -> date:
    return calendar.date_of(at // DAY)
