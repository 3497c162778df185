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
from scenarios.portfolio.folder import Folder
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


def test_a_folder_of_somebodys_that_is_named_packed_is_left_alone() -> None:
    exported("--unmask")
    Path("out/packed").mkdir(parents=True)
    Path("out/packed/thesis.txt").write_text("years of work", "utf-8")
    assert "holds 'thesis.txt'" in run(*RUN, "events.parquet", "--out", "out", status=2)
    assert Path("out/packed/thesis.txt").read_text("utf-8") == "years of work"


def test_what_a_stopped_packing_left_is_packed_anew() -> None:
    exported("--unmask")
    Path("out/packed").mkdir(parents=True)
    for left in (".packed-0000.parquet.draft", "packed-0000.parquet", "packed-0001.parquet"):
        Path("out/packed", left).write_text("half a", "utf-8")
    run(*RUN, "events.parquet", "--out", "out")
    assert len(rows("out")) == len(STORIES)
    assert {one.name for one in Path("out/packed").iterdir()} == {"_packed.json", "packed-0000.parquet"}


def test_no_events_at_all_are_told_in_words() -> None:
    pl.read_parquet(exported("--unmask")).head(0).write_parquet("none.parquet")
    assert "the base has no event" in run(*RUN, "none.parquet", "--out", "out", status=2)


BILLED = {"number": "1234567", "at": "2024-06-05", "event": "billed", "amount": SEN, "period": "2024-06"}
PAID = {"number": "1234567", "at": "2024-06-20T22:00", "event": "paid", "amount": SEN}
UNREAD: dict[str, tuple[dict[str, Any], str]] = {
    "an amount in Indonesian notation": (BILLED | {"amount": "412.500"}, "the amount '412.500' is none"),
    "a debt of less than a rupiah": (BILLED | {"amount": "-0.50"}, "the amount '-0.50' is none"),
    "an amount of fractions": (BILLED | {"amount": 412500.5}, "the column 'amount' is double"),
    "a day that there is not": (BILLED | {"due": "2024-06-31"}, "the due '2024-06-31' is none"),
    "a tax in words": (BILLED | {"tax": "ten"}, "the tax 'ten' is none"),
    "a posting that is none": (PAID | {"period": "2024-06", "posted_at": "later"}, "the posted at 'later' is none"),
    "a posting as a number": (PAID | {"posted_at": 1718900000}, "the column 'posted_at' is int64"),
    "a period that is no month": (PAID | {"period": "June"}, "the period is missing, or none"),
    "a step in words": (PAID | {"period": "2024-06", "step": "x"}, "the column 'step' is large_string"),
    "an offset that there is not": (BILLED | {"at": "2024-06-05T00:00+99:99"}, "is no instant"),
    "an activation that tells no day": (
        {"number": "1234567", "at": "2024-06-05", "event": "activated", "amount": SEN, "period": "2024-06"},
        "it says when only in a column 'activated', which is missing",
    ),
    "a name that is nearly one": (PAID | {"period": "2024-06", "posted": "2024-06-21"}, "the column 'posted' is not"),
    "a number of fractions": (BILLED | {"number": 1234567.5}, "the column 'number' is double"),
    "no number": (BILLED | {"number": ""}, "the number is empty"),
}


@pytest.mark.parametrize(("event", "words"), UNREAD.values(), ids=UNREAD.keys())
def test_what_is_there_and_cannot_be_read_is_told_and_never_passed_over(event: dict[str, Any], words: str) -> None:
    pl.DataFrame([event]).write_parquet("events.parquet")
    said = run(*RUN, "events.parquet", "--out", "out", status=2)
    assert words in said
    assert "1234567)" not in said


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("{not json", "the payload is missing, or none that exports write"),
        (None, "the payload is missing, or none that exports write"),
        ('{"period":"2024-06"}', "the payload tells no amount"),
        ('{"period":"2024-06","amount":"Rp 412.500"}', "the amount 'Rp 412.500' is none"),
    ],
    ids=["a payload that is no JSON", "no payload", "a payload without an amount", "an amount with its currency"],
)
def test_a_payload_that_says_no_bill_is_told(payload: str | None, words: str) -> None:
    right = {
        "number": "1",
        "at": "2024-06-05",
        "event": "billed",
        "payload": '{"period":"2024-06","amount":"unspecified"}',
    }
    pl.DataFrame([right, right | {"number": "1234567", "payload": payload}]).write_parquet("events.parquet")
    said = run(*RUN, "events.parquet", "--out", "out", status=2)
    assert f"row 2 (***567): {words}" in said
    assert "row 1 (" not in said


def test_events_of_one_instant_come_to_the_same_in_any_order_of_rows() -> None:
    late = {"at": "2024-06-21T22:00", "period": None, "by": None, "reason": None}
    paid = PAID | late
    wish = paid | {"event": "terminated", "amount": None, "by": "customer", "reason": "wish"}
    for out, order in (("one", (paid, wish)), ("other", (wish, paid))):
        pl.DataFrame([BILLED | {"by": None, "reason": None}, *order]).write_parquet("events.parquet")
        run(*RUN, "events.parquet", "--out", out)
    assert rows("one") == [one | {"file": rows("one")[0]["file"]} for one in rows("other")]
    assert [rows(out)[0]["ended_as"] for out in ("one", "other")] == ["wish", "wish"]


def test_words_that_a_file_keeps_once_each_are_read_as_words() -> None:
    words = pl.col("number", "event", "period").cast(pl.Categorical)
    pl.DataFrame([BILLED]).with_columns(words).write_parquet("events.parquet")
    run(*RUN, "events.parquet", "--out", "out")
    assert rows("out")[0]["total_charged"] == SEN


def test_two_packings_do_not_work_in_one_folder_at_once() -> None:
    exported("--unmask")
    Path("out/packed").mkdir(parents=True)
    Path("out/packed/packed-0000.parquet").write_text("half a", "utf-8")
    with Folder("out/packed").alone():
        assert "another run works in it" in run(*RUN, "events.parquet", "--out", "out", status=2)
    assert Path("out/packed/packed-0000.parquet").exists()


def test_a_spoilt_word_of_what_was_packed_is_told() -> None:
    exported("--unmask")
    run(*RUN, "events.parquet", "--out", "out")
    Path("out/packed/_packed.json").write_text('{"half', "utf-8")
    assert "_packed.json: is not as a run writes it" in run(*RUN, "events.parquet", "--out", "out", status=2)


def test_events_that_cannot_be_packed_leave_no_folder_behind() -> None:
    opened = {"number": "1234567", "at": "2024-06-05", "event": "activated", "activated": "2024-06-05"}
    events = [opened | {"amount": None, "period": None}] * 2
    pl.DataFrame(events, schema_overrides={"amount": pl.Int64, "period": pl.String}).write_parquet("events.parquet")
    assert "opened more than once" in run(*RUN, "events.parquet", "--out", "out", status=2)
    assert not Path("out").exists()
