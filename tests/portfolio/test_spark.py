"""A Spark cluster judges a base to the very rows, summary and flaws of one machine, though its workers be killed."""

import json
import os
import re
import shlex
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import polars as pl
import pyarrow.parquet as pq
from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.portfolio import cluster, cluster_session, shares
from scenarios.portfolio.schema import packed
from tests.portfolio import spark
from tests.portfolio.bases import base, bill, few, paid, row

pytestmark = pytest.mark.skipif(spark.missing() is not None, reason=str(spark.missing()))

PAGE = Path(__file__).parents[2] / "scenarios" / "portfolio" / "README.md"
COMPARE = ("portfolio", "compare", "--from", "indihome@2023-07-01", "--as-of", "2024-06-30T23:59:59", "base")
CHANGE = ("--set", "arrears.rung[0].at.days_after=5", "--set", "late_fee.tier[0].rate=7%")
FEWER = packed(
    terms=("number", "activated"),
    lists={"bills": ("period", "issued", "amount"), "payments": ("at", "amount")},
)
"""Columns of a file that has fewer than the others."""


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with spark.running(tmp_path_factory.mktemp("spark")) as address:
        yield address


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base of several files, with a name that is no plain path, and fewer columns in one."""
    monkeypatch.chdir(tmp_path)
    Path("base").mkdir()
    for number in range(4):
        base(Path(f"base/{number} of 4 %20{{a}}.parquet"), few(), group=2)
    some = [row(f"9002{number:05d}", bill(), paid("2024-06-24T10:00")) for number in range(9_000)]
    base(Path("base/fewer.parquet"), some, group=8_500, schema=FEWER)
    return tmp_path


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, [*COMPARE, *CHANGE, *words])
    assert done.exit_code == status, done.output
    return done.stdout if status == 0 else done.stderr


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(f"{name}/rows").to_pylist()
    return sorted(found, key=lambda one: (one["file"], one["row_group"], one["row"]))


def test_rows_and_summary_are_those_of_one_machine_though_a_worker_is_killed_at_its_work(
    remote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = tmp_path / "at-work.json"
    monkeypatch.setattr(cluster, "shipped", _waits_once(str(at_work)))
    killer = threading.Thread(target=_kill, args=(at_work,), daemon=True)
    killer.start()
    run("--out", "far", "--engine", "spark", "--remote", remote, "--confirm", "40")
    killer.join(60)
    told = json.loads(at_work.read_text("utf-8"))
    assert not Path(f"/proc/{told['process']}").exists()
    assert str(Path(cluster.__file__).parents[2]) not in told["program"], "the program that travelled is at work"
    run("--out", "near", "--jobs", "1", "--confirm", "40")
    assert rows("far") == rows("near")
    assert Path("far/summary.json").read_bytes() == Path("near/summary.json").read_bytes()
    again = run("--out", "far", "--engine", "spark", "--remote", "sc://127.0.0.1:1", "--confirm", "40")
    assert "replayed event by event: 40 of the" in again


def events(path: Path, rows: list[dict[str, Any]], group: int) -> Path:
    """Events a row, so many rows a row group."""
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(path, row_group_size=group)
    return path


def test_events_are_packed_by_the_cluster_as_by_one_machine(remote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "SHARE", 30)
    told = []
    for number in range(40):
        one = {"number": f"9003{number:05d}", "provider": "indihome"}
        told += [
            {**one, "at": "2024-06-23T10:00", "event": "paid", "amount": "280000"},
            {**one, "at": "2024-06-05", "event": "billed", "amount": "280000", "period": "2024-06"},
            {**one, "at": "2024-06-23T10:00", "event": "paid", "amount": "14000"},
        ]
    told += [{**told[0], "provider": "iconnet"}]
    shutil.rmtree("base")
    Path("base").mkdir()
    events(Path("base/a.parquet"), told[::2], 16)
    events(Path("base/b.parquet"), told[1::2], 1000)
    near = run("--out", "near", "--jobs", "1", "--confirm", "5", "--unmask")
    far = run("--out", "far", "--engine", "spark", "--remote", remote, "--confirm", "5", "--unmask")
    assert "1 events of other providers are left out" in far
    assert near.replace("near", "far") == far
    for path in sorted(Path("near/packed").iterdir()):
        assert path.read_bytes() == (Path("far/packed") / path.name).read_bytes()
    assert len(list(Path("near/packed").glob("*.parquet"))) == 5
    assert [{**one, "file": ""} for one in rows("near")] == [{**one, "file": ""} for one in rows("far")]


def test_flaws_of_events_are_told_as_one_machine_tells_them(remote: str) -> None:
    told = [{"number": "1234567", "at": "2024-06-05", "event": "billed", "amount": "5", "period": "2024-06"}] * 3
    shutil.rmtree("base")
    Path("base").mkdir()
    events(Path("base/a.parquet"), [*told, {**told[0], "at": "yesterday"}, {**told[0], "event": "sung"}], 2)
    near = run("--out", "near", "--jobs", "1", status=2)
    assert "row group 1, row 2 (***567): at 'yesterday' is no instant" in near
    assert run("--out", "far", "--engine", "spark", "--remote", remote, status=2) == near
    assert not Path("far/packed").exists()


def test_flaws_of_rows_are_told_as_one_machine_tells_them(remote: str) -> None:
    base(Path("base/0 of 4 %20{a}.parquet"), [*few(), row("900100009", bill(amount=-1)), row("900100010", bill())])
    near = run("--out", "near", "--jobs", "1", status=2)
    assert "row group 2, row 2 (*" in near
    assert run("--out", "far", "--engine", "spark", "--remote", remote, status=2) == near


def test_a_base_that_the_cluster_does_not_see_is_named(remote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_session, "named", lambda name: f"/nowhere/{name}")
    said = run("--out", "far", "--engine", "spark", "--remote", remote, status=2)
    assert "--remote: it sees no such file as file:/nowhere/base/" in said.replace(":///", ":/")


def test_the_page_from_one_machine_to_a_cluster_shows_what_its_commands_print(
    remote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its commands are run with fewer subscriptions; numbers aside, each line is one of the page's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    page = PAGE.read_text("utf-8").replace(" \\\n    ", " ")
    shown = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[-1]
    commands = re.findall(r"^\$ (lifecycle .*)$", shown, re.MULTILINE)
    assert [command.split()[2] for command in commands] == ["synth", "compare"]
    printed: list[str] = []
    for command in commands:
        words = shlex.split(command.replace("100000", "900").replace("sc://127.0.0.1:15002", remote))
        done = CliRunner().invoke(app, words[1:])
        assert done.exit_code == 0, done.output
        printed += done.stdout.splitlines()
    lines = [_plain(line) for line in printed]
    told = [_plain(line) for line in shown.splitlines() if not line.startswith("$")]
    assert [line for line in lines if line not in told] == []
    assert [line for line in told if line not in lines and not line.startswith("facts refused")] == []
    server = " ".join(re.findall(r"^\$ (SPARK_LOCAL_IP=.*)$", page, re.MULTILINE))
    for name, value in re.findall(r"--conf (\S+)=(\S+)", server):
        assert spark.settings(tmp_path, 0)[name] == value, "the server of the tests is set as the page's is"


def _plain(line: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\d[\d.]*", "#", line)).strip()


def _waits_once(flag: str) -> Callable[..., Any]:
    """What is shipped, but the first worker that has judged a batch says so and goes on only once it is killed."""
    shipped = cluster_session.shipped

    def waiting(work: str, *needs: Any) -> Callable[[Any], Any]:
        mapped = shipped(work, *needs)
        if work != "cluster_work.judging":
            return mapped

        def judged(batches: Any) -> Any:
            for batch in mapped(batches):
                yield batch
                if _claimed(flag):
                    time.sleep(600)

        def _claimed(path: str) -> bool:
            import sys  # noqa: PLC0415  # it runs elsewhere

            try:
                os.close(os.open(f"{path}.claimed", os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return False
            told = {"process": os.getpid(), "program": sys.modules["scenarios"].__path__[0]}
            Path(f"{path}.draft").write_text(json.dumps(told), "utf-8")
            Path(f"{path}.draft").rename(path)
            return True

        return judged

    return waiting


def _kill(flag: Path) -> None:
    until = time.monotonic() + 300
    while not flag.exists() and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(json.loads(flag.read_text("utf-8"))["process"], signal.SIGKILL)
