"""A finding is explained wherever it is told, with the provider's side and the rules'."""

import json
from pathlib import Path
from typing import get_args

import pytest

from projections.findings.finding import FindingCode
from scenarios.report.finding_terms import FINDINGS
from tests.cli.told import kept, lifecycle

STORY = """\
scenario: An uncovered line
provider: telkomsel
subscription: {number: "550001"}
steps:
  - at: 2017-02
    billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
  - at: 2017-02-28
    expect: {findings: []}
"""

BOTH_SIDES = [
    "2017-02  UNCOVERED_CHARGE (a charge that nothing covers · tagihan tanpa dasar)",
    "  recorded: Rp 500.000 for the package A on bill 2017-02",
    "    event 2, 2017-02, by provider: billed · tagihan Rp 500.000 (2017-02, lines: package A Rp 500.000) "
    "[known to the month · diketahui sampai bulannya]",
    "  by the rules: nothing: it does not run in that month",
    "    Package (paket): free at first, then paid or stopped, edition undated",
    "      no activation of it is on record",
    "  between them: Rp 500.000",
]


def expecting(wanted: str) -> str:
    return STORY.replace("findings: []", wanted)


def test_every_code_has_its_terms() -> None:
    assert set(FINDINGS) == set(get_args(FindingCode))


def test_a_finding_that_is_not_expected_is_explained_by_check(tmp_path: Path) -> None:
    result = lifecycle("check", kept(tmp_path, STORY))
    first, *rest = result.stdout.splitlines()[: 1 + len(BOTH_SIDES)]
    assert first.endswith("findings: expected none, derived UNCOVERED_CHARGE Rp 500.000")
    assert [line[4:] for line in rest] == BOTH_SIDES


def test_replay_tells_it_beside_the_expectation_and_in_a_part_of_its_own(tmp_path: Path) -> None:
    page = lifecycle("replay", kept(tmp_path, STORY), COLUMNS="120").stdout
    assert page.count("UNCOVERED_CHARGE (a charge") == 2
    assert "Findings · Temuan" in page


EXPECTED: dict[str, tuple[str, str]] = {
    "another amount": ("findings: [{code: UNCOVERED_CHARGE, amount: 400000}]", BOTH_SIDES[0]),
    "another amount in a subset": ("findings_include: [{code: UNCOVERED_CHARGE, amount: 4}]", BOTH_SIDES[0]),
    "a code that nothing shows": (
        "findings_include: [NOT_RECONNECTED]",
        "nothing in the story shows NOT_RECONNECTED (not reconnected · isolir tidak dibuka) up to here",
    ),
}


@pytest.mark.parametrize(("wanted", "words"), EXPECTED.values(), ids=EXPECTED)
def test_why_findings_are_not_as_expected(tmp_path: Path, wanted: str, words: str) -> None:
    told = lifecycle("check", kept(tmp_path, expecting(wanted))).stdout.splitlines()
    assert told[1] == f"    {words}"


def test_a_subset_that_only_lacks_a_code_explains_no_other(tmp_path: Path) -> None:
    told = lifecycle("check", kept(tmp_path, expecting("findings_include: [NOT_RECONNECTED]"))).stdout
    assert "UNCOVERED_CHARGE (" not in told


def test_json_carries_the_findings_that_are_not_expected(tmp_path: Path) -> None:
    found = json.loads(lifecycle("replay", kept(tmp_path, STORY), "--format", "json").stdout)
    (expectation,) = found["expectations"]
    assert [one["code"] for one in expectation["findings"]] == ["UNCOVERED_CHARGE"]
    assert found["findings"] == expectation["findings"]


def test_explain_shows_findings_at_their_instants(tmp_path: Path) -> None:
    page = lifecycle("explain", kept(tmp_path, STORY)).stdout
    assert page.index("billed · tagihan") < page.index("UNCOVERED_CHARGE (a charge")


def test_explain_only_findings(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    page = lifecycle("explain", path, "--only", "findings", COLUMNS="120").stdout
    assert "only findings" in page
    told = page[page.index("─\n") :].splitlines()
    assert [line.removeprefix("  ") for line in told[1:] if line][1] == BOTH_SIDES[1]
    found = json.loads(lifecycle("explain", path, "--only", "findings", "--format", "json").stdout)
    assert (found["changes"], [one["code"] for one in found["findings"]]) == ([], ["UNCOVERED_CHARGE"])


def test_explain_only_findings_up_to_an_instant(tmp_path: Path) -> None:
    page = lifecycle("explain", kept(tmp_path, STORY), "--only", "findings", "--at", "2017-01-31").stdout
    assert page.splitlines()[-1] == "nothing is found"


def test_explain_only_another_answer_leaves_findings_out(tmp_path: Path) -> None:
    assert "UNCOVERED_CHARGE" not in lifecycle("explain", kept(tmp_path, STORY), "--only", "payable").stdout
