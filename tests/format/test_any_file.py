"""Whatever a file holds, it is a story or it is told what is wrong; never anything else."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from scenarios.format import Problems, Story, expected_errors, read_text
from tests.format.examples import EVERY_EVENT, SMALL

WORDS = sorted(
    {*EVERY_EVENT.replace(",", " ").replace("{", " ").replace("}", " ").split()}
    | {"", "- ", ": ", "\n", "  ", "{", "}", "[", "]", "'", '"', "&a", "*a", "<<: ", "!!int", "|", ">", "---", "\t"}
    | {
        "9" * 5000,
        "-1",
        "1e9",
        "0000-00-00",
        "2024-02-30",
        "2024-06-05T10:00+24:00",
        "٢٠٢٤-٠٦",
        "²",
        "\x00",
        "é",
        "null",
    }
)


def outcome(read: Callable[[], object]) -> object:
    """What comes of reading: a value, or the problems."""
    try:
        return read()
    except Problems as told:
        return told


def read_or_told(text: str | bytes) -> None:
    found = outcome(lambda: read_text(text, "any.yaml"))
    if isinstance(found, Problems):
        lines = (text if isinstance(text, str) else text.decode(errors="replace")).replace("\r", "\n").count("\n")
        assert found.problems
        assert all(1 <= one.line <= lines + 1 and one.column >= 1 for one in found.problems)
        assert all(len(str(one)) < 1500 for one in found.problems)
    else:
        assert isinstance(found, Story)
        assert list(found.facts) == sorted(found.facts, key=lambda fact: fact.at)


@given(st.sampled_from([SMALL, EVERY_EVENT]), st.data())
def test_a_good_story_with_words_changed(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(st.sampled_from(WORDS)) + text[end:]
    read_or_told(text)


@given(st.sampled_from([SMALL, EVERY_EVENT]), st.data())
def test_a_good_story_with_values_changed(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].rpartition(": ")
    lines[at] = f"{key}{colon}{data.draw(st.sampled_from(WORDS))}"
    read_or_told("\n".join(lines))


@given(st.sampled_from([SMALL, EVERY_EVENT]), st.data())
def test_a_good_story_with_lines_moved(text: str, data: st.DataObject) -> None:
    read_or_told("\n".join(data.draw(st.permutations(text.splitlines()))))


@given(st.one_of(st.text(), st.binary()))
def test_anything_at_all(text: str | bytes) -> None:
    read_or_told(text)
    assert isinstance(outcome(lambda: expected_errors(text)), tuple | Problems)
