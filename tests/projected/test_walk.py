"""A walk of a story to its end, and what is derived of the whole story beside it."""

from projections.findings.audit import audit
from projections.ledger import Mark, walk
from tests.stories import replayed

STORY = (
    "2024-06-05 billed: {period: 2024-06, amount: 412500}",
    "2024-06-20 isolated: {}",
    "2024-07-01 letter-sent: {}",
)


def test_what_is_derived_of_a_story_is_derived_once_for_whoever_walks_to_its_end() -> None:
    """Its findings, which take as long as its replay."""
    result = replayed(*STORY, provider_acts="as_recorded")
    whole = result.told
    ((_, ledger),) = walk(result.events, result.rules, [Mark(whole.until)], whole)
    assert ledger.told is not None
    assert ledger.told.once(audit) is whole.once(audit)
    assert [one.code for one in whole.once(audit)] == ["ISOLATED_TOO_EARLY"]


def test_a_walk_that_ends_earlier_tells_a_story_of_its_own() -> None:
    """What would only be missing at the story's end is not missing yet."""
    result = replayed(*STORY, provider_acts="as_recorded")
    ((_, ledger),) = walk(result.events, result.rules, [Mark(result.told.until - 1)], result.told)
    assert ledger.told is not None
    assert ledger.told.until == result.told.until - 1
