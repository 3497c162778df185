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
from lifecycle.money import Amount
from lifecycle.notation import Percent
from lifecycle.sentence import Sentence, said


def late_fee_lines(bill: Bill, at: int) -> list[Sentence]:
    """The steps of one bill's fee at a second; empty while no tier has opened."""
    clause = bill.terms.late_fee
    if clause is None or bill.after_end:
        return []
    if bill.settled:
        return [said("fixed by the payment that settled the bill: {fee}", fee=Amount(bill.quote(at)))]
    reached = last_tier(bill.opens, at)
    if reached < 0:
        return []
    lines = [_tier_line(bill, clause, index) for index in range(reached + 1) if bill.opens[index] <= at]
    lines += _after_last(bill, clause, reached, at)
    if len(lines) > 1:
        replaced, fee = bill.terms["late_fee.stacking"] == Stacking.REPLACE, Amount(bill.quote(at))
        lines.append(said("the larger: {fee}", fee=fee) if replaced else said("together: {fee}", fee=fee))
    return lines


def _tier_line(bill: Bill, clause: LateFee, index: int) -> Sentence:
    tier = clause.tiers[index]
    opening = bill.opens[index]
    fee, sum_ = _worked_out(bill, clause, tier, tier.rate, opening)
    since = calendar.instant(opening)
    return said("tier {number} from {since}: {sum} = {fee}", number=index + 1, since=since, sum=sum_, fee=Amount(fee))


def _worked_out(bill: Bill, clause: LateFee, tier: Tier, rate: int, opening: int) -> tuple[int, Sentence]:
    base = _base(bill, opening)
    fee = tier_fee(tier, rate, base, bill.share, bill.whole_of_share, clause.rounding)
    if tier.flat >= 0:
        return fee, said("flat fee")
    sum_ = said("{rate} x {base}", rate=Percent(rate), base=Amount(base))
    if bill.share != bill.whole_of_share:
        part = {"share": bill.share, "whole": bill.whole_of_share}
        sum_ = said("{product} x {share}/{whole} without tax", product=sum_, **part)
    if tier.minimum:
        sum_ = said("max({sum}, {least})", sum=sum_, least=Amount(tier.minimum))
    if tier.maximum >= 0:
        sum_ = said("min({sum}, {most})", sum=sum_, most=Amount(tier.maximum))
    return fee, sum_


def _base(bill: Bill, opening: int) -> int:
    partial = bill.terms["late_fee.partial_payment"]
    if partial in (PartialPayment.PER_PORTION, PartialPayment.EACH_PAYMENT):
        return bill.open
    bases = bill.whole if partial == PartialPayment.FULL_BILL else bill.unpaid
    return bases[standing_before(opening, bill.times)]


def _after_last(bill: Bill, clause: LateFee, reached: int, at: int) -> list[Sentence]:
    last = clause.tiers[reached]
    if at < bill.closes[reached]:
        return []
    since = calendar.instant(bill.closes[reached])
    if reached < len(clause.tiers) - 1:
        return [said("no tier between {since} and the next: no fee", since=since)]
    after = bill.terms["late_fee.after_last_tier"]
    if after == AfterLastTier.NONE:
        return [said("from {since} no clause speaks: no fee", since=since)]
    if after == AfterLastTier.HOLD:
        return []
    lines = []
    step = growth_steps(bill.closes[reached], bill.clock.issued, at)
    if step > 0:
        opening = growth_opens(bill.closes[reached], bill.clock.issued, step)
        fee, sum_ = _worked_out(bill, clause, last, last.rate + step * last.growth, opening)
        found = {"times": step, "since": calendar.instant(opening), "sum": sum_, "fee": Amount(fee)}
        lines.append(said("grown {times} times, from {since}: {sum} = {fee}", **found))
    return lines
