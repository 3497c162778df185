"""A story month by month: what came in, what was charged, and how the line stood at each month's end."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.calendar import Period
from lifecycle.events import Recorded, Terminated
from lifecycle.money import Amount, total
from lifecycle.terms import Rules
from projections import balances, refunds, states
from projections.answers import Answer
from projections.ledger import Ledger, Mark, timeline, walk


@frozen
class Month:
    """One month of a story; amounts in sen.

    ``opening + charges - credit_notes + fees - payments + refunds + deposited - suspense = closing``, where opening
    and closing are balances (payable less credit), ``charges`` is all that was charged (of bills and charges in
    advance the very sum that ``total_charged`` counts), ``credit_notes`` what was taken back of it later, in a
    correction, for a dispute or as a refund of a line, ``deposited`` what left credit for deposit, and suspense
    what became disputed and not payable, or payable again; ``deposit`` is what is held as such. The last month
    closes where the story ends; ``ended`` says who had ended the subscription by then, and why.
    """

    period: Period
    until: datetime
    opening: Amount
    charges: Amount
    credit_notes: Amount
    fees: Amount
    payments: Amount
    refunds: Amount
    deposited: Amount
    suspense: Amount
    credit: Amount
    deposit: Answer
    payable: Amount
    closing: Amount
    state: Answer
    ended: Terminated | None = None


@frozen
class Totals:
    """What moved an account from the beginning on, each kind for itself; amounts in sen."""

    charged: Amount = Amount()
    credited: Amount = Amount()
    fees: Amount = Amount()
    paid: Amount = Amount()
    refunded: Amount = Amount()
    deposit: Amount = Amount()
    suspense: Amount = Amount()
    balance: Amount = Amount()


def months(events: Sequence[Recorded], rules: Rules, until: datetime) -> tuple[Month, ...]:
    """The months from the first event after the opening to the story's last instant."""
    timed = timeline(events, rules)
    last = calendar.seconds(until)
    first = timed[1][0] if len(timed) > 1 else last
    numbers = range(civil.month_of(min(first, last) // civil.DAY), civil.month_of(last // civil.DAY) + 1)
    ends = [min(calendar.seconds(calendar.month_end(number)), last) for number in numbers]
    found: list[Month] = []
    before = Totals()
    for mark, ledger in walk(events, rules, [Mark(end) for end in ends]):
        now = totals(ledger, mark.at)
        found.append(_month(mark.at, before, now, ledger))
        before = now
    return tuple(found)


def totals(ledger: Ledger, at: int) -> Totals:
    """The totals of a ledger at a second."""
    account = ledger.account
    suspense = account.suspense()
    not_payable = account.payable(at).sen + suspense.sen - balances.owed(ledger, at).sen
    return Totals(
        charged=total(account.charges(at).values())
        + Amount(account.billed + account.raised, account.principal().unspecified),
        credited=Amount(account.raised - account.adjusted),
        fees=account.late_fees_charged(at),
        paid=Amount(account.paid, _named(account.unknown_credit, "payment")),
        refunded=Amount(account.refunded, account.unknown_refunds),
        deposit=account.refunds.deposited,
        suspense=Amount(not_payable, suspense.unspecified),
        balance=account.balance(at, balances.owed(ledger, at)),
    )


def _named(names: frozenset[str], kind: str) -> frozenset[str]:
    return frozenset(name for name in names if name.startswith(kind))


def _month(at: int, before: Totals, now: Totals, ledger: Ledger) -> Month:
    return Month(
        period=calendar.period(civil.month_of(at // civil.DAY)),
        until=calendar.instant(at),
        opening=before.balance,
        charges=_since(before.charged, now.charged),
        credit_notes=_since(before.credited, now.credited),
        fees=_since(before.fees, now.fees),
        payments=_since(before.paid, now.paid),
        refunds=_since(before.refunded, now.refunded),
        deposited=_since(before.deposit, now.deposit),
        suspense=_since(before.suspense, now.suspense),
        credit=ledger.account.held(at),
        deposit=refunds.deposit(ledger, at),
        payable=balances.owed(ledger, at),
        closing=now.balance,
        state=states.state(ledger, at),
        ended=ledger.judging(at).state.ended_by,
    )


def _since(before: Amount, now: Amount) -> Amount:
    return Amount(now.sen - before.sen, now.unspecified - before.unspecified)
