"""The stored bytes: every event there and back, one notation, and nothing read that this program would not write."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec
import pendulum
import pytest
from freezegun.api import date_to_fakedate, datetime_to_fakedatetime
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.calendar import WIB, Period
from lifecycle.clock import frozen
from lifecycle.events import EVENTS, Because, Billed, Paid, Recorded
from lifecycle.money import Sen
from lifecycle.store import Store, StoreProblem, twins
from lifecycle.store.codec import Envelopes
from lifecycle.store.mapper import RecordedMapper

MAPPER = RecordedMapper(Envelopes())
OFFSETS = st.sampled_from([timezone(timedelta(hours=h)) for h in (-5, 0, 7, 9)] + [WIB])
INSTANTS = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=OFFSETS)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
OF: dict[Any, st.SearchStrategy[Any]] = {
    datetime: st.one_of(INSTANTS, INSTANTS.map(datetime_to_fakedatetime), INSTANTS.map(pendulum.instance)),
    date: st.one_of(
        DAYS, DAYS.map(date_to_fakedate), DAYS.map(lambda day: pendulum.date(day.year, day.month, day.day))
    ),
    str: st.text(max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    NoneType: st.none(),
}


@pytest.fixture
def database() -> str:
    """SQLite: what is written in an event does not depend on where it is kept."""
    return "in SQLite"


# Made once: a strategy that is made anew for each example is also judged anew, which takes most of the time.
@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Everything that a field of this type may hold."""
    origin, args = get_origin(hint), get_args(hint)
    if attrs.has(hint):
        return st.builds(hint, **{name: values(of) for name, of in hints(hint).items()})
    if isinstance(hint, NewType):
        return values(hint.__supertype__)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.one_of([values(arg) for arg in args])
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*[values(arg) for arg in args])
    return OF[hint]


def hints(cls: type[Any]) -> dict[str, Any]:
    """The types of a class's fields."""
    resolved = get_type_hints(cls)
    return {field.name: resolved[field.name] for field in attrs.fields(cls)}


@cache
def recorded(topic: str) -> st.SearchStrategy[Recorded]:
    """Envelopes around any event of a topic."""
    fields = {name: values(hint) for name, hint in hints(Recorded).items() if name != "event"}
    kind: Any = EVENTS[topic]
    return st.builds(Recorded, event=values(kind), **fields)


def moved(value: Any, to: Callable[[datetime], datetime]) -> Any:
    """The same value with every instant in it, however deep, written otherwise."""
    if isinstance(value, datetime):
        return to(value)
    if isinstance(value, tuple):
        return tuple(moved(part, to) for part in value)
    if attrs.has(type(value)):
        return attrs.evolve(value, **{f.name: moved(getattr(value, f.name), to) for f in attrs.fields(type(value))})
    return value


@pytest.mark.parametrize("topic", EVENTS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_event_comes_back_as_it_went_in(topic: str, data: st.DataObject) -> None:
    """Whatever its fields hold, and whether its instants are the standard library's, frozen or pendulum's."""
    given_ = data.draw(recorded(topic))
    stored = MAPPER.to_stored_event(given_)
    assert (stored.originator_id, stored.originator_version) == (given_.subscription, given_.version)
    assert stored.topic == topic
    assert MAPPER.to_domain_event(stored) == given_


@pytest.mark.parametrize("topic", EVENTS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_an_instant_has_one_notation(topic: str, data: st.DataObject) -> None:
    """The same instants written in New York's offset, and frozen, give the same bytes."""
    given_ = data.draw(recorded(topic))
    elsewhere = moved(given_, lambda at: datetime_to_fakedatetime(at.astimezone(timezone(timedelta(hours=-4)))))
    assert MAPPER.to_stored_event(elsewhere) == MAPPER.to_stored_event(given_)


def test_what_a_freeze_makes_is_stored_like_any_other(story: list[Recorded]) -> None:
    """Events built inside a freeze, from its own ``datetime`` and ``date``, give the bytes of those built outside."""
    at = story[1].at
    event = Billed(Period("2024-06"), Sen(1), due=date(2024, 6, 5))
    outside = MAPPER.to_stored_event(attrs.evolve(story[1], event=event))
    with frozen() as clock:
        clock.replay().move_to(at)
        frozen_now, frozen_today = datetime.now(WIB), datetime.now(WIB).date()
        event = Billed(Period("2024-06"), Sen(1), due=frozen_today)
        inside = MAPPER.to_stored_event(attrs.evolve(story[1], at=frozen_now, event=event))
        assert type(frozen_now).__name__ == "FakeDatetime"
        assert type(frozen_today).__name__ == "FakeDate"
        assert MAPPER.to_domain_event(inside) == MAPPER.to_domain_event(outside)
    assert inside == outside


def test_the_bytes_are_plain_json_without_defaults(story: list[Recorded]) -> None:
    """So that plain SQL reads them; this is the notation that older stores hold, and it must not change."""
    assert MAPPER.to_stored_event(story[2]).state.decode() == (
        '{"at":"2024-06-21T00:00:00+07:00","actor":"rules",'
        '"because":{"clause":"3.1.b","edition":"2023-07-01","readings":[["late_fee.stacking","replace"]]},'
        '"event":{"reason":"tunggakan"}}'
    )
    assert MAPPER.to_stored_event(story[3]).state.decode() == (
        '{"at":"2024-07-03T10:00:00.000005+07:00","actor":"customer","step":4,"event":{"amount":45375000,'
        '"posted_at":"2024-07-03T10:00:00.000005+07:00","method":"atm","sender":{"name":"Ibu Sri — “Sri”"}}}'
    )


def test_sql_reads_an_amount(store: Store, story: list[Recorded], books: dict[str, str]) -> None:
    """The stored events are readable without this program."""
    store.record(story, books)
    with store.recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute("SELECT state ->> '$.event.amount' FROM stored_events WHERE topic='paid.1'")
        assert [row[0] for row in cursor.fetchall()] == [45375000, "unspecified"]


def test_an_instant_without_offset_is_a_bug(story: list[Recorded]) -> None:
    """It would mean another instant on another machine."""
    with pytest.raises(ValueError, match="has no offset"):
        MAPPER.to_stored_event(attrs.evolve(story[0], at=datetime(2024, 6, 5)))


def changed(stored: Any, **columns: Any) -> Any:
    """The stored event with other columns, past what its class would allow."""
    return type(stored)(**{**vars(stored), **columns})


def test_an_unknown_topic_is_refused_by_name(story: list[Recorded]) -> None:
    """A store that a later program wrote may hold events that this one does not know."""
    stored = changed(MAPPER.to_stored_event(story[3]), topic="gifted.1")
    with pytest.raises(StoreProblem, match=r"event 4 of indihome/122001 is a 'gifted.1', which .* does not know"):
        MAPPER.to_domain_event(stored)


@pytest.mark.parametrize("depth", [(), ("event",), ("event", "sender")], ids=["envelope", "event", "inside an event"])
def test_an_unknown_field_is_refused_at_every_depth(story: list[Recorded], depth: tuple[str, ...]) -> None:
    """Nothing of what is stored is silently dropped."""
    stored = MAPPER.to_stored_event(story[3])
    state = msgspec.json.decode(stored.state)
    inner = state
    for key in depth:
        inner = inner[key]
    inner["discount"] = 1
    with pytest.raises(StoreProblem, match="unknown field"):
        MAPPER.to_domain_event(changed(stored, state=msgspec.json.encode(state)))


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(b'{"at":"2024-06-21T00:00:00Z","actor":"rules","event":{}}', id="an instant in another notation"),
        pytest.param(b'{"at":"2024-06-21T00:00:00","actor":"rules","event":{}}', id="an instant without offset"),
        pytest.param(b'{"actor":"rules","at":"2024-06-21T00:00:00+07:00","event":{}}', id="another order"),
        pytest.param(b'{"at":"2024-06-21T00:00:00+07:00","actor":"rules","event":{"reason":null}}', id="a default"),
        pytest.param(b'{"at":"2024-06-21T00:00:00+07:00","actor":"rules","event":{} }', id="a space"),
        pytest.param(b'{"at":"9999-12-31T23:59:59Z","actor":"rules","event":{}}', id="an instant beyond the calendar"),
        pytest.param(b'{"at":"2024-06-21T00:00:00+07:00","actor":"nobody","event":{}}', id="an unknown actor"),
        pytest.param(b'{"at":"2024-06-21T00:00:00+07:00","actor":"rules"}', id="no event"),
        pytest.param(b'{"at":"2024-06-21T00:00:00+07:00","actor":"rules","event":{"reason":"\xff"}}', id="no text"),
        pytest.param(b"\x00\x01", id="no JSON"),
        pytest.param("{}", id="text, as an edit by hand leaves it"),
        pytest.param(None, id="nothing at all"),
    ],
)
def test_bytes_that_this_program_would_not_write_are_refused(story: list[Recorded], state: Any) -> None:
    """In words that name the event, never with a traceback of the codec."""
    stored = changed(MAPPER.to_stored_event(story[2]), state=state)
    with pytest.raises(StoreProblem, match="event 3 of indihome/122001"):
        MAPPER.to_domain_event(stored)


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        pytest.param("paid.1", b'{"at":AT,"actor":"customer","event":{"amount":1,"offset":420}}', id="a number"),
        pytest.param("paid.1", b'{"at":AT,"precision":"instant","actor":"customer","event":{"amount":1}}', id="a word"),
        pytest.param("paid.1", b'{"at":AT,"inferred":false,"actor":"customer","event":{"amount":1}}', id="a yes or no"),
        pytest.param(
            "activated.1",
            b'{"at":AT,"actor":"provider","event":{"provider":"x","number":"1","givens":{}}}',
            id="a class",
        ),
        pytest.param(
            "activated.1", b'{"at":AT,"actor":"provider","event":{"provider":"x","number":"1","books":[]}}', id="a list"
        ),
        pytest.param(
            "billed.1",
            b'{"at":AT,"actor":"provider","event":{"period":"2024-06","amount":1,'
            b'"lines":[{"purpose":"tax","amount":1,"package":null}]}}',
            id="nothing, inside a list",
        ),
    ],
)
def test_a_default_that_is_written_out_is_refused(story: list[Recorded], topic: str, state: bytes) -> None:
    """The program leaves it out, wherever it stands; so these are not its bytes."""
    written = state.replace(b"AT", b'"2024-06-21T00:00:00+07:00"')
    stored = changed(MAPPER.to_stored_event(story[2]), topic=topic, state=written)
    with pytest.raises(StoreProblem, match="not written as this version"):
        MAPPER.to_domain_event(stored)


@pytest.mark.parametrize("where", ["at", "known_at", "posted_at"])
def test_an_instant_in_another_offset_is_refused(story: list[Recorded], where: str) -> None:
    """Each is written in WIB, at every depth."""
    instants = {"at": "2024-06-21T00:00:00+07:00", "known_at": "2024-06-22T00:00:00+07:00"}
    event: dict[str, object] = {"amount": 1, "posted_at": "2024-06-21T00:00:00+07:00"}
    (event if where == "posted_at" else instants)[where] = "2024-06-22T02:00:00+09:00"
    state = msgspec.json.encode({**instants, "actor": "customer", "event": event})
    with pytest.raises(StoreProblem, match="not written as this version"):
        MAPPER.to_domain_event(changed(MAPPER.to_stored_event(story[2]), topic="paid.1", state=state))


def test_the_first_event_may_be_read_in_a_freeze(story: list[Recorded]) -> None:
    """What reads a topic is built when it is first needed, and knows an instant all the same."""
    stored = MAPPER.to_stored_event(story[3])
    program = (
        "from lifecycle.clock import frozen; from lifecycle.store.codec import Envelopes; "
        "from lifecycle.store.mapper import RecordedMapper\n"
        f"with frozen(): print(RecordedMapper(Envelopes()).opened('a/1', 4, 'paid.1', {stored.state!r}).at)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{story[3].at}\n"


def test_readings_and_parties_survive(story: list[Recorded]) -> None:
    """Nested values come back as the classes they were."""
    because = MAPPER.to_domain_event(MAPPER.to_stored_event(story[2])).because
    assert because == Because("3.1.b", "2023-07-01", (("late_fee.stacking", "replace"),))
    paid = MAPPER.to_domain_event(MAPPER.to_stored_event(story[3])).event
    assert isinstance(paid, Paid)
    assert paid == story[3].event


def test_a_reader_built_inside_a_freeze_is_as_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """It refuses an instant in another offset, at any depth, also after the thaw."""
    monkeypatch.setattr(twins, "_READERS", {})
    monkeypatch.setattr(twins, "_TWINS", {})
    at = datetime(2024, 6, 24, 10, tzinfo=WIB)
    paid = Recorded("indihome/1", 1, at, Paid(Sen(100), posted_at=at), "customer")
    stored = MAPPER.to_stored_event(paid)
    with frozen():
        assert MAPPER.to_domain_event(stored) == paid
    shifted = stored.state.replace(
        b'"posted_at":"2024-06-24T10:00:00+07:00"', b'"posted_at":"2024-06-24T11:00:00+08:00"'
    )
    assert shifted != stored.state
    with pytest.raises(StoreProblem, match="is not written as this version"):
        MAPPER.to_domain_event(replace(stored, state=shifted))
