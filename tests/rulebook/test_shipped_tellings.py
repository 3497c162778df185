"""Every book that ships, also beside a story, is told in Indonesian, wholly and with its numbers."""

from hashlib import sha256
from importlib import resources
from pathlib import Path

import pytest

from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.rulebook.lint import lint
from lifecycle.rulebook.telling_figures import disagreements

ROOT = Path(str(resources.files("lifecycle"))).parent
SHIPPED = Shelf.open()
BESIDE = Shelf.open(ROOT / "scenarios/library/cases/rules")
BOOKS = [
    pytest.param(book, id=book.path) for provider in BESIDE.providers() for book in BESIDE.editions(provider)
]  # fmt: skip


@pytest.mark.parametrize("book", BOOKS)
def test_is_told_in_indonesian(book: RuleBook) -> None:
    own, told = book.told(), book.told("id")
    assert told.language == "id"
    assert list(disagreements(book, told)) == []
    assert lint(book) == ()
    for heading in book.document.page.headings:
        assert told.prose(heading.text) != own.prose(heading.text)
    for name, question in own.questions.items():
        assert told.question(name) not in ("", question)
        assert told.question(name).endswith(("?", ".)"))
    assert not [note for note in told.not_modelled if note in own.not_modelled]


@pytest.mark.parametrize("book", BOOKS)
def test_its_digest_is_that_of_its_own_text(book: RuleBook) -> None:
    folder = ROOT / ("lifecycle/providers" if book.provider in SHIPPED.files else "scenarios/library/cases/rules")
    assert book.digest == sha256((folder / book.path).read_bytes()).hexdigest()


def test_there_is_no_other_edition_for_them() -> None:
    """What a shelf lists is what it listed without any telling."""
    files = {file for file in (ROOT / "lifecycle/providers").glob("*/*.md") if not file.stem.endswith(".id")}
    books = [book for provider in SHIPPED.providers() for book in SHIPPED.editions(provider)]
    assert {book.path for book in books} == {f"{file.parent.name}/{file.name}" for file in files}
