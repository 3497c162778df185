"""A store on a PostgreSQL server: what it is made of there, who may do what, and what a person is told."""

import re
import sys
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.events import Recorded
from lifecycle.store import Store, StoreProblem
from tests.server import Server
from tests.store.conftest import BOOKS, told


@pytest.fixture
def database() -> str:
    """PostgreSQL: these are its own ways."""
    return "in PostgreSQL"


def test_a_store_is_a_schema_of_its_own_in_a_database(url: str, server: Server, story: list[Recorded]) -> None:
    """Beside another program's tables, which it does not touch."""
    server.run("CREATE TABLE photos (name text)", url)
    with Store.open(url) as store:
        store.record(story, {})
    tables = server.run(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg|info)' ORDER BY 1, 2", url
    )
    ours = [("lifecycle", name) for name in ("books", "chain", "shape", "stored_events")]
    assert tables == [*ours, ("public", "photos")]
    rows = server.run("SELECT convert_from(state, 'UTF8') FROM lifecycle.stored_events WHERE originator_version=3", url)
    assert '"event":{"reason":"tunggakan"}' in rows[0][0]


def test_the_head_is_the_same_in_both_databases(url: str, story: list[Recorded], books: dict[str, str]) -> None:
    """A chain says nothing of where it is kept."""
    with Store.open(url) as server, Store.open() as file:
        for store in (server, file):
            store.record(story, books)
            store.record(told("iconnet/7", days=400), books)
        assert server.head == file.head
        assert list(server.rows("iconnet/7")) == list(file.rows("iconnet/7"))


def test_a_story_is_recorded_while_the_clock_stands(url: str, story: list[Recorded], books: dict[str, str]) -> None:
    """The server is waited for by the real one."""
    with Store.open(url) as store, frozen() as clock:
        assert store.record(story, books, at_instant=clock.replay().move_to) == 6
        assert store.verify() is None


def test_the_schema_of_another_program_is_refused(url: str, server: Server) -> None:
    """No tables of ours are put beside its own."""
    server.run("CREATE SCHEMA lifecycle; CREATE TABLE lifecycle.photos (name text)", url)
    with pytest.raises(StoreProblem, match=r"has a schema 'lifecycle' that belongs to another program; name a new"):
        Store.open(url)
    assert server.run("SELECT tablename FROM pg_tables WHERE schemaname='lifecycle'", url) == [("photos",)]


def test_a_store_of_a_later_version_is_refused(url: str, server: Server) -> None:
    """Its tables may mean something else."""
    Store.open(url).close()
    server.run("UPDATE lifecycle.shape SET number=2", url)
    with pytest.raises(StoreProblem, match=r"was made by another version of this program \(shape 2, not 1\)"):
        Store.open(url)


def test_a_store_opened_to_be_read_is_neither_made_nor_written(url: str, server: Server, story: list[Recorded]) -> None:
    """An auditor leaves it as it is."""
    with pytest.raises(StoreProblem, match="is empty: nothing was ever recorded there"):
        Store.open(url, reading=True)
    assert server.run("SELECT count(*) FROM pg_namespace WHERE nspname='lifecycle'", url) == [(0,)]
    Store.open(url).record(story[:2], {})
    with Store.open(url, reading=True) as store:
        assert list(store.events("indihome/122001")) == story[:2]
        with pytest.raises(StoreProblem, match="cannot be written: it was opened only to be read"):
            store.record(story, {})


def test_a_user_who_may_only_select_and_insert_records(url: str, server: Server, story: list[Recorded]) -> None:
    """So the server itself keeps anybody from changing what is there."""
    Store.open(url).close()
    server.run("CREATE ROLE clerk LOGIN", url)
    server.run("GRANT USAGE ON SCHEMA lifecycle TO clerk", url)
    server.run("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA lifecycle TO clerk", url)
    with Store.open(url.replace("lifecycle@", "clerk@")) as store:
        assert store.record(story, {}) == 6
        with pytest.raises(StoreProblem, match="does not let its user do this: permission denied for table chain"):
            store.recorder.read("DELETE FROM chain")


def test_a_lock_that_another_program_holds_is_waited_for_and_then_told(
    url: str, server: Server, story: list[Recorded]
) -> None:
    """Nothing is written meanwhile, and afterwards all of it is."""
    import psycopg  # noqa: PLC0415  # an extra

    with Store.open(url) as store, psycopg.connect(url) as writer:
        with store.recorder.database.transaction(commit=True) as cursor:
            cursor.execute("SET lock_timeout TO '50ms'")  # the test need not wait
        writer.execute("LOCK TABLE lifecycle.stored_events")
        with pytest.raises(StoreProblem, match=r"is being written by another program; try again"):
            store.record(story, {})
        writer.rollback()
        assert store.record(story, {}) == 6


def test_a_connection_that_was_lost_is_told_and_made_anew(url: str, server: Server, story: list[Recorded]) -> None:
    """As when the server is started again."""
    with Store.open(url) as store:
        store.record(story[:3], BOOKS)
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name='lifecycle'")
        with pytest.raises(StoreProblem, match="cannot be reached: terminating connection"):
            store.record(story, {})
        assert store.record(story, {}) == 3
        assert store.verify() is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://sri:secret@127.0.0.1:1/db", r"postgresql://sri@127.0.0.1:1/db cannot be reached: .*refused"),
        ("postgresql://sri:secret@no.such.host.invalid/db", r"sri@no.such.host.invalid/db cannot be reached: "),
        ("postgresql://sri:sec@secret@host/db", r"cannot be read .* write %40 for @"),
        ("postgresql://sri:a/secret@host/db", r"cannot be read .* %2F for /"),
        ("postgresql://sri:a#secret@host/db", r"cannot be read .* %23 for #"),
        ("postgresql://sri:a?secret@host/db", r"cannot be read .* %3F for \?"),
        ("postgresql://sri:secret%zz@host/db", r"the URL of the store postgresql://sri@host/db cannot be read"),
        (
            "postgresql://sri:secret@host/db?hots=secret",
            r"the URL of the store postgresql://sri@host/db cannot be read",
        ),
        ("postgres://sri:secret@host", r"names no database; write postgresql://user@host/database"),
        ("postgresql://sri:secret@host/", r"names no database"),
        ("postgresql://", r"names no database"),
    ],
)
def test_a_server_that_cannot_be_had_is_told_without_the_password(url: str, words: str) -> None:
    """Neither ours nor the server's words repeat it."""
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with pytest.raises(StoreProblem, match=words) as refused:
        Store.open(url)
    assert "secret" not in str(refused.value)


def test_what_the_server_refuses_is_passed_on(server: Server) -> None:
    """A database or a user that it does not know."""
    with pytest.raises(StoreProblem, match=r'cannot be reached: .*database "nowhere" does not exist'):
        Store.open(server.url("nowhere"))
    with pytest.raises(StoreProblem, match=r'cannot be reached: .*role "nobody" does not exist'):
        Store.open(server.url(user="nobody"))


def test_without_its_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for whoever installed the program alone."""
    for name in [name for name in sys.modules if name == "lifecycle.store.postgres_recorder"]:
        monkeypatch.delitem(sys.modules, name)
    for name in [
        name for name in sys.modules if re.match(r"lifecycle\.store\.postgres$|eventsourcing\.postgres", name)
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        StoreProblem, match=r"needs the extra postgres: pip install 'subscription-lifecycle\[postgres\]'"
    ):
        Store.open("postgresql://sri@host/db")


def test_a_store_in_a_file_is_opened_to_be_read(tmp_path: Path, story: list[Recorded]) -> None:
    """One that is not there is not made."""
    file = f"sqlite:///{tmp_path / 'kept.db'}"
    with pytest.raises(StoreProblem, match=r"kept.db cannot be opened: no permission, or no such file"):
        Store.open(file, reading=True)
    assert list(tmp_path.iterdir()) == []
    Store.open(file).record(story[:2], {})
    with Store.open(file, reading=True) as store:
        assert list(store.events("indihome/122001")) == story[:2]
        with pytest.raises(StoreProblem, match=r"kept.db cannot be written: the file, or its folder, is read-only"):
            store.record(story, {})
