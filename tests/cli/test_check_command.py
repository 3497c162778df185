"""`lifecycle check`: every file is looked at, the worst decides."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.told import BOOKS, FAILS, HOLDS, MISTAKES, PLACES, kept, lifecycle

REFUSED = "# error: 9: unknown event\n# error: 13: negative\n" + MISTAKES


def test_the_stories_that_ship_hold() -> None:
    result = lifecycle("check")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("all hold\n")


def test_what_fails_is_told_as_a_compiler_would(tmp_path: Path) -> None:
    path = kept(tmp_path, FAILS)
    result = lifecycle("check", path)
    assert result.exit_code == 1
    first, *reasons, last = result.stdout.splitlines()
    assert first == f"{path}:10:38: payable: expected Rp 20.625, derived Rp 0 (Rp 20.625 less)"
    assert reasons[0] == "    2024-06-20 23:59:59  paid, event 3, by customer"
    assert "        Rp 412.500 to the principal of bill 2024-06, Rp 0 left" in reasons
    assert reasons[-1].startswith("      readings: payment.dated_by=customer, ")
    assert last == "1 file, 2 expectations, 1 file fails, 1 expectation fails"


def test_all_files_are_checked_and_the_worst_status_wins(tmp_path: Path) -> None:
    kept(tmp_path, FAILS, "b/fails.yaml")
    kept(tmp_path, MISTAKES, "a.yaml")
    kept(tmp_path, HOLDS, "c.yaml")
    kept(tmp_path, FAILS, ".hidden/fails.yaml")
    kept(tmp_path, FAILS, "c.yml")
    result = lifecycle("check", tmp_path)
    assert result.exit_code == 2
    told = [line for line in result.stdout.splitlines() if line.startswith(str(tmp_path))]
    assert len(told) == len(PLACES) + 1
    assert told[-1].startswith(f"{tmp_path}/b/fails.yaml:10:38: ")
    assert result.stdout.splitlines()[-1] == (
        "3 files, 4 expectations, 1 file fails, 1 file cannot be used, 1 expectation fails"
    )


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    path = kept(tmp_path, HOLDS)
    assert lifecycle("check", path, tmp_path, path).stdout == "1 file, 2 expectations, all hold\n"


@pytest.mark.parametrize("name", ["none.yaml", "empty"])
def test_a_path_without_a_story_cannot_be_used(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    path = kept(tmp_path, FAILS)
    result = lifecycle("check", tmp_path / name, path)
    assert result.exit_code == 2
    assert result.stdout.startswith(f"{tmp_path / name}:")
    assert f"{path}:10:38" in result.stdout


def test_a_file_that_must_be_refused_holds_when_it_is(tmp_path: Path) -> None:
    result = lifecycle("check", kept(tmp_path, REFUSED, "x.invalid.yaml"))
    assert result.exit_code == 0, result.output
    assert result.stdout == "1 file, 2 expectations, all hold\n"


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        (REFUSED.replace("13: negative", "14: negative"), 1, ':14:1: expected an error with "negative"'),
        (REFUSED.replace("unknown event", "unknown verb"), 1, ':9:1: expected an error with "unknown verb"'),
        (HOLDS, 1, ":1:1: expected to be refused, and it was accepted"),
        ("# error: nowhere\n" + MISTAKES, 2, ":1:1: an expected error is written as `# error: LINE: words`"),
    ],
    ids=["another line", "other words", "nothing wrong", "a comment that cannot be read"],
)
def test_a_file_that_must_be_refused_is_held_to_its_first_lines(
    tmp_path: Path, text: str, status: int, words: str
) -> None:
    path = kept(tmp_path, text, "x.invalid.yaml")
    result = lifecycle("check", path)
    assert result.exit_code == status
    assert result.stdout.startswith(f"{path}{words}")


def test_a_refusal_by_the_subscription_counts_too(tmp_path: Path) -> None:
    story = "# error: 9: no payment of Rp 5\n" + HOLDS.replace("paid: 412500", "payment-reversed: {amount: 5}")
    assert lifecycle("check", kept(tmp_path, story, "x.invalid.yaml")).exit_code == 0


def test_an_event_that_should_be_refused_and_is_not_fails(tmp_path: Path) -> None:
    path = kept(tmp_path, HOLDS.replace("paid: 412500", "paid: 412500\n    refused: true"))
    result = lifecycle("check", path)
    assert result.exit_code == 1
    assert f"{path}:8:5: paid: expected to be refused, and it was accepted" in result.stdout


def test_junit_has_a_case_a_file(tmp_path: Path) -> None:
    kept(tmp_path, FAILS, "b.yaml")
    kept(tmp_path, HOLDS, "a.yaml")
    report = tmp_path / "junit.xml"
    assert lifecycle("check", tmp_path, "--junit", report).exit_code == 1
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    assert [(case.get("name"), len(case)) for case in cases] == [
        ("a.yaml: Paid on the last day", 0),
        ("b.yaml: Paid on the last day", 1),
    ]
    assert "derived Rp 0" in (cases[1][0].text or "")


def test_a_junit_file_that_cannot_be_written_ends_with_2(tmp_path: Path) -> None:
    result = lifecycle("check", kept(tmp_path, HOLDS), "--junit", tmp_path / "none" / "junit.xml")
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr
    assert "all hold" in result.stdout


def test_books_of_ones_own_judge_too(tmp_path: Path) -> None:
    story = HOLDS.replace("indihome", "contoh-net").replace("2022-05-10", "2024-01-01")
    path = kept(tmp_path, story.replace("2024-06-20T23:59:59", "2024-06-10"))
    assert lifecycle("check", path).exit_code == 2
    assert lifecycle("check", path, "--rules", BOOKS).exit_code == 0


def test_a_book_that_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    kept(tmp_path, "# Nothing\n", "rules/indihome/2024-01-01.md")
    result = lifecycle("check", kept(tmp_path, HOLDS), "--rules", tmp_path / "rules")
    assert result.exit_code == 2
