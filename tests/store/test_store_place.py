"""Where a store may be kept, and what a person is told about a place where it cannot."""

import sqlite3
from pathlib import Path

import pytest
from eventsourcing.persistence import ProgrammingError

from lifecycle.events import Recorded
from lifecycle.store import Store, StoreProblem


@pytest.fixture
def database() -> str:
    """SQLite: the places here are files."""
    return "in SQLite"


@pytest.mark.parametrize("url", [None, "sqlite://"])
def test_a_store_in_memory_leaves_nothing(
    url: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: list[Recorded]
) -> None:
    """It is the embedded default."""
    monkeypatch.chdir(tmp_path)
    with Store.open(url) as store:
        store.record(story, {})
        assert store.head.count == 6
    assert list(tmp_path.iterdir()) == []
    with Store.open(url) as store:
        assert store.head.count == 0


def test_three_strokes_are_relative_and_four_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: list[Recorded]
) -> None:
    """Both name the same file."""
    monkeypatch.chdir(tmp_path)
    with Store.open("sqlite:///a store.db") as store:
        store.record(story, {})
    with Store.open(f"sqlite:///{tmp_path}/a store.db") as store:
        assert list(store.events("indihome/122001")) == story
    assert [path.name for path in tmp_path.iterdir()] == ["a store.db"]


def test_the_url_counts_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: list[Recorded]
) -> None:
    """Settings of the library that lie about do not lead a story elsewhere."""
    monkeypatch.setenv("PERSISTENCE_MODULE", "eventsourcing.popo")
    monkeypatch.setenv("LIFECYCLE_SQLITE_DBNAME", str(tmp_path / "elsewhere.db"))
    monkeypatch.setenv("CREATE_TABLE", "no")
    with Store.open(f"sqlite:///{tmp_path / 'here.db'}") as store:
        store.record(story, {})
    assert [path.name for path in tmp_path.iterdir()] == ["here.db"]


@pytest.mark.parametrize(("kept", "synchronous"), [(True, 2), (False, 1)], ids=["kept: FULL", "a replay's: NORMAL"])
def test_a_file_is_written_ahead(url: str, story: list[Recorded], kept: bool, synchronous: int) -> None:
    """WAL for every file; each instant is synced only where somebody keeps the store."""
    with Store.open(url, kept=kept) as store:
        store.record(story, {})
        with store.recorder.datastore.transaction(commit=False) as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == "wal"
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == synchronous


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("kept.db", r"'kept.db' is not the URL of a store; write sqlite:///name.db"),
        (
            "mysql://sri:secret@host/db",
            r"a store at mysql:// is not supported, SQLite and PostgreSQL are; write sqlite:",
        ),
        ("SQLITE:///kept.db", r"a store at SQLITE:// is not supported"),
        ("sqlite://kept.db", r"'sqlite://kept.db' names no file; write sqlite:///name.db"),
        ("sqlite:///", r"'sqlite:///' names no file"),
        ("sqlite:///kept.db?mode=ro", r"names no file"),
        ("sqlite:///kept\0.db", r"names no file"),
        ("sqlite:///nowhere/kept.db", r"there is no folder .*nowhere; make it first"),
        ("sqlite:////", r"is a folder; name a file in it"),
        ("", r"'' is not the URL of a store"),
    ],
)
def test_a_url_that_names_no_store_is_told_in_words(url: str, words: str) -> None:
    """What is wrong with it and what to write; a password in it is not repeated."""
    with pytest.raises(StoreProblem, match=words) as refused:
        Store.open(url)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """It is told from a store, and keeps its bytes."""
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"Dengan hormat, " * 500)
    with pytest.raises(StoreProblem, match=r"the store .*letter.txt is not a store: the file holds something else"):
        Store.open(f"sqlite:///{letter}")
    assert letter.read_bytes() == b"Dengan hormat, " * 500


def test_a_damaged_store_is_told_in_words(tmp_path: Path, url: str, story: list[Recorded]) -> None:
    """As when a disk lost the middle of the file."""
    with Store.open(url) as store:
        store.record(story, {})
    path = tmp_path / "kept.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with Store.open(url) as store, pytest.raises(StoreProblem, match=r"kept.db is damaged; restore it"):
        list(store.events("indihome/122001"))


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """No tables of ours are put beside its own."""
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photos (name TEXT)")
    other.close()
    with pytest.raises(StoreProblem, match=r"photos.db belongs to another program"):
        Store.open(f"sqlite:///{path}")
    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]
    other.close()


def test_a_store_of_a_later_version_is_refused(tmp_path: Path, url: str) -> None:
    """Its tables may mean something else."""
    Store.open(url).close()
    later = sqlite3.connect(tmp_path / "kept.db")
    later.execute("PRAGMA user_version=2")
    later.close()
    with pytest.raises(StoreProblem, match=r"was made by another version of this program \(shape 2, not 1\)"):
        Store.open(url)


def test_a_store_that_another_program_writes_is_waited_for_and_then_told(
    tmp_path: Path, url: str, story: list[Recorded]
) -> None:
    """Nothing is written meanwhile, and afterwards all of it is."""
    writer = sqlite3.connect(tmp_path / "kept.db", isolation_level=None)
    with Store.open(url) as store:
        with store.recorder.datastore.transaction(commit=False) as cursor:
            cursor.execute("PRAGMA busy_timeout=0")  # the test need not wait
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreProblem, match=r"kept.db is being written by another program; try again"):
            store.record(story, {})
        writer.execute("ROLLBACK")
        assert store.record(story, {}) == 6
    writer.close()


def test_a_store_that_may_only_be_read_is_read(url: str, story: list[Recorded]) -> None:
    """Writing to it is refused in words."""
    with Store.open(url) as store:
        store.record(story[:2], {})
        with store.recorder.datastore.transaction(commit=False) as cursor:
            cursor.execute("PRAGMA query_only=1")  # as a file without the permission, which root always has
        assert list(store.events("indihome/122001")) == story[:2]
        with pytest.raises(StoreProblem, match=r"kept.db cannot be written: the file, or its folder, is read-only"):
            store.record(story, {})


def test_a_file_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    """As a link that leads nowhere."""
    (tmp_path / "kept.db").symlink_to(tmp_path / "gone" / "kept.db")
    with pytest.raises(StoreProblem, match=r"kept.db cannot be opened: no permission, or no such file"):
        Store.open(f"sqlite:///{tmp_path / 'kept.db'}")


def test_what_the_database_says_else_is_passed_on(url: str, story: list[Recorded]) -> None:
    """A store that lost a table, say."""
    with Store.open(url) as store:
        with store.recorder.datastore.transaction(commit=True) as cursor:
            cursor.execute("DROP TABLE chain")
        with pytest.raises(StoreProblem, match=r"kept.db failed: no such table: chain"):
            store.record(story, {})
        assert list(store.events("indihome/122001")) == []


def test_wrong_sql_is_a_bug(store: Store) -> None:
    """It keeps its traceback: nobody could do anything about the words."""
    with pytest.raises(ProgrammingError), store.recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute("SELECT ?", ())
