"""Calls and letters change no amount, no state and no date, whoever's terms they fall under."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.events import Event
from lifecycle.history import Fact, history
from lifecycle.money import Sen
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.keys import answers
from projections.ledger import Mark, walk
from tests.stories import BOOKS

SHELF = Shelf.open(BOOKS)
START = datetime(2024, 3, 1, 9, tzinfo=calendar.WIB)
APART = ("events", "events_visible_to_customer", "route")
"""How many events there are, and where a call goes, is all that a call may change."""

TOPICS = ("coverage", "bill_information", "activation", "disturbance", "cancellation", "another")
SAID = st.builds(
    events.Contacted,
    st.sampled_from(TOPICS),
    st.sampled_from(("pln_mobile", "other", None)),
    st.sampled_from((True, False, None)),
) | st.just(events.LetterSent("the provider", "registered mail"))
WHEN = st.integers(0, 200 * 24).map(lambda hours: START + timedelta(hours=hours))


def story(bills: Sequence[int], cancelled: datetime | None) -> list[tuple[datetime, Event]]:
    """Some bills, of which the first is paid late, and perhaps a cancellation."""
    found: list[tuple[datetime, Event]] = []
    for number, days in enumerate(bills):
        at = START + timedelta(days=30 * number + days)
        found.append((at, events.Billed(calendar.period(2024 * 12 + 2 + number), Sen(41_250_000))))
        if number == 0:
            found.append((at + timedelta(days=40), events.Paid(Sen(20_000_000))))
    if cancelled is not None:
        found.append((cancelled, events.CancellationRequested()))
    return found


@pytest.mark.parametrize("provider", SHELF.providers())
@settings(max_examples=25)
@given(
    bills=st.lists(st.integers(0, 20), max_size=4),
    cancelled=st.none() | WHEN,
    said=st.lists(st.tuples(WHEN, SAID), min_size=1, max_size=6),
)
def test_what_is_said_changes_nothing(
    provider: str, bills: list[int], cancelled: datetime | None, said: list[tuple[datetime, Event]]
) -> None:
    """The same story with calls and letters in between answers the same everywhere."""
    opening = events.Activated(provider=provider, number="1", activated=START)
    rules = Rules(SHELF.editions(provider))
    until = START + timedelta(days=240)
    found = []
    for told in (story(bills, cancelled), [*story(bills, cancelled), *said]):
        ordered = sorted(told, key=lambda pair: pair[0])
        facts = [Fact(number, at, event) for number, (at, event) in enumerate(ordered, 1)]
        happened = history(opening, facts, rules, until).events
        acts = [attrs.evolve(one, version=0) for one in happened if one.actor == "rules"]
        marks = [Mark(calendar.seconds(START + timedelta(days=day))) for day in range(0, 241, 5)]
        answered = [answers(ledger, mark.at) for mark, ledger in walk(happened, rules, marks)]
        found.append((acts, [{key: one[key] for key in one if key not in APART} for one in answered]))
    assert found[0] == found[1]
