"""A late fee worked out on paper, one step a line, by the functions that reckon it."""

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.clauses.late_fee import (
    AfterLastTier,
    LateFee,
    PartialPayment,
    Stacking,
    Tier,
    growth_opens,
    growth_steps,
    last_tier,
    standing_before,
    tier_fee,
)
from lifecycle.money import rupiah


def percent(rate: int) -> str:
    """Basis points as people write them: ``5%``, ``2,5%``."""
    whole, rest = divmod(rate, 100)
    return f"{whole}%" if not rest else f"{whole},{rest:02d}".rstrip("0") + "%"


def late_fee_lines(bill: Bill, at: int) -> list[str]:
    """The steps of one bill's fee at a second; empty while no tier has opened."""
    clause = bill.terms.late_fee
    if clause is None or bill.after_end:
        return []
    if bill.settled:
        return [f"fixed by the payment that settled the bill: {rupiah(bill.quote(at))}"]
    reached = last_tier(bill.opens, at)
    if reached < 0:
        return []
    lines = [_tier_line(bill, clause, index) for index in range(reached + 1) if bill.opens[index] <= at]
    lines += _after_last(bill, clause, reached, at)
    how = "the larger" if bill.terms["late_fee.stacking"] == Stacking.REPLACE else "together"
    if len(lines) > 1:
        lines.append(f"{how}: {rupiah(bill.quote(at))}")
    return lines


def _tier_line(bill: Bill, clause: LateFee, index: int) -> str:
    tier = clause.tiers[index]
    opening = bill.opens[index]
    fee, sum_ = _worked_out(bill, clause, tier, tier.rate, opening)
    return f"tier {index + 1} from {calendar.text(calendar.instant(opening))}: {sum_} = {rupiah(fee)}"


def _worked_out(bill: Bill, clause: LateFee, tier: Tier, rate: int, opening: int) -> tuple[int, str]:
    base = _base(bill, opening)
    fee = tier_fee(tier, rate, base, bill.share, bill.whole_of_share, clause.rounding)
    if tier.flat >= 0:
        return fee, "flat fee"
    counted = f" x {bill.share}/{bill.whole_of_share} without tax" if bill.share != bill.whole_of_share else ""
    sum_ = f"{percent(rate)} x {rupiah(base)}{counted}"
    if tier.minimum:
        sum_ = f"max({sum_}, {rupiah(tier.minimum)})"
    if tier.maximum >= 0:
        sum_ = f"min({sum_}, {rupiah(tier.maximum)})"
    return fee, sum_


def _base(bill: Bill, opening: int) -> int:
    partial = bill.terms["late_fee.partial_payment"]
    if partial in (PartialPayment.PER_PORTION, PartialPayment.EACH_PAYMENT):
        return bill.open
    bases = bill.whole if partial == PartialPayment.FULL_BILL else bill.unpaid
    return bases[standing_before(opening, bill.times)]


def _after_last(bill: Bill, clause: LateFee, reached: int, at: int) -> list[str]:
    last = clause.tiers[reached]
    if at < bill.closes[reached]:
        return []
    since = calendar.text(calendar.instant(bill.closes[reached]))
    if reached < len(clause.tiers) - 1:
        return [f"no tier between {since} and the next: no fee"]
    after = bill.terms["late_fee.after_last_tier"]
    if after == AfterLastTier.NONE:
        return [f"from {since} no clause speaks: no fee"]
    if after == AfterLastTier.HOLD:
        return []
    lines = []
    step = growth_steps(bill.closes[reached], bill.clock.issued, at)
    if step > 0:
        opening = growth_opens(bill.closes[reached], bill.clock.issued, step)
        fee, sum_ = _worked_out(bill, clause, last, last.rate + step * last.growth, opening)
        lines.append(f"grown {step} times, from {calendar.text(calendar.instant(opening))}: {sum_} = {rupiah(fee)}")
    return lines
