"""Stories as a batch: each fact in the columns of its kind."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from attrs import define, field

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.events import (
    Activated,
    Billed,
    Blacklisted,
    CancellationConfirmed,
    CancellationRequested,
    DeviceReturned,
    DocumentsVerified,
    Downgraded,
    Event,
    Paid,
    PlanChanged,
    ResaleProven,
    Terminated,
)
from lifecycle.history import Fact
from lifecycle.money import UNSPECIFIED, Money
from projections.columns.batch import UNKNOWN, Acts, Batch, Bills, Int64, Kind, Paper, Payments, Return
from projections.columns.stories import Story

Row = tuple[int, ...]


def batch_of(stories: Sequence[Story]) -> Batch:
    """Stories by the rules as a batch; a part of a second is dropped.

    Raises ValueError, in words, for a story that the columns cannot hold, with all that they cannot.
    """
    packed = [_Row.of(opening, facts) for opening, facts in stories]
    problems = [f"story {number}: {problem}" for number, row in enumerate(packed, 1) for problem in row.problems]
    if problems:
        raise ValueError("\n".join(problems))
    activated, monthly_fee, bills_day, given_fee, given_device = _columns([row.terms for row in packed], 5)
    return Batch(
        activated,
        monthly_fee,
        bills_day,
        given_fee,
        given_device,
        Bills._make(_flat([row.bills for row in packed], len(Bills._fields) - 1)),
        Payments._make(_flat([row.payments for row in packed], len(Payments._fields) - 1)),
        Acts._make(_flat([row.acts for row in packed], len(Acts._fields) - 1)),
    )


def _columns(rows: Sequence[Row], width: int) -> Iterator[Int64]:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width)
    return (np.ascontiguousarray(table[:, column]) for column in range(width))


def _flat(facts: Sequence[Sequence[Row]], width: int) -> Iterator[Int64]:
    yield np.concatenate([[0], np.cumsum([len(rows) for rows in facts])]).astype(np.int64)
    yield from _columns([row for rows in facts for row in rows], width)


@define
class _Row:
    """One story's numbers, and what of it has no column."""

    terms: Row
    bills: list[Row] = field(factory=list)
    payments: list[Row] = field(factory=list)
    acts: list[Row] = field(factory=list)
    problems: list[str] = field(factory=list)

    @classmethod
    def of(cls, opening: Activated, facts: Sequence[Fact]) -> "_Row":
        given = opening.givens
        row = cls(
            (
                NEVER if opening.activated is None else calendar.seconds(opening.activated),
                UNKNOWN if opening.monthly_fee is None else opening.monthly_fee,
                opening.bills.day if opening.bills else 0,
                UNKNOWN if given.termination_fee is None else given.termination_fee,
                UNKNOWN if given.device_charge is None else given.device_charge,
            )
        )
        if opening.provider_acts != "by_the_rules":
            row.problems.append("what the provider did is as recorded; the columns go by the rules")
        for fact in facts:
            take = _TAKES.get(type(fact.event))
            if take is None or not take(row, fact.event, calendar.seconds(fact.at), fact.step):
                row.problems.append(f"fact {fact.step}, {_told(fact.event)}, has no column")
        return row

    def take_bill(self, event: Billed, at: int, step: int) -> bool:
        """A bill whose whole is known, or nothing of it is."""
        known = [line for line in event.lines if line.amount != UNSPECIFIED]
        if event.amount == UNSPECIFIED and known:
            return False
        tax = sum(int(line.amount) for line in known if line.purpose == "tax")
        due = UNKNOWN if event.due is None else calendar.day_number(event.due)
        self.bills.append((calendar.month_number(event.period), at, _sen(event.amount), due, tax, step))
        return True

    def take_payment(self, event: Paid, at: int, step: int) -> bool:
        """A payment, whatever bill it is for; one for an order has no column."""
        posted = NEVER if event.posted_at is None else calendar.seconds(event.posted_at)
        month = UNKNOWN if event.for_period is None else calendar.month_number(event.for_period)
        self.payments.append((at, _sen(event.amount), posted, month, event.offset, event.posted_offset, step))
        return event.order is None

    def take_act(self, event: Event, at: int, step: int) -> bool:
        """What else the columns hold."""
        kind, amount, detail = _KINDS[type(event)](event)
        self.acts.append((at, kind, amount, detail, step))
        return kind != UNKNOWN


def _sen(money: Money) -> int:
    return UNKNOWN if money == UNSPECIFIED else int(money)


def _told(event: Event) -> str:
    return event.topic.partition(".")[0]


def _ended(event: Terminated) -> Row:
    if event.by == "customer":
        return Kind.TERMINATED_BY_WISH, UNKNOWN, 0
    return Kind.TERMINATED_WITHOUT_FAULT if event.reason == "no_fault" else UNKNOWN, UNKNOWN, 0


def _shown(event: DocumentsVerified) -> Row:
    shown = sum(paper for paper in Paper if paper.name and getattr(event, paper.name.lower()))
    return Kind.DOCUMENTS_VERIFIED, UNKNOWN, shown


def _returned(event: DeviceReturned) -> Row:
    damaged = Return.DAMAGED if event.condition == "damaged" else 0
    charge = UNKNOWN if event.charge is None else _sen(event.charge)
    return Kind.DEVICE_RETURNED, charge, damaged | (Return.RECEIPT if event.receipt else 0)


_KINDS: dict[type[Event], Callable[[Any], Row]] = {
    Terminated: _ended,
    ResaleProven: lambda event: (Kind.RESALE_PROVEN, UNKNOWN, 0),
    Downgraded: lambda event: (Kind.DOWNGRADED, _sen(event.monthly_fee), 0),
    PlanChanged: lambda event: (Kind.PLAN_CHANGED, event.monthly_fee, 0),
    Blacklisted: lambda event: (Kind.BLACKLISTED, UNKNOWN, 0),
    CancellationRequested: lambda event: (Kind.CANCELLATION_REQUESTED, UNKNOWN, 0),
    DocumentsVerified: _shown,
    DeviceReturned: _returned,
    CancellationConfirmed: lambda event: (Kind.CANCELLATION_CONFIRMED, UNKNOWN, 0),
}
"""Each act as its kind, its amount and its detail."""

_TAKES: dict[type[Event], Callable[..., bool]] = {
    Billed: _Row.take_bill,
    Paid: _Row.take_payment,
    **dict.fromkeys(_KINDS, _Row.take_act),
}
"""What takes in a fact; it says whether the columns hold it."""
