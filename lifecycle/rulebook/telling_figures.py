"""Numbers that a book says and its telling does not, or the other way round."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lifecycle.rulebook.figures import figures
from lifecycle.rulebook.telling import Telling

if TYPE_CHECKING:
    from lifecycle.rulebook.book import RuleBook


def disagreements(book: "RuleBook", telling: Telling) -> Iterator[tuple[int, str]]:
    """Each with a line of the telling: of a clause's prose, of a question, of a note, of the source."""
    own = book.told()
    for heading in book.document.page.headings:
        clause = telling.clauses[heading.line]
        yield from _between(clause.line, "prose", own.clauses[heading.line].prose, clause.prose)
    for theirs, ours in zip(own.not_modelled, telling.not_modelled, strict=True):
        yield from _between(ours.line, "note", theirs.text, ours.text)
    for name, question in own.questions.items():
        line = telling.clause(book.citation(name)).line
        yield from _between(line, f"question of {name}", question, telling.questions[name])
    first = min(clause.line for clause in telling.clauses.values())
    yield from _between(first, "source", own.source, telling.source)


def _between(line: int, what: str, theirs: str, ours: str) -> Iterator[tuple[int, str]]:
    book, telling = figures(theirs), figures(ours)
    if missing := sorted(book - telling):
        yield line, f"the {what} leaves out {', '.join(missing)}, which the book says here"
    if more := sorted(telling - book):
        yield line, f"the {what} says {', '.join(more)}, which the book does not say here"
