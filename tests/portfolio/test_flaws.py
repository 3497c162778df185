"""What is wrong with a base is told all at once, with file, row group and row."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import pyarrow as pa
import pyarrow.parquet as pq
from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.portfolio.schema import LISTS, TERMS, packed
from tests.portfolio.bases import SEN, UNSTEPPED, act, at, base, bill, few, paid, row

RUN = ("portfolio", "run", "--book", "indihome", "--jobs", "1", "--as-of", "2024-06-30", "--out", "out")


def refused(path: Path) -> str:
    done = CliRunner().invoke(app, [*RUN, str(path)])
    assert done.exit_code == 2, done.output
    assert not Path("out", "rows").exists()
    return done.stderr


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


FLAWS: dict[str, tuple[dict[str, Any], str]] = {
    "a negative amount": (row("1234567", bill(amount=-5)), "bill 1: the amount is negative"),
    "an amount beyond what is reckoned with": (
        row("1234567", paid("2024-06-10", 10**14)),
        "payment 1: the amount is more",
    ),
    "bills out of order": (
        row("1234567", bill("2024-07"), bill("2024-06")),
        "bill 2 is earlier than the one before it",
    ),
    "a month that there is not": (row("1234567", {**bill(), "period": 202413}), "the period is no month"),
    "an act that no column holds": (row("1234567", act("2024-06-10", "refunded")), "act 1 is none that whole bases"),
    "a fact before the first edition": (row("1234567", bill("2021-12")), "bill 1 lies before 2022-01-01"),
    "a change of plan without a fee": (row("1234567", act("2024-06-10", "plan_changed")), "has a new monthly fee"),
    "an activation in another age": (
        row("1234567", activated=at("1900-01-01") - timedelta(days=9)),
        "activated lies outside the years",
    ),
    "a tax beyond its bill": (row("1234567", bill(tax=SEN + 1)), "bill 1: the tax is more than the amount"),
    "a tax of an amount that nobody knows": (
        row("1234567", bill(amount=None, tax=1)),
        "bill 1: the tax is more than the amount",
    ),
    "a last day to pay in another age": (
        row("1234567", bill(due=date(1969, 12, 31))),
        "bill 1: the last day to pay lies outside the years 1970 to 2199",
    ),
    "a payment for no month": (row("1234567", paid("2024-06-10", period=-1)), "payment 1: the period is no month"),
    "a device that came back as nobody knows": (
        row("1234567", act("2024-06-10", "device_returned", detail=5)),
        "act 1: the detail of a device that came back is 0 to 3; it is 5",
    ),
    "bills of nobody knows when": (
        row("1234567", activated=None, bills_day=5),
        "a day of bills asks for an activation, which is missing",
    ),
    "bills of no fee": (row("1234567", monthly_fee=None, bills_day=5), "asks for a monthly fee, which is missing"),
}


@pytest.mark.parametrize(("wrong", "words"), FLAWS.values(), ids=FLAWS.keys())
def test_a_flaw_is_told_with_its_place_and_the_number_masked(wrong: dict[str, Any], words: str) -> None:
    said = refused(base(Path("base.parquet"), [*few()[:3], wrong]))
    assert "base.parquet: row group 1, row 2 (***567): " in said
    assert words in said
    assert "1234567" not in said


def test_all_flaws_are_told_at_once_and_those_beyond_a_thousand_counted() -> None:
    wrong = [row(f"{number:06d}", bill(amount=-1)) for number in range(1100)]
    said = refused(base(Path("base.parquet"), wrong, group=400))
    assert said.count("the amount is negative") == 1000
    assert "and 100 more; 1100 in all" in said


def test_columns_that_are_missing_or_of_another_type_are_told_of_every_file() -> None:
    table = pa.Table.from_pylist(few(), schema=UNSTEPPED)
    pq.write_table(table.drop_columns(["number"]), "a.parquet")
    fees = pa.array([4125.5] * 5)
    at_fee = table.schema.names.index("monthly_fee")
    pq.write_table(table.set_column(at_fee, "monthly_fee", fees), "b.parquet")
    done = CliRunner().invoke(app, [*RUN, "a.parquet", "b.parquet"])
    assert "a.parquet: the column 'number' is missing" in done.stderr
    assert "b.parquet: the column 'monthly_fee' is double; an amount in sen is int64" in done.stderr


def test_a_column_that_is_there_twice_is_told_in_words() -> None:
    table = pa.Table.from_pylist(few(), schema=UNSTEPPED)
    bills = table.column("bills").combine_chunks()
    names = [part.name for part in bills.type.value_type]
    facts = pa.StructArray.from_arrays([*bills.values.flatten(), bills.values.field("amount")], [*names, "amount"])
    twice = table.set_column(table.schema.names.index("bills"), "bills", pa.ListArray.from_arrays(bills.offsets, facts))
    pq.write_table(twice.append_column("number", table.column("number")), "twice.parquet")
    said = refused(Path("twice.parquet"))
    assert "the column 'number' is there 2 times, and nothing says which is meant; keep one" in said
    assert "the column 'bills.amount' is there 2 times" in said


def test_steps_are_told_of_all_facts_or_of_none_and_never_twice() -> None:
    stepped = packed()
    wrong = row("1", bill(step=1), paid("2024-06-10", step=1))
    assert "two facts have the same step" in refused(base(Path("base.parquet"), [wrong], schema=stepped))


def test_a_list_that_no_row_has_may_be_left_out_where_steps_are_left_out() -> None:
    lists = {"bills": ("period", "issued", "amount"), "payments": ("at", "amount")}
    base(Path("base.parquet"), few()[:2], schema=packed(lists=lists))
    done = CliRunner().invoke(app, [*RUN, "base.parquet"])
    assert done.exit_code == 0, done.output


def test_what_is_no_parquet_and_what_is_not_there_are_told_in_words() -> None:
    Path("letter.parquet").write_text("dear", "utf-8")
    assert "this is not Parquet" in refused(Path("letter.parquet"))
    assert "there is nothing of that name" in refused(Path("nowhere.parquet"))


def test_a_bill_of_an_unspecified_amount_is_none_that_is_wrong() -> None:
    path = base(Path("base.parquet"), [row("1", bill(amount=None), paid("2024-06-10", SEN))])
    done = CliRunner().invoke(app, [*RUN, str(path)])
    assert done.exit_code == 0, done.output
    assert pq.read_table("out/rows").to_pylist()[0]["unspecified"] == "principal, late_fee"


def test_the_columns_are_told_where_people_read_of_them() -> None:
    text = (Path(__file__).parents[2] / "scenarios" / "portfolio" / "README.md").read_text("utf-8")
    columns = [*TERMS.items(), *(pair for those in LISTS.values() for pair in those.items())]
    assert [name for name, one in columns if f"`{name}`{' (needed)' if one.needed else ''} | " not in text] == []
    assert [one.says for _, one in columns if one.says not in text] == []


def test_a_file_of_no_rows_is_passed_over_and_a_base_of_none_is_told_in_words() -> None:
    base(Path("empty.parquet"), [])
    assert "the base has no row" in refused(Path("empty.parquet"))
    base(Path("few.parquet"), few())
    done = CliRunner().invoke(app, [*RUN, "empty.parquet", "few.parquet"])
    assert done.exit_code == 0, done.output
    assert len(pq.read_table("out/rows")) == len(few())


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"number": ["1"]}, "there is neither a column 'bills' nor 'bills_day'"),
        (
            {"number": ["1"], "bills_day": [5], "payment": [None]},
            "the column 'payment' is not read; name it 'payments'",
        ),
        (
            {
                "number": ["1"],
                "bills_day": [5],
                "payments": [[{"at": at("2024-06-10"), "amount": 5, "posted_at": None}]],
            },
            "the column 'payments.posted_at' is not read; name it 'posted'",
        ),
    ],
    ids=["a base of nobody's bills", "a list by nearly its name", "a field by nearly its name"],
)
def test_columns_that_would_be_left_unread_are_told(columns: dict[str, Any], words: str) -> None:
    pq.write_table(pa.table(columns), "base.parquet")
    assert words in refused(Path("base.parquet"))


def test_numbers_that_are_empty_and_amounts_of_an_unsigned_type_are_told_at_their_rows() -> None:
    kind = pa.struct({"period": pa.int32(), "issued": pa.timestamp("ms"), "amount": pa.uint64()})
    bills = pa.array([[{"period": 202406, "issued": None, "amount": 1 << 63}]] * 2, pa.list_(kind))
    pq.write_table(pa.table({"number": ["1234567", ""], "bills": bills}), "base.parquet")
    said = refused(Path("base.parquet"))
    assert "row 1 (***567): bill 1: the amount is more than" in said
    assert "row 2 (***): the number is missing" in said


def test_a_bill_without_its_instant_is_told_once() -> None:
    bills = pa.array([[{"period": 202406, "issued": None, "amount": 5}]])
    pq.write_table(pa.table({"number": ["1234567"], "bills": bills}), "base.parquet")
    assert refused(Path("base.parquet")).count("bill 1") == 1
