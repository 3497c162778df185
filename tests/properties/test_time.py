"""Time: one big move of the clock equals many small ones, and the 21st begins at its first instant."""

from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import events
from lifecycle.calendar import WIB
from lifecycle.history import Fact as Step
from lifecycle.history import history
from projections.keys import answers
from projections.ledger import Mark, walk
from tests.properties.model import Contract
from tests.properties.plain_facts import Fact
from tests.properties.stories import BASE, MOMENTS, RP, Told, derived, event_of, metered, seconds, told, wib

LOOKS = st.lists(MOMENTS, min_size=1, max_size=8, unique=True)
MICROSECOND = timedelta(microseconds=1)


def noted(story: Told, at: list[datetime]) -> tuple[events.Recorded, ...]:
    """The events of a story, a note without meaning standing at each of some instants."""
    steps = [Step(0, wib(fact.at), event_of(fact)) for fact in story.facts]
    steps += [Step(0, wib(look), events.LetterSent()) for look in at if look >= story.contract.activated]
    ordered = sorted(steps, key=lambda step: step.at)
    numbered = [attrs.evolve(step, step=number) for number, step in enumerate(ordered, 1)]
    return history(story.opening, numbered, story.rules, wib(story.last)).events


@settings(max_examples=60)
@given(told() | metered(), LOOKS)
def test_looking_more_often_changes_no_answer(story: Told, looks: list[datetime]) -> None:
    """One walk that stops at every instant answers like a walk that stops at the last alone."""
    apart = [derived(story, [look])[0] for look in looks]
    assert derived(story, looks) == apart


@settings(max_examples=60)
@given(told() | metered(), LOOKS)
def test_letters_at_odd_instants_change_no_answer(story: Told, looks: list[datetime]) -> None:
    """Cutting the history by events that mean nothing leaves every amount, state and instant as it was."""
    rules = story.rules
    found = []
    for happened in (story.history().events, noted(story, looks)):
        marks = [Mark(seconds(at)) for at in (*looks, story.last)]
        found.append([answers(ledger, mark.at) for mark, ledger in walk(happened, rules, marks)])
    for plainly, with_letters in zip(*found, strict=True):
        counts = {"events", "events_visible_to_customer"}
        assert {k: v for k, v in plainly.items() if k not in counts} == {
            k: v for k, v in with_letters.items() if k not in counts
        }


@settings(max_examples=60)
@given(told() | metered(), MOMENTS)
def test_a_story_told_up_to_an_instant_is_the_beginning_of_the_whole_story(story: Told, until: datetime) -> None:
    """What happens later rewrites nothing that was decided before; only the books used are named as they come."""
    until = max(until, story.contract.activated)
    part, whole = story.history(until).events, story.history().events
    assert part[1:] == whole[1 : len(part)]
    assert all(story.rules.effective(event.at, event.event) > seconds(until) for event in whole[len(part) :])


@pytest.mark.parametrize(
    ("short_of", "fee"),
    [
        pytest.param(timedelta(0), 20_625, id="on the 21st at 00:00 it is late"),
        pytest.param(MICROSECOND, 0, id="a microsecond earlier it is in time"),
        pytest.param(timedelta(seconds=1), 0, id="a second earlier it is in time"),
        pytest.param(-MICROSECOND, 20_625, id="a microsecond later it is late"),
    ],
)
@pytest.mark.parametrize("months", range(0, 24, 5))
def test_a_payment_is_late_from_the_first_instant_of_the_21st(months: int, short_of: timedelta, fee: int) -> None:
    """Butir a and b: the fee, and the isolation at 00:00 that such a payment meets."""
    year, month = divmod(BASE - 12 + months, 12)
    bill = Fact(datetime(year, month + 1, 5), "billed", 412_500 * RP, year * 12 + month)
    payment = Fact(datetime(year, month + 1, 21) - short_of, "paid", 412_500 * RP)
    got = derived(Told(Contract(datetime(2022, 5, 10)), (bill, payment)), [datetime(year, month + 1, 21, 1)])[0]
    assert (got["late_fee"], got["state"]) == (fee * RP, "isolated" if fee else "active")


@pytest.mark.parametrize(
    "offset", [pytest.param(hours, id=f"written at UTC{hours:+d}") for hours in (-11, 0, 7, 9, 14)]
)
def test_an_offset_names_the_same_instant_and_changes_nothing(offset: int) -> None:
    """Under the reading `provider` a payment's instant counts, however it was written."""
    bill = Fact(datetime(2024, 6, 5), "billed", 412_500 * RP, BASE + 1)
    for at, fee in ((datetime(2024, 6, 20, 23, 59, 59), 0), (datetime(2024, 6, 21), 20_625)):
        story = Told(Contract(datetime(2022, 5, 10)), (bill, Fact(at, "paid", 412_500 * RP, offset=offset)))
        assert at.replace(tzinfo=WIB) == wib(at)
        assert derived(story, [at])[0]["late_fee"] == fee * RP
