"""Whatever is billed, paid, corrected and given back, what is in dispute never exceeds what the findings are about."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar
from lifecycle.events import Event, PaymentReversed, ProviderActs
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.disputes.dispute import Dispute, dispute
from projections.ledger import Told
from tests.properties.test_disputes import ACTS, POLICIES, STORIES, happened
from tests.stories import BOOKS

BOOK = Shelf.open(BOOKS).editions("telkomsel")


def over(story: Sequence[Event], policy: str, acts: ProviderActs) -> Dispute:
    rules = Rules(BOOK, {"dispute.policy": policy})
    told = happened(story, rules, acts)
    last = max(calendar.seconds(one.at) for one in told.events) + 86_400
    return dispute(Told(told.events, rules, last))


@given(STORIES, POLICIES, ACTS)
@settings(max_examples=150, deadline=None)
def test_in_dispute_is_between_nothing_and_what_the_findings_are_about(
    story: list[Event], policy: str, acts: ProviderActs
) -> None:
    found = over(story, policy, acts)
    unfounded = sum(one.amount.sen for one in found.findings if one.charge is not None and one.amount is not None)
    back = sum(one.amount.sen for one in found.findings if one.code == "REFUND_EXCEEDS_PAYMENT" and one.amount)
    for month in found.months:
        assert month.in_dispute.sen <= unfounded + back
        assert month.difference.sen >= 0 or back or any(isinstance(one, PaymentReversed) for one in story)


@given(STORIES.filter(bool), st.sampled_from(("by_the_rules",)))
@settings(max_examples=100, deadline=None)
def test_without_an_unfounded_charge_a_story_by_the_rules_parts_from_nothing(
    story: list[Event], acts: ProviderActs
) -> None:
    found = over(story, "as_recorded", acts)
    if all(one.charge is None for one in found.findings):
        assert found.parting is None


@given(STORIES, ACTS)
@settings(max_examples=100, deadline=None)
def test_the_policy_changes_neither_side(story: list[Event], acts: ProviderActs) -> None:
    plain, fair = over(story, "as_recorded", acts), over(story, "fair", acts)
    if len(plain.sides.told.events) == len(fair.sides.told.events):
        assert [(one.asked, one.fair) for one in plain.months] == [(one.asked, one.fair) for one in fair.months]
