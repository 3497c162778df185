"""A store whose rows somebody spoilt: every command says so in words, and shows no number in them."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.told import UNPAID, kept, lifecycle


@pytest.mark.parametrize(
    "done",
    [
        "DELETE FROM chain WHERE ordinal=1",
        "DELETE FROM chain",
        "DELETE FROM stored_events WHERE originator_version=1",
        "DELETE FROM stored_events WHERE originator_version=2",
        "DELETE FROM books",
        "UPDATE books SET text=text || ' '",
        "UPDATE stored_events SET state=x'00'",
        "UPDATE stored_events SET state='{}'",
        "UPDATE stored_events SET topic='renamed.1'",
        "UPDATE stored_events SET topic='paid.1'",
        "UPDATE stored_events SET originator_version=originator_version+10",
        "UPDATE stored_events SET originator_version='one' WHERE originator_version=1",
    ],
)
def test_a_spoilt_store_is_told_of_in_words_that_show_no_number(tmp_path: Path, done: str) -> None:
    """Whichever command meets it; also of one that shows no number but in a report."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    lifecycle("replay", kept(tmp_path, UNPAID), "--store", url)
    with sqlite3.connect(tmp_path / "kept.db") as database:
        database.execute(done)
    database.close()
    story = kept(tmp_path, UNPAID.replace("412500", "412501"))
    seal = tmp_path / "seal.json"
    commands: list[list[str | Path]] = [
        ["history", "--store", url],
        ["history", "--store", url, "--subscription", "indihome/•••001"],
        ["history", "--store", url, "--subscription", "indihome/122001", "--format", "json"],
        ["verify", "--store", url],
        ["replay", "--store", url, "--subscription", "indihome/122001"],
        ["explain", "--store", url, "--subscription", "indihome/122001"],
        ["dispute", "--store", url, "--subscription", "indihome/122001"],
        ["export", "--store", url],
        ["export", "--store", url, "--subscription", "indihome/122001", "--format", "hledger"],
        ["seal", "--store", url, "--out", seal],
        ["replay", story, "--store", url],
        ["replay", kept(tmp_path, UNPAID, "again.yaml"), "--store", url, "--unmask"],
    ]
    for command in commands:
        result = lifecycle(*command)
        assert result.exit_code in (0, 1, 2), (command, result.exception)
        assert "122001" not in result.stderr + ("" if "--unmask" in command else result.stdout), command
        assert isinstance(result.exception, SystemExit | None), command
