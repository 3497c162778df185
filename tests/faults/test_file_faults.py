"""A store in a file that cannot be written, read or had: words, status 2, and nothing half written."""

import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lifecycle.store import Store, StoreProblem, sqlite
from tests.faults.commands import EVERY, READING, a_store, another, first, held, refused, served
from tests.server import ORDINARY
from tests.store.conftest import BOOKS, told

WHOLE = {"indihome/122001": 4}
LIMITS = (1, 4_096, 20_000, 50_000, 70_000, 90_000)
"""Sizes in bytes that no file may grow beyond; the story needs some 100,000 of SQLite's log."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others may enter, too."""
    made = Path(tempfile.mkdtemp(prefix="lifecycle-faults-"))
    made.chmod(0o777)
    yield made
    made.chmod(0o777)
    shutil.rmtree(made)


@pytest.fixture
def url(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with one story, on whose locks nobody waits long."""
    monkeypatch.setattr(sqlite, "_LOCK_SECONDS", 0.05)
    found = f"sqlite:///{folder / 'kept.db'}"
    a_store(found, folder)
    another(folder).chmod(0o644)
    for command in READING:  # whatever they import is imported by whoever may read it
        served((command,), found, folder)
    return found


@contextmanager
def ordinary() -> Iterator[None]:
    """As somebody whom permissions bind, where root runs the tests."""
    root = os.geteuid() == 0
    if root:
        import pwd  # noqa: PLC0415  # not on every system

        os.seteuid(pwd.getpwnam(ORDINARY).pw_uid)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextmanager
def limited(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as under a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_may_only_be_read_is_read_and_not_written(url: str, folder: Path) -> None:
    """Recording is refused, whatever the folder allows."""
    (folder / "kept.db").chmod(0o444)
    before = (folder / "kept.db").read_bytes()
    with ordinary():
        refused(("replay",), url, folder / "another.yaml", "cannot be written: the file, or its folder, is read-only")
        served(READING, url, folder)
    assert (folder / "kept.db").read_bytes() == before


def test_a_store_in_a_folder_that_may_only_be_read_is_read_and_not_written(url: str, folder: Path) -> None:
    """As on an auditor's disk: SQLite may put none of its own files beside it."""
    (folder / "kept.db").chmod(0o444)
    folder.chmod(0o555)
    with ordinary():
        refused(("replay",), url, folder / "another.yaml", "cannot be written: the file, or its folder, is read-only")
        served(READING, url, folder)
        assert held(url) == WHOLE
        refused(EVERY, f"sqlite:///{folder / 'none.db'}", folder / "another.yaml", "cannot be opened: no permission")
    assert not (folder / "none.db").exists()


def test_a_log_that_may_not_be_read_where_it_lies_is_told_with_what_to_do(url: str, folder: Path) -> None:
    """Left by a program that was killed: the latest instants are there alone."""
    (folder / "left").mkdir()
    with Store.open(url) as store:
        store.record(told("postclic/5"), BOOKS)
        for name in ("kept.db", "kept.db-wal"):
            shutil.copy(folder / name, folder / "left" / name)
    (folder / "left").chmod(0o555)
    left = f"sqlite:///{folder / 'left' / 'kept.db'}"
    with ordinary():
        refused(READING, left, folder, "whose name ends in -wal; copy both elsewhere")
    (folder / "left").chmod(0o777)
    assert held(left) == {**WHOLE, "postclic/5": 6}


def test_a_file_that_somebody_writes_though_none_seemed_to_is_told(url: str, folder: Path) -> None:
    """Where SQLite was told that nobody writes, what it read is not relied upon."""
    folder.chmod(0o555)
    with ordinary():
        store = Store.open(url, reading=True)
        list(store.events("indihome/122001"))
    os.utime(folder / "kept.db", ns=(0, 0))
    with store, pytest.raises(StoreProblem, match="is being written by another program"):
        list(store.events("indihome/122001"))


def test_a_file_that_may_not_even_be_read_is_told(url: str, folder: Path) -> None:
    """By its name, and what may be missing."""
    (folder / "kept.db").chmod(0)
    with ordinary():
        refused(EVERY, url, folder / "another.yaml", "kept.db cannot be opened: no permission, or no such file")


def test_while_another_program_writes_a_store_is_read_and_not_written(url: str, folder: Path) -> None:
    """Readers see what was there before it began; once it is done all goes on."""
    writer = sqlite3.connect(folder / "kept.db", isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    refused(("replay",), url, folder / "another.yaml", "is being written by another program; try again when")
    served(READING, url, folder)
    writer.execute("ROLLBACK")
    writer.close()
    assert held(url) == WHOLE
    served(EVERY, url, folder / "another.yaml")


def test_a_store_that_another_program_keeps_to_itself_is_told(url: str, folder: Path) -> None:
    """To readers, too; and one that is only being made."""
    writer = sqlite3.connect(folder / "kept.db", isolation_level=None)
    writer.execute("PRAGMA locking_mode=EXCLUSIVE")
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("COMMIT")
    refused(EVERY, url, folder / "another.yaml", "is being written by another program; try again when that has")
    writer.close()
    assert held(url) == WHOLE


@pytest.mark.parametrize("most", LIMITS)
def test_beyond_a_limit_of_size_whole_instants_are_kept(folder: Path, most: int) -> None:
    """The story goes on there once there is room again."""
    url = f"sqlite:///{folder / 'kept.db'}"
    story = told()
    with (
        limited(most),
        pytest.raises(StoreProblem, match=r"kept\.db failed: the disk neither takes nor gives"),
        Store.open(url) as store,
    ):
        store.record(story, BOOKS)
    with Store.open(url) as store:
        assert store.verify() is None
        count = store.head.count
        assert count in {0, 1, 2, 3}  # the instants end after these, and after 6
        assert store.record(story, BOOKS) == 6 - count
        assert store.verify() is None


def test_a_limit_of_size_is_told_on_the_command_line(url: str, folder: Path) -> None:
    """What is read needs no room."""
    with limited(8_192):
        refused(("replay",), url, folder / "another.yaml", "a limit of size is reached")
    assert held(url) == WHOLE
    served(EVERY, url, folder / "another.yaml")


@pytest.mark.parametrize("kilobytes", [4, 48, 64, 96, 112, 128])
def test_on_a_full_disk_whole_instants_are_kept(folder: Path, kilobytes: int) -> None:
    """On a small one that is made for it."""
    small = folder / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "lifecycle-test", str(small)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("whoever runs the tests may mount no small disk")
    try:
        url = f"sqlite:///{small / 'kept.db'}"
        refused(("replay",), url, first(folder), "kept.db cannot be written: the disk is full")
        subprocess.run(["mount", "-o", "remount,size=1m", str(small)], check=True)
        a_store(url, folder)
        assert held(url) == WHOLE
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"Dengan hormat, " * 500, "is not a store: the file holds something else", id="a letter"),
        pytest.param(b"Dengan hormat,\n", "is not a store: the file holds something else", id="a short letter"),
        pytest.param(b"SQLite format 3\0" + b"\0" * 600, "is ", id="a header alone"),
    ],
)
def test_a_file_that_is_no_store_is_told_and_left_as_it_is(folder: Path, content: bytes, words: str) -> None:
    """Whatever is asked of it."""
    letter = folder / "letter.txt"
    letter.write_bytes(content)
    refused(EVERY, f"sqlite:///{letter}", another(folder), words)
    assert letter.read_bytes() == content


def test_the_database_of_another_program_is_told(folder: Path) -> None:
    """And gets no tables of ours."""
    with sqlite3.connect(folder / "photos.db") as other:
        other.execute("CREATE TABLE photos (name TEXT)")
    other.close()
    before = (folder / "photos.db").read_bytes()
    refused(EVERY, f"sqlite:///{folder / 'photos.db'}", another(folder), "belongs to another program")
    assert (folder / "photos.db").read_bytes() == before
