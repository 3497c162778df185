"""Golden results: what a story came to when somebody read it, and what it comes to now, in rupiah and dates."""

import json
from pathlib import Path
from typing import Any

import pytest

from lifecycle.rulebook import Shelf
from tests.cli.told import FAILS, HOLDS, MISTAKES, UNPAID, kept, lifecycle

LOOSE = UNPAID.replace("{state: isolated, late_fee: 20625}", "{state: isolated}")
"""A story that expects little: most of what it comes to only its golden result holds."""

NAMED = """\
scenario: Siti Rahmawati pays twice
provider: masterweb
subscription: {number: "770001122", name: Siti Rahmawati}
steps:
  - at: 2025-04-01
    order-placed: {order: A1, item: hosting, amount: 100000}
  - at: 2025-04-02
    paid: {amount: 162500, order: A1, from: {name: Siti Rahmawati, number: "5551234567", bank: BRI}}
  - at: 2025-04-03
    refund-requested: {by: email, account: {name: Siti Rahmawati, number: "5551234567", bank: BRI}}
"""


def changed_book(folder: Path, *changes: tuple[str, str]) -> Path:
    """A folder with a book of the provider that ships, something in its text changed."""
    (*_, book) = Shelf.open().editions("indihome")
    text = book.text
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    kept(folder, text, f"rules/indihome/{book.edition}.md")
    return folder / "rules"


LATER = ('becomes = "isolated"\nat = {days_after = 1', 'becomes = "isolated"\nat = {days_after = 5')
DEARER = ('rate = "5%"', 'rate = "7%"')


def blessed(folder: Path, text: str = LOOSE) -> tuple[Path, Path]:
    """A story and its golden result, just written."""
    story = kept(folder, text)
    result = lifecycle("check", "--bless", story)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return story, folder / "story.golden.json"


def edited(golden: Path, **changes: Any) -> None:
    golden.write_text(json.dumps(json.loads(golden.read_text("utf-8")) | changes), "utf-8")


def test_a_result_is_written_beside_the_story_and_held_to(tmp_path: Path) -> None:
    story = kept(tmp_path, LOOSE)
    result = lifecycle("check", "--bless", story)
    assert result.stdout == (
        f"{tmp_path}/story.golden.json: written\n1 file, 1 expectation, golden results: 1 written, all hold\n"
    )
    found = json.loads((tmp_path / "story.golden.json").read_text("utf-8"))
    assert (found["format"], found["version"]) == ("lifecycle.golden", 1)
    assert found["rupiah"]["payable"] == {"sen": 43312500, "rupiah": "433125", "unspecified": []}
    assert found["acts"] == [{"event": "isolated", "number": 1, "at": "2024-06-21T00:00:00+07:00"}]
    assert found["standing"]["isolated_since"] == "2024-06-21T00:00:00+07:00"
    assert [month["closing"]["sen"] for month in found["months"]] == [43312500]
    assert found["readings"]["late_fee.stacking"] == "replace"
    assert [book["edition"] for book in found["books"]] == ["2023-07-01"]
    result = lifecycle("check", "--golden", story)
    assert (result.exit_code, result.stdout) == (0, "1 file, 1 expectation, golden results: 1 unchanged, all hold\n")


def test_the_same_bytes_from_any_folder_and_nothing_written_twice(tmp_path: Path) -> None:
    _, first = blessed(tmp_path / "a")
    story, second = blessed(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    assert str(tmp_path) not in first.read_text("utf-8")
    before = second.stat().st_mtime_ns
    result = lifecycle("check", "--bless", story)
    assert result.stdout == "1 file, 1 expectation, golden results: 1 unchanged, all hold\n"
    assert second.stat().st_mtime_ns == before
    assert sorted(path.name for path in story.parent.iterdir()) == ["story.golden.json", "story.yaml"]


def test_what_differs_is_told_in_rupiah_and_dates(tmp_path: Path) -> None:
    story, _ = blessed(tmp_path)
    rules = changed_book(tmp_path, LATER, DEARER)
    result = lifecycle("check", "--golden", story, "--rules", rules)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{story}: is not what story.golden.json says",
        "    late_fees_charged: Rp 20.625 → Rp 28.875, +Rp 8.250",
        "    payable: Rp 433.125 → Rp 441.375, +Rp 8.250",
        "    isolated: 2024-06-21 → 2024-06-25, 4 days later",
        "    isolated_since: 2024-06-21 → 2024-06-25, 4 days later",
        "    2024-06: fees Rp 20.625 → Rp 28.875, +Rp 8.250; payable Rp 433.125 → Rp 441.375, +Rp 8.250",
        "    the books are not the same: edition 2023-07-01 was changed",
        "1 file, 1 expectation, golden results: 1 different, 1 file fails",
    ]


def test_a_blessing_says_what_it_changes(tmp_path: Path) -> None:
    story, golden = blessed(tmp_path)
    result = lifecycle("check", "--bless", story, "--rules", changed_book(tmp_path, DEARER))
    assert result.exit_code == 0
    first, *others, last = result.stdout.splitlines()
    assert first == f"{golden}: changed"
    assert "    payable: Rp 433.125 → Rp 441.375, +Rp 8.250" in others
    assert last == "1 file, 1 expectation, golden results: 1 changed, all hold"
    assert json.loads(golden.read_text("utf-8"))["rupiah"]["payable"]["rupiah"] == "441375"


def test_a_story_that_changed_is_told_from_books_that_did(tmp_path: Path) -> None:
    story, _ = blessed(tmp_path)
    kept(tmp_path, LOOSE.replace("412500", "400000"))
    result = lifecycle("check", "--golden", story)
    assert "    total_charged: Rp 412.500 → Rp 400.000, -Rp 12.500" in result.stdout
    assert "    the books are the same; the story was changed, or the program" in result.stdout


def test_prose_of_a_book_that_changes_no_outcome_fails_nothing(tmp_path: Path) -> None:
    story, golden = blessed(tmp_path)
    rules = changed_book(tmp_path, ("# IndiHome", "# The terms of IndiHome"))
    assert lifecycle("check", "--golden", story, "--rules", rules).exit_code == 0
    before = golden.read_bytes()
    result = lifecycle("check", "--bless", story, "--rules", rules)
    assert (
        "    the outcome is the same\n    the books are not the same: edition 2023-07-01 was changed" in result.stdout
    )
    assert golden.read_bytes() != before


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"refused": [2]}, "refused steps: 2 → none"),
        ({"acts": []}, "isolated: never → 2024-06-21"),
        ({"until": "2024-06-29T12:00:00+07:00"}, "the story's end: 2024-06-29 12:00 → 2024-06-30, 12:00:00 later"),
        ({"readings": {}}, "reading late_fee.base: not consulted → each_bill"),
        (
            {"findings": [{"code": "OVERCHARGED", "at": "2024-06-05", "amount": {"sen": 100, "unspecified": ["x"]}}]},
            "no longer found: OVERCHARGED, 2024-06-05, Rp 1 + unspecified (x)",
        ),
        ({"months": []}, "2024-06: newly a month of the story, closing Rp 433.125"),
        ({"months": [{"month": "2024-01"}]}, "2024-01: no longer a month of the story"),
        ({"standing": {"state": "active", "blacklisted": True}}, "blacklisted: true → false"),
        ({"standing": {"refund": {"status": "approved"}}}, "refund.status: approved → none"),
        ({"books": []}, None),
        ({"rupiah": {}, "standing": {}, "months": [{"month": "2024-06"}]}, None),
        ({"scenario": "another title", "more": 1}, None),
    ],
    ids=[
        "a step that is refused no longer",
        "an act that did not come",
        "an end half a day earlier",
        "readings",
        "a finding that is gone",
        "a month more",
        "a month less",
        "yes and no",
        "a part of an answer",
        "other books alone are no difference",
        "what the result does not have is not compared",
        "nor is a title, or what another version wrote",
    ],
)
def test_each_part_of_a_result_is_held(tmp_path: Path, changes: dict[str, Any], line: str | None) -> None:
    story, golden = blessed(tmp_path)
    edited(golden, **changes)
    result = lifecycle("check", "--golden", story)
    assert result.exit_code == (0 if line is None else 1)
    assert line is None or f"    {line}\n" in result.stdout, result.stdout


@pytest.mark.parametrize(
    "value",
    [{"sen": 1.5}, {"sen": 1, "unspecified": [{}]}, "0001-01-01T00:00:00+14:00", [1, {"a": [None]}], None, 7, "", {}],
    ids=repr,
)
def test_a_result_that_somebody_spoilt_is_compared_as_it_is(tmp_path: Path, value: Any) -> None:
    story, golden = blessed(tmp_path)
    edited(golden, standing={"state": value}, months=[{"month": "2024-06", "state": value, "closing": value}])
    result = lifecycle("check", "--golden", story)
    assert result.exit_code in (0, 1)
    assert isinstance(result.exception, SystemExit | None)


def test_a_result_that_is_missing_says_how_to_write_it(tmp_path: Path) -> None:
    story = kept(tmp_path, LOOSE)
    result = lifecycle("check", "--golden", story)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{story}: story.golden.json is missing; `lifecycle check --bless {story}` writes it\n"
        "1 file, 1 expectation, golden results: 1 missing, 1 file fails\n"
    )


@pytest.mark.parametrize("option", ["--golden", "--bless"])
def test_a_result_whose_story_is_gone_is_told_and_stays(tmp_path: Path, option: str) -> None:
    story, golden = blessed(tmp_path)
    story.rename(tmp_path / "renamed.yaml")
    lifecycle("check", "--bless", tmp_path / "renamed.yaml")
    result = lifecycle("check", option, tmp_path)
    assert result.exit_code == 1
    assert f"{golden}: the story of this golden result is gone; remove it\n" in result.stdout
    assert golden.is_file()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"format": "lifecycle.golden", "version": 2}', b"\xff", b"<<<<<<< HEAD", b"[" * 10_000],
    ids=["empty", "cut", "a list", "another version", "no text", "a conflict", "deep"],
)
def test_a_result_that_cannot_be_read_ends_with_2_and_is_written_anew(tmp_path: Path, data: bytes) -> None:
    story, golden = blessed(tmp_path)
    good = golden.read_bytes()
    golden.write_bytes(data)
    result = lifecycle("check", "--golden", story)
    assert result.exit_code == 2
    assert result.stdout.startswith(f"{golden}: is no golden result that this version reads: ")
    result = lifecycle("check", "--bless", story)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{golden}: written anew; what was there could not be read\n")
    assert golden.read_bytes() == good


@pytest.mark.parametrize(
    ("text", "status", "why"),
    [(FAILS, 1, "as 1 expectation fails"), (MISTAKES, 2, "as the story cannot be used")],
    ids=["an expectation that fails", "a file with mistakes"],
)
def test_nothing_is_written_for_a_story_that_does_not_hold(tmp_path: Path, text: str, status: int, why: str) -> None:
    story, golden = blessed(tmp_path, HOLDS)
    before = golden.read_bytes()
    kept(tmp_path, text)
    result = lifecycle("check", "--bless", story)
    assert result.exit_code == status
    assert f"{golden}: not written, {why}\n" in result.stdout
    assert golden.read_bytes() == before


def test_a_file_that_must_be_refused_has_no_result(tmp_path: Path) -> None:
    path = kept(tmp_path, "# error: 8: unknown event\n" + MISTAKES, "x.invalid.yaml")
    for option in ("--bless", "--golden"):
        result = lifecycle("check", option, path)
        assert (result.exit_code, result.stdout) == (0, "1 file, 1 expectation, all hold\n")
    assert list(tmp_path.iterdir()) == [path]


def test_no_number_and_no_name_stands_in_a_result_even_unmasked(tmp_path: Path) -> None:
    story = kept(tmp_path, NAMED)
    assert lifecycle("check", "--bless", "--unmask", story).exit_code == 0
    text = (tmp_path / "story.golden.json").read_text("utf-8")
    assert '"scenario": "S. R. pays twice"' in text
    assert not [secret for secret in ("Siti", "Rahmawati", "770001122", "5551234567") if secret in text]
    result = lifecycle("check", "--golden", "--unmask", story)
    assert result.exit_code == 0, "what is shown in full is held to no other result"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--golden", "--bless", "x.yaml"), "--golden --bless: the one compares, the other writes; choose one of them"),
        (("--bless",), "--bless: which stories? The stories that ship have no golden results"),
        (("--golden",), "--golden: which stories? The stories that ship have no golden results"),
    ],
    ids=["both at once", "no story to bless", "no story to compare"],
)
def test_options_that_cannot_be_are_told(options: tuple[str, ...], words: str) -> None:
    result = lifecycle("check", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{words}\n")


def test_a_folder_that_cannot_be_written_to_is_told_for_each_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, LOOSE)

    def full(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    result = lifecycle("check", "--bless", tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path}/story.golden.json: cannot be written: No space left on device\n" in result.stdout
