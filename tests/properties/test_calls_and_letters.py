"""Calls and letters change no amount, no state and no date, whoever's terms they fall under."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.events import Event, ProviderActs
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
LETTER = events.LetterSent("the provider", "registered mail")
SAID = st.builds(
    events.Contacted,
    st.sampled_from(TOPICS),
    st.sampled_from(("pln_mobile", "other", None)),
    st.sampled_from((True, False, None)),
) | st.just(LETTER)
WHEN = st.integers(0, 200 * 24).map(lambda hours: START + timedelta(hours=hours))


ACCOUNT = events.BankAccount(name="Ani", number="111", bank="BNI")
MORE: list[Event] = [
    events.OrderPlaced(order="A", amount=Sen(30_000_00)),
    events.Paid(amount=Sen(6_000_000_00), method="atm", sender=ACCOUNT),
    events.RefundRequested(by="email", account=ACCOUNT, payment_data=True, reason="twice"),
    events.OrderCancelled(order="A"),
    events.PackageActivated("B", Sen(50_000_00), "customer", 1, True),
    events.DisputeOpened("T", calendar.period(2024 * 12 + 2), None, Sen(1_000_00)),
    events.DocumentsVerified(form=True, signed=True, identity=True, payment_proof=True, device_receipt=True),
    events.DeviceReturned("damaged", True),
    events.CancellationConfirmed(),
    events.Isolated(),
    events.ResaleProven(),
]
"""What the terms of one provider or another are about; a request that waits for a letter is among it."""


def story(bills: Sequence[int], cancelled: datetime | None, more: Sequence[Event] = ()) -> list[tuple[datetime, Event]]:
    """Some bills, of which the first is paid late, perhaps a cancellation, and more, some days after each other."""
    found: list[tuple[datetime, Event]] = []
    for number, days in enumerate(bills):
        at = START + timedelta(days=30 * number + days)
        found.append((at, events.Billed(calendar.period(2024 * 12 + 2 + number), Sen(41_250_000))))
        if number == 0:
            found.append((at + timedelta(days=40), events.Paid(Sen(20_000_000))))
    if cancelled is not None:
        found.append((cancelled, events.CancellationRequested()))
    return found + [(START + timedelta(days=9 * number), event) for number, event in enumerate(more, 1)]


@pytest.mark.parametrize("provider", SHELF.providers())
@settings(max_examples=15)
@example([0], None, MORE, "by_the_rules", [(START + timedelta(days=60), LETTER)])
@example([0], START, MORE, "by_the_rules", [(START + timedelta(days=20), LETTER)])
@given(
    bills=st.lists(st.integers(0, 20), max_size=4),
    cancelled=st.none() | WHEN,
    more=st.lists(st.sampled_from(MORE), max_size=9),
    acts=st.sampled_from(("by_the_rules", "as_recorded")),
    said=st.lists(st.tuples(WHEN, SAID), min_size=1, max_size=6),
)
def test_what_is_said_changes_nothing(
    provider: str,
    bills: list[int],
    cancelled: datetime | None,
    more: list[Event],
    acts: ProviderActs,
    said: list[tuple[datetime, Event]],
) -> None:
    """The same story with calls and letters in between answers the same everywhere."""
    opening = events.Activated(provider=provider, number="1", activated=START, provider_acts=acts)
    rules = Rules(SHELF.editions(provider))
    until = START + timedelta(days=240)
    found = []
    for told in (story(bills, cancelled, more), [*story(bills, cancelled, more), *said]):
        ordered = sorted(told, key=lambda pair: pair[0])
        facts = [Fact(number, at, event) for number, (at, event) in enumerate(ordered, 1)]
        happened = history(opening, facts, rules, until).events
        decided = [attrs.evolve(one, version=0) for one in happened if one.actor == "rules"]
        marks = [Mark(calendar.seconds(START + timedelta(days=day))) for day in range(0, 241, 5)]
        answered = [answers(ledger, mark.at) for mark, ledger in walk(happened, rules, marks)]
        found.append((decided, [{key: one[key] for key in one if key not in APART} for one in answered]))
    assert found[0] == found[1]
