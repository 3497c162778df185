"""Bases that tell one event a row come to what their stories come to."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("polars", reason="polars is not installed; pip install '.[portfolio]'")

import polars as pl
import pyarrow.parquet as pq
from typer.testing import CliRunner

from scenarios.cli import app
from tests.comparing.told import LIBRARY
from tests.portfolio.bases import SEN, at

RUN = ("portfolio", "run", "--book", "indihome", "--jobs", "1", "--as-of", "2024-09-02")
STORIES = ("three-bills-unpaid", "paid-in-the-month-after", "a-bill-with-tax")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == status, done.output
    return done.stdout if status == 0 else done.stderr


def exported(*more: str) -> str:
    for name in STORIES:
        run("replay", str(LIBRARY / "indihome" / f"{name}.yaml"), "--store", "sqlite:///kept.db")
    run("export", "--store", "sqlite:///kept.db", "--format", "parquet", "--out", "events.parquet", *more)
    return "events.parquet"


def rows(folder: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(f"{folder}/rows").to_pylist()
    return found


def test_what_a_store_exports_is_judged_in_whatever_order_its_events_stand() -> None:
    name = exported("--unmask")
    pl.read_parquet(name).sample(fraction=1.0, shuffle=True, seed=7).write_parquet("shuffled.parquet")
    for path, out in ((name, "one"), ("shuffled.parquet", "other")):
        run(*RUN, path, "--out", out, "--unmask")
    assert [{**one, "file": ""} for one in rows("one")] == [{**one, "file": ""} for one in rows("other")]
    unpaid, paid, _ = rows("one")
    assert (unpaid["number"], unpaid["payable"], unpaid["state"]) == ("122001", 236_125_000, "terminated")
    assert (paid["payable"], paid["late_fees_charged"]) == (0, SEN // 10)


def test_events_without_a_payload_say_it_in_columns() -> None:
    events = [
        {"number": "1234567", "at": at("2022-05-10"), "event": "activated", "activated": at("2022-05-10")},
        {"number": "1234567", "at": at("2024-08-23"), "event": "paid", "amount": SEN},
        {"number": "1234567", "at": at("2024-08-05"), "event": "billed", "amount": SEN, "period": "2024-08"},
    ]
    pl.DataFrame(events, infer_schema_length=None).write_parquet("events.parquet")
    run(*RUN, "events.parquet", "--out", "out")
    assert [(one["number"], one["payable"]) for one in rows("out")] == [("***567", SEN // 20)]


def test_masked_numbers_are_refused_as_several_may_be_alike() -> None:
    said = run(*RUN, exported(), "--out", "out", status=2)
    assert "export it with --unmask" in said
    assert not Path("out").exists()


def test_events_that_no_column_holds_are_told_at_their_place() -> None:
    kept = "{}"
    events = [
        {"number": "1234567", "at": "2024-06-05", "event": "refunded", "payload": kept},
        {"number": "1234567", "at": "yesterday", "event": "paid", "payload": '{"amount":"5"}'},
        {"number": "1234567", "at": "2024-06-07", "event": "paid", "payload": '{"amount":"5","order":"A1"}'},
    ]
    pl.DataFrame(events).write_parquet("events.parquet")
    said = run(*RUN, "events.parquet", "--out", "out", status=2)
    assert (
        "events.parquet: row group 0, row 1 (***567): the event 'refunded' has no column: no clause of indihome" in said
    )
    assert "row 2 (***567): at 'yesterday' is no instant" in said
    assert "row 3 (***567): it is for an order" in said


@pytest.mark.parametrize(
    ("book", "event", "clause"),
    [
        pytest.param("indihome", "adjusted", 'it is for "Sanksi 2.a', id="a correction"),
        pytest.param("indihome", "due-date-moved", 'it is for "Sanksi 2.a', id="a last day that moved"),
        pytest.param("indihome", "payment-reversed", 'it is for "Sanksi 2.b', id="a payment taken back"),
        pytest.param("indihome", "refunded", "no clause of indihome is about it", id="a refund"),
        pytest.param("indihome", "dispute-opened", "no clause of indihome is about it", id="a dispute"),
    ],
)
def test_a_fact_without_a_column_is_told_with_its_clause_and_what_to_do(book: str, event: str, clause: str) -> None:
    facts = [{"number": f"12345{number:02d}", "at": "2024-06-05", "event": event} for number in range(1002)]
    pl.DataFrame(facts).with_columns(payload=pl.lit("{}")).write_parquet("events.parquet", row_group_size=600)
    said = run("portfolio", "run", "--book", book, "--jobs", "1", "events.parquet", "--out", "out", status=2)
    assert f"events.parquet: row group 1, row 1 (***600): the event '{event}' has no column: {clause}" in said
    assert "leave it out of the base" in said
    assert said.count("has no column") == 1000
    assert "and 2 more; 1002 in all" in said


def test_events_of_other_providers_are_left_out_and_counted() -> None:
    frame = pl.read_parquet(exported("--unmask"))
    other = frame.head(2).with_columns(pl.lit("iconnet").alias("provider"))
    pl.concat([frame, other]).write_parquet("both.parquet")
    assert "2 events of other providers are left out" in run(*RUN, "both.parquet", "--out", "out")
