"""A base for trials is the same for the same seed, and as it is described."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import pyarrow.compute as pc
import pyarrow.parquet as pq
from typer.testing import CliRunner

from scenarios.cli import app


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(name: str, *more: str) -> Any:
    asked = ("portfolio", "synth", "--out", name, "--subscriptions", "3000", "--months", "3", *more)
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    return pq.read_table(name)


def test_a_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    made("one.parquet")
    made("again.parquet")
    made("other.parquet", "--seed", "2")
    one, again, other = (Path(f"{name}.parquet").read_bytes() for name in ("one", "again", "other"))
    assert one == again != other


def test_it_is_what_its_description_says() -> None:
    rows = made("base.parquet").to_pylist()
    assert len({row["number"] for row in rows}) == 3000
    bills = [len(row["bills"]) for row in rows]
    assert max(bills) == 3
    never = sum(not row["payments"] for row in rows)
    assert 30 < never < 150
    ends = sum(bool(row["acts"]) for row in rows)
    assert 10 < ends < 60
    for row in rows:
        times = [paid["at"] for paid in row["payments"]]
        assert times == sorted(times)


def test_one_payment_in_four_is_posted_later_and_a_reading_about_that_matters() -> None:
    rows = made("base.parquet", "--subscriptions", "1000").to_pylist()
    payments = [paid for row in rows for paid in row["payments"]]
    later = [(paid["posted"].date() - paid["at"].date()).days for paid in payments if paid["posted"] is not None]
    assert 0.22 < len(later) / len(payments) < 0.28
    assert 0.70 < later.count(1) / len(later) < 0.80
    assert {*later} == {1, 2, 3, 4, 5}
    fees = []
    for reading in ("customer", "posted"):
        asked = ("--book", "indihome", "--jobs", "1", "--out", reading, "--reading", f"payment.dated_by={reading}")
        done = CliRunner().invoke(app, ["portfolio", "run", "base.parquet", *asked])
        assert done.exit_code == 0, done.output
        fees.append(pc.sum(pq.read_table(f"{reading}/rows").column("late_fees_charged")).as_py())
    assert fees[0] < fees[1]


def test_a_file_that_is_there_is_left_alone() -> None:
    made("base.parquet")
    done = CliRunner().invoke(app, ["portfolio", "synth", "--out", "base.parquet"])
    assert done.exit_code == 2
    assert "is there already" in done.stderr


def test_a_number_that_is_none_is_told_in_words() -> None:
    done = CliRunner().invoke(app, ["portfolio", "synth", "--out", "base.parquet", "--months", "many"])
    assert (done.exit_code, "'many' is no whole number" in done.stderr) == (2, True)
