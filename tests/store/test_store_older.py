"""Events of an older version: what lies in the store stays as it is, and is read as what it means today."""

from typing import Any, ClassVar

import pytest
from attrs import evolve, frozen
from eventsourcing.persistence import StoredEvent

from lifecycle.events import Paid, Recorded
from lifecycle.money import Sen
from lifecycle.store import Differs, Store, StoreProblem, twins
from lifecycle.store.older import OLDER, Older
from tests.store.conftest import BOOKS, told

NAME = "indihome/122001"


@frozen(slots=False)
class PaidInRupiah:
    """A payment as no version ever stored it: whole rupiah, and how it was paid under another name."""

    topic: ClassVar[str] = "paid.0"

    rupiah: int
    by: str | None = None
    checked: bool = True


@frozen(slots=False)
class Settled:
    """The same under the name that it might have had before that."""

    topic: ClassVar[str] = "settled.1"

    rupiah: int


@pytest.fixture(autouse=True)
def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two invented versions before that of today."""
    monkeypatch.setitem(OLDER, "settled.1", Older(Settled, lambda event: PaidInRupiah(event.rupiah)))
    monkeypatch.setitem(
        OLDER, "paid.0", Older(PaidInRupiah, lambda event: Paid(Sen(event.rupiah * 100), method=event.by))
    )
    monkeypatch.setattr(twins, "_READERS", {})


def then(story: list[Recorded], event: Any) -> list[Recorded]:
    """The story as a program stored it whose payment was this one."""
    return [evolve(one, event=event) if one.version == 4 else one for one in story]


def now(story: list[Recorded], paid: Paid) -> list[Recorded]:
    """The story as it is told today."""
    return [evolve(one, event=paid) if one.version == 4 else one for one in story]


@pytest.mark.parametrize(
    ("event", "paid"),
    [(PaidInRupiah(453750, "atm"), Paid(Sen(45375000), method="atm")), (Settled(453750), Paid(Sen(45375000)))],
    ids=["one version ago", "two versions ago"],
)
def test_it_is_read_as_what_it_means_today(store: Store, story: list[Recorded], event: Any, paid: Paid) -> None:
    """Its bytes and its link of the chain stay; the same story, told today, goes on where it ended."""
    old, today = then(story, event), now(story, paid)
    store.record(old[:5], BOOKS)
    (row,) = (row for row in store.rows(NAME) if row.version == 4)
    assert (row.topic, b'"rupiah":453750' in row.bytes) == (event.topic, True)
    head = store.head
    assert list(store.events(NAME)) == today[:5]
    assert store.record(today[:5], BOOKS) == 0
    assert store.head == head
    assert store.record(today, BOOKS) == 1
    assert list(store.events(NAME)) == today
    assert store.verify() is None
    assert store.breaks(store.seal()) == ()


def test_a_story_that_differs_from_what_it_means_today_is_refused(store: Store, story: list[Recorded]) -> None:
    """As from any stored event."""
    store.record(then(story, PaidInRupiah(453750)), BOOKS)
    with pytest.raises(Differs, match=r"event 4 of indihome/122001 differs .* they differ in event\.amount"):
        store.record(now(story, Paid(Sen(45375001))), BOOKS)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param('{"rupiah":1,"also":2}', id="an unknown field"),
        pytest.param('{"rupiah":1,"checked":true}', id="a default that is written out"),
        pytest.param('{"by":"atm","rupiah":1}', id="another order"),
        pytest.param('{"rupiah": 1}', id="a blank"),
        pytest.param('{"amount":1}', id="a field of today"),
    ],
)
def test_bytes_that_the_older_version_would_not_have_written_are_refused(event: str) -> None:
    """It was as strict as this one is."""
    state = f'{{"at":"2024-06-21T00:00:00+07:00","actor":"customer","event":{event}}}'.encode()
    with Store.open() as store, pytest.raises(StoreProblem, match="event 4 of indihome/122001"):
        store.mapper.to_domain_event(StoredEvent(NAME, 4, "paid.0", state))


def test_a_version_that_nobody_registered_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one from the future."""
    monkeypatch.delitem(OLDER, "paid.0")
    with Store.open() as store:
        store.recorder.insert_events([StoredEvent(NAME, 1, "paid.0", b"{}")])
        with pytest.raises(StoreProblem, match=r"event 1 of indihome/122001 is a 'paid\.0', which this version"):
            list(store.events(NAME))


def test_no_event_is_written_in_an_older_version() -> None:
    """What is recorded is of today."""
    assert {one.event.topic for one in told()}.isdisjoint(OLDER)
