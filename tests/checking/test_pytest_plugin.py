"""Scenario files as tests of pytest: which are collected, and that they fail in the words of the check."""

import datetime
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import scenarios.checking.files
import scenarios.format.title  # noqa: F401  # as a run within this one forgets what only it has imported
from tests.checking.test_golden import LATER, LOOSE, NAMED, changed_book
from tests.cli.told import FAILS, HOLDS, MISTAKES, kept, lifecycle

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
OTHER = "scenario: of something else\nname: not ours\n"
QUIET = ("-q", "-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:randomly")


def ran(pytester: pytest.Pytester, *words: str | Path) -> pytest.RunResult:
    """A run of pytest in this process, in the test's own folder."""
    return pytester.runpytest_inprocess(*QUIET, *words)


def collected(pytester: pytest.Pytester, *words: str | Path) -> list[str]:
    """What such a run finds."""
    return [line for line in ran(pytester, "--collect-only", *words).outlines if "::" in line]


def test_each_story_is_a_test_by_its_title_and_other_files_are_none(pytester: pytest.Pytester) -> None:
    kept(pytester.path, HOLDS, "stories/a.yaml")
    kept(pytester.path, "# error: 1: x\n- 1\n", "stories/b.invalid.yaml")
    kept(pytester.path, HOLDS.replace("scenario: Paid", 'scenario: "Paid: really"\nprovider: x\nmore: |\n  '), "c.yaml")
    kept(pytester.path, OTHER, "other.yaml")
    kept(pytester.path, HOLDS, ".hidden/d.yaml")
    kept(pytester.path, HOLDS, ".e.yaml")
    kept(pytester.path, HOLDS, "f.yml")
    kept(pytester.path, f"\ufeff{HOLDS}", "g.yaml")
    assert collected(pytester) == [
        "c.yaml::Paid: really",
        "g.yaml::Paid on the last day",
        "stories/a.yaml::Paid on the last day",
        "stories/b.invalid.yaml::b.invalid",
    ]


def test_a_file_that_is_named_is_a_story_whatever_it_looks_like(pytester: pytest.Pytester) -> None:
    path = kept(pytester.path, OTHER)
    assert collected(pytester, path) == ["story.yaml::of something else"]


def test_an_option_says_where_the_stories_lie(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nlifecycle_scenarios = stories one.yaml\n")
    for name in ("stories/a.yaml", "one.yaml", "two.yaml"):
        kept(pytester.path, HOLDS, name)
    kept(pytester.path, OTHER, "stories/b.yaml")
    assert [line.partition("::")[0] for line in collected(pytester)] == ["one.yaml", "stories/a.yaml", "stories/b.yaml"]


def test_a_failure_reads_as_the_check_tells_it(pytester: pytest.Pytester) -> None:
    kept(pytester.path, FAILS)
    (*told, _) = lifecycle("check", "story.yaml").stdout.splitlines()
    assert len(told) > 3
    result = ran(pytester)
    result.assert_outcomes(failed=1)
    shown = "\n".join(result.outlines)
    assert "\n".join(told) in shown
    assert "Traceback" not in shown
    assert "pytest_plugin.py" not in shown


def test_a_file_that_cannot_be_used_is_an_error_in_the_words_of_the_check(pytester: pytest.Pytester) -> None:
    kept(pytester.path, MISTAKES)
    (*told, _) = lifecycle("check", "story.yaml").stdout.splitlines()
    result = ran(pytester)
    result.assert_outcomes(errors=1)
    shown = "\n".join(result.outlines)
    assert "\n".join(told) in shown
    assert "pytest_plugin.py" not in shown


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("-k", "zz"), {"errors": 1}),
        (("-k", "last and not b.yaml"), {"passed": 1}),
        (("-x",), {"passed": 1, "failed": 1}),
        (("b.yaml::Paid on the last day",), {"failed": 1}),
        ((), {"passed": 1, "failed": 1, "errors": 1}),
    ],
    ids=["by a path", "by a title", "up to the first", "one by its name", "all"],
)
def test_stories_are_chosen_as_any_tests_are(
    pytester: pytest.Pytester, words: tuple[str, ...], outcome: dict[str, int]
) -> None:
    kept(pytester.path, HOLDS, "a.yaml")
    kept(pytester.path, FAILS, "b.yaml")
    kept(pytester.path, MISTAKES, "zz.yaml")
    found = ran(pytester, *words).parseoutcomes()
    assert {name: number for name, number in found.items() if name != "deselected"} == outcome


def test_a_file_that_must_be_refused_is_held_to_its_first_lines(pytester: pytest.Pytester) -> None:
    kept(pytester.path, "# error: 8: unknown event\n" + MISTAKES, "a.invalid.yaml")
    kept(pytester.path, "# error: 9: unknown event\n" + MISTAKES, "b.invalid.yaml")
    result = ran(pytester)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(['b.invalid.yaml:9:1: expected an error with "unknown event"'])


def test_books_of_ones_own_judge(pytester: pytest.Pytester) -> None:
    kept(pytester.path, LOOSE.replace("expect: {state: isolated}", "expect: {isolated_since: 2024-06-25}"))
    rules = changed_book(pytester.path / "elsewhere", LATER)
    ran(pytester).assert_outcomes(failed=1)
    ran(pytester, "--lifecycle-rules", rules).assert_outcomes(passed=1)
    pytester.makeini("[pytest]\nlifecycle_rules = elsewhere/rules\n")
    ran(pytester).assert_outcomes(passed=1)


def test_a_folder_of_books_that_is_none_is_a_wrong_use_in_words(pytester: pytest.Pytester) -> None:
    kept(pytester.path, HOLDS)
    result = ran(pytester, "--lifecycle-rules", "none")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: *none: is no folder; books stand in *"])


def test_a_golden_result_that_stands_beside_a_story_is_held_to(pytester: pytest.Pytester) -> None:
    kept(pytester.path, HOLDS, "without.yaml")
    path = kept(pytester.path, LOOSE)
    lifecycle("check", "--bless", path)
    ran(pytester).assert_outcomes(passed=2)
    kept(pytester.path, LOOSE.replace("412500", "400000"))
    result = ran(pytester)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["story.yaml: is not what story.golden.json says", "    total_charged: Rp 412.500 → Rp 400.000, -Rp 12.500"]
    )


def test_neither_title_nor_failure_shows_a_number_or_a_name(pytester: pytest.Pytester) -> None:
    text = NAMED + "  - at: 2025-04-04\n    expect: {refund: {to: {number: '5551234568'}}}\n"
    kept(pytester.path, text + "    noted: Siti Rahmawati\n", "a.yaml")
    kept(pytester.path, text, "b.yaml")
    result = ran(pytester, "--junit-xml=report.xml")
    result.assert_outcomes(failed=1, errors=1)
    shown = "\n".join([*result.outlines, (pytester.path / "report.xml").read_text("utf-8")])
    assert "S. R. pays twice" in shown
    assert not [secret for secret in ("Siti", "Rahmawati", "770001122", "55512345") if secret in shown]


def test_several_processes_and_a_report_for_build_servers(pytester: pytest.Pytester) -> None:
    for name, text in (("a", HOLDS), ("b", FAILS), ("c", MISTAKES)):
        kept(pytester.path, text, f"{name}.yaml")
    result = ran(pytester, "-n", "2", "--junit-xml=report.xml")
    result.assert_outcomes(passed=1, failed=1, errors=1)
    (suite,) = ElementTree.parse(pytester.path / "report.xml").getroot()
    cases = {str(case.get("classname")): [(part.tag, part.text or "") for part in case] for case in suite}
    assert cases["a.yaml"] == []
    ((kind, text),) = cases["b.yaml"]
    assert kind == "failure"
    assert text.startswith("b.yaml:10:38: payable: expected Rp 20.625, derived Rp 0 (Rp 20.625 less)\n    2024-06-20")
    ((kind, text),) = cases["c.yaml"]
    assert kind == "error"
    assert text.startswith("c.yaml:2:11: ")


def test_a_report_says_on_whose_word_a_story_rests(pytester: pytest.Pytester) -> None:
    (story, *_) = sorted((ROOT / "scenarios" / "library" / "iconnet").glob("*.yaml"))
    kept(pytester.path, story.read_text("utf-8"))
    ran(pytester, "--junit-xml=report.xml").assert_outcomes(passed=1)
    (said,) = ElementTree.parse(pytester.path / "report.xml").getroot().iter("property")
    assert said.get("name") == "authority"
    assert str(said.get("value")).startswith("rests on a third party's account")


def test_time_stands_still_for_no_other_test(pytester: pytest.Pytester) -> None:
    kept(pytester.path, HOLDS, "a.yaml")
    pytester.makepyfile(
        test_b="import datetime, time\n"
        "def test_b(): assert datetime.datetime.now().year > 2024 and time.time() > 1_700_000_000\n"
    )
    kept(pytester.path, HOLDS, "z.yaml")
    pytester.makeconftest(
        "import datetime\n"
        "def pytest_runtest_logreport(report): assert datetime.datetime.now().year > 2024\n"
        "def pytest_runtest_logfinish(nodeid): assert 'Fake' not in datetime.datetime.__name__\n"
    )
    ran(pytester).assert_outcomes(passed=3)
    assert datetime.datetime.__name__ == "datetime"


def test_a_run_without_stories_imports_nothing_of_them() -> None:
    code = (
        "import sys\nimport scenarios.pytest_plugin\n"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in "
        "{'lifecycle', 'projections', 'scenarios', 'pendulum', 'freezegun', 'yaml', 'attrs', 'rich'} - {'attr'}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert "'lifecycle" not in result.stdout
    assert result.stdout.count("scenarios") == 2, result.stdout


def test_the_project_itself_collects_its_tests_and_with_its_folder_the_library() -> None:
    words = [sys.executable, "-m", "pytest", *QUIET, "--collect-only", "tests/books", "scenarios/library/postclic"]
    result = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    found = [line for line in result.stdout.splitlines() if "::" in line]
    assert {Path(line.partition("::")[0]).parent.as_posix() for line in found} == {"scenarios/library/postclic"}
    assert len(found) == len(list((ROOT / "scenarios" / "library" / "postclic").glob("*.yaml")))
