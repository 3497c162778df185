"""`lifecycle dispute`: its exit statuses and its options."""

import json
from pathlib import Path

import pytest

from tests.cli.told import FAILS, HOLDS, MISTAKES, kept, lifecycle

COMPLAINT = Path(__file__).parents[2] / "scenarios" / "library" / "cases" / "the-complaint-as-recorded.yaml"
NAMED = """\
scenario: A line for Sri Wahyuni, 0081002345
provider: telkomsel
subscription: {number: "0081002345", name: Sri Wahyuni}
steps:
  - at: 2017-02
    source: told by Sri Wahyuni
    billed: {period: 2017-02, amount: 5, lines: [{for: package, package: of 0081002345, amount: 5}]}
"""


def test_nothing_found_ends_with_0(tmp_path: Path) -> None:
    result = lifecycle("dispute", kept(tmp_path, HOLDS))
    assert (result.exit_code, result.stdout.splitlines()[1][:13]) == (0, "Nothing found")


def test_a_finding_ends_with_1() -> None:
    result = lifecycle("dispute", COMPLAINT)
    assert (result.exit_code, result.stdout.splitlines()[1][:10]) == (1, "3 findings")


def test_a_number_that_the_rules_do_not_give_ends_with_1(tmp_path: Path) -> None:
    assert lifecycle("dispute", kept(tmp_path, FAILS)).exit_code == 1


def test_a_file_that_cannot_be_used_ends_with_2(tmp_path: Path) -> None:
    result = lifecycle("dispute", kept(tmp_path, MISTAKES))
    assert (result.exit_code, result.stdout) == (2, "")


def test_what_is_found_is_found_up_to_an_instant() -> None:
    assert lifecycle("dispute", COMPLAINT, "--as-of", "2016-06-30").exit_code == 0
    assert "1 finding;" in lifecycle("dispute", COMPLAINT, "--as-of", "2017-01-31").stdout
    assert "Rp 500.000 in dispute since 2017-02;" in lifecycle("dispute", COMPLAINT, "--as-of", "2017-03-31").stdout


def test_as_known_earlier_nothing_that_is_expected_is_claimed(tmp_path: Path) -> None:
    assert lifecycle("dispute", kept(tmp_path, FAILS), "--as-known-on", "2024-06-25").exit_code == 0


def test_a_reading_laid_over_is_said_and_changes_no_side() -> None:
    result = lifecycle("dispute", COMPLAINT, "--reading", "dispute.policy=fair")
    assert "dispute.policy=fair  chosen" in result.stdout
    assert "2017-02  500.000         –     500.000" in result.stdout


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_numbers_and_names_are_masked_unless_asked_for(tmp_path: Path, form: str) -> None:
    path = kept(tmp_path, NAMED)
    masked, plain = (lifecycle("dispute", path, "--format", form, *more).stdout for more in ([], ["--unmask"]))
    assert ("0081002345" in masked, "Wahyuni" in masked) == (False, False)
    assert "0081002345" in plain


def test_json_is_written_for_machines() -> None:
    found = json.loads(lifecycle("dispute", COMPLAINT, "--format", "json").stdout)
    assert (found["format"], len(found["findings"])) == ("lifecycle.dispute", 3)


def test_another_format_is_refused() -> None:
    result = lifecycle("dispute", COMPLAINT, "--format", "htm")
    assert (result.exit_code, 'did you mean "html"?' in result.stderr) == (2, True)


def test_colours_are_for_terminals_that_want_them() -> None:
    assert "\x1b[" not in lifecycle("dispute", COMPLAINT).stdout
