"""A store on a server that goes, is gone, is full or is held: words, status 2, and nothing half written."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from lifecycle.store import Store, StoreProblem, postgres
from tests.faults.commands import EVERY, READING, a_store, another, held, refused, served
from tests.server import MISSING, Server, binaries, running
from tests.store.conftest import BOOKS, told

WHOLE = {"indihome/122001": 4}
FULL = """
CREATE FUNCTION lifecycle.no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE='disk_full'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON lifecycle.chain FOR EACH ROW WHEN (NEW.ordinal=6)
EXECUTE FUNCTION lifecycle.no_room()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that is stopped and started at will, which no other test is on."""
    folder = binaries()
    if folder is None:
        pytest.skip(MISSING)
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with running(folder) as found:
        yield found


@pytest.fixture
def url(server: Server, tmp_path: Path) -> str:
    """A store with one story."""
    found = server.new()
    a_store(found, tmp_path)
    return found


@pytest.mark.parametrize("at", range(4), ids=lambda at: f"before instant {at + 1}")
def test_a_server_that_goes_in_the_midst_leaves_whole_instants(server: Server, at: int) -> None:
    """Once it is back, so is the store, and the story goes on there."""
    url, story = server.new(), told()
    instants = sorted({one.at for one in story})

    def gone(instant: datetime) -> None:
        if instant == instants[at]:
            server.stop()

    try:
        with Store.open(url) as store:
            with pytest.raises(StoreProblem, match=r"cannot be reached: "):
                store.record(story, BOOKS, at_instant=gone)
            with pytest.raises(StoreProblem, match=r"cannot be reached: "):
                store.record(story, BOOKS)
            server.start()
            assert store.verify() is None
            assert store.head.count == sum(1 for one in story if one.at < instants[at])
            assert store.record(story, BOOKS) == 6 - sum(1 for one in story if one.at < instants[at])
            assert store.verify() is None
            assert list(store.events("indihome/122001")) == story
    finally:
        if not server.runs:
            server.start()


def test_a_server_that_is_gone_is_told(server: Server, url: str, tmp_path: Path) -> None:
    """By every command; afterwards each does what it is there for."""
    server.stop()
    try:
        refused(EVERY, url, another(tmp_path), "cannot be reached: ")
    finally:
        server.start()
    assert held(url) == WHOLE
    served(EVERY, url, another(tmp_path))


def test_a_server_whose_disk_is_full_is_told(server: Server, url: str, tmp_path: Path) -> None:
    """Here at the sixth event, the second of its story; its first is there, and what is read needs no room."""
    server.run(FULL, url)
    refused(("replay",), url, another(tmp_path), "cannot be written: the disk is full")
    assert held(url) == {**WHOLE, "indihome/122999": 1}
    served(READING, url, another(tmp_path))
    server.run("DROP FUNCTION lifecycle.no_room CASCADE", url)
    served(EVERY, url, another(tmp_path))


def test_a_server_that_may_only_be_read_is_read_and_not_written(server: Server, url: str, tmp_path: Path) -> None:
    """As one that only follows another."""
    database = url.partition("@/")[2].partition("?")[0]
    server.run(f"ALTER DATABASE {database} SET default_transaction_read_only TO on")
    refused(("replay",), url, another(tmp_path), "cannot be written: ")
    served(READING, url, another(tmp_path))
    assert held(url) == WHOLE


def test_a_store_that_another_program_holds_is_told(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To those who write, and where it is held whole also to those who read."""
    import psycopg  # noqa: PLC0415  # an extra

    monkeypatch.setattr(postgres, "_LOCK_SECONDS", "0.05")
    words = "is being written by another program; try again when that has finished"
    for mode, commands in (("EXCLUSIVE", ("replay",)), ("ACCESS EXCLUSIVE", EVERY)):
        with psycopg.connect(url) as writer:
            writer.execute(f"LOCK TABLE lifecycle.stored_events IN {mode} MODE".encode())
            refused(commands, url, another(tmp_path), words)
            if mode == "EXCLUSIVE":
                served(READING, url, another(tmp_path))
            writer.rollback()
    assert held(url) == WHOLE
    served(EVERY, url, another(tmp_path))


def test_a_database_that_holds_no_store_is_told(server: Server, tmp_path: Path) -> None:
    """Readers make none, and another program's is left as it is."""
    url = server.new()
    refused(READING, url, another(tmp_path), "is empty: nothing was ever recorded there")
    server.run("CREATE SCHEMA lifecycle; CREATE TABLE lifecycle.photos (name text)", url)
    refused(EVERY, url, another(tmp_path), "belongs to another program")
    assert server.run("SELECT tablename FROM pg_tables WHERE schemaname='lifecycle'", url) == [("photos",)]
