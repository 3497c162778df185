"""`lifecycle mutate` and `lifecycle boundaries`, as somebody at a terminal meets them."""

import json
from pathlib import Path

import pytest

from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered
from scenarios.commands import boundaries, mutate
from scenarios.commands.check import run as check

ROOT = Path(__file__).parents[2]
POSTCLIC = ROOT / "scenarios" / "library" / "postclic"
ONE = POSTCLIC / "used-for-two-months.yaml"
BOOK = ROOT / "tests" / "books" / "contoh-net" / "2024-01-01.md"


def test_a_change_that_no_story_notices_is_told_with_the_boundary_story_that_would(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert mutate.run(["postclic"], [ONE], "text", "1") == 1
    out, err = capsys.readouterr()
    assert "✗ line 26, readings.trial.first_month.default: mandatory → avoidable_in_trial" in " ".join(out.split())
    assert "the boundary story cancelled-a-second-before-charge-1-from-the-10th.yaml would notice it" in " ".join(
        out.split()
    )
    assert out.endswith("1 book, 9 changes, 8 noticed, 0 equivalent, 1 unexplained\n")
    assert err == ""


def test_all_stories_together_leave_nothing_unexplained(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutate.run(["telkomsel"], [], "json", "1") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["unexplained"] == 0
    (book,) = told["books"]
    assert [one["path"] for one in book["changes"] if one["equivalent"]] == ["dispute.ours"]
    assert [one["reason"] for one in book["fixed"]] == ["the clause knows one word"]


def test_several_processes_tell_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for jobs in ("1", "2"):
        mutate.run(["postclic"], [ONE], "json", jobs)
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("names", "paths", "form", "jobs", "words"),
    [
        (["postclik"], [], "text", "1", 'unknown provider "postclik"; did you mean "postclic"?'),
        (["postclic@2024-01-01"], [], "text", "1", 'there is no edition "2024-01-01"'),
        (["none/such.md"], [], "text", "1", "is no file; a book is provider, provider@edition or FILE.md"),
        (["postclic"], [], "html", "1", "this version writes no HTML"),
        (["postclic"], [], "text", "none", "'none' is no number of processes; write 1 to 64"),
        (["postclic"], [ROOT / "lifecycle"], "text", "1", "the folder holds no scenario"),
    ],
    ids=["a provider", "an edition", "a file", "a format", "a number of processes", "a folder without stories"],
)
def test_what_cannot_be_used_is_told(names: list[str], paths: list[Path], form: str, jobs: str, words: str) -> None:
    with pytest.raises((Problems, NotCovered)) as told:
        mutate.run(names, paths, form, jobs)
    assert words in str(told.value)


def test_a_story_that_fails_already_can_watch_over_nothing(tmp_path: Path) -> None:
    story = tmp_path / "wrong.yaml"
    story.write_text(ONE.read_text("utf-8").replace("charges: 1,", "charges: 7,"), "utf-8")
    with pytest.raises(Problems, match="does not come out as it says under the books as they are"):
        mutate.run(["postclic"], [story], "text", "1")


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The boundary stories of the format's own example."""
    folder = tmp_path_factory.mktemp("edges")
    boundaries.run(str(BOOK), folder)
    return folder


def beside(folder: Path, *lines: str) -> str:
    """A book and what is called equivalent beside it."""
    place = folder / "contoh-net"
    place.mkdir()
    (place / BOOK.name).write_bytes(BOOK.read_bytes())
    (place / "equivalent.toml").write_text("\n".join(("[[equivalent]]", *lines)), "utf-8")
    return str(place / BOOK.name)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (('path = "late_fee.tier[0].flat"', 'reason = "x"'), "late_fee.tier[0].flat is noticed by a story now"),
        (('path = "late_fee.tier[0].flt"', 'reason = "x"'), 'did you mean "late_fee.tier[0].flat"?'),
        (('path = "rounding.step"', 'reason = "x"', 'value = "7"'), "rounding.step cannot be changed so"),
        (('path = "rounding.step"',), "reason is missing"),
        (('path = "rounding.step"', 'raeson = "x"'), 'unknown key "raeson"; did you mean "reason"?'),
        (('path = "rounding.step"', 'reason = "x"', 'edition = "2023-01-01"'), 'unknown edition "2023-01-01"'),
        (('path = "rounding.step"', "reason = 7"), "reason is not text"),
        (("path = ",), "cannot be read as TOML"),
    ],
    ids=["noticed", "no parameter", "no such change", "no reason", "a key", "an edition", "no text", "no TOML"],
)
def test_an_entry_that_explains_nothing_is_an_error(
    tmp_path: Path, edges: Path, lines: tuple[str, ...], words: str
) -> None:
    book = beside(tmp_path, *lines)
    with pytest.raises(Problems) as told:
        mutate.run([book], [edges], "text", "1")
    assert words in str(told.value)
    assert "equivalent.toml" in str(told.value)


def test_boundaries_of_a_book_that_nobody_installed_hold_where_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boundaries.run(str(BOOK), tmp_path) == 0
    assert (tmp_path / "rules" / "contoh-net" / "2024-01-01.md").read_bytes() == BOOK.read_bytes()
    assert "stories in" in capsys.readouterr().out
    assert check([tmp_path]) == 0
    assert boundaries.run(str(BOOK), tmp_path) == 0, "written again, they are the same"


def test_a_story_that_somebody_reviewed_is_never_overwritten(tmp_path: Path) -> None:
    boundaries.run("postclic", tmp_path)
    story = tmp_path / "stayed-from-the-10th.yaml"
    story.write_text("reviewed", "utf-8")
    with pytest.raises(Problems, match="is there already and says something else"):
        boundaries.run("postclic", tmp_path)
    assert story.read_text("utf-8") == "reviewed"


def test_boundaries_are_listed_with_their_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert boundaries.run("postclic", None) == 0
    out = capsys.readouterr().out
    assert "cancelled-at-charge-1-from-the-31st" in out
    assert out.endswith("20 stories\n")
