"""The program and the plain model answer every question of every story alike."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.stories import VALUES, Told, differences, metered, told

QUARTERS = st.lists(st.integers(0, 200 * 24 * 4), min_size=1, max_size=3, unique=True)
"""Where somebody looks: quarters of an hour after the story's first fact."""
FEES = [name for name in VALUES if name.startswith(("late_fee", "payment"))]
ENDS = [name for name in VALUES if name.startswith(("isolation", "termination", "blacklist"))]


def parted(story: Told, looks: list[int]) -> list[str]:
    instants = {story.facts[0].at + timedelta(minutes=15 * look) for look in looks}
    return differences(story, sorted({story.last, *instants}))


@settings(max_examples=90)
@given(told((), rare=3), QUARTERS)
def test_both_agree_under_the_readings_that_the_book_has_by_default(story: Told, looks: list[int]) -> None:
    """Late and early bills, part payments, credit, reversals, moved dates, three kinds of end."""
    assert parted(story, looks) == []


@settings(max_examples=90)
@given(told(rare=2), QUARTERS)
def test_both_agree_under_any_mix_of_the_eighteen_readings(story: Told, looks: list[int]) -> None:
    """The same under up to five readings that are not the default."""
    assert parted(story, looks) == []


@settings(max_examples=90)
@given(told(FEES, rare=1, most=3), QUARTERS)
def test_both_agree_on_fees_under_the_readings_that_make_them(story: Told, looks: list[int]) -> None:
    """Bases, stacking, tiers, part payments, tax, allocation."""
    assert parted(story, looks) == []


@settings(max_examples=80)
@given(told(ENDS, rare=2, most=4), QUARTERS)
def test_both_agree_on_isolation_and_ending_under_the_readings_that_make_them(story: Told, looks: list[int]) -> None:
    """What lifts an isolation, whose arrears end, the cure, the tenure, resale, the blacklist."""
    assert parted(story, looks) == []


@settings(max_examples=40)
@given(metered(), QUARTERS)
def test_both_agree_where_the_rules_issue_the_bills(story: Told, looks: list[int]) -> None:
    """Bills on a day of every month, clamped, at the fee in force on the 1st, with or without isolation."""
    assert parted(story, looks) == []
