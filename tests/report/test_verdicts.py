"""What a check says of a file, in words and for build servers."""

from xml.etree import ElementTree

import pytest

from lifecycle.problems import Problem
from scenarios.report.junit import junit
from scenarios.report.masking import Mask
from scenarios.report.verdicts import Verdict, invalid_verdict, story_verdict, summary, unusable
from tests.report.kept import STORIES
from tests.report.made import report_of

HOLDS = Verdict("a/x.yaml", "X", 0, (), 3)
FAILS = Verdict("a/y.yaml", "Y", 1, ("a/y.yaml:1:1: <wrong> \x1b",), 2, 1)
BROKEN = unusable("z.yaml", [Problem("z.yaml", 2, 1, "no"), Problem("z.yaml", 3, 1, "none")])
WANTED = [(3, "unknown event"), (5, "negative")]


def test_a_failed_expectation_is_told_as_a_compiler_would() -> None:
    report = report_of(STORIES / "wrong-on-purpose.yaml")
    verdict = story_verdict("w.yaml", report.title, report.judged or (), report.accepted, Mask())
    assert (verdict.status, verdict.judged, verdict.failed) == (1, 6, 5)
    first = verdict.lines[0]
    assert first == "w.yaml:17:41: late_fee: expected Rp 41.250, derived Rp 20.625 (Rp 20.625 less)"
    assert "      tier 1 from 2024-06-21: max(5% x Rp 412.500,50, Rp 5.000) = Rp 20.625" in [
        line.removeprefix("  ") for line in verdict.lines
    ]
    assert sum(line.startswith("w.yaml:") for line in verdict.lines) == 5


def test_a_story_that_holds_says_nothing() -> None:
    report = report_of(STORIES / "unpaid-to-the-end.yaml")
    verdict = story_verdict("u.yaml", report.title, report.judged or (), report.accepted, Mask())
    assert (verdict.status, verdict.lines, verdict.judged) == (0, (), 10)


@pytest.mark.parametrize(
    ("problems", "status", "lines"),
    [
        (
            [
                Problem("i", 3, 9, 'unknown event "biled"'),
                Problem("i", 5, 1, "it is negative"),
                Problem("i", 9, 1, "x"),
            ],
            0,
            0,
        ),
        ([Problem("i", 3, 9, "unknown event"), Problem("i", 6, 1, "it is negative")], 1, 3),
        ([], 1, 2),
        (None, 1, 1),
    ],
    ids=["all found, and more", "one on another line", "none of them", "accepted"],
)
def test_a_file_that_must_be_refused_is_held_to_its_first_lines(
    problems: list[Problem] | None, status: int, lines: int
) -> None:
    verdict = invalid_verdict("i", WANTED, problems)
    assert (verdict.status, len(verdict.lines)) == (status, lines)


def test_the_counts_are_said_in_one_line() -> None:
    assert summary([HOLDS]) == "1 file, 3 expectations, all hold"
    assert summary([HOLDS, FAILS]) == "2 files, 5 expectations, 1 file fails, 1 expectation fails"
    assert summary([HOLDS, BROKEN]) == "2 files, 3 expectations, 1 file cannot be used"


def test_junit_has_one_case_a_file() -> None:
    root = ElementTree.fromstring(junit([HOLDS, FAILS, BROKEN]))
    (suite,) = root
    assert {key: root.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "3",
        "failures": "1",
        "errors": "1",
    }
    assert [case.get("name") for case in suite] == ["x.yaml: X", "y.yaml: Y", "z.yaml"]
    assert [case.get("classname") for case in suite] == ["a", "a", "."]
    failure, error = suite[1][0], suite[2][0]
    assert (failure.tag, failure.text) == ("failure", "a/y.yaml:1:1: <wrong> \N{REPLACEMENT CHARACTER}")
    assert (error.tag, error.get("message")) == ("error", "z.yaml:2:1: no")
    assert error.text == "z.yaml:2:1: no\nz.yaml:3:1: none"
