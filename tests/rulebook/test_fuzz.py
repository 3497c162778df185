"""Whatever is done to a book, reading it gives a book or problems with their places, and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, Shelf, read_text
from lifecycle.rulebook.lint import lint
from lifecycle.rulebook.template import template

TEXTS = [
    template("kecil", date(2024, 1, 1)),
    *(book.text for book in Shelf.open().editions("indihome")),
]
PIECES = """\
```
```toml
[[late_fee.tier]]
[late_fee]
[readings."a"]
# x
*Not modelled: x*
[ ] { } = " . , 0x -1 1e9 nan true 2024-01-01 "5%" issue due activated {month=0,day=31} readings
"""
SNIPPETS = st.one_of(
    st.text(max_size=4),
    st.sampled_from([*PIECES.splitlines(keepends=True), *PIECES.split(), '"""', "'''", "\r\n", "\0", "\t"]),
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A good book with pieces cut out, put in, doubled or moved."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.one_of(st.integers(0, 12), st.integers(0, 400))))
        piece = draw(st.one_of(SNIPPETS, st.just(""), st.just(text[start:end] * 2)))
        text = text[:start] + piece + text[end:]
    return text


@st.composite
def reworded(draw: st.DrawFn) -> str:
    """A good book with values in place of others, so that it stays TOML."""
    text = draw(st.sampled_from(TEXTS))
    values = ['""', '"5%"', '"given"', "0", "1", "31", "-1", "9" * 40, "true", "[]", "{}", "2024-01-01", "1.5", "[[1]]"]
    values += ["{month = 1, day = 1}", '{days_after = 3, of = "due"}', '{hours_after = 1, of = "activated"}', '"wish"']
    lines = text.split("\n")
    rules = [at for at, line in enumerate(lines) if " = " in line and not line.startswith(("#", "*"))]
    for at in draw(st.lists(st.sampled_from(rules), min_size=1, max_size=5)):
        key = draw(st.sampled_from([lines[at], *(lines[each] for each in rules)])).partition(" = ")[0]
        lines[at] = f"{key} = {draw(st.sampled_from(values))}"
    return "\n".join(lines)


@pytest.mark.parametrize("books", [spoilt(), reworded()], ids=["letters", "values"])
@settings(max_examples=150)
@given(data=st.data())
def test_a_spoilt_book_is_a_book_or_problems(books: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(books)
    try:
        book = read_text(text, "kecil/draft.md")
    except Problems as problems:
        lines = text.replace("\r\n", "\n").split("\n")
        for each in problems.problems:
            assert 1 <= each.line <= len(lines)
            assert 1 <= each.column <= len(lines[each.line - 1]) + 1
            assert each.source in ("", lines[each.line - 1])
            assert str(each)
        return
    assert isinstance(book, RuleBook)
    for parameter in book.parameters():
        assert book.citation(parameter.path).heading == parameter.clause
        assert book.with_(parameter.path, str(parameter.value)) is book
    lint(book)
