"""The choice of books and readings is judged together with the rest of a file: every mistake at once."""

from pathlib import Path

import pytest

from lifecycle import calendar
from lifecycle.clock import frozen
from lifecycle.events import word
from lifecycle.problems import Problems
from scenarios.check import check
from scenarios.format.story import read_text
from scenarios.judging import Overlay, read_whole
from scenarios.replay import replay
from scenarios.report.outcomes import under_words
from tests.stories import SHELF

FILE = """scenario: Mistakes of every kind
provider: indihome
colour: blue
edition: 2020-01-01
readings: {late_fee.stackin: add, late_fee.base: each_bil}
subscription: {number: "1", activated: 2020-05-10}
steps:
  - at: 2024-06-05
    billed: {period: 2024-06, amount: 412500}
  - at: 2024-06-06
    payed: 5
  - at: 2024-06-07
    expect: {payable: 412500, under: {late_fee.bas: all_billed}, on_edition: 2019-01-01}
"""

TOLD = [
    (3, 1, 'unknown key "colour"'),
    (4, 10, 'unknown edition "2020-01-01"'),
    (5, 12, 'unknown reading "late_fee.stackin"; did you mean "late_fee.stacking"?'),
    (5, 50, 'late_fee.base: unknown value "each_bil"; did you mean "each_bill"?'),
    (11, 5, 'unknown event "payed"; did you mean "paid"?'),
    (13, 39, 'unknown reading "late_fee.bas"; did you mean "late_fee.base"?'),
    (13, 78, 'unknown edition "2019-01-01"'),
]


def problems(tmp_path: Path, text: str, overlay: Overlay | None = None) -> list[tuple[int, int, str]]:
    """What is told of a file: line, column, words."""
    path = tmp_path / "story.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Problems) as told:
        read_whole(path, SHELF, overlay or Overlay())
    return [(one.line, one.column, one.message) for one in told.value.problems]


def test_mistakes_of_the_file_and_of_its_choices_are_told_together(tmp_path: Path) -> None:
    """In the order of their places, each at its own."""
    found = problems(tmp_path, FILE)
    assert [(line, column) for line, column, _ in found] == [(line, column) for line, column, _ in TOLD]
    assert all(message.startswith(words) for (_, _, message), (_, _, words) in zip(found, TOLD, strict=True))


def test_a_date_that_no_edition_covers_is_told_with_the_rest(tmp_path: Path) -> None:
    """Beside a mistake of the file itself."""
    text = (
        FILE.replace("edition: 2020-01-01\n", "")
        .replace("2024-06-05", "2021-06-05")
        .replace("on_edition: 2019-01-01", "")
    )
    text = text.replace("late_fee.stackin: add, late_fee.base: each_bil", "").replace("late_fee.bas:", "late_fee.base:")
    found = problems(tmp_path, text)
    assert [line for line, _, _ in found] == [3, 7, 10]
    assert "2021-06-05 lies before" in found[1][2]


def test_an_unknown_provider_is_told_with_the_nearest(tmp_path: Path) -> None:
    """At its own place."""
    found = problems(tmp_path, FILE.replace("provider: indihome", "provider: indihom"))
    assert (2, 11, 'unknown provider "indihom"; did you mean "indihome"?') in found


def test_what_the_command_line_chooses_is_told_by_its_option(tmp_path: Path) -> None:
    """Without a line, as it stands in no file."""
    overlay = Overlay(readings=(("late_fee.stacking", "ad"),), edition="2020-01-01")
    found = [message for line, _, message in problems(tmp_path, FILE, overlay) if line == 0]
    assert [message.partition(";")[0] for message in found] == [
        'unknown edition "2020-01-01"',
        'late_fee.stacking: unknown value "ad"',
    ]


def test_a_fact_that_only_another_reading_refuses_is_named() -> None:
    """It is not done under that reading, and the verdict says so."""
    story = read_text(
        "scenario: a\nprovider: indihome\nsubscription: {number: '1', activated: 2022-05-10}\nsteps:\n"
        "  - at: 2024-06-05\n    billed: {period: 2024-06, amount: 412500}\n"
        "  - at: 2024-08-25\n    paid: 453750\n"
        "  - at: 2024-10-01\n    downgraded: {monthly_fee: 100000}\n"
        "  - at: 2024-10-01\n    expect: {state: active}\n"
        "  - at: 2024-10-01\n    expect: {under: {termination.cure: vested}, state: terminated}\n"
        "readings: {termination.cure: curable}\n",
        "a.yaml",
    )
    with frozen() as clock:
        first, second = check(replay(story, SHELF, clock), clock).outcomes
    assert (first.holds, first.refused) == (True, ())
    assert second.holds
    assert under_words(second) == ", under termination.cure=vested, which refuses downgraded of 2024-10-01"


def test_a_fact_that_rests_on_what_was_not_known_yet_is_left_out() -> None:
    """The file is right, and as known on that day the reversal had nothing to reverse."""
    story = read_text(
        "scenario: a\nprovider: indihome\nsubscription: {number: '1', activated: 2022-05-10}\nsteps:\n"
        "  - at: 2024-06-05\n    billed: {period: 2024-06, amount: 412500}\n"
        "  - at: 2024-06-10\n    paid: 412500\n    known_at: 2024-06-28\n"
        "  - at: 2024-06-12\n    payment-reversed: {amount: 412500}\n",
        "a.yaml",
    )
    with frozen() as clock:
        overlay = Overlay(known_on=calendar.parse_instant("2024-06-20"))
        result = replay(story, SHELF, clock, overlay)
    assert [word(recorded.event) for recorded in result.events] == ["activated", "billed"]
    assert [word(one.fact.event) for one in result.refused] == ["payment-reversed"]
