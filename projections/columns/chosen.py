"""Some subscriptions of a batch, as a batch of their own."""

from typing import TypeVar

import numpy as np

from projections.columns.batch import Acts, Batch, Bills, Int64, Outcomes, Payments

Flat = TypeVar("Flat", Bills, Payments, Acts)


def chosen(batch: Batch, rows: Int64) -> Batch:
    """The subscriptions of some rows, in the order in which they are asked for."""
    return Batch(
        activated=batch.activated[rows],
        monthly_fee=batch.monthly_fee[rows],
        bills_day=batch.bills_day[rows],
        given_fee=batch.given_fee[rows],
        given_device=batch.given_device[rows],
        bills=_facts(batch.bills, rows),
        payments=_facts(batch.payments, rows),
        acts=_facts(batch.acts, rows),
    )


def chosen_outcomes(outcomes: Outcomes, rows: Int64) -> Outcomes:
    """The outcomes of some rows."""
    return Outcomes(*(column[rows] for column in outcomes))


def _facts(facts: Flat, rows: Int64) -> Flat:
    starts = facts.offsets[rows]
    counts = facts.offsets[rows + 1] - starts
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    where = np.repeat(starts - offsets[:-1], counts) + np.arange(offsets[-1])
    return type(facts)(offsets, *(column[where] for column in facts[1:]))
