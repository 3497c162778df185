"""What an import leaves in a store: all of it for good, or nothing; and progress for whoever watches."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from lifecycle.events import Recorded
from lifecycle.store import Store, StoreProblem, application
from lifecycle.store.application import Events
from tests.cli.told import lifecycle
from tests.faults.test_file_faults import limited
from tests.importing.exports import MAP, ROWS, export, imported
from tests.server import Server
from tests.store.conftest import BOOKS
from tests.store.conftest import told as told_story

LATE = ("122001", "", "PAY", "01/06/2024 10:00", "", "5", "TUNAI", "")


def _command(file: Path) -> list[str]:
    (file.parent / "map.yaml").write_text(MAP, "utf-8")
    store = f"sqlite:///{file.parent / 'kept.db'}"
    return [
        sys.executable,
        "-m",
        "scenarios",
        "import",
        str(file),
        "--map",
        str(file.parent / "map.yaml"),
        "--store",
        store,
    ]


def test_what_is_told_as_imported_was_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every transaction is on the disk when it is over: SQLite's `synchronous` is FULL, which is 2."""
    whole, modes = Events.append, []

    def append(self: Events, events: Sequence[Recorded], books: Mapping[str, str]) -> None:
        modes.append(self.recorder.read("PRAGMA synchronous"))
        whole(self, events, books)

    monkeypatch.setattr(Events, "append", append)
    imported(export(tmp_path / "bills.csv"))
    assert [[tuple(row) for row in rows] for rows in modes] == [[(2,)]]


def test_many_instants_are_a_transaction_and_none_is_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two stories of four instants each, the last of three events."""
    monkeypatch.setattr(application, "TOGETHER", 4)
    whole, sizes = Events.append, []

    def append(self: Events, events: Sequence[Recorded], books: Mapping[str, str]) -> None:
        sizes.append((len(events), bool(books)))
        whole(self, events, books)

    monkeypatch.setattr(Events, "append", append)
    stories = [told_story("indihome/1"), told_story("indihome/2")]
    instants = [part for story in stories for part in (story[:1], story[1:2], story[2:3], story[3:])]
    with Store.open() as store, Store.open() as one_by_one:
        assert store.append(instants, BOOKS) == 12
        assert sizes == [(6, True), (6, False)]
        for story in stories:
            one_by_one.record(story, BOOKS)
        assert store.head == one_by_one.head
        assert store.verify() is None


def test_another_program_that_records_the_same_meanwhile_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open() as store:
        store.record(told_story("indihome/2"), BOOKS)
        with pytest.raises(
            StoreProblem, match="which recorded the same subscriptions; what was stored before is whole"
        ):
            store.append([told_story("indihome/1")[:1], told_story("indihome/2")[:1]], BOOKS)
        assert store.head.count == 6


def test_refused_it_makes_no_schema_on_a_server(tmp_path: Path, server: Server) -> None:
    file, url = export(tmp_path / "bills.csv", [(*ROWS[0][:5], "x", "", "")]), server.new()
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    assert lifecycle("import", file, "--map", tmp_path / "map.yaml", "--store", url).exit_code == 2
    assert not server.run("SELECT 1 FROM pg_namespace WHERE nspname='lifecycle'", url)
    export(file)
    assert lifecycle("import", file, "--map", tmp_path / "map.yaml", "--store", url).exit_code == 0
    with Store.open(url, reading=True) as store:
        assert (store.head.count, store.verify()) == (5, None)


def test_refused_it_changes_nothing_in_a_store_that_is_there(tmp_path: Path) -> None:
    imported(export(tmp_path / "bills.csv"))
    before = (tmp_path / "kept.db").read_bytes()
    assert imported(export(tmp_path / "bills.csv", [*ROWS, ("9", *ROWS[0][1:5], "x", "", "")])).exit_code == 2
    assert (tmp_path / "kept.db").read_bytes() == before


def test_a_row_before_what_is_stored_is_told_with_what_to_do(tmp_path: Path) -> None:
    imported(export(tmp_path / "bills.csv"))
    said = imported(export(tmp_path / "bills.csv", [*ROWS, LATE])).output
    assert "bills.csv:6:1: the store holds another event 2 of indihome/•••001: stored is 2024-06-05" in said
    assert "happened before what is stored already" in said
    assert "import the whole export into a new store, or leave the row out" in said


def test_of_thousands_of_bad_rows_the_first_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    lines = imported(export(tmp_path / "bills.csv", [(*ROWS[0][:5], "x", "", "")] * 2500)).output.splitlines()
    assert lines[0].endswith("bills.csv: 2500 mistakes, of which the first 1000 found are listed; nothing was stored")
    assert len(lines) == 1001
    assert "bills.csv:1001:6: " in lines[-1]


def test_without_room_for_the_rows_that_wait_it_says_so(tmp_path: Path) -> None:
    """In the folder for temporary files; nothing is stored."""
    file = export(tmp_path / "bills.csv", [(*ROWS[1][:6], "x" * 100_000, ROWS[1][7])] * 100)
    with limited(65_536):
        told = imported(file)
    assert isinstance(told.exception, SystemExit)
    assert "the rows cannot be put aside in the folder for temporary files: " in told.output
    assert not (tmp_path / "kept.db").exists()


def test_in_a_pipe_nothing_is_said_of_progress(tmp_path: Path) -> None:
    """Not even where colours are asked for."""
    run = _command(export(tmp_path / "bills.csv"))
    done = subprocess.run(run, check=True, capture_output=True, text=True, env={**os.environ, "FORCE_COLOR": "1"})
    assert done.stderr == ""
    assert done.stdout.startswith("rows: 4")


def test_on_a_terminal_progress_is_shown_beside_the_output(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    run = _command(export(tmp_path / "bills.csv"))
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while found := os.read(ours, 4096):
                shown += found
        except OSError:
            pass  # the other end is closed
        assert process.stdout is not None
        assert process.stdout.read().startswith("rows: 4")
    os.close(ours)
    for words in (b"Reading rows", b"Deciding", b"Recording", b"100%"):
        assert words in shown
