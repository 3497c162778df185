"""Refunds: more than was paid, too late, to another account, or after a longer wait than the provider speaks of."""

from collections.abc import Iterator
from typing import Literal

from attrs import define, field

from lifecycle import calendar
from lifecycle.civil import DAY
from lifecycle.clauses.bank_account import same_bank, same_name, same_number
from lifecycle.events import BankAccount, Event, Recorded, Refunded, RefundRequested, TransferSent, VoucherPrepared
from lifecycle.money import UNSPECIFIED, Amount, rupiah
from lifecycle.paid_back import names_a_line
from lifecycle.refunds import payout
from lifecycle.refunds.request import Request, Verdict
from lifecycle.refunds.verdict import payments, source_of
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
        what = f"the line of {of.package or 'the bill'} {of.period or ''}".strip() if of else "the account"
        act = f"{rupiah(event.amount)} given back of {what}"
        entitled = f"at most {rupiah(left)}, which was paid or credited and not given back yet"
        because = scene.terms(at).because("package" if of and scene.terms(at).book.package else "refund")
        working = (f"{rupiah(event.amount)} - {rupiah(left)} = {rupiah(over)} too much",)
        yield scene.finding(
            "REFUND_EXCEEDS_PAYMENT", recorded, at, act, entitled, because, amount=Amount(over), working=working
        )


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
    path, entitled = "refund.request", "to the account that the request names"
    if verdict.status == "approved":
        apart = apart_in(to, request.event.account) if request.event.account is not None else []
        wrong, working = bool(apart), f"sent to an account of another {' and '.join(apart)}"
    else:
        holder = scene.ledger.account.refunds.holder
        sources = [source_of(payment) for payment in payments(request)]
        ruled = [(source, clause.rule(source)) for source in sources]
        broken = [
            found[0] for source, found in ruled if found and not found[1].allows(source, holder, to.name, to.number)
        ]
        wrong, working = bool(broken), f"the request is {verdict.status.replace('_', ' ')}"
        path = broken[0] if broken else path
        entitled = "to the account that the way of payment allows, as none other was granted"
    if wrong:
        act = "money was sent to another account"
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
        since = _day(verdict.since)
        act = f"{days} days from the valid request of {since} to the transfer"
        entitled = f"about {published} days, as the provider says; an expectation, not a rule"
        because = scene.terms(at).because("refund.arrival")
        working = (f"from {since} to {_day(at)}: {days} days, {days - published} more than {published}",)
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
                yield scene.finding(
                    "REFUND_TOO_LATE",
                    None,
                    over,
                    f"not transferred by the end of {_day(when.sent * DAY)}",
                    f"{rupiah(request.gross)} transferred on {_day(when.sent * DAY)}",
                    request.terms.because("refund.calendar", *payout.CALENDAR),
                    working=(f"voucher ready on {_day(when.ready)}, request valid since {_day(verdict.since)}",),
                )


def _day(at: int) -> str:
    return calendar.text(calendar.instant(at))[:10]
