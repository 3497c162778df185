"""Every output that rests on another's word than the provider's says so."""

import json
from pathlib import Path
from xml.etree import ElementTree

from tests.cli.told import lifecycle

SHIPPED = Path(__file__).parents[2] / "scenarios" / "library"
STORY = SHIPPED / "iconnet" / "the-final-bill.yaml"
SAID = "rests on a third party's account"


def test_history_and_explain_say_so_in_words() -> None:
    for command in ("history", "explain"):
        assert SAID in lifecycle(command, str(STORY)).stdout


def test_history_and_explain_say_so_for_machines() -> None:
    for command in ("history", "explain"):
        (edition,) = json.loads(lifecycle(command, str(STORY), "--format", "json").stdout)["editions"]
        assert (edition["edition"], edition["authority"]) == ("undated", "third_party")


def test_a_failed_check_and_its_junit_say_so(tmp_path: Path) -> None:
    """And JUnit of a story that holds, too."""
    good, bad, report = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "junit.xml"
    text = STORY.read_text("utf-8")
    good.write_text(text, "utf-8")
    bad.write_text(f"{text}  - {{at: 2025-02-01, expect: {{principal: 1}}}}\n", "utf-8")
    done = lifecycle("check", str(tmp_path), "--junit", str(report))
    assert done.exit_code == 1
    assert f"bad.yaml: what is derived {SAID}" in done.stdout
    cases = ElementTree.parse(report).getroot().iter("testcase")
    assert [case.find("properties/property").get("value")[: len(SAID)] for case in cases] == [SAID, SAID]  # type: ignore[union-attr,index]


def test_of_the_providers_own_terms_nothing_needs_to_be_said() -> None:
    story = SHIPPED / "indihome" / "paid-on-the-last-day.yaml"
    assert "rests on" not in lifecycle("history", str(story)).stdout
