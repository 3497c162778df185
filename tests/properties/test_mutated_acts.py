"""A recorded act changed by a day or a rupiah changes the findings: in the library's stories, and in random ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.mutations import mutations
from tests.properties.recorded import TALES, Tale, shipped

WHATS = {
    "an isolation at its ground",
    "an isolation a day before its ground",
    "an ending on its day",
    "an ending a day before its day",
    "a reconnection a day late",
    "a bill a rupiah above its price",
    "a bill a rupiah below its price",
    "a bill that has no ground, a rupiah more",
    "a bill moved after the end",
    "a refund of all that was paid",
    "a refund a rupiah above what was paid",
    "a transfer at the end of its day",
    "a transfer a day late",
    "a device charged a rupiah",
    "a device charged nothing",
    "a stop at the end of the free months",
    "a stop a day late",
    "a block a day before the dispute",
    "a blacklisting before the end",
    "a call a day before the notice",
    "an ending a day before its proof",
    "an isolation put off to its ground",
}


@pytest.mark.parametrize("name", list(shipped()))
def test_a_changed_act_of_a_shipped_story_changes_its_findings(name: str) -> None:
    """Accordingly: each as the kind of act says."""
    wrong = [(one.what, one.step, one.tale.found()) for one in mutations(shipped()[name]) if not one.holds()]
    assert wrong == []


def test_the_library_has_an_act_of_every_kind_to_change() -> None:
    """So that no kind of act goes unchanged."""
    assert {one.what for tale in shipped().values() for one in mutations(tale)} == WHATS


@pytest.mark.parametrize("provider", list(TALES))
@settings(max_examples=25)
@given(data=st.data())
def test_a_changed_act_of_a_random_story_changes_its_findings(provider: str, data: st.DataObject) -> None:
    """Random stories by the rules, written down, have their acts in their very seconds."""
    tale: Tale = data.draw(TALES[provider])
    for one in mutations(tale):
        assert one.holds(), (one.what, one.step, one.tale, one.tale.found())
