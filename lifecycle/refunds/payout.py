"""When a granted request is paid: its voucher, its transfer day, its arrival; and what the rules do about it."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from lifecycle.civil import DAY
from lifecycle.clauses import refund_calendar
from lifecycle.events import ConvertedToDeposit, Event, Givens, TransferSent
from lifecycle.money import Sen
from lifecycle.refunds.request import Request, Verdict
from lifecycle.refunds.state import Refunds
from lifecycle.terms import Terms
from lifecycle.workdays import Workdays

CALENDAR = tuple(refund_calendar.READINGS)
"""The readings that a transfer day hangs on."""

Coming = tuple[int, Literal["voucher", "request"]]
"""A voucher or a request of the story's own, by its WIB second."""


class Payout(NamedTuple):
    """When a request is paid: the second at which its voucher is ready; day numbers for the rest.

    ``day`` is the transfer day as written, ``sent`` the day on which money is sent, ``arrives`` by when it is there.
    ``unknown_year`` is a year whose public holidays this hangs on and nobody knows.
    """

    ready: int
    day: int
    sent: int
    arrives: int
    unknown_year: int | None = None


class Due(NamedTuple):
    """Something that the rules make the provider do at a WIB second."""

    at: int
    event: Event
    terms: Terms
    path: str
    readings: tuple[str, ...]


def payout(request: Request, verdict: Verdict, givens: Givens) -> Payout | None:
    """When a request that is granted is paid; None where the terms have no calendar for it."""
    clause = request.terms.book.refund
    if clause is None or verdict.status != "approved":
        return None
    workdays, rota = Workdays(givens.holidays), clause.calendar.rota
    lag = request.terms["voucher.lag_business_days"]
    if request.voucher is not None:
        ready = max(request.voucher, verdict.since)
    else:
        ready = refund_calendar.after_business_days(verdict.since, lag, workdays.includes)
    day = refund_calendar.transfer_day(rota, ready, request.terms["calendar.monday"])
    sent = refund_calendar.sent_on(day, request.terms["calendar.holiday"], workdays.includes)
    account = request.event.account
    arrives = sent + clause.arrival.days(account.bank if account else None)
    return Payout(ready, day, sent, arrives, workdays.unknown_year)


def bank_fee(request: Request, givens: Givens) -> Sen | None:
    """The bank's fee: the one that the transfer says, else the book's own or the story's given one; None is unknown."""
    if request.fee is not None:
        return request.fee
    clause = request.terms.book.refund
    fee = clause.transfer.bank_fee if clause is not None else None
    return givens.bank_fee if fee == "given" or fee is None else fee


def acts(refunds: Refunds, givens: Givens, now: int, coming: Sequence[Coming]) -> Iterator[Due]:
    """What the rules do about overpayments and requests as they stand at a second.

    A small overpayment becomes deposit at once. A granted request is transferred at the start of its day, unless
    a voucher is still to be prepared for it that the story itself tells of: then no other is presumed.
    """
    for held in refunds.to_deposit():
        readings = ("overpayment.at_threshold",)
        yield Due(now, ConvertedToDeposit(Sen(held.left)), held.terms, "overpayment", readings)
    for request, verdict in refunds.open_requests():
        when = payout(request, verdict, givens)
        left = request.held.left if request.held is not None else 0
        if when is None or left == 0 or awaits_voucher(refunds, request, now, coming):
            continue
        event = TransferSent(Sen(left), bank_fee(request, givens), request.event.account)
        yield Due(when.sent * DAY, event, request.terms, "refund.transfer", CALENDAR)


def awaits_voucher(refunds: Refunds, request: Request, now: int, coming: Sequence[Coming]) -> bool:
    """Whether the next thing that the story tells of refunds is the voucher of this very request."""
    following = next((what for at, what in coming if at > now), None)
    return following == "voucher" and refunds.of_voucher() is request
