"""The clause on the late fee alone: the very function that judges one customer, compiled, over the bills of a base."""

from functools import cache
from typing import Any

import numpy as np

from lifecycle import civil
from lifecycle.clauses import late_fee, pricing
from lifecycle.clauses.instant import BillClock
from lifecycle.rulebook import RuleBook
from lifecycle.terms import Rules, Terms
from projections.columns import compiled
from projections.columns.batch import UNKNOWN, Int64
from projections.columns.dates import fee_terms
from projections.columns.editions import laid_out
from projections.columns.kernel import compiling
from projections.columns.records import Book
from tests.benchmarks.punctual import SINCE, Punctual

assert late_fee.late_fee in compiled.PURE


def by_clause(book: RuleBook, base: Punctual) -> Int64:
    """The late fee of each bill, once it is paid; when its tiers open is reckoned once for all bills of a month."""
    terms = Terms.of(book, {})
    assert terms.late_fee is not None
    assert book.billing is not None
    clocks = []
    for month in range(SINCE, SINCE + base.amount.shape[1]):
        day = civil.month_start(month) + 4
        clock = BillClock(month, day * civil.DAY, UNKNOWN, UNKNOWN, 0, day, 0)
        clocks.append(clock._replace(due_day=pricing.due_day(book.billing.due.when, clock)))
    tiers = range(len(terms.late_fee.tiers))
    opens, closes = (
        np.array([[instant(terms.late_fee, tier, clock) for tier in tiers] for clock in clocks], dtype=np.int64)
        for instant in (late_fee.tier_opens, late_fee.tier_closes)
    )
    issued, found = np.array([clock.issued for clock in clocks]), np.empty_like(base.amount)
    readings = int(terms["late_fee.stacking"]), int(terms["late_fee.after_last_tier"])
    laid = laid_out(Rules((book,), {}), 0)
    _over_bills()(laid, opens, closes, issued, base.amount, base.paid, *readings, found)
    return found


@cache
def _over_bills() -> Any:
    fee = compiling(late_fee.late_fee, inline="always")

    def fees(
        book: Book,
        opens: Int64,
        closes: Int64,
        issued: Int64,
        amount: Int64,
        paid: Int64,
        stacking: int,
        after_last_tier: int,
        found: Int64,
    ) -> None:
        terms = fee_terms(book, book.editions[0])
        for row in range(amount.shape[0]):
            for month in range(amount.shape[1]):
                at = issued[month] + (paid[row, month] - 4) * civil.DAY + 36_000
                times, unpaid = issued[month : month + 1], amount[row, month : month + 1]
                found[row, month] = fee(
                    terms, opens[month], closes[month], times, unpaid, 1, 1, at, stacking, after_last_tier
                )

    return compiling(fees)
