"""Many subscriptions as columns: what happened to each in, what it came to out; whole numbers only."""

from enum import IntEnum, IntFlag
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Int64: TypeAlias = npt.NDArray[np.int64]
"""A column."""

UNKNOWN = -1
"""An amount that no source gives (G7), a month or a day that is not told."""


class Kind(IntEnum):
    """What an act is; the columns that it uses are said with each.

    ``amount`` is the new monthly fee of `DOWNGRADED` and `PLAN_CHANGED`, and the charge told with `DEVICE_RETURNED`,
    each in sen or `UNKNOWN`. ``detail`` are the `Paper` shown of `DOCUMENTS_VERIFIED`, the `Return` of
    `DEVICE_RETURNED`.
    """

    TERMINATED_BY_WISH = 0
    TERMINATED_WITHOUT_FAULT = 1
    RESALE_PROVEN = 2
    DOWNGRADED = 3
    PLAN_CHANGED = 4
    BLACKLISTED = 5
    CANCELLATION_REQUESTED = 6
    DOCUMENTS_VERIFIED = 7
    DEVICE_RETURNED = 8
    CANCELLATION_CONFIRMED = 9


class Paper(IntFlag):
    """The documents shown with a cancelling, one bit each."""

    FORM = 1
    SIGNED = 2
    IDENTITY = 4
    PAYMENT_PROOF = 8
    CUSTOMER_NUMBER = 16
    DEVICE_RECEIPT = 32


class Return(IntFlag):
    """How a device came back, one bit each."""

    DAMAGED = 1
    RECEIPT = 2


class Bills(NamedTuple):
    """Bills that the provider issued, those of subscription ``n`` from ``offsets[n]`` up to ``offsets[n + 1]``.

    ``month`` counts from year 0 (2024-06 is 2024 × 12 + 5), ``issued`` is a WIB second, ``amount`` and ``tax`` (of
    which tax lines make so much) are sen, ``amount`` `UNKNOWN` where no source gives it; ``due_day`` is the last day
    to pay as a day number, `UNKNOWN` where the book gives it. ``step`` is the fact's place in the story of its
    subscription: where instants are equal the lower one comes first (G6); no two facts of one have the same.
    """

    offsets: Int64
    month: Int64
    issued: Int64
    amount: Int64
    due_day: Int64
    tax: Int64
    step: Int64


class Payments(NamedTuple):
    """Payments: the customer's second and the bank's posting (`lifecycle.civil.NEVER` where none is known).

    ``amount`` is sen or `UNKNOWN`, ``month`` that of the bill that it names or `UNKNOWN`. The two offsets are the
    minutes east of UTC at which the instants were written, 420 in WIB; only a reading by the customer's clock asks.
    """

    offsets: Int64
    at: Int64
    amount: Int64
    posted: Int64
    month: Int64
    offset: Int64
    posted_offset: Int64
    step: Int64


class Acts(NamedTuple):
    """What else happened, by its `Kind`, at a WIB second."""

    offsets: Int64
    at: Int64
    kind: Int64
    amount: Int64
    detail: Int64
    step: Int64


class Batch(NamedTuple):
    """Subscriptions, one an entry, with their facts.

    ``activated`` is a WIB second, `lifecycle.civil.NEVER` where it is not told. On ``bills_day`` of each month (0
    for never) the rules issue a bill of ``monthly_fee``, in sen, `UNKNOWN` where it is not told. ``given_fee`` and
    ``given_device`` are what the story gives for a termination fee and a device that no source prices: sen, or
    `UNKNOWN`, and what follows is then told as unspecified.
    """

    activated: Int64
    monthly_fee: Int64
    bills_day: Int64
    given_fee: Int64
    given_device: Int64
    bills: Bills
    payments: Payments
    acts: Acts


class State(IntEnum):
    """The state of the line."""

    NOT_ACTIVE = 0
    ACTIVE = 1
    WARNED = 2
    ISOLATED = 3
    BLOCKED = 4
    CANCELLATION_PENDING = 5
    TERMINATED = 6


class Ending(IntEnum):
    """How a subscription ended, as far as the blacklist asks."""

    NONE = -1
    WISH = 0
    WISH_IN_ARREARS = 1
    ARREARS = 2
    RESALE = 3
    NO_FAULT = 4


class Part(IntFlag):
    """The answers that have a part which no source gives (G7); payable has what all but the credit have."""

    PRINCIPAL = 1
    LATE_FEE = 2
    TERMINATION_FEE = 4
    PENALTY = 8
    DEVICE_CHARGE = 16
    CREDIT = 32


class Outcomes(NamedTuple):
    """What each subscription came to at one second: the answers of the same names that stories ask for.

    Amounts are the known parts in sen, instants WIB seconds, `lifecycle.civil.NEVER` for never. ``state`` is a
    `State`, ``ended_as`` an `Ending`, ``unspecified`` the `Part`s, the rest of the flags 0 or 1. ``isolations``
    is how often the line was isolated or blocked, ``first_isolated`` when first. ``paid`` is what was paid,
    ``bills`` how many were issued, ``refused`` how many facts the subscription refused. What the book in force
    has no clause for counts 0 here; `projections.columns.judged.not_applicable` names it.
    """

    principal: Int64
    late_fee: Int64
    late_fees_charged: Int64
    termination_fee: Int64
    penalty: Int64
    device_charge: Int64
    payable: Int64
    credit: Int64
    unspecified: Int64
    bills: Int64
    total_charged: Int64
    paid: Int64
    state: Int64
    isolated_since: Int64
    isolations: Int64
    first_isolated: Int64
    terminable_from: Int64
    next_termination: Int64
    terminated_at: Int64
    ended_as: Int64
    blacklist_eligible: Int64
    blacklisted: Int64
    refused: Int64


Flat = TypeVar("Flat", Bills, Payments, Acts)


def part(batch: Batch, first: int, last: int) -> Batch:
    """The subscriptions from ``first`` up to but not including ``last``, as a batch of their own."""
    return Batch(
        activated=batch.activated[first:last],
        monthly_fee=batch.monthly_fee[first:last],
        bills_day=batch.bills_day[first:last],
        given_fee=batch.given_fee[first:last],
        given_device=batch.given_device[first:last],
        bills=_cut(batch.bills, first, last),
        payments=_cut(batch.payments, first, last),
        acts=_cut(batch.acts, first, last),
    )


def chosen(batch: Batch, rows: Int64) -> Batch:
    """Some of the subscriptions, in the order in which they are named, as a batch of their own."""
    return Batch(
        activated=batch.activated[rows],
        monthly_fee=batch.monthly_fee[rows],
        bills_day=batch.bills_day[rows],
        given_fee=batch.given_fee[rows],
        given_device=batch.given_device[rows],
        bills=_picked(batch.bills, rows),
        payments=_picked(batch.payments, rows),
        acts=_picked(batch.acts, rows),
    )


def empty_outcomes(size: int) -> Outcomes:
    """Room for the outcomes of so many subscriptions."""
    return Outcomes(*(np.zeros(size, dtype=np.int64) for _ in Outcomes._fields))


def joined(parts: list[Outcomes]) -> Outcomes:
    """The outcomes of parts of a batch, in the order of the parts."""
    return Outcomes(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _cut(facts: Flat, first: int, last: int) -> Flat:
    offsets = facts.offsets[first : last + 1]
    low, high = int(offsets[0]), int(offsets[-1])
    return type(facts)(offsets - low, *(column[low:high] for column in facts[1:]))


def _picked(facts: Flat, rows: Int64) -> Flat:
    sizes = facts.offsets[rows + 1] - facts.offsets[rows]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = np.repeat(facts.offsets[rows] - offsets[:-1], sizes) + np.arange(offsets[-1])
    return type(facts)(offsets, *(column[places] for column in facts[1:]))
