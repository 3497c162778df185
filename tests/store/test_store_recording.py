"""Recording a decided story: one transaction an instant, the same again and onwards, never something else."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import attrs
import pytest
from eventsourcing.persistence import Cipher
from eventsourcing.utils import Environment, register_topic

from lifecycle.events import Paid, Reconnected, Recorded, Unblocked
from lifecycle.money import Sen
from lifecycle.store import GENESIS, Differs, Head, Store, StoreProblem
from tests.store.conftest import BOOKS

Books = dict[str, str]

ZLIB = "eventsourcing.compressor:ZlibCompressor"


class Killed(BaseException):
    """Stands for whatever ends a process between two instants."""


class Salted(Cipher):
    """A cipher that never gives the same bytes twice, as real ones do not."""

    used = 0

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def encrypt(self, plaintext: bytes) -> bytes:
        Salted.used += 1
        return Salted.used.to_bytes(4, "big") + plaintext[::-1]

    def decrypt(self, ciphertext: bytes) -> bytes:
        return ciphertext[4:][::-1]


register_topic("salted:Salted", Salted)


def killed_before(instant: int) -> Callable[[datetime], None]:
    """A clock that ends the recording before its n-th transaction."""
    seen: list[datetime] = []

    def move(at: datetime) -> None:
        seen.append(at)
        if len(seen) == instant:
            raise Killed

    return move


def test_a_story_comes_back_whole(store: Store, story: list[Recorded], books: Books) -> None:
    """Its events in the order of their versions, its books by their digests."""
    assert store.record(story, books) == 6
    assert list(store.events("indihome/122001")) == story
    assert {digest: store.book(digest) for digest in books} == books
    assert store.subscriptions() == ["indihome/122001"]


def test_an_empty_store_holds_nothing(store: Store) -> None:
    """And its chain stands at the constant it begins with."""
    assert list(store.events("indihome/122001")) == []
    assert list(store.rows("indihome/122001")) == []
    assert store.subscriptions() == []
    assert store.head == Head(0, GENESIS)
    with pytest.raises(StoreProblem, match=r"the store .* holds no rule book 2f2f"):
        store.book("2f2f")


def test_no_events_are_nothing_to_record(store: Store, books: Books) -> None:
    """Not even their books."""
    assert store.record([], books) == 0
    with pytest.raises(StoreProblem):
        store.book("2f2f")


def test_each_instant_is_one_transaction(store: Store, story: list[Recorded], books: Books) -> None:
    """The clock is moved before each, when the store holds all instants before it and nothing of this one."""
    seen: list[tuple[datetime, int]] = []
    store.record(story, books, at_instant=lambda at: seen.append((at, store.head.count)))
    assert seen == [(story[0].at, 0), (story[1].at, 1), (story[2].at, 2), (story[3].at, 3)]


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "a replay's"])
def test_a_story_recorded_twice_is_there_once(url: str, story: list[Recorded], books: Books, kept: bool) -> None:
    """Across two openings of a file; the second finds nothing to do and moves no clock."""
    with Store.open(url, kept=kept) as store:
        store.record(story, books)
        head = store.head
    with Store.open(url, kept=kept) as store:
        assert store.record(story, books, at_instant=killed_before(1)) == 0
        assert store.head == head
        assert list(store.events("indihome/122001")) == story


def test_two_replays_leave_the_same_bytes(story: list[Recorded], books: Books) -> None:
    """Rows and head, whatever the store."""
    with Store.open() as one, Store.open() as other:
        one.record(story, books)
        other.record(story, books)
        assert list(one.rows("indihome/122001")) == list(other.rows("indihome/122001"))
        assert one.head == other.head


@pytest.mark.parametrize("instant", [1, 2, 3, 4])
def test_a_broken_off_recording_goes_on(store: Store, story: list[Recorded], books: Books, instant: int) -> None:
    """Whole instants are there; the rest is appended, and the result is that of one go."""
    with pytest.raises(Killed):
        store.record(story, books, at_instant=killed_before(instant))
    held = store.head.count
    assert list(store.events("indihome/122001")) == story[:held]
    assert store.record(story, books) == 6 - held
    with Store.open() as at_once:
        at_once.record(story, books)
        assert store.head == at_once.head


def test_a_killed_process_leaves_whole_instants(url: str, story: list[Recorded], books: Books) -> None:
    """Killed outright before the third instant, it leaves a file that another process goes on with."""
    script = f"""
import os, runpy, signal
from lifecycle.store import Store
told = runpy.run_path({str(Path(__file__).with_name("conftest.py"))!r})
instants = []
def move(at):
    instants.append(at)
    if len(instants) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
Store.open({url!r}).record(told["told"](), told["BOOKS"], at_instant=move)
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(url) as store:
        assert list(store.events("indihome/122001")) == story[:2]
        assert store.verify() is None
        assert store.record(story, books) == 4
        assert store.verify() is None


def test_a_longer_story_is_appended(store: Store, story: list[Recorded], books: Books) -> None:
    """Also within the last instant."""
    store.record(story[:4], books)
    assert store.record(story, books) == 2
    assert list(store.events("indihome/122001")) == story


def test_another_story_is_refused_at_its_first_difference(store: Store, story: list[Recorded], books: Books) -> None:
    """With both forms of that event; nothing of the rest is written."""
    store.record(story[:5], books)
    other = [*story[:3], attrs.evolve(story[3], event=Paid(Sen(1)), step=9), *story[4:]]
    with pytest.raises(Differs) as refused:
        store.record(other, books)
    assert (refused.value.version, refused.value.stored, refused.value.offered) == (4, story[3], other[3])
    assert str(refused.value) == (
        "event 4 of indihome/122001 differs from the stored one: stored paid at 2024-07-03 10:00:00.000005, "
        "offered paid at 2024-07-03 10:00:00.000005; "
        "they differ in step, event.amount, event.posted_at, event.method, event.sender"
    )
    assert list(store.events("indihome/122001")) == story[:5]


def test_another_kind_of_event_is_a_difference(store: Store, story: list[Recorded], books: Books) -> None:
    """Even where the bytes of the two would be the same."""
    store.record(story, books)
    assert isinstance(story[4].event, Reconnected)
    with pytest.raises(Differs, match=r"stored reconnected .*, offered unblocked .*; they differ in event$"):
        store.record([*story[:4], attrs.evolve(story[4], event=Unblocked())], books)


def test_the_faster_of_two_writers_wins(url: str, story: list[Recorded], books: Books) -> None:
    """The slower is told so in words, writes nothing of that instant, and finds all there when it tries again."""
    with Store.open(url) as slow, Store.open(url) as fast:

        def overtake(_: datetime) -> None:
            fast.record(story, books)

        with pytest.raises(StoreProblem, match=r"another program recorded indihome/122001 .* from event 1 on"):
            slow.record(story, books, at_instant=overtake)
        assert slow.head.count == 6
        assert slow.verify() is None
        assert slow.record(story, books) == 0


def test_an_overtaken_instant_is_not_written_in_part(url: str, story: list[Recorded], books: Books) -> None:
    """Its first events would fit, its last is taken: none is stored."""
    with Store.open(url) as slow, Store.open(url) as fast:
        slow.record(story[:3], books)
        taken = (story[5].subscription, story[5].version, "paid.1", b"{}")

        def overtake(_: datetime) -> None:
            with fast.recorder.database.transaction(commit=True) as cursor:
                cursor.execute("INSERT INTO stored_events VALUES (?,?,?,?)", taken)

        with pytest.raises(StoreProblem, match="nothing of this instant was written"):
            slow.record(story, books, at_instant=overtake)
        assert slow.head.count == 3
        with pytest.raises(StoreProblem, match="event 4 of indihome/122001 is missing in the store"):
            slow.record(story, books)


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda story: story[1:], id="begins at version 2"),
        pytest.param(lambda story: [story[0], story[2]], id="leaves out a version"),
        pytest.param(
            lambda story: [story[0], attrs.evolve(story[1], subscription="iconnet/7")], id="two subscriptions"
        ),
    ],
)
def test_what_is_no_story_is_a_bug(store: Store, story: list[Recorded], spoilt: Callable[..., list[Recorded]]) -> None:
    """A story is one subscription's events, from version 1 on without a gap."""
    with pytest.raises(ValueError, match=r"stands where indihome/122001 \d should"):
        store.record(spoilt(story), {})
    assert store.head.count == 0


def test_a_book_whose_text_changed_under_its_digest_is_refused(
    store: Store, story: list[Recorded], books: Books
) -> None:
    """Together with the whole instant that came with it."""
    store.record(story[:2], books)
    digest = max(books)
    with pytest.raises(StoreProblem, match=f"another text of the rule book {digest}"):
        store.record(story, {digest: "# Other terms"})
    assert store.head.count == 2
    assert store.record(story, books) == 4


def test_reading_streams_and_lets_others_write(store: Store, story: list[Recorded]) -> None:
    """A reader in the midst of a long history holds nothing, even where there is but one connection."""
    many = [story[0], *(attrs.evolve(story[5], version=version) for version in range(2, 1202))]
    store.record(many, BOOKS)
    events, rows = store.events("indihome/122001"), store.rows("indihome/122001")
    assert (next(events).version, next(rows).version) == (1, 1)
    store.record([attrs.evolve(event, subscription="iconnet/7") for event in story], BOOKS)
    assert [event.version for event in events] == [row.version for row in rows] == list(range(2, 1202))
    assert store.subscriptions() == ["iconnet/7", "indihome/122001"]
    assert store.verify() is None


@pytest.mark.parametrize(
    ("key", "topic"),
    [
        ("LIFECYCLE_CIPHER_TOPIC", "salted:Salted"),
        ("LIFECYCLE_COMPRESSOR_TOPIC", ZLIB),
    ],
)
def test_the_environment_may_name_a_cipher_or_a_compressor(
    monkeypatch: pytest.MonkeyPatch, url: str, story: list[Recorded], books: Books, key: str, topic: str
) -> None:
    """The chain covers what is stored; a story recorded again is compared by what it says."""
    monkeypatch.setenv(key, topic)
    with Store.open(url) as store:
        store.record(story[:3], books)
        assert store.record(story, books) == 3
        assert list(store.events("indihome/122001")) == story
        assert b"tunggakan" not in b"".join(row.bytes for row in store.rows("indihome/122001"))
        assert store.verify() is None
    monkeypatch.delenv(key)
    with Store.open(url) as store, pytest.raises(StoreProblem, match="event 1 of indihome/122001 cannot be read"):
        list(store.events("indihome/122001"))


def test_bytes_that_the_compressor_refuses_are_told_in_words(
    monkeypatch: pytest.MonkeyPatch, url: str, story: list[Recorded]
) -> None:
    """As when a store without compression is opened with it."""
    with Store.open(url) as store:
        store.record(story, {})
    monkeypatch.setenv("LIFECYCLE_COMPRESSOR_TOPIC", ZLIB)
    with Store.open(url) as store, pytest.raises(StoreProblem, match=r"event 1 of .* cannot be decrypted or unpacked"):
        list(store.events("indihome/122001"))


def test_another_programs_environment_changes_no_byte(monkeypatch: pytest.MonkeyPatch, story: list[Recorded]) -> None:
    """Keys without this store's prefix belong to somebody else."""
    with Store.open() as plain:
        plain.record(story, {})
        head = plain.head
    monkeypatch.setenv("COMPRESSOR_TOPIC", ZLIB)
    monkeypatch.setenv("CIPHER_TOPIC", "nobody.knows:This")
    with Store.open() as store:
        store.record(story, {})
        assert store.head == head
