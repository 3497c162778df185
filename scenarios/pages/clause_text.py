"""What a book says of a clause or of a reading, in our words, as a page shows it."""

from collections.abc import Sequence
from functools import cache

from attrs import frozen
from markdown_it import MarkdownIt
from markupsafe import Markup

from lifecycle.rulebook import RuleBook
from scenarios.languages.codes import Code

# Whoever writes a book writes no page: of Markdown only what emphasises, lists and quotes is heeded.
_LEADS_ELSEWHERE = ("link", "image", "autolink", "html_block", "html_inline", "reference", "entity")


@frozen
class ClauseText:
    """A clause: its heading and edition, its prose as HTML, and on whose word it rests."""

    heading: str
    edition: str
    prose: Markup
    authority: str
    source: str


def clause_text(books: Sequence[RuleBook], heading: str, edition: str, code: Code) -> ClauseText | None:
    """A clause by its heading as events and findings cite it; None where no book of that edition has it."""
    for book in books:
        found = [one for one in book.document.page.headings if one.text == heading]
        if book.edition == edition and found:
            prose = book.document.page.prose(found[0])
            return ClauseText(heading, edition, markdown(prose), book.authority, book.source)
    return None


def heading_text(books: Sequence[RuleBook], heading: str, edition: str, code: Code) -> str:
    """A clause's heading in a language."""
    found = clause_text(books, heading, edition, code)
    return heading if found is None else found.heading


def question(book: RuleBook, name: str, code: Code) -> str:
    """The question that a reading answers; empty where the book asks none."""
    reading = book.reading(name)
    return "" if reading is None else reading.question


def title(books: Sequence[RuleBook], edition: str, given: str, code: Code) -> str:
    """A book's title in a language."""
    return given


def markdown(text: str) -> Markup:
    """Prose as HTML: no markup of its own, no link and no picture comes through."""
    return Markup(_markdown().render(text))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(list(_LEADS_ELSEWHERE))
