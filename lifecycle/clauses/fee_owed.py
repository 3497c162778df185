"""What of a late fee is owed: on which part of a bill, pooled or not, what payments fix of it, until when."""

from math import gcd

from lifecycle.clauses.late_fee import Base, FeesAfterEnd, PartialPayment, Tax


def share_of(amount: int, tax: int, without: int) -> tuple[int, int]:
    """Which part of a bill counts as its base, as numerator and denominator: less the tax's share where it is left out.

    ``without`` is the reading's value; a bill of nothing counts whole.
    """
    if without != Tax.WITHOUT_TAX or amount <= 0:
        return 1, 1
    common = gcd(amount - tax, amount)
    return (amount - tax) // common, amount // common


def by_payment(partial: int) -> bool:
    """Whether each payment fixes the fee on what it is about, whatever was open when a tier opened."""
    return partial in (PartialPayment.PER_PORTION, PartialPayment.EACH_PAYMENT)


def fixed_on(partial: int, paid: int, unpaid: int) -> int:
    """The base in sen on which a payment of so much fixes a fee `by_payment`: its own portion, or all then owed."""
    return paid if partial == PartialPayment.PER_PORTION else unpaid


def on_open(partial: int, fixed: int, fee: int) -> int:
    """The fee in sen on a bill still open: what payments have fixed and the fee on the rest, or the larger of them."""
    return fixed + fee if by_payment(partial) else max(fixed, fee)


def charged(tiers: int, rungs: int, paid: int) -> int:
    """A bill's late fee in sen: that of its tiers and of the ladder's rungs; what was paid of it stays charged."""
    return max(tiers + rungs, paid)


def fee_clock(at: int, ended: int, fees_after: int) -> int:
    """The second by which late fees go: the clock stops just before the end where fees freeze."""
    return ended - 1 if at >= ended and fees_after == FeesAfterEnd.FREEZE else at


def pools(base: int, overdue: bool, any_overdue: bool) -> bool:
    """Whether an open bill belongs to the pool, itself overdue or not; without an overdue bill there is no pool."""
    return overdue if base == Base.ALL_OVERDUE else any_overdue and base == Base.ALL_BILLED


def pooled(numerator: int, denominator: int, unpaid: int, share: int, whole: int) -> tuple[int, int]:
    """A pool, as a fraction in sen, and what counts of another bill: ``share / whole`` of what is unpaid."""
    common = gcd(denominator, whole)
    return numerator * (whole // common) + unpaid * share * (denominator // common), denominator // common * whole


def pooled_upto(fee: int, reached: int, principal: int, step: int) -> int:
    """The part in sen of the pool's fee on its bills up to one, by principal and in whole steps; the last has all."""
    return fee if reached == principal else fee * reached // (principal * step) * step
