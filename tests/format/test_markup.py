"""YAML's traps are told at their place, with libyaml and without."""

from pathlib import Path

import pytest
import yaml

from lifecycle.problems import Problem, Problems
from scenarios.format import markup, read, read_text

LOADERS = {"libyaml": yaml.CSafeLoader, "pure Python": yaml.SafeLoader}


def problems(text: str | bytes) -> list[Problem]:
    with pytest.raises(Problems) as told:
        read_text(text, "a.yaml")
    return list(told.value.problems)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("", 1, 1, "the file is empty", id="an empty file"),
        pytest.param("# nothing\n", 1, 1, "the file is empty", id="a file of comments"),
        pytest.param("- a\n", 1, 1, "not a list", id="a list at the top"),
        pytest.param("hello\n", 1, 1, "not a text", id="a text at the top"),
        pytest.param("[" * 50_000, 1, 33, "nested deeper than 32", id="50,000 brackets"),
        pytest.param("- " * 50_000, 1, 65, "nested deeper than 32", id="50,000 hyphens"),
        pytest.param("a: " + "x" * 5_000_000, 1, 1, "5000003 characters long", id="a line of 5 MB"),
        pytest.param("x" * 16_000_001, 1, 1, "larger than 16 MB", id="a file of more than 16 MB"),
        pytest.param(b"\x00\x01\x02", 1, 1, "U+0000", id="a binary file"),
        pytest.param(b"a: 1\nb: \xff\n", 2, 4, "byte 0xff is not UTF-8", id="bytes that are not UTF-8"),
        pytest.param("a: 1".encode("utf-16"), 1, 1, "UTF-16", id="UTF-16"),
        pytest.param("a: x\x1b[0m\n", 1, 5, "U+001B", id="a control character"),
        pytest.param("a: 1\u2028b: 2\n", 1, 5, "U+2028", id="a line break that no editor counts"),
        pytest.param("a: [1\n", 2, 1, "not YAML", id="a bracket left open"),
        pytest.param("a: b: c\n", 1, 5, "put the text in quotes", id="a colon inside a text"),
        pytest.param("a:\n\tb: 1\n", 2, 1, "a tab", id="a tab as indentation"),
        pytest.param("a: 1\n---\nb: 2\n", 2, 1, "a second document", id="two documents"),
    ],
)
def test_the_problem_is(
    monkeypatch: pytest.MonkeyPatch, loader: str, text: str | bytes, line: int, column: int, words: str
) -> None:
    monkeypatch.setattr(markup, "LOADER", LOADERS[loader])
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (line, column)
    assert words in problem.message
    assert len(str(problem)) < 500


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("scenario: &a x", 1, 11, 'the anchor "&a"', id="an anchor"),
        pytest.param('scenario: "x\\e[0m"', 1, 11, "a control character", id="an escaped control character"),
        pytest.param("scenario: !!str x", 1, 11, "the tag", id="a tag"),
        pytest.param("scenario: a\nscenario: b", 2, 1, "it stands on line 1 already", id="a doubled key"),
        pytest.param("scenario: a\n<<: {b: 1}", 2, 1, "the merge key <<", id="a merge key"),
        pytest.param("? [a, [b]]\n: {c: d}", 1, 3, "a key is a word", id="a list as a key"),
        pytest.param("{{a: b}: c}", 1, 2, "a key is a word", id="a mapping as a key"),
    ],
)
def test_beside_what_is_missing_the_problem_is(
    monkeypatch: pytest.MonkeyPatch, loader: str, text: str, line: int, column: int, words: str
) -> None:
    monkeypatch.setattr(markup, "LOADER", LOADERS[loader])
    (problem,) = [one for one in problems(text) if "missing key" not in one.message]
    assert (problem.line, problem.column) == (line, column)
    assert words in problem.message


def test_an_alias_is_told_once_and_what_it_stands_for_not_at_all() -> None:
    text = "scenario: a\nprovider: b\nsteps:\n- at: 2024-06-05\n  billed: *bill\n- *step\n"
    assert [(one.line, one.column) for one in problems(text)] == [(5, 11), (6, 3)]


def test_a_file_of_one_key_again_and_again_is_given_up() -> None:
    told = problems("a: 1\n" * 100_000)
    assert len(told) == 1001
    assert "the rest of it is not read" in told[-1].message


def test_a_byte_order_mark_is_no_part_of_the_file(small: str) -> None:
    assert read_text(b"\xef\xbb\xbf" + small.encode(), "a") == read_text(small, "a")


def test_windows_line_ends_change_nothing(small: str) -> None:
    assert read_text(small.replace("\n", "\r\n"), "a") == read_text(small, "a")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="No such file"):
        read(tmp_path / "nowhere.yaml")


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="the file cannot be read"):
        read(tmp_path)
