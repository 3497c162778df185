"""The command line in processes of its own: the same bytes everywhere, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.told import FAILS, HOLDS, MISTAKES, UNPAID, kept

ROOT = Path(__file__).parents[2]


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "scenarios", *map(str, arguments)],
        capture_output=True,
        cwd=ROOT,
        env=known | {"LC_ALL": "C.UTF-8"} | environment,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_same_bytes_under_any_hash_seed_zone_and_locale(tmp_path: Path, form: str) -> None:
    path = kept(tmp_path, UNPAID)
    plain = {} if form == "text" else {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    here = process("replay", path, "--format", form, PYTHONHASHSEED="0", TZ="UTC").stdout
    assert process("replay", path, "--format", form, PYTHONHASHSEED="7", TZ="Asia/Tokyo", **plain).stdout == here
    assert b"00:00 WIB" in here if form == "text" else here


@pytest.mark.parametrize(("story", "status"), [(HOLDS, 0), (FAILS, 1), (MISTAKES, 2)], ids=["0", "1", "2"])
def test_a_process_ends_as_the_command_does(tmp_path: Path, story: str, status: int) -> None:
    result = process("check", kept(tmp_path, story))
    assert result.returncode == status
    assert result.stderr == b""


def test_a_terminal_of_other_letters_gets_them(tmp_path: Path) -> None:
    story = HOLDS.replace("Paid on", "Dibayar — ✓ é —")
    result = process("replay", kept(tmp_path, story), PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert result.returncode == 0
    assert result.stdout.isascii()
    assert result.stdout.startswith(b"Dibayar - + ? - the last day")


def test_mistakes_are_told_in_any_letters(tmp_path: Path) -> None:
    story = HOLDS.replace("billed", "bïlled")
    result = process("replay", kept(tmp_path, story), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stderr.isascii()


@pytest.mark.skipif(not hasattr(os, "pipe") or sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_leaves_early_ends_it_quietly(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "scenarios", "replay", str(path)],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            timeout=120,
            check=False,
        )
    finally:
        os.close(writing)
    assert result.stderr == b""


def test_what_is_quick_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom scenarios import cli\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'pendulum', 'freezegun', 'cattrs', 'yaml'}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=120, check=True)
    assert result.stdout.strip() == b"[]"
