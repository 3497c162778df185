"""`lifecycle compare`: what it prints, and how it ends."""

import csv
import json
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from lifecycle.rulebook import Shelf
from scenarios.cli import app
from tests.comparing.told import IN_TIME, LATE

SCHEMA = Path(__file__).parents[2] / "scenarios" / "report" / "compare.schema.json"
RATE = ("--set", "late_fee.tier[0].rate=7%")
FROM = ("compare", "--from", "indihome@2023-07-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two stories of the provider, one of another."""
    monkeypatch.chdir(tmp_path)
    Path("stories").mkdir()
    named = LATE.replace('number: "122001"', 'number: "1220017788", name: Siti Wulan')
    Path("stories/late.yaml").write_text(named.replace("One bill", "Siti Wulan of 1220017788"), "utf-8")
    Path("stories/in-time.yaml").write_text(IN_TIME, "utf-8")
    Path("stories/other.yaml").write_text("scenario: Other\nprovider: masterweb\nsteps: []\n", "utf-8")
    Path("stories/spoilt.invalid.yaml").write_text("provider: indihome\n", "utf-8")
    return tmp_path


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == status, done.output
    return done.stdout


def test_the_page_says_what_differs_whose_outcome_changes_and_why_others_do_not(folder: Path) -> None:
    said = run(*FROM, *RATE, "stories")
    assert "2 stories, 1 affected, 1 unaffected, 1 of other providers left out" in said
    assert "A  late_fee.tier[0].rate 5%" in said
    assert "no clause that changes is consulted" in said
    assert "Rp 8.000" in said


def test_numbers_and_names_are_masked_unless_asked_for(folder: Path) -> None:
    for form in ("text", "json", "csv", "markdown"):
        said = run(*FROM, *RATE, "stories", "--format", form)
        assert not {word for word in ("Siti", "1220017788") if word in said}, form
    assert "Siti Wulan" in run(*FROM, *RATE, "stories", "--unmask")


def test_the_json_agrees_with_its_schema_and_adds_up(folder: Path) -> None:
    told = json.loads(run(*FROM, *RATE, "--set", "arrears.rung[0].at.days_after=5", "stories", "--format", "json"))
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    late = next(one for one in told["stories"] if one["affected"])
    for one in late["rupiah"]:
        whole = sum(part["sen"] for part in one["alone"].values()) + one["together"]["sen"]
        assert whole == one["change"]["sen"] == one["to"]["sen"] - one["from"]["sen"]
    assert told["totals"]["unaffected"] == {"not_consulted": 1}


def test_the_rows_of_a_kind_add_up_to_it(folder: Path) -> None:
    rows = list(csv.DictReader(StringIO(run(*FROM, *RATE, "stories", "--format", "csv"), newline="")))
    kinds = {row["name"] for row in rows if row["row"] == "rupiah"}
    assert {"late_fees_charged", "payable", "balance"} <= kinds
    for kind in kinds:
        of = {row["row"]: int(row["change"]) for row in rows if row["name"] == kind and row["change"]}
        assert of["rupiah"] == of["alone"] + of["together"] == 8000


def test_a_comment_on_a_change_is_a_table(folder: Path) -> None:
    said = run(*FROM, *RATE, "stories", "--format", "markdown")
    assert "| A | `late_fee.tier[0].rate 5% → 7%` |" in said
    assert "| `stories/late.yaml` | +Rp 8.000 | A +Rp 8.000 |" in said


def test_so_many_stories_are_listed_as_somebody_asks_for(folder: Path) -> None:
    assert "stories/late.yaml" not in run(*FROM, *RATE, "stories", "--most", "0")
    assert "and 1 more story" in run(*FROM, *RATE, "stories", "--most", "0")
    assert "… and 1 more." in run(*FROM, *RATE, "stories", "--most", "0", "--format", "markdown")


GATES = [
    pytest.param(("--fail-over", "7999"), 1, "grows by Rp 8.000, more than Rp 7.999", id="more than may be"),
    pytest.param(("--fail-over", "8000"), 0, "lets the change through", id="no more than may be"),
    pytest.param(("--fail-on", "broken"), 1, "3 expectations broken", id="an expectation breaks"),
    pytest.param(("--fail-on", "terminated,blacklisted"), 0, "lets the change through", id="nobody is ended"),
    pytest.param(("--fail-on", "isolated"), 0, "lets the change through", id="isolated before the change, too"),
]


@pytest.mark.parametrize(("words", "status", "said"), GATES)
def test_a_gate(folder: Path, words: tuple[str, ...], status: int, said: str) -> None:
    assert said in " ".join(run(*FROM, *RATE, "stories", *words, status=status).split())


def test_a_gate_stops_what_newly_comes_over_somebody(folder: Path) -> None:
    said = run(*FROM, "--set", "billing.due.day=15", "stories", "--fail-on", "isolated", status=1)
    assert "newly isolated" in said


def test_books_that_rule_the_same_change_nothing(folder: Path) -> None:
    said = run(*FROM, "--to", "indihome@2023-07-01", "stories", "--fail-over", "0", "--fail-on", "broken")
    assert "2 stories, 0 affected, 2 unaffected" in said
    assert "nothing: both books rule the same" in said


def test_a_file_is_compared_with_the_edition_in_whose_place_it_stands(folder: Path) -> None:
    book = Shelf.open().editions("indihome")[-1]
    Path("proposal.md").write_text(book.text.replace("in_force = 2023-07-01", "in_force = 2027-01-01"), "utf-8")
    said = run(*FROM, "--to", "proposal.md", *RATE, "stories")
    assert "proposal.md with late_fee.tier[0].rate = 7%" in " ".join(said.split())
    assert "1 affected" in said


def test_a_story_that_cannot_be_used_ends_it_with_2_and_the_others_are_told(folder: Path) -> None:
    Path("stories/late.yaml").write_text(LATE.replace("paid: 420000", "payd: 420000"), "utf-8")
    said = run(*FROM, *RATE, "stories", status=2)
    assert "stories/late.yaml:9:5" in said
    assert "1 stories" not in said


def test_what_a_store_keeps_is_compared_as_files_are(folder: Path) -> None:
    run("replay", "stories/in-time.yaml", "--store", "sqlite:///kept.db")
    CliRunner().invoke(app, ["replay", "stories/late.yaml", "--store", "sqlite:///kept.db"])
    before = Path("kept.db").read_bytes()
    said = run(*FROM, *RATE, "--store", "sqlite:///kept.db")
    assert "2 stories, 1 affected, 1 unaffected" in said
    assert "indihome/•••788" in said or "indihome/***788" in said
    assert "1220017788" not in said
    assert Path("kept.db").read_bytes() == before
    assert "1 story, 1 affected" in run(
        *FROM, *RATE, "--store", "sqlite:///kept.db", "--subscription", "indihome/***788"
    )


WRONG = [
    pytest.param(("compare", "--from", "indihome", "stories"), "--set", id="no other book"),
    pytest.param(("compare", "--from", "indihom", *RATE), 'did you mean "indihome"', id="no such provider"),
    pytest.param((*FROM, "--to", "masterweb"), "of one provider", id="two providers"),
    pytest.param(
        (*FROM, "--to", "none/such.md"),
        "is no file; a book is provider, provider@edition or FILE.md",
        id="no such file",
    ),
    pytest.param((*FROM, "--set", "late_fee.tier[0].rat=7%"), "did you mean", id="no such parameter"),
    pytest.param((*FROM, *RATE, "--fail-on", "endet"), "unknown word", id="no such word"),
    pytest.param((*FROM, *RATE, "--fail-over", "1.000"), "ambiguous", id="an ambiguous amount"),
    pytest.param((*FROM, *RATE, "--fail-over", "-5000"), "less than nothing", id="a negative amount"),
    pytest.param((*FROM, *RATE, "--most", "many"), "not a whole number", id="no number"),
    pytest.param((*FROM, *RATE, "--format", "xml"), "unknown format", id="no such format"),
    pytest.param(
        (*FROM, *RATE, "stories", "--store", "sqlite:///kept.db"), "one of the two", id="both kinds of stories"
    ),
    pytest.param((*FROM, *RATE, "--subscription", "indihome/1"), "name the store", id="a subscription of no store"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_is_asked_wrongly_is_said(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 2
    assert said in done.output
