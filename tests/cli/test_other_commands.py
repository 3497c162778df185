"""`lifecycle explain`, `history`, `schema`, `rules` and the version."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lifecycle.rulebook import Shelf
from tests.cli.told import BOOKS, HOLDS, MISTAKES, UNPAID, kept, lifecycle


def test_explain_says_why_each_amount_is_what_it_is(tmp_path: Path) -> None:
    result = lifecycle("explain", kept(tmp_path, UNPAID))
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    at = lines.index("2024-06-21 a late-fee tier is reached")
    assert lines[at + 1 : at + 4] == [
        "Sanksi 2.a: paying late within the month (denda keterlambatan 5 %), edition 2023-07-01",
        "bill 2024-06, Rp 412.500 unpaid",
        "tier 1 from 2024-06-21: max(5% x Rp 412.500, Rp 5.000) = Rp 20.625",
    ]
    assert "late fee · denda keterlambatan Rp 0 → Rp 20.625" in lines
    assert "state · status active → isolated" in lines


def test_explain_of_one_answer_says_only_what_changes_it(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID)
    found = json.loads(lifecycle("explain", path, "--only", "state", "--format", "json").stdout)
    assert [change["trigger"] for change in found["changes"]] == ["isolated, event 4, by rules"]
    assert found["changes"][0]["changes"] == [{"key": "state", "before": "active", "after": "isolated"}]
    same = json.loads(lifecycle("explain", path, "--only", "isolated_since", "--format", "json").stdout)
    assert same["changes"] == found["changes"]


def test_explain_stops_at_an_instant(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID)
    found = json.loads(lifecycle("explain", path, "--at", "2024-06-20", "--format", "json").stdout)
    assert [change["trigger"].partition(",")[0] for change in found["changes"]] == ["billed"]
    assert "nothing has changed" in lifecycle("explain", path, "--at", "2024-06-01").stdout


def test_explain_takes_another_reading(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID.replace("2024-06-30", "2024-07-02"))
    assert "together: Rp 61.875" in lifecycle("explain", path, "--reading", "late_fee.stacking=add").stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--only", "lat_fee"], 'unknown key "lat_fee"; did you mean "late_fee"?'),
        (["--only", "dispute"], "changes of dispute are not explained"),
        (["--at", "x"], "--at: 'x' is not an instant"),
        (["--format", "csv"], 'unknown format "csv"'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_explain_refuses_what_it_does_not_know(tmp_path: Path, options: list[str], words: str) -> None:
    result = lifecycle("explain", kept(tmp_path, UNPAID), *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_history_lists_events_with_cause_and_hash(tmp_path: Path) -> None:
    path = kept(tmp_path, UNPAID.replace("letter-sent", "inferred: true\n    letter-sent"))
    found = json.loads(lifecycle("history", path, "--format", "json").stdout)
    assert [(one["number"], one["event"], one["actor"], one["step"]) for one in found["events"]] == [
        (1, "activated", "provider", None),
        (2, "billed", "provider", 1),
        (3, "letter-sent", "customer", 2),
        (4, "isolated", "rules", None),
    ]
    assert found["events"][3]["because"]["clause"].startswith("Sanksi 2.b")
    assert found["events"][1]["payload"] == {
        "period": "2024-06",
        "amount": {"sen": 41250000, "rupiah": "412500", "unspecified": []},
    }
    text = lifecycle("history", path).stdout
    assert "letter sent · surat dikirim (to the provider)" in text
    assert "inferred" in text
    assert all(one["hash"] in text for one in found["events"])
    assert text.endswith(f"chain: 4 events, {found['chain']['head']}\n")


@pytest.mark.parametrize("command", ["history", "explain"])
def test_a_file_with_mistakes_ends_with_2(tmp_path: Path, command: str) -> None:
    assert lifecycle(command, kept(tmp_path, MISTAKES)).exit_code == 2


def test_the_schema_agrees_with_a_story() -> None:
    result = lifecycle("schema")
    assert result.exit_code == 0
    Draft202012Validator.check_schema(json.loads(result.stdout))


def test_rules_are_listed() -> None:
    result = lifecycle("rules", "list", "--rules", BOOKS)
    assert result.exit_code == 0
    rows = [line.split()[:2] for line in result.stdout.splitlines()]
    assert ["contoh-net", "2024-01-01"] in rows
    assert ["indihome", "2023-07-01"] in rows


def test_books_that_can_be_read_are_listed_beside_those_that_cannot(tmp_path: Path) -> None:
    kept(tmp_path, "# Nothing\n", "broken/2024-01-01.md")
    result = lifecycle("rules", "list", "--rules", tmp_path)
    assert result.exit_code == 2
    assert "indihome" in result.stdout
    assert "2024-01-01.md:1:1: no header" in result.stderr


def test_a_book_is_shown_with_clauses_and_readings() -> None:
    latest = lifecycle("rules", "show", "indihome")
    assert latest.exit_code == 0
    for words in (
        "in force        from 2023-07-01 (inferred)",
        "Sanksi 2.a: paying late within the month (denda keterlambatan 5 %)",
        "late_fee.tier[0].rate             5%",
        "late_fee.stacking: replace (default), add",
        "Not modelled · tidak dimodelkan",
    ):
        assert words in latest.stdout
    assert "from 2022-01-01" in lifecycle("rules", "show", "indihome@2022-01-01").stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("indihom", 'did you mean "indihome"?'),
        ("indihome@2020-01-01", 'there is no edition "2020-01-01"'),
        ("none/such.md", "is no file; a book is provider, provider@edition or FILE.md"),
    ],
)
def test_a_book_that_is_not_there_ends_with_2(name: str, words: str) -> None:
    result = lifecycle("rules", "show", name)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_book_that_nobody_installed_is_shown_from_its_file(tmp_path: Path) -> None:
    book = tmp_path / "proposal.md"
    book.write_text(Shelf.open().editions("indihome")[-1].text.replace('rate = "5%"', 'rate = "7%"'), "utf-8")
    assert "late_fee.tier[0].rate             7%" in lifecycle("rules", "show", book).stdout


def test_the_books_that_ship_lint_clean() -> None:
    result = lifecycle("rules", "lint")
    assert result.exit_code == 0, result.output
    assert ", 0 errors, 0 warnings, " in result.stdout


def test_what_lint_finds_ends_with_1(tmp_path: Path) -> None:
    text = (BOOKS / "contoh-net" / "2024-01-01.md").read_text("utf-8")
    path = kept(tmp_path, text.replace("days_after = 61", "days_after = 2"), "2024-01-01.md")
    result = lifecycle("rules", "lint", path)
    assert result.exit_code == 1
    assert "2024-01-01.md:" in result.stdout
    assert "warning: terminated" in result.stdout
    assert result.stdout.endswith("1 book, 0 errors, 1 warning, 1 note\n")


def test_lint_of_what_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    result = lifecycle("rules", "lint", tmp_path / "none.md")
    assert result.exit_code == 2
    assert "none.md: is no file; a book is provider, provider@edition or FILE.md" in result.stderr
    assert lifecycle("rules", "lint", "nobody").exit_code == 2


def test_a_book_to_start_from_is_printed_and_reads_and_lints_clean(tmp_path: Path) -> None:
    result = lifecycle("rules", "new", "my-isp")
    assert result.exit_code == 0
    path = kept(tmp_path, result.stdout, "my-isp/2024-01-01.md")
    assert lifecycle("rules", "lint", path).exit_code == 0


def test_a_book_is_written_where_it_belongs_and_never_over_another(tmp_path: Path) -> None:
    arguments = ("rules", "new", "my-isp", "--in-force", "2025-02-01", "--to", tmp_path)
    path = tmp_path / "my-isp" / "2025-02-01.md"
    first = lifecycle(*arguments)
    assert (first.exit_code, first.stdout) == (0, f"{path}\n")
    path.write_text("mine", "utf-8")
    second = lifecycle(*arguments)
    assert second.exit_code == 2
    assert f"{path}: is there already" in second.stderr
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["My ISP"], "is no provider's name"), (["my-isp", "--in-force", "2024-02-30"], "--in-force: '2024-02-30'")],
)
def test_a_book_of_an_impossible_name_or_day_ends_with_2(arguments: list[str], words: str) -> None:
    result = lifecycle("rules", "new", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_the_version_is_said() -> None:
    result = lifecycle("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("lifecycle ")


def test_an_unknown_command_ends_with_2() -> None:
    assert lifecycle("replai").exit_code == 2


def test_a_story_told_as_recorded_is_told(tmp_path: Path) -> None:
    story = HOLDS.replace("subscription:", "provider_acts: as_recorded\nsubscription:")
    assert "; as recorded" in lifecycle("replay", kept(tmp_path, story)).stdout
