"""A store in SQLite of whose file or log the end is missing: told, or the log's latest instants alone, whole ones."""

import shutil
import sqlite3
from collections.abc import Callable
from itertools import accumulate, groupby
from pathlib import Path

import pytest

from lifecycle.store import Seal, Store, StoreProblem
from tests.faults.commands import EVERY, READING, a_store, another, refused
from tests.store.conftest import BOOKS, told

PAGE = 4_096
HEADER, FRAME = 32, 24
"""Of SQLite's log: the bytes before the first page in it, and those before each."""

INSTANTS = tuple(accumulate(len(list(group)) for _, group in groupby(told(), key=lambda one: one.at)))
"""How many events of a story are there after each of its instants."""

CUTS: dict[str, Callable[[int], int]] = {
    "the first byte": lambda size: 1,
    "less than the least page": lambda size: 511,
    "the header": lambda size: 512,
    "half the first page": lambda size: PAGE // 2,
    "the first page": lambda size: PAGE,
    "a page and a byte": lambda size: PAGE + 1,
    "all but three pages": lambda size: size - 3 * PAGE,
    "all but a page": lambda size: size - PAGE,
    "a byte of the last page": lambda size: size - PAGE + 1,
    "half the last page": lambda size: size - PAGE // 2,
    "all but a byte": lambda size: size - 1,
}
"""What is left of a file."""


@pytest.mark.parametrize("left", CUTS)
def test_a_file_that_lost_its_end_is_told_by_every_command(tmp_path: Path, left: str) -> None:
    """As after a copy that broke off; nothing is done to what is left."""
    url, file = f"sqlite:///{tmp_path / 'kept.db'}", tmp_path / "kept.db"
    a_store(url, tmp_path)
    data = file.read_bytes()
    file.write_bytes(data[: CUTS[left](len(data))])
    refused(EVERY, url, another(tmp_path), "is not a store" if file.stat().st_size < 512 else "restore it from a copy")
    assert file.read_bytes() == data[: CUTS[left](len(data))]


def test_a_file_of_which_nothing_is_left_holds_nothing(tmp_path: Path) -> None:
    """It is what a new file is."""
    (tmp_path / "kept.db").touch()
    refused(READING, f"sqlite:///{tmp_path / 'kept.db'}", tmp_path, "is empty: nothing was ever recorded there")


def test_a_page_that_no_command_reads_is_looked_at_by_verify(tmp_path: Path) -> None:
    """Here one of an index, of which nothing is left but zeros."""
    url, file = f"sqlite:///{tmp_path / 'kept.db'}", tmp_path / "kept.db"
    with Store.open(url) as store:
        for number in range(9):
            store.record(told(f"indihome/{122001 + number}"), BOOKS)
    with sqlite3.connect(file) as database:
        database.execute("CREATE INDEX another ON stored_events (topic)")
        ((page,),) = database.execute("SELECT rootpage FROM sqlite_master WHERE name='another'")
    database.close()
    data = bytearray(file.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    file.write_bytes(data)
    with Store.open(url, reading=True) as store, pytest.raises(StoreProblem, match=r"is damaged.*restore it from a"):
        store.verify()


@pytest.fixture
def left(tmp_path: Path) -> tuple[Path, Seal]:
    """What a program leaves that is killed once it has recorded two stories, the second in the log alone; its seal."""
    url, folder = f"sqlite:///{tmp_path / 'kept.db'}", tmp_path / "left"
    folder.mkdir()
    with Store.open(url) as store:
        store.record(told(), BOOKS)
    with Store.open(url) as store:
        store.record(told("iconnet/7"), BOOKS)
        seal = store.seal()
        for name in ("kept.db", "kept.db-wal", "kept.db-shm"):
            shutil.copy(tmp_path / name, folder / name)
    return folder / "kept.db", seal


def test_of_a_log_that_lost_its_end_whole_instants_are_left(left: tuple[Path, Seal]) -> None:
    """Wherever it was cut; what is missing shows by a seal alone, as does any end that was cut off."""
    file, seal = left
    log, shared = (file.with_name(f"kept.db-{name}") for name in ("wal", "shm"))
    before, whole = file.read_bytes(), log.read_bytes()
    frames = range(HEADER, len(whole), FRAME + PAGE)
    counts = []
    for cut in sorted(
        {0, 1, HEADER - 1, len(whole) - 1, len(whole), *(at + n for at in frames for n in (0, FRAME, 999))}
    ):
        file.write_bytes(before)
        log.write_bytes(whole[:cut])
        shared.unlink(missing_ok=True)
        with Store.open(f"sqlite:///{file}", reading=True) as store:
            assert store.verify() is None
            counts.append(store.head.count)
            assert bool(store.breaks(seal)) == (store.head.count < 12)
    assert set(counts) == {6, *(6 + count for count in INSTANTS)}
    assert counts == sorted(counts)


def test_a_log_that_was_taken_away_is_told_where_it_left_a_trace(left: tuple[Path, Seal]) -> None:
    """Its own companion; without that one there is nothing to see but by a seal."""
    file, seal = left
    log, shared = (file.with_name(f"kept.db-{name}") for name in ("wal", "shm"))
    url = f"sqlite:///{file}"
    taken = log.rename(file.with_name("taken"))
    refused(EVERY, url, another(file.parent), "was parted from its log kept.db-wal, which may hold its latest instants")
    shutil.copy(taken, log)
    with Store.open(url, reading=True) as store:
        assert store.breaks(seal) == ()
    log.unlink()
    shared.write_bytes(bytes(32_768))
    with Store.open(url, reading=True) as store:
        assert store.head.count == 6  # of a log that was in the file already nothing is missing
    for one in (log, shared):
        one.unlink(missing_ok=True)
    with Store.open(url, reading=True) as store:
        assert store.verify() is None
        assert str(store.breaks(seal)[0]) == "events are gone: 12 were sealed, and the store holds 6"


def test_an_empty_file_beside_its_log_is_told(left: tuple[Path, Seal]) -> None:
    """SQLite would throw the log away."""
    file, _ = left
    file.write_bytes(b"")
    refused(
        EVERY, f"sqlite:///{file}", another(file.parent), "is empty, and its log kept.db-wal is not: it was cut off"
    )
    assert file.with_name("kept.db-wal").stat().st_size > 0
