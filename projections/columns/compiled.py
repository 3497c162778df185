"""Pricing, late fee, arrears ladder and minimum term, compiled by numba from their one Python source."""

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar

from numba import njit
from numba.extending import register_jitable

from lifecycle import civil, money
from lifecycle.clauses import arrears_ladder, fee_owed, instant, late_fee, minimum_term, payment, pricing

PURE: tuple[Callable[..., Any], ...] = (
    civil.day_number,
    civil.month_of,
    civil.month_start,
    civil.day_in_month,
    civil.month_add,
    civil.completed_months,
    money.rounded,
    instant.falls,
    instant.opens,
    late_fee.tier_fee,
    late_fee.standing_before,
    late_fee.tier_closes,
    late_fee.tier_opens,
    late_fee.last_tier,
    late_fee.growth_steps,
    late_fee.growth_opens,
    late_fee.next_move,
    late_fee.grown_fee,
    late_fee.late_fee,
    fee_owed.share_of,
    fee_owed.by_payment,
    fee_owed.fixed_on,
    fee_owed.on_open,
    fee_owed.charged,
    fee_owed.fee_clock,
    fee_owed.pools,
    fee_owed.pooled,
    fee_owed.pooled_upto,
    arrears_ladder.rung_at,
    arrears_ladder.vests_at,
    arrears_ladder.clock_runs,
    arrears_ladder.unpaid_at_vesting,
    arrears_ladder.met,
    arrears_ladder.exercised,
    arrears_ladder.lets_go,
    arrears_ladder.two_in_a_row,
    minimum_term.anniversary,
    minimum_term.completed,
    minimum_term.runs,
    minimum_term.remaining,
    minimum_term.early_fee,
    minimum_term.measured_to,
    pricing.fee_in_force,
    pricing.monthly_bill,
    pricing.issue_at,
    pricing.due_day,
    pricing.overdue_from,
    pricing.first_month,
    payment.goes_by_posting,
    payment.minutes_on,
)
"""Every pure function of the clauses over integers, and what they stand on."""

Function = TypeVar("Function", bound=Callable[..., Any])

# A compiled function may call another only once numba knows it; registering leaves the Python ones as they are.
for _function in PURE:
    register_jitable(_function)


def compilable(function: Function) -> Function:
    """A function that compiled code may call; called from Python it stays as it is."""
    register_jitable(function)
    return function


def compiled(function: FunctionType | Callable[..., Any]) -> Callable[..., Any]:
    """The compiled twin of one of the pure functions. Raises ValueError for any other."""
    if function not in PURE:
        raise ValueError(f"{function!r} is none of the clauses' pure functions")
    twin: Callable[..., Any] = njit(function)
    return twin
