"""A subscription of a batch as the story that it stands for."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.events import (
    Activated,
    Billed,
    BillLine,
    Blacklisted,
    CancellationConfirmed,
    CancellationRequested,
    DeviceReturned,
    DocumentsVerified,
    Downgraded,
    Event,
    Givens,
    IssuedBills,
    Paid,
    PlanChanged,
    ResaleProven,
    Terminated,
)
from lifecycle.history import Fact
from lifecycle.money import UNSPECIFIED, Money, Sen
from projections.columns.batch import UNKNOWN, Batch, Kind, Paper, Return

Story: TypeAlias = tuple[Activated, Sequence[Fact]]
"""An opening, by the rules, and the facts in the order of their file."""


def story_of(batch: Batch, row: int, provider: str, number: str) -> Story:
    """The story of one subscription; its facts are numbered by their ``step``, its instants are in WIB."""
    activated, fee, day = (int(column[row]) for column in batch[:3])
    opening = Activated(
        provider=provider,
        number=number,
        activated=None if activated == NEVER else calendar.instant(activated),
        monthly_fee=None if fee == UNKNOWN else Sen(fee),
        bills=IssuedBills(day) if day else None,
        givens=givens_of(batch, row),
    )
    facts = [Fact(step, calendar.instant(at), event) for step, at, event in _facts(batch, row)]
    return opening, sorted(facts, key=lambda fact: fact.step)


def givens_of(batch: Batch, row: int) -> Givens:
    """What is given for amounts that no source gives."""
    fee, device = int(batch.given_fee[row]), int(batch.given_device[row])
    return Givens(
        termination_fee=None if fee == UNKNOWN else Sen(fee), device_charge=None if device == UNKNOWN else Sen(device)
    )


def _facts(batch: Batch, row: int) -> Iterator[tuple[int, int, Event]]:
    for bill in _rows(batch.bills, row):
        yield bill.step, bill.issued, _billed(bill)
    for paid in _rows(batch.payments, row):
        yield paid.step, paid.at, _paid(paid)
    for act in _rows(batch.acts, row):
        yield act.step, act.at, _ACTS[Kind(act.kind)](act)


def _rows(facts: Any, row: int) -> Iterator[Any]:
    """The facts of one subscription, each with plain numbers in the place of columns."""
    for index in range(int(facts.offsets[row]), int(facts.offsets[row + 1])):
        yield type(facts)(index, *(int(column[index]) for column in facts[1:]))


def _money(sen: int) -> Money:
    return UNSPECIFIED if sen == UNKNOWN else Sen(sen)


def _billed(bill: Any) -> Billed:
    lines = (BillLine("service", Sen(bill.amount - bill.tax)), BillLine("tax", Sen(bill.tax))) if bill.tax else ()
    due = None if bill.due_day == UNKNOWN else calendar.date_of(bill.due_day)
    return Billed(calendar.period(bill.month), _money(bill.amount), due, lines)


def _paid(paid: Any) -> Paid:
    return Paid(
        amount=_money(paid.amount),
        posted_at=None if paid.posted == NEVER else calendar.instant(paid.posted),
        for_period=None if paid.month == UNKNOWN else calendar.period(paid.month),
        offset=paid.offset,
        posted_offset=paid.posted_offset,
    )


def _shown(act: Any) -> DocumentsVerified:
    return DocumentsVerified(**{paper.name.lower(): bool(act.detail & paper) for paper in Paper if paper.name})


def _returned(act: Any) -> DeviceReturned:
    condition = "damaged" if act.detail & Return.DAMAGED else "good"
    charge = None if act.amount == UNKNOWN else Sen(act.amount)
    return DeviceReturned(condition, bool(act.detail & Return.RECEIPT), charge)  # type: ignore[arg-type]


_ACTS: dict[Kind, Any] = {
    Kind.TERMINATED_BY_WISH: lambda act: Terminated("customer", "wish"),
    Kind.TERMINATED_WITHOUT_FAULT: lambda act: Terminated("provider", "no_fault"),
    Kind.RESALE_PROVEN: lambda act: ResaleProven(),
    Kind.DOWNGRADED: lambda act: Downgraded(_money(act.amount)),
    Kind.PLAN_CHANGED: lambda act: PlanChanged(Sen(act.amount)),
    Kind.BLACKLISTED: lambda act: Blacklisted(),
    Kind.CANCELLATION_REQUESTED: lambda act: CancellationRequested(),
    Kind.DOCUMENTS_VERIFIED: _shown,
    Kind.DEVICE_RETURNED: _returned,
    Kind.CANCELLATION_CONFIRMED: lambda act: CancellationConfirmed(),
}
"""The event of each kind of act."""
