"""The file beside a book that tells it in another language, read against the book."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import document, markdown, telling_checks
from lifecycle.rulebook.entries import NotModelled
from lifecycle.rulebook.markdown import LANGUAGES, OWN
from lifecycle.rulebook.telling import ClauseTold, Telling
from lifecycle.rulebook.telling_page import TellingPage

if TYPE_CHECKING:
    from lifecycle.rulebook.book import RuleBook


def beside(book: Path) -> dict[str, Traversable]:
    """The files beside a book's that tell it, by language. Raises Problems where the file itself is one of them."""
    edition, _, language = book.stem.rpartition(".")
    if edition and language in LANGUAGES and book.is_file():
        words = f"this tells a book in another language; name the book itself, {edition}.md, which brings it along"
        raise Problems([Problem(str(book), 0, 0, words)])
    found = {each: book.with_name(f"{book.stem}.{each}.md") for each in LANGUAGES}
    return {each: file for each, file in found.items() if file.is_file()}


def own(book: "RuleBook") -> Telling:
    """A book's own words."""
    page = book.document.page
    return Telling(
        language=OWN,
        path=book.path,
        title=book.title,
        source=book.source,
        not_modelled=book.not_modelled(),
        clauses=_by_book(book, (ClauseTold(each.text, each.line, page.prose(each)) for each in page.headings)),
        questions={each.name: each.question for each in book.readings.values()},
    )


def read(book: "RuleBook", file: Traversable, language: str) -> Telling:
    """A book's telling from its file. Raises Problems for one that does not tell it, or not all of it."""
    return read_text(book, document.text_of(file), str(file), language)


def read_text(book: "RuleBook", text: str, path: str, language: str) -> Telling:
    """A book's telling from its text; ``path`` is what problems call it. Raises Problems, all of them at once."""
    told = TellingPage(markdown.page(text), path, language)
    if problems := [*telling_checks.outline(book, told)]:
        raise Problems(problems)
    headings = told.page.headings
    answers = list(zip(book.document.page.headings, headings, strict=True))
    if problems := [*telling_checks.wording(book, told, answers)]:
        raise Problems(problems)
    title = next(ours for theirs, ours in answers if theirs.level == 1 and theirs.text)
    return Telling(
        language=language,
        path=f"{book.path.removesuffix('.md')}.{language}.md",
        title=title.text,
        source=told.sources(title)[0],
        not_modelled=tuple(
            NotModelled(above.text, said, line) for above, said, line in told.page.not_modelled(language)
        ),
        clauses=_by_book(book, (ClauseTold(each.text, each.line, told.prose(each)) for each in headings)),
        questions=dict.fromkeys(book.readings, "") | {one.reading: one.text for one in told.questions},
    )


def _by_book(book: "RuleBook", told: Iterable[ClauseTold]) -> dict[str | int, ClauseTold]:
    """Clauses under the book's headings, the first of those of one name, and under their lines."""
    found: dict[str | int, ClauseTold] = {}
    for heading, clause in zip(book.document.page.headings, told, strict=True):
        found.setdefault(heading.text, clause)
        found[heading.line] = clause
    return found
