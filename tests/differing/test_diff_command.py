"""`lifecycle rules diff`: what it prints, and how it ends."""

import json
from pathlib import Path

import jsonschema

from tests.cli.told import lifecycle
from tests.differing.copies import SHELF

SCHEMA = Path(__file__).parents[2] / "scenarios" / "report" / "rules_diff.schema.json"
EDITIONS = ("indihome@2022-01-01", "indihome@2023-07-01")


def test_the_page_has_words_and_numbers_and_marks_the_words_that_changed() -> None:
    done = lifecycle("rules", "diff", *EDITIONS)
    said = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert "7 clauses: 1 in rules, 1 in words or place only, 5 the same" in said
    assert "the terminated rung's at moves from day 1 of the bill's month + 2 to day 1 of the bill's month + 3" in said
    assert "arrears.rung[1].at, line 140 → 138" in said
    assert "[-after the right has vested and before the end-]" in said


def test_a_provider_alone_is_its_latest_edition_and_a_file_is_a_book_too(tmp_path: Path) -> None:
    copy = tmp_path / "2023-07-01.md"
    copy.write_text(SHELF.editions("indihome")[-1].text.replace('rate = "5%"', 'rate = "7%"'), "utf-8")
    done = lifecycle("rules", "diff", "indihome", copy)
    assert "rate rises from 5% to 7%, by 2 percentage points" in done.stdout
    assert done.stdout.split()[:3] == ["indihome@2023-07-01", "→", str(copy)]


def test_the_status_says_whether_anything_differs_only_where_that_is_asked_for() -> None:
    assert lifecycle("rules", "diff", *EDITIONS, "--exit-code").exit_code == 1
    assert lifecycle("rules", "diff", EDITIONS[0], EDITIONS[0], "--exit-code").exit_code == 0
    assert "both books say the same" in lifecycle("rules", "diff", EDITIONS[0], EDITIONS[0]).stdout


def test_the_json_agrees_with_its_schema() -> None:
    told = json.loads(lifecycle("rules", "diff", *EDITIONS, "--format", "json").stdout)
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    settings = [one for clause in told["clauses"] for one in clause["settings"]]
    assert settings[-1]["to"]["value"] == {"month": 3, "day": 1}
    assert settings[-1]["difference"] == "1 month later"


def test_a_comment_on_a_change_is_a_table() -> None:
    said = lifecycle("rules", "diff", *EDITIONS, "--format", "markdown").stdout
    assert (
        "| `arrears.rung[1].at` | day 1 of the bill's month + 2 | day 1 of the bill's month + 3 | 1 month later |"
        in said
    )


def test_books_of_two_providers_are_said_to_be_so() -> None:
    assert "two providers: postclic and telkomsel" in lifecycle("rules", "diff", "postclic", "telkomsel").stdout


def test_a_book_that_is_none_is_told_in_words() -> None:
    done = lifecycle("rules", "diff", "indihme", "none.md")
    assert done.exit_code == 2
    assert 'unknown provider "indihme"; did you mean "indihome"?' in done.stderr
    assert "none.md: is no file; a book is" in done.stderr
    assert "none.md: is no file; a book is" in lifecycle("rules", "diff", "indihome", "none.md").stderr


def test_the_mistakes_of_both_books_are_told_at_once(tmp_path: Path) -> None:
    (book,) = (book for book in SHELF.editions("indihome") if book.edition == "2023-07-01")
    for name, wrong in (("a.md", "5 percent"), ("b.md", "five")):
        (tmp_path / name).write_text(book.text.replace('rate = "5%"', f'rate = "{wrong}"'), "utf-8")
    for command in (
        ("rules", "diff"),
        ("compare", "--from"),
        ("portfolio", "compare", "none", "--out", "out", "--from"),
    ):
        between = ("--to",) if "--from" in command else ()
        done = lifecycle(*command, str(tmp_path / "a.md"), *between, str(tmp_path / "b.md"))
        assert (done.exit_code, "a.md:" in done.stderr, "b.md:" in done.stderr) == (2, True, True), done.output
    done = lifecycle("rules", "diff", "indihme", "indihme")
    assert done.stderr.count("indihme") == 1
