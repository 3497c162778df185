"""The hash chain: the same everywhere, and broken by whatever is changed behind it."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import attrs
import pytest

from lifecycle.calendar import WIB
from lifecycle.clock import frozen
from lifecycle.events import Recorded
from lifecycle.store import GENESIS, Head, Store, StoreProblem
from tests.store.conftest import told

Books = dict[str, str]
Edit = Callable[..., None]

HEAD = Head(12, "c8366463deb47a4329c5d8aa045abed6c835e268f31289c83f515181660eb5dd")
"""The head of the two stories below. It changes only with the notation of stored bytes or of the chain."""

SCRIPT = f"""
import runpy
from lifecycle.store import Store
told = runpy.run_path({str(Path(__file__).with_name("conftest.py"))!r})
with Store.open() as store:
    for story in (told["told"](), told["told"]("iconnet/7", days=400)):
        store.record(story, told["BOOKS"])
    print(store.head.count, store.head.hash)
"""


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_head_is_the_same_in_every_process(zone: str, seed: str) -> None:
    """In any zone and under any hash seed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone, "PYTHONHASHSEED": seed}
    run = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(HEAD.count), HEAD.hash]


@pytest.mark.parametrize("year", [1999, 2024, 2077])
def test_the_head_is_the_same_on_every_day(story: list[Recorded], books: Books, year: int) -> None:
    """With the clock frozen anywhere."""
    with frozen() as clock, Store.open() as store:
        clock.replay().move_to(datetime(year, 2, 28, 23, 59, tzinfo=WIB))
        store.record(story, books)
        second = [attrs.evolve(event, subscription="iconnet/8") for event in story]
        store.record(second, books)
        head = store.head
    with Store.open() as store:
        store.record(story, books)
        store.record(second, books)
        assert store.head == head


def test_the_chain_is_what_it_says(store: Store, story: list[Recorded], books: Books) -> None:
    """Each hash is computed here by hand from the row and the hash before it."""
    store.record(story, books)
    before = bytes.fromhex(GENESIS)
    for number, row in enumerate(store.rows("indihome/122001"), 1):
        parts = [row.subscription.encode(), b"%d" % row.version, row.topic.encode(), row.bytes]
        framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        assert (row.ordinal, row.version, row.hash) == (number, number, sha256(before + framed).hexdigest())
        before = bytes.fromhex(row.hash)
    assert store.head == Head(6, before.hex())


def test_the_chain_runs_over_the_whole_store(store: Store, story: list[Recorded], books: Books) -> None:
    """Ordinals count over all subscriptions, versions within one; what else was stored shows in the hashes."""
    other = [attrs.evolve(event, subscription="iconnet/7") for event in story]
    store.record(story[:2], books)
    store.record(other, books)
    store.record(story, books)
    assert [row.ordinal for row in store.rows("indihome/122001")] == [1, 2, 9, 10, 11, 12]
    assert [row.ordinal for row in store.rows("iconnet/7")] == [3, 4, 5, 6, 7, 8]
    assert store.verify() is None


def test_writers_who_take_turns_make_one_chain(url: str, books: Books) -> None:
    """Neither has seen where the other left the chain, and both go on from there."""
    with Store.open(url) as one, Store.open(url) as other, Store.open() as alone:
        for turn in range(6):
            events = told(f"indihome/{turn}", days=turn)
            assert (one, other)[turn % 2].record(events, books) == len(events)
            alone.record(events, books)
        assert one.head == other.head == alone.head
        assert one.verify() is None


def test_a_failed_recording_leaves_the_chain_where_it_was(store: Store, books: Books) -> None:
    """What was rolled back counts for nothing in what follows."""
    store.record(told(), books)
    with pytest.raises(StoreProblem, match="another text of the rule book"):
        store.record(told("indihome/2"), {digest: f"{text}!" for digest, text in books.items()})
    store.record(told("indihome/3"), books)
    assert store.head.count == 12
    assert store.verify() is None
