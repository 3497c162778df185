"""The same story on different days, in different processes, zones and hash seeds: the same rows, head and page."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.cli.told import UNPAID, kept

ROOT = Path(__file__).parents[2]

ON_A_DAY = """
import sys
from freezegun import freeze_time
with freeze_time(sys.argv.pop(1)):
    from scenarios.cli import main
    main()
"""


def told_on(day: str, story: Path, database: Path, **environment: str) -> tuple[bytes, list[object]]:
    """What a replay prints on a day, and every row that it stores."""
    url = f"sqlite:///{database}"
    done = subprocess.run(
        [sys.executable, "-c", ON_A_DAY, day, "replay", str(story), "--store", url, "--format", "json"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=True,
    )
    connection = sqlite3.connect(database)
    try:
        tables = ("stored_events", "chain", "books")
        rows: list[object] = [connection.execute(f"select * from {table}").fetchall() for table in tables]
    finally:
        connection.close()
    return done.stdout, rows


def test_a_story_is_the_same_on_any_day(tmp_path: Path) -> None:
    """Decades apart, across the date line, under another hash seed; and once more on top of itself."""
    story = kept(tmp_path, UNPAID)
    first = told_on("1999-12-31 23:59:59", story, tmp_path / "a.db", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    second = told_on("2031-02-28 03:00:00", story, tmp_path / "b.db", TZ="Pacific/Pago_Pago", PYTHONHASHSEED="2")
    assert first == second
    assert first[1][0]
    assert told_on("2040-01-01", story, tmp_path / "a.db") == first
