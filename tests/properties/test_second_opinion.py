"""The program and the plain model answer every question of every story alike."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.stories import Told, differences, metered, told

QUARTERS = st.lists(st.integers(0, 200 * 24 * 4), min_size=1, max_size=3, unique=True)
"""Where somebody looks: quarters of an hour after the story's first fact."""


def parted(story: Told, looks: list[int]) -> list[str]:
    instants = {story.facts[0].at + timedelta(minutes=15 * look) for look in looks}
    return differences(story, sorted({story.last, *instants}))


@settings(max_examples=120)
@given(told((), rare=3), QUARTERS)
def test_both_agree_under_the_readings_that_the_book_has_by_default(story: Told, looks: list[int]) -> None:
    """Late and early bills, part payments, credit, reversals, moved dates, three kinds of end."""
    assert parted(story, looks) == []


@settings(max_examples=200)
@given(told(rare=2), QUARTERS)
def test_both_agree_under_any_mix_of_the_eighteen_readings(story: Told, looks: list[int]) -> None:
    """The same under up to five readings that are not the default."""
    assert parted(story, looks) == []


@settings(max_examples=120)
@given(metered(), QUARTERS)
def test_both_agree_where_the_rules_issue_the_bills(story: Told, looks: list[int]) -> None:
    """Bills on a day of every month, clamped, at the fee in force on the 1st, with or without isolation."""
    assert parted(story, looks) == []
