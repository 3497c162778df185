"""A page is headings, words and toml blocks; everything else is blanked where it stands."""

import pytest

from lifecycle.rulebook import markdown


def test_blanking_keeps_every_line_and_column() -> None:
    text = "# T\n\nwords = 1\n\n```toml\na = 1\n```\nä\n"
    toml = markdown.page(text).toml
    assert [len(line) for line in toml.split("\n")] == [len(line) for line in text.split("\n")]
    assert toml.strip() == "a = 1"
    assert toml.split("\n")[5] == "a = 1"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("```toml\na\n```", [(2, 2)], id="a block of one line"),
        pytest.param("```toml\n```", [(2, 1)], id="an empty block"),
        pytest.param("  ```toml title=x\na\n  ```  ", [(2, 2)], id="an indented fence with more in its info"),
        pytest.param("~~~toml\na\n```\n~~~", [(2, 3)], id="tildes are closed by tildes"),
        pytest.param("````toml\na\n```\n`````", [(2, 3)], id="a fence is closed by one at least as long"),
        pytest.param("```toml\na\n```toml\n```", [(2, 3)], id="a fence with info closes nothing"),
        pytest.param("```text\na\n```", [], id="other languages hold no rule"),
        pytest.param("````markdown\n```toml\na\n```\n````", [], id="a block quoted in a longer one is no rule"),
        pytest.param("    ```toml", [], id="four blanks in, it is no fence"),
        pytest.param("``toml``", [], id="inline code is no fence"),
    ],
)
def test_blocks(text: str, blocks: list[tuple[int, int]]) -> None:
    assert [(block.first, block.last) for block in markdown.page(text).blocks] == blocks


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        pytest.param("# T", ("T", 1), id="a title"),
        pytest.param("  ###  Deep #thing ##  ", ("Deep #thing", 3), id="closing marks are left out, others kept"),
        pytest.param("## C#", ("C#", 2), id="a mark that belongs to a word stays"),
        pytest.param("##", ("", 2), id="an empty heading"),
        pytest.param("## ##", ("", 2), id="only marks"),
        pytest.param("#T", None, id="no blank, no heading"),
        pytest.param("####### T", None, id="seven marks are words"),
    ],
)
def test_headings(line: str, heading: tuple[str, int] | None) -> None:
    found = [(each.text, each.level) for each in markdown.page(line).headings]
    assert found == ([heading] if heading else [])


def test_comments_of_a_block_are_no_headings() -> None:
    page = markdown.page("# T\n```toml\n# no heading\na = 1\n```\n")
    assert [each.text for each in page.headings] == ["T"]


def test_prose_is_the_words_down_to_the_next_heading_without_blocks_and_notes() -> None:
    page = markdown.page(
        "# T\n\none\n\n```toml\na = 1\n```\n\ntwo *Not modelled: the\nfee.* three\n\n\n## U\nfour\n### V\n"
    )
    assert page.prose(page.headings[0]) == "one\n\ntwo  three"
    assert page.prose(page.headings[1]) == "four"
    assert page.prose(page.headings[2]) == ""
    assert [(above.text, text, line) for above, text, line in page.not_modelled()] == [("T", "the fee.", 9)]


def test_a_fence_left_open_is_told_by_its_line() -> None:
    assert markdown.page("a\n```toml\nb\n").unclosed == 2
    assert markdown.page("a\n```toml\nb\n```").unclosed == 0
