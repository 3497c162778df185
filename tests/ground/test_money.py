"""Amounts: the forms people write, the notation they read, the one rounding, the unspecified parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.money import MAX_SEN, UNSPECIFIED, Amount, Mode, Rounding, parse, plain, rounded, rupiah, total

READ = {
    "a plain integer is rupiah": ("412500", 41250000),
    "a decimal has its sen": ("17336.70", 1733670),
    "one decimal is ten sen": ("1.5", 150),
    "the Indonesian form with Rp": ("Rp 345.000", 34500000),
    "the Indonesian form without a space": ("Rp345.000", 34500000),
    "a decimal comma": ("17.336,70", 1733670),
    "a comma without groups": ("17336,7", 1733670),
    "two dots group thousands": ("1.185.250", 118525000),
    "Rp settles a single group": ("Rp 1.500", 150000),
    "zero": ("0", 0),
    "a negative amount": ("-5000", -500000),
    "a negative amount in rupiah": ("-Rp 5.000", -500000),
    "the sign may follow Rp": ("Rp -5.000", -500000),
    "the largest amount": ("100000000000", MAX_SEN),
}

REFUSED = {
    "a single dot before three digits": ("1.500", "ambiguous"),
    "three decimals": ("1234.567", "more than two decimals"),
    "three decimals after a comma": ("1,234", "more than two decimals"),
    "a comma with nothing behind it": ("5,", "more than two decimals, or none"),
    "groups of the wrong size": ("12.34.567", "dots group thousands"),
    "a decimal point after Rp": ("Rp 17336.70", "dots group thousands"),
    "an exponent": ("1e5", "not an amount"),
    "a word": ("banyak", "not an amount"),
    "nothing": ("", "not an amount"),
    "two signs": ("-Rp -5", "not an amount"),
    "one sen above the largest": ("100000000000.01", "largest amount"),
}

ROUNDED = {
    "half goes up": (150, 1, 100, Mode.HALF_UP, 200),
    "below half goes down": (149, 1, 100, Mode.HALF_UP, 100),
    "half goes to the even rupiah": (250, 1, 100, Mode.HALF_EVEN, 200),
    "half goes up to the even rupiah": (350, 1, 100, Mode.HALF_EVEN, 400),
    "down drops": (199, 1, 100, Mode.DOWN, 100),
    "up lifts the least": (101, 1, 100, Mode.UP, 200),
    "up leaves a whole step": (200, 1, 100, Mode.UP, 200),
    "a fraction above half": (1501, 10, 100, Mode.HALF_UP, 200),
    "a fraction below half": (1499, 10, 100, Mode.HALF_UP, 100),
}


@pytest.mark.parametrize(("text", "sen"), READ.values(), ids=READ)
def test_an_amount_is_read(text: str, sen: int) -> None:
    """Every form of G3."""
    assert parse(text) == sen


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_an_amount_is_refused_in_words(text: str, why: str) -> None:
    """What is ambiguous, too fine, too large or no amount says so."""
    with pytest.raises(ValueError, match=why):
        parse(text)


@given(st.integers(-MAX_SEN, MAX_SEN))
def test_what_is_written_reads_back(sen: int) -> None:
    """Both notations are read as what they were written from."""
    assert parse(rupiah(sen)) == sen
    assert parse(plain(sen)) == sen


@pytest.mark.parametrize(
    ("sen", "shown"),
    [(118525000, "Rp 1.185.250"), (1733670, "Rp 17.336,70"), (-5, "-Rp 0,05"), (0, "Rp 0")],
)
def test_the_notation_is_indonesian(sen: int, shown: str) -> None:
    """Dots for thousands, a comma before sen, and sen only where there are any."""
    assert rupiah(sen) == shown


@pytest.mark.parametrize(("numerator", "denominator", "step", "mode", "sen"), ROUNDED.values(), ids=ROUNDED)
def test_rounding(numerator: int, denominator: int, step: int, mode: Mode, sen: int) -> None:
    """The modes of a book at their edges."""
    assert rounded(numerator, denominator, Rounding(step, mode)) == sen


@given(
    st.integers(0, 10**12),
    st.integers(1, 10**6),
    st.builds(Rounding, st.sampled_from([1, 100, 5000]), st.sampled_from(list(Mode))),
)
def test_rounding_moves_less_than_a_step(numerator: int, denominator: int, rounding: Rounding) -> None:
    """The result is a whole number of steps, less than one away."""
    result = rounded(numerator, denominator, rounding)
    assert result % rounding.step == 0
    assert abs(result * denominator - numerator) < rounding.step * denominator


def test_unspecified_parts_travel_with_the_sum() -> None:
    """A total that contains one says so, and it is never 0."""
    whole = total([Amount(500000), Amount.of(UNSPECIFIED, "termination.fee"), 100])
    assert (whole.sen, whole.parts, whole.known, bool(whole)) == (500100, ["termination.fee"], False, True)
    assert str(whole) == "Rp 5.001 + unspecified"
    assert str(Amount(0, frozenset({"x"}))) == "unspecified"


def test_taking_away_never_makes_an_unspecified_part_known() -> None:
    """Neither from the left nor from the right."""
    unknown = Amount(100, frozenset({"a"}))
    assert (unknown - Amount(40, frozenset({"b"}))) == Amount(60, frozenset({"a", "b"}))
    assert unknown - 100 == Amount(0, frozenset({"a"}))
    assert 5 + unknown == Amount(105, frozenset({"a"}))
    assert not Amount()
