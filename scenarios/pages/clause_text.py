"""What a book says of a clause or of a reading, in our words, as a page shows it."""

from collections.abc import Sequence
from functools import cache

from attrs import frozen
from markdown_it import MarkdownIt
from markupsafe import Markup

from lifecycle.rulebook import RuleBook
from lifecycle.rulebook.header import Authority
from scenarios.languages.codes import Code
from scenarios.languages.language import language

# Whoever writes a book writes no page: of Markdown only what emphasises, lists and quotes is heeded.
_LEADS_ELSEWHERE = ("link", "image", "autolink", "html_block", "html_inline", "reference", "entity")


@frozen
class ClauseText:
    """A clause: its heading and edition, its prose as HTML, and on whose word it rests.

    ``language`` is that of heading, prose and source: a book that nobody tells in the page's language keeps its own.
    """

    heading: str
    edition: str
    prose: Markup
    authority: Authority
    source: str
    language: str


def clause_text(books: Sequence[RuleBook], heading: str, edition: str, code: Code) -> ClauseText | None:
    """A clause by its heading as events and findings cite it; None where no book of that edition has it."""
    for book in books:
        telling = book.told(code)
        if book.edition == edition and heading in telling.clauses:
            clause = telling.clause(heading)
            spoken = language(code if telling.language == code else "en")
            prose = markdown(spoken.figures(clause.prose))
            return ClauseText(clause.heading, edition, prose, book.authority, telling.source, telling.language)
    return None


def headings(books: Sequence[RuleBook], code: Code) -> dict[str, str]:
    """The headings of the books' clauses in a language, by those that the books give them."""
    told = (book.told(code).clauses for book in reversed(books))
    return {name: clause.heading for found in told for name, clause in found.items() if isinstance(name, str)}


def question(book: RuleBook, name: str, code: Code) -> str:
    """The question that a reading answers; empty where the book asks none."""
    return "" if book.reading(name) is None else book.told(code).question(name)


def title(books: Sequence[RuleBook], edition: str, given: str, code: Code) -> str:
    """A book's title in a language."""
    return next((book.told(code).title for book in books if book.edition == edition), given)


def source(books: Sequence[RuleBook], edition: str, given: str, code: Code) -> str:
    """What a book calls its source, in a language."""
    return next((book.told(code).source for book in books if book.edition == edition), given)


def markdown(text: str) -> Markup:
    """Prose as HTML: no markup of its own, no link and no picture comes through."""
    return Markup(_markdown().render(text))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(list(_LEADS_ELSEWHERE))
