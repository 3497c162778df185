"""`lifecycle replay --as-known-on`: what was not known yet is left out of everything, and only counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.told import kept, lifecycle
from tests.stories import BOOKS

STORY = """\
scenario: A payment that the bank found in August
provider: indihome
subscription: {number: "122001", activated: 2022-05-10}
steps:
  - {at: 2024-06-05, billed: {period: 2024-06, amount: 412500}}
  - {at: 2024-06-18, known_at: 2024-08-02, paid: 412500, note: a secret}
  - {at: 2024-07-05, billed: {period: 2024-07, amount: 412500}}
  - {at: 2024-07-10, payment-reversed: {amount: 412500}}
  - {at: 2024-07-20, paid: 412500}
  - {at: 2024-08-31, expect: {state: active}}
"""


def asked(path: Path, day: str, *options: str) -> dict[str, Any]:
    """The JSON of a replay as known on a day."""
    result = lifecycle("replay", path, "--as-known-on", day, "--format", "json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_what_is_left_out_is_counted_and_not_told(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    text = lifecycle("replay", path, "--as-known-on", "2024-07-12").stdout
    assert "2 facts became known later and are left out" in text
    assert "Known later" not in text
    assert "secret" not in text
    found = asked(path, "2024-07-12")
    assert found["left_out"] == {"facts": 2, "editions": 0}
    assert found["moved"] == []
    assert [one["event"] for one in found["events"]] == ["activated", "billed", "isolated", "billed"]


def test_an_edition_not_known_yet_is_counted_too(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    text = lifecycle("replay", path, "--as-known-on", "2023-01-01").stdout
    assert "5 facts and 1 edition became known later and are left out" in text


def test_what_is_known_in_the_second_asked_about_is_known(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    assert asked(path, "2024-08-02")["left_out"] == {"facts": 0, "editions": 0}
    assert "nothing is left out" in lifecycle("replay", path, "--as-known-on", "2024-08-02").stdout
    assert asked(path, "2024-08-01T23:59:59")["left_out"] == {"facts": 1, "editions": 0}


def test_facts_after_the_instant_asked_about_are_not_counted(tmp_path: Path) -> None:
    assert asked(kept(tmp_path, STORY), "2024-06-30", "--as-of", "2024-06-30")["left_out"]["facts"] == 1


def test_a_fact_that_rests_on_one_not_known_yet_says_so(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY)
    text = " ".join(lifecycle("replay", path, "--as-known-on", "2024-07-12").stdout.split())
    assert "there is no payment of Rp 412.500 to reverse; what it rests on was not known yet" in text
    (refused,) = asked(path, "2024-07-12")["refused"]
    assert (refused["event"], refused["not_known_yet"]) == ("payment-reversed", True)


def test_a_fact_refused_on_any_day_is_told_as_such(tmp_path: Path) -> None:
    path = kept(
        tmp_path,
        STORY.replace("amount: 412500}}\n  - {at: 2024-07-20", "amount: 5}, refused: true}\n  - {at: 2024-07-20"),
    )
    (refused,) = asked(path, "2024-07-12")["refused"]
    assert refused["not_known_yet"] is False


def test_a_file_that_is_wrong_on_any_day_is_wrong_as_known_on_one(tmp_path: Path) -> None:
    """A payment that nobody made is not one that was not known yet."""
    path = kept(tmp_path, STORY.replace("payment-reversed: {amount: 412500}", "payment-reversed: {amount: 5}"))
    result = lifecycle("replay", path, "--as-known-on", "2024-07-12")
    assert result.exit_code == 2
    assert "there is no payment of Rp 5 to reverse" in result.stderr


def test_a_late_fact_is_told_with_the_months_that_it_moves(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY.replace("state: active", "state: isolated"))
    text = lifecycle("replay", path).stdout
    assert "known on 2024-08-02, of 2024-06-18: paid · pembayaran Rp 412.500 moves" in text
    assert "  2024-06: state isolated → active; late fee Rp 20.625 → Rp 0; payable Rp 433.125 → Rp 0" in text
    (late,) = json.loads(lifecycle("replay", path, "--format", "json").stdout)["moved"]
    assert (late["step"], late["event"], late["known_at"]) == (2, "paid", "2024-08-02T00:00:00+07:00")
    first = {one["key"]: one for one in late["months"][0]["changes"]}
    assert (first["payable"]["before"]["rupiah"], first["payable"]["after"]["rupiah"]) == ("433125", "0")


def test_late_facts_that_move_nothing_are_only_counted(tmp_path: Path) -> None:
    path = kept(tmp_path, STORY.replace("2024-08-02", "2024-06-19"))
    assert "1 became known late and moves no month that was over by then" in lifecycle("replay", path).stdout


@pytest.mark.parametrize(
    ("choice", "place"),
    [("edition: 2023-07-01\n", "story.yaml:2:10: "), ("", "--edition 2023-07-01: ")],
    ids=["pinned in the file", "laid over it"],
)
def test_a_pinned_edition_that_was_not_known_is_named_with_those_that_were(
    tmp_path: Path, choice: str, place: str
) -> None:
    path = kept(tmp_path, STORY.replace("provider:", f"{choice}provider:"))
    options = [] if choice else ["--edition", "2023-07-01"]
    result = lifecycle("replay", path, "--as-known-on", "2023-06-30", *options)
    assert result.exit_code == 2
    words = "edition 2023-07-01 was not known by 2023-06-30; known by then: 2022-01-01"
    assert place + words in result.stderr


def test_before_any_edition_was_known_there_is_nothing_to_judge_by(tmp_path: Path) -> None:
    result = lifecycle("replay", kept(tmp_path, STORY), "--as-known-on", "2021-12-31")
    assert (result.exit_code, "no edition of indihome's terms was known by 2021-12-31" in result.stderr) == (2, True)


def test_an_expectation_on_an_edition_not_known_yet_disturbs_nobody(tmp_path: Path) -> None:
    """Expectations are not judged as known on a day, so what they ask for need not be known."""
    path = kept(tmp_path, STORY.replace("expect: {", "expect: {on_edition: 2023-07-01, "))
    assert asked(path, "2023-01-01")["expectations"] is None


def test_a_reading_that_only_a_later_edition_declares_is_not_consulted_before_it_is_known(tmp_path: Path) -> None:
    """The file's choice is right; as known on the day there is no question that it answers."""
    for edition in ("2022-01-01", "2024-07-10"):
        text = (BOOKS / "ganti" / f"{edition}.md").read_text("utf-8")
        if edition == "2022-01-01":
            text = text[: text.index("[readings")] + "```\n"
        kept(tmp_path, text, f"books/ganti/{edition}.md")
    text = STORY.replace("indihome", "ganti").replace("steps:", "readings: {isolation.lifted_when: all_billed}\nsteps:")
    found = asked(kept(tmp_path, text), "2024-07-01", "--rules", str(tmp_path / "books"))
    assert found["unconsulted"] == {"isolation.lifted_when": "all_billed"}


def test_the_story_by_the_rules_beside_a_recorded_one_leaves_out_the_same(tmp_path: Path) -> None:
    """A dispute that nobody knew of puts nothing in suspense, and is no reason not to block."""
    path = kept(
        tmp_path,
        """\
scenario: A dispute that came to light in May
provider: telkomsel
provider_acts: as_recorded
readings: {dispute.policy: fair}
subscription: {number: "550099"}
steps:
  - {at: 2017-02-01, billed: {period: 2017-02, amount: 500, lines: [{for: package, package: a, amount: 500}]}}
  - {at: 2017-02-10, known_at: 2017-05-01, dispute-opened: {ticket: t, period: 2017-02, package: a}}
  - {at: 2017-03-01, blocked: {}}
  - {at: 2017-03-31, expect: {payable: 0}}
""",
    )
    standing = asked(path, "2017-04-01")["standing"]
    codes = [one["code"] for one in standing["findings"]]
    assert (standing["payable"]["rupiah"], standing["dispute"], codes) == ("500", "none", ["UNCOVERED_CHARGE"])
    standing = asked(path, "2017-05-01")["standing"]
    codes = [one["code"] for one in standing["findings"]]
    assert (standing["payable"]["rupiah"], standing["dispute"]) == ("0", "open")
    assert "BLOCKED_WHILE_DISPUTED" in codes


def test_an_explanation_leaves_out_the_same_and_says_so(tmp_path: Path) -> None:
    """Of a file and of a store alike, which holds the whole."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    path = kept(tmp_path, STORY.replace("state: active", "state: isolated"))
    assert lifecycle("replay", path, "--store", url).exit_code == 0
    for case in ([path], ["--store", url, "--subscription", "indihome/122001"]):
        page = lifecycle("explain", *case, "--as-known-on", "2024-07-12", "--at", "2024-07-12").stdout
        assert "as known on 2024-07-12" in page
        assert "1 fact became known later and is left out" in page
        assert "2024-08-02" not in page
        told = lifecycle("explain", *case, "--as-known-on", "2024-07-12", "--format", "json")
        found = json.loads(told.stdout)
        assert found["known_on"] == "2024-07-12T00:00:00+07:00"
        assert found["changes"]
        assert "2024-07-20T00:00:00" not in json.dumps(found["changes"])
        assert json.loads(lifecycle("explain", *case, "--format", "json").stdout)["known_on"] is None
