"""What differs between two books as a page shows it: each part with its clause, before and after; and the books."""

from attrs import frozen

from lifecycle.rulebook import RuleBook
from scenarios.comparing.parts import Differs
from scenarios.dossier.opening import edition
from scenarios.pages.changes import Cited, Clause
from scenarios.pages.clause_text import question, source, title
from scenarios.pages.voice import Voice
from scenarios.report import terms
from scenarios.report.compare_report import CompareReport, letter


@frozen
class DiffersView:
    """A parameter in both books; empty where one has no such. Of a reading also the question that it answers."""

    path: str
    before: str
    after: str
    question: str


@frozen
class PartView:
    """What is applied together, with the clauses that it changes; those that the second book words otherwise twice."""

    letter: str
    differs: tuple[DiffersView, ...]
    clauses: tuple[tuple[Clause, Clause | None], ...]


@frozen
class BookView:
    """A book that is compared: as it was asked for, its title, on whose word it rests, the digest of its text."""

    asked: str
    edition: str
    title: str
    authority: str
    source: str
    digest: str


def part_views(report: CompareReport, voice: Voice) -> tuple[PartView, ...]:
    """Every part, in the order of the books."""
    books = report.books
    first, second = Cited((books.before,), voice), Cited((books.after,), voice, anchor="proposed")
    found = []
    for number, part in enumerate(report.parts):
        differs = tuple(_differs(one, books.before, books.after, voice) for one in part.differs)
        clauses = tuple(_clauses(name, books.before, books.after, first, second) for name in part.clauses)
        found.append(PartView(letter(number), differs, clauses))
    return tuple(found)


def book_views(report: CompareReport, voice: Voice) -> tuple[BookView, BookView]:
    """Both books."""
    before, after = report.books.before, report.books.after
    named = report.books.named
    return _book(named[0], before, voice), _book(named[1], after, voice)


def _differs(one: Differs, before: RuleBook, after: RuleBook, voice: Voice) -> DiffersView:
    name, code = one.reading or "", voice.language.code
    asked = question(before, name, code) or question(after, name, code)
    return DiffersView(one.path, one.before or "", one.after or "", asked)


def _clauses(name: str, before: RuleBook, after: RuleBook, first: Cited, second: Cited) -> tuple[Clause, Clause | None]:
    """A clause of the first book, and of the second where that words it otherwise; or of the only one that has it."""
    old, new = (book.told().clauses.get(name) for book in (before, after))
    if old is None:
        return second.clause(name, after.edition), None
    apart = new is not None and new.prose != old.prose
    return first.clause(name, before.edition), second.clause(name, after.edition) if apart else None


def _book(asked: str, book: RuleBook, voice: Voice) -> BookView:
    code = voice.language.code
    return BookView(
        asked=voice.say(asked),
        edition=edition(book.edition, voice),
        title=title((book,), book.edition, book.title, code),
        authority=voice.say(terms.AUTHORITIES[book.authority]),
        source=source((book,), book.edition, book.source, code),
        digest=book.digest,
    )
