"""The amounts at which a rate, its bounds and the rounding tell one rule from the next."""

from collections.abc import Iterator, Sequence

from lifecycle.clauses.late_fee import WHOLE, Tier, tier_fee
from lifecycle.money import Mode, Rounding
from lifecycle.rulebook import RuleBook

RUPIAH = 100
_SOUGHT = 40_000
"""So many rupiah from a place on an amount is sought that tells two rules apart."""


def usual(book: RuleBook) -> int:
    """An amount, in sen, between the bounds of every tier, large enough that a basis point is not lost in rounding."""
    tiers, rounding = _tiers(book), book.rounding
    lowest = max([rounding.step * WHOLE, *(_crossing(tier, tier.minimum) for tier in tiers if tier.rate)], default=0)
    highest = min((_crossing(tier, tier.maximum) for tier in tiers if tier.rate and tier.maximum >= 0), default=None)
    amount = max(300_000 * RUPIAH, lowest)
    return amount if highest is None or amount <= highest else highest // 2


def telling(book: RuleBook) -> dict[int, list[tuple[int, str]]]:
    """For each tier with a rate, amounts in sen, each with what it shows."""
    found: dict[int, list[tuple[int, str]]] = {}
    for index, tier in enumerate(_tiers(book)):
        if tier.flat < 0 and tier.rate:
            chosen = {amount: words for amount, words in reversed(list(_of(tier, book.rounding))) if amount > 0}
            found[index] = sorted(chosen.items())
    return found


def _of(tier: Tier, rounding: Rounding) -> Iterator[tuple[int, str]]:
    low, high = RUPIAH, None
    for bound, words in ((tier.minimum, "minimum"), (tier.maximum, "maximum")):
        if bound > 0:
            at = _crossing(tier, bound)
            yield from ((at - RUPIAH, f"a rupiah below the {words}"), (at, f"at the {words}"))
            yield at + RUPIAH, f"a rupiah above the {words}"
            far = at // 200 * 100 if words == "minimum" else at * 2
            yield far, f"far beyond the {words}"
            low, high = (at, high) if words == "minimum" else (low, at)
    start = low if high is None else max(low, high - _SOUGHT * RUPIAH)
    range_of = [start + step * RUPIAH for step in range(_SOUGHT)]
    inside = [amount for amount in range_of if high is None or amount < high]
    for parity, words in ((0, "half after an even number"), (1, "half after an odd number")):
        half = next((amount for amount in inside if _half(tier, amount, rounding, parity)), None)
        if half is not None:
            yield half, words
            yield half - RUPIAH, "below a half"
    for words, other, rounds in _others(tier, rounding):
        apart = next((amount for amount in inside if _fee(tier, amount, rounding) != _fee(other, amount, rounds)), None)
        if apart is not None:
            yield apart, words


def _others(tier: Tier, rounding: Rounding) -> Iterator[tuple[str, Tier, Rounding]]:
    """The same tier with a rate a basis point away, and the same with another rounding."""
    for points in (1, -1):
        yield "tells a basis point apart", tier._replace(rate=tier.rate + points), rounding
    for mode in Mode:
        yield "tells a mode of rounding apart", tier, rounding._replace(mode=mode)
    for step in (RUPIAH, -RUPIAH):
        if rounding.step + step > 0:
            yield "tells a step of rounding apart", tier, rounding._replace(step=rounding.step + step)


def _fee(tier: Tier, base: int, rounding: Rounding) -> int:
    return tier_fee(tier, tier.rate, base, 1, 1, rounding)


def _half(tier: Tier, amount: int, rounding: Rounding, parity: int) -> bool:
    whole, rest = divmod(amount * tier.rate, WHOLE * rounding.step)
    return rest * 2 == WHOLE * rounding.step and whole % 2 == parity and amount * tier.rate > tier.minimum * WHOLE


def _crossing(tier: Tier, bound: int) -> int:
    """The least whole rupiah, in sen, of which the rate comes to a bound."""
    return -(-bound * WHOLE // (tier.rate * RUPIAH)) * RUPIAH


def _tiers(book: RuleBook) -> Sequence[Tier]:
    return book.late_fee.terms(book.rounding).tiers if book.late_fee else ()
