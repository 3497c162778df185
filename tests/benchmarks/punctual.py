"""A base for the race: every bill is paid at once and with its fee, in time, late, or early in the next month."""

from typing import Any

import numpy as np
from attrs import frozen

from lifecycle import civil
from projections.columns.batch import UNKNOWN, Acts, Batch, Bills, Int64, Payments
from scenarios.portfolio.synth import FEES

SINCE = 2024 * 12
"""The month of the first bills."""

TENTH, TWENTIETH = 10, 20


@frozen
class Punctual:
    """What each subscription is billed each month, in sen, and on which day, counted from the month's first as 0."""

    amount: Int64
    paid: Int64

    @property
    def until(self) -> int:
        """The WIB second of the end: two months after the last bill's."""
        return civil.month_start(SINCE + self.amount.shape[1] + 2) * civil.DAY - 1


def made(subscriptions: int, months: int, seed: int = 1) -> Punctual:
    """So many subscriptions: of ten bills seven are paid in time, two from the 21st, one early in the next month."""
    chance = np.random.Generator(np.random.PCG64(seed))
    amount = np.repeat(chance.choice(np.array(FEES, dtype=np.int64), subscriptions)[:, None], months, axis=1)
    shape = (subscriptions, months)
    kind = chance.random(shape)
    lengths = np.diff([civil.month_start(SINCE + month) for month in range(months + 1)])
    early, late = chance.integers(TENTH, TWENTIETH, shape), chance.integers(TWENTIETH, 28, shape)
    paid = np.where(kind < 0.7, early, np.where(kind < 0.9, late, lengths + chance.integers(0, TENTH - 1, shape)))
    return Punctual(amount, paid)


def batch(base: Punctual, fee: Int64) -> Batch:
    """The base in columns, each bill paid with its fee."""
    size, months = base.amount.shape
    first = np.array([civil.month_start(SINCE + month) for month in range(months)], dtype=np.int64)
    month = np.broadcast_to(SINCE + np.arange(months), base.amount.shape)
    issued = np.broadcast_to((first + 4) * civil.DAY, base.amount.shape)
    offsets = np.arange(size + 1, dtype=np.int64) * months
    whole = size * months

    def one(value: int) -> Int64:
        return np.full(whole, value, dtype=np.int64)

    def flat(column: Any) -> Int64:
        return np.ascontiguousarray(column, dtype=np.int64).reshape(whole)

    step = np.broadcast_to(np.arange(months), base.amount.shape)
    wib = one(civil.WIB_MINUTES)
    return Batch(
        activated=np.full(size, civil.month_start(SINCE - 24) * civil.DAY),
        monthly_fee=base.amount[:, 0].copy(),
        bills_day=np.zeros(size, dtype=np.int64),
        given_fee=np.full(size, UNKNOWN),
        given_device=np.full(size, UNKNOWN),
        bills=Bills(offsets, flat(month), flat(issued), flat(base.amount), one(UNKNOWN), one(0), flat(step + 1)),
        payments=Payments(
            offsets,
            flat((first + base.paid) * civil.DAY + 10 * 3600),
            flat(base.amount + fee),
            one(civil.NEVER),
            one(UNKNOWN),
            wib,
            wib,
            flat(months + step + 1),
        ),
        acts=Acts(np.zeros(size + 1, dtype=np.int64), *[np.zeros(0, dtype=np.int64)] * 5),
    )
