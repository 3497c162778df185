"""A server that lets nobody in, or not to what a store needs: words, status 2, no password, and nothing written."""

from pathlib import Path

import pytest

from tests.faults.commands import EVERY, READING, a_store, another, held, refused, served
from tests.server import Server

WHOLE = {"indihome/122001": 4}


@pytest.fixture
def url(server: Server, tmp_path: Path) -> str:
    """A store with one story."""
    found = server.new()
    a_store(found, tmp_path)
    return found


def test_a_server_that_takes_no_connection_is_told(server: Server, tmp_path: Path) -> None:
    refused(
        EVERY, "postgresql://sri:secret@127.0.0.1:1/db", another(tmp_path), "sri@127.0.0.1:1/db cannot be reached: "
    )


def test_a_database_that_is_missing_is_told(server: Server, tmp_path: Path) -> None:
    refused(EVERY, server.url("nowhere"), another(tmp_path), 'database "nowhere" does not exist')


def test_a_wrong_password_is_told(server: Server, url: str, tmp_path: Path) -> None:
    access = server.socket / "data" / "pg_hba.conf"
    before = access.read_text("utf-8")
    server.run("CREATE ROLE locked LOGIN PASSWORD 'right'")
    access.write_text(f"local all locked scram-sha-256\n{before}", "utf-8")
    server.run("SELECT pg_reload_conf()")
    try:
        refused(EVERY, url.replace("lifecycle@", "locked:wrong@"), another(tmp_path), "password authentication failed")
    finally:
        access.write_text(before, "utf-8")
        server.run("SELECT pg_reload_conf()")
        server.run("DROP ROLE locked")
    assert held(url) == WHOLE


def test_a_user_who_may_not_even_look_is_told(server: Server, url: str, tmp_path: Path) -> None:
    server.run("CREATE ROLE stranger LOGIN")
    refused(EVERY, url.replace("lifecycle@", "stranger@"), another(tmp_path), "does not let its user do this: ")
    assert held(url) == WHOLE


def test_a_user_who_may_only_look_reads_and_records_nothing(server: Server, url: str, tmp_path: Path) -> None:
    server.run("CREATE ROLE reader LOGIN")
    server.run(
        "GRANT USAGE ON SCHEMA lifecycle TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA lifecycle TO reader", url
    )
    reader = url.replace("lifecycle@", "reader@")
    refused(("replay",), reader, another(tmp_path), "does not let its user do this: permission denied for table")
    served(READING, reader, another(tmp_path))
    assert held(url) == WHOLE


def test_a_user_who_may_make_no_schema_makes_no_store(server: Server, tmp_path: Path) -> None:
    url = server.new()
    server.run("CREATE ROLE maker LOGIN")
    refused(("replay",), url.replace("lifecycle@", "maker@"), another(tmp_path), "does not let its user do this: ")
    assert server.run("SELECT count(*) FROM pg_namespace WHERE nspname='lifecycle'", url) == [(0,)]
