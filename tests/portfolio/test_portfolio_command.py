"""`lifecycle portfolio`: what it prints and writes, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import numpy as np
import pyarrow.parquet as pq
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import lifecycle
from scenarios.cli import app
from scenarios.portfolio.tally import _exactly
from tests.portfolio.bases import SEN, base, bill, few, paid, row

SCHEMA = Path(__file__).parents[2] / "scenarios" / "report" / "portfolio.schema.json"
COMPARE = ("portfolio", "compare", "--from", "indihome@2023-07-01", "--jobs", "1")
LATER = ("--set", "arrears.rung[0].at.days_after=5")
DEARER = ("--set", "late_fee.tier[0].rate=7%")
UNTIL = ("--as-of", "2024-06-30T23:59:59")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base of five, two a row group."""
    monkeypatch.chdir(tmp_path)
    base(Path("base.parquet"), few())
    return tmp_path


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == status, done.output
    return done.stdout if status == 0 else done.stderr


def rows(folder: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(f"{folder}/rows").to_pylist()
    return found


def test_each_subscription_is_a_row_under_both_books_with_the_difference_and_its_cause() -> None:
    run(*COMPARE, *LATER, *DEARER, *UNTIL, "base.parquet", "--out", "out")
    found = rows("out")
    assert [one["number"] for one in found] == [f"***00{number}" for number in range(1, 6)]
    assert [one["changed"] for one in found] == [False, True, True, True, True]
    assert [one["to_state"] for one in found] == ["active", "active", "active", "isolated", "terminated"]
    assert found[2]["from_state"] == "isolated"
    assert [one["balance_change"] for one in found] == [0, 825_000, 825_000, 825_000, 825_000]
    for one in found:
        shares = one["balance_change_A"] + one["balance_change_B"] + one["balance_change_together"]
        assert shares == one["balance_change"]
    assert [one["causes"] for one in found] == [None, "A, B", "A, B", "A, B", "A, B"]


def test_the_summary_says_who_changes_by_kind_and_clause_and_adds_up() -> None:
    told = json.loads(run(*COMPARE, *LATER, *DEARER, *UNTIL, "base.parquet", "--out", "out", "--format", "json"))
    assert (told["subscriptions"], told["changed"], told["replayed"]) == (5, 4, 4)
    assert [one["part"] for one in told["parts"]] == ["A", "B"]
    for one in told["rupiah"]:
        assert one["change"]["sen"] == one["together"]["sen"] + sum(part["sen"] for part in one["alone"])
    balance = next(one for one in told["rupiah"] if one["kind"] == "balance")
    assert (balance["change"]["sen"], balance["more_in"]) == (4 * 825_000, 4)
    assert sum(bar["count"] for bar in told["distribution"]["histogram"]) == 4
    assert len(told["largest"]) == 4


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([*COMPARE, *LATER, *DEARER], id="of two books that differ in two parts"),
        pytest.param([*COMPARE, *LATER], id="of two books that differ in one"),
        pytest.param([*COMPARE, "--to", "indihome@2023-07-01"], id="of two books that are the same"),
        pytest.param(["portfolio", "run", "--book", "indihome", "--jobs", "1"], id="of one book"),
    ],
)
def test_the_summary_agrees_with_its_schema(words: list[str]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    base(Path("base.parquet"), [*few(), row("900100006", bill(amount=None)), row("12", bill(amount=0))])
    told = json.loads(run(*words, *UNTIL, "base.parquet", "--out", "out", "--format", "json"))
    Draft202012Validator(schema).validate(told)
    assert json.loads(Path("out/summary.json").read_text("utf-8")) == told


def test_who_is_isolated_by_one_book_alone_is_told_on_the_page() -> None:
    said = run(*COMPARE, *LATER, *UNTIL, "base.parquet", "--out", "out")
    assert "5 subscriptions with 5 bills" in said
    assert "no longer isolated" in said
    assert "replayed event by event: 4 of the 4 that change" in said


def test_one_book_judges_a_base_alone() -> None:
    said = run("portfolio", "run", "--book", "indihome", *UNTIL, "base.parquet", "--out", "out", "--jobs", "1")
    assert "terminated" in said
    assert [one["state"] for one in rows("out")] == ["active", "active", "isolated", "isolated", "terminated"]
    assert rows("out")[3]["payable"] == SEN + SEN // 20


def test_what_the_book_has_no_clause_for_is_null() -> None:
    base(Path("other.parquet"), [row("1", bill())])
    run("portfolio", "run", "--book", "iconnet", *UNTIL, "other.parquet", "--out", "out", "--jobs", "1")
    assert rows("out")[0]["late_fee"] is None
    assert rows("out")[0]["payable"] == SEN


def test_a_book_that_needs_more_than_columns_hold_is_refused_by_its_clause() -> None:
    base(Path("other.parquet"), [row("1", bill())])
    said = run("portfolio", "run", "--book", "masterweb", "other.parquet", "--out", "out", status=2)
    assert "[refund]" in said
    assert not Path("out").exists()


def test_numbers_are_masked_unless_asked_for() -> None:
    asked = (*COMPARE, *LATER, *UNTIL, "base.parquet")
    said = run(*asked, "--out", "out")
    written = "".join(path.read_text("utf-8") for path in Path("out").glob("*.*"))
    assert "900100" not in said + written + str(rows("out"))
    assert "900100003" in run(*asked, "--out", "bare", "--unmask")


def test_a_folder_and_a_uri_are_bases_too(folder: Path) -> None:
    Path("many").mkdir()
    base(Path("many/a.parquet"), few()[:2])
    base(Path("many/b.parquet"), few()[2:])
    run(*COMPARE, *LATER, *UNTIL, "many", "--out", "one")
    run(*COMPARE, *LATER, *UNTIL, f"file://{folder}/many", "--out", "other")
    assert [one["to_payable"] for one in rows("one")] == [one["to_payable"] for one in rows("other")]
    assert len(rows("one")) == 5


@pytest.mark.parametrize("path", ["many", "file://{folder}/many"])
@pytest.mark.parametrize("out", ["many", "many/out", "file://{folder}/many/new/out"])
def test_what_comes_out_may_not_lie_in_the_base_that_is_read(path: str, out: str, folder: Path) -> None:
    Path("many").mkdir()
    base(Path("many/a.parquet"), few())
    found = run(*COMPARE, *LATER, *UNTIL, path.format(folder=folder), "--out", out.format(folder=folder), status=2)
    assert "which is read as the base, and so would be what is written; name a folder beside it" in found
    assert [one.name for one in Path("many").iterdir()] == ["a.parquet"]


def test_what_comes_out_beside_files_of_a_pattern_is_not_read_the_next_time(folder: Path) -> None:
    Path("many").mkdir()
    base(Path("many/a.parquet"), few())
    said = [run(*COMPARE, *LATER, *UNTIL, "many/*", "--out", f"many/{out}", "--format", "json") for out in "ab"]
    assert said[0] == said[1]


def test_a_file_is_no_folder_for_what_comes_out() -> None:
    said = run(*COMPARE, *LATER, *UNTIL, "base.parquet", "--out", "base.parquet", status=2)
    assert said == "base.parquet: is a file; name a folder\n"


def test_without_an_instant_the_end_of_the_last_facts_month_counts() -> None:
    told = json.loads(run(*COMPARE, *LATER, "base.parquet", "--out", "out", "--format", "json"))
    assert told["until"] == "2024-06-30T23:59:59+07:00"


def test_an_unknown_reading_is_refused_with_those_that_are_known() -> None:
    said = run(*COMPARE, *LATER, "base.parquet", "--out", "out", "--reading", "late_fee.stack=add", status=2)
    assert 'did you mean "late_fee.stacking"?' in said


def test_a_reading_lies_over_the_book() -> None:
    run(*COMPARE, *LATER, *UNTIL, "base.parquet", "--out", "out", "--reading", "isolation.lifted_when=overdue")
    assert rows("out")[2]["from_state"] == "active"


def test_a_payment_counts_from_its_posting_where_that_is_read_so() -> None:
    base(Path("base.parquet"), [row("1", bill(), paid("2024-06-20T22:00", posted=paid("2024-06-21T09:00")["at"]))])
    run("portfolio", "run", "--book", "indihome", *UNTIL, "base.parquet", "--out", "a", "--jobs", "1")
    posted = ("--reading", "payment.dated_by=posted")
    run("portfolio", "run", "--book", "indihome", *UNTIL, "base.parquet", "--out", "b", "--jobs", "1", *posted)
    assert [rows(one)[0]["payable"] for one in ("a", "b")] == [0, SEN // 20]


def test_the_page_tells_the_same_in_either_language_and_asks_for_nothing() -> None:
    told = (("en", "no longer: isolated at any time", "before"), ("id", "tidak lagi: pernah diisolir", "sebelum"))
    for lang, words, before in told:
        run(*COMPARE, *LATER, *DEARER, *UNTIL, "base.parquet", "--out", lang, "--lang", lang)
        page = Path(lang, "summary.html").read_text("utf-8")
        assert words in page
        assert "<svg" in page
        assert f'<td data-head="{before}" class="num">' in page, "a narrow page tells what each number is"
        assert not {word for word in ("<script", "<link", "src=") if word in page}
    assert "Dari 5 langganan, 4 berubah" in page


def test_without_what_draws_pages_the_rest_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.commands.portfolio_page.find_spec", lambda name: None)
    assert "summary.html" not in run(*COMPARE, *LATER, *UNTIL, "base.parquet", "--out", "out")
    assert Path("out/summary.json").exists()


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.commands.portfolio.find_spec", lambda name: None)
    said = run(*COMPARE, *LATER, "base.parquet", "--out", "out", status=2)
    assert "pip install 'subscription-lifecycle[portfolio]'" in said


def test_a_reading_that_the_other_book_does_not_allow_is_refused_with_its_name() -> None:
    text = (Path(lifecycle.__path__[0]) / "providers" / "iconnet" / "undated.md").read_text("utf-8")
    declared = text.index('[readings."penalty.months_remaining"]')
    also = text.index("also = [", declared)
    Path("narrow.md").write_text(f"{text[:also]}also = []{text[text.index(']', also) + 1 :]}", "utf-8")
    for asked in (("iconnet", "narrow.md"), ("narrow.md", "iconnet")):
        said = run(
            *("portfolio", "compare", "base.parquet", "--from", asked[0], "--to", asked[1], *UNTIL, "--out", "out"),
            *("--reading", "penalty.months_remaining=daily"),
            status=2,
        )
        assert "penalty.months_remaining: " in said
        assert ("with narrow.md: " in said) == (asked[1] == "narrow.md")


def test_sums_are_exact_beyond_64_bits() -> None:
    most = np.full(3, (1 << 62) + 1, dtype=np.int64)
    assert _exactly(most) == 3 * ((1 << 62) + 1)
    assert _exactly(-most) == -3 * ((1 << 62) + 1)
