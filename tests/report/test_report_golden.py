"""The reports of three stories, as somebody read them and found them right."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.cli import app
from tests.report.kept import BOOKS, PLAIN, STORIES, holds

STORY = sorted(STORIES.glob("*.yaml"))
WAYS = {
    "80.txt": ("80", "replay"),
    "100.txt": ("100", "replay"),
    "json": ("100", "replay", "--format", "json"),
    "csv": ("100", "replay", "--format", "csv"),
    "history.txt": ("80", "history"),
    "explain.txt": ("80", "explain"),
    "dispute.txt": ("80", "dispute"),
    "dispute.json": ("100", "dispute", "--format", "json"),
    "dispute.csv": ("100", "dispute", "--format", "csv"),
}

pytestmark = pytest.mark.golden


def written(width: str, command: str, path: Path, *options: str, **environment: str) -> bytes:
    runner = CliRunner(env={**PLAIN, "COLUMNS": width, **environment})
    result = runner.invoke(app, [command, str(path), "--rules", str(BOOKS), *options])
    assert result.exit_code in (0, 1), result.output
    return result.stdout_bytes


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", STORY, ids=lambda path: path.stem)
def test_a_report_says_what_it_said(path: Path, way: str) -> None:
    width, command, *options = WAYS[way]
    holds(f"{path.stem}.{way}", written(width, command, path, *options))


@pytest.mark.parametrize("path", STORY, ids=lambda path: path.stem)
def test_a_terminal_without_unicode_reads_plain_letters(path: Path) -> None:
    found = written("80", "replay", path, LC_ALL="C")
    assert found.isascii()
    holds(f"{path.stem}.ascii.txt", found)


@pytest.mark.parametrize("width", ["60", "72", "80", "97", "100", "120"])
@pytest.mark.parametrize("path", STORY, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_page_and_no_amount_breaks(path: Path, width: str) -> None:
    lines = written(width, "replay", path).decode().splitlines()
    longest = max(lines, key=len)
    assert len(longest) <= max(int(width), 64), "only a hash is longer than the narrowest page"
    assert not any(line.endswith(("Rp", " ")) for line in lines)
