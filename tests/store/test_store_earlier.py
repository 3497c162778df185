"""What this version and those before it stored is read by every later one, and stays what it is."""

import shutil
from pathlib import Path

import pytest

from lifecycle.events import EVENTS
from lifecycle.store import Head, SealFile, Store
from lifecycle.store.older import OLDER
from lifecycle.store.recorder import SHAPE
from tests.store.conftest import BOOKS, told
from tests.store.earlier import MAPPER, Kept, kept, lacking, said, seal_file, store_file, stories

HEADS = {1: Head(141, "184c7e4d664b7f82459f372c499091893fcdf27b6f781bedb35d178a70d0d41f")}
"""Where the chain of each store that is kept ends, by the shape of its tables; nobody may change one."""


@pytest.fixture
def database() -> str:
    """SQLite: a store that is kept is a file."""
    return "in SQLite"


@pytest.fixture(params=HEADS)
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a copy of a store that is kept."""
    shutil.copy(store_file(request.param), tmp_path / "kept.db")
    return f"sqlite:///{tmp_path / 'kept.db'}"


def test_every_class_of_event_and_each_of_its_fields_is_kept() -> None:
    """Whoever adds one runs `make kept-events`, which adds what it stores and changes nothing that is kept."""
    assert [f"{one.topic} {one.state}" for one in lacking()] == []
    assert {one.topic for one in kept()} <= {*EVENTS, *OLDER}


@pytest.mark.parametrize("topic", dict.fromkeys(one.topic for one in kept()))
def test_an_event_that_an_earlier_version_stored_says_the_same(topic: str) -> None:
    """Of a class that did not change since it is stored in the same bytes."""
    for number, one in enumerate(kept(), 1):
        if one.topic == topic:
            read = MAPPER.opened("kept/1", number, topic, one.state.encode())
            assert read.event.topic in EVENTS
            if topic in EVENTS:
                assert said(read) == one.says
                stored = MAPPER.to_stored_event(read)
                assert (stored.topic, stored.state.decode()) == (topic, one.state)


def test_an_event_that_is_kept_is_kept_once() -> None:
    """So that adding to them is idempotent."""
    lines = [(one.topic, one.state) for one in kept()]
    assert len(set(lines)) == len(lines)
    assert Kept("paid.1", "{}", "x").line == '{"topic": "paid.1", "state": "{}", "says": "x"}\n'


def test_the_store_of_the_present_shape_is_kept() -> None:
    """A new shape keeps a store of its own, and still opens the others."""
    assert SHAPE in HEADS
    assert store_file().exists()


def test_a_store_of_an_earlier_version_is_verified_and_read(copied: str, request: pytest.FixtureRequest) -> None:
    """Its chain ends where it ended, its seal holds, and each event says what it said."""
    shape = request.node.callspec.params["copied"]
    with Store.open(copied, reading=True) as store:
        assert store.verify() is None
        assert store.head == HEADS[shape]
        assert store.breaks(SealFile.read("kept", seal_file(shape).read_bytes()).seal) == ()
        assert {digest: store.book(digest) for digest in BOOKS} == BOOKS
        for name in ("indihome/122001", "iconnet/7"):
            assert list(store.events(name)) == told(name)
        if shape == SHAPE:
            held = list(store.events("kept/1"))
            assert held == stories()["kept/1"][: len(held)]


def test_a_store_of_an_earlier_version_is_recorded_on(copied: str) -> None:
    """What is there already is known again, and what is new follows on it."""
    with Store.open(copied) as store:
        count = store.head.count
        assert store.record(told(), BOOKS) == 0
        assert store.record(told("postclic/5"), BOOKS) == 6
        assert store.head.count == count + 6
        assert store.verify() is None
