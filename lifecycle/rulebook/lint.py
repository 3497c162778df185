"""What a book that can be read should still be asked about: gaps, order, missing words."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, get_args

from attrs import frozen

from lifecycle import clauses
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.clauses.late_fee import AfterLastTier
from lifecycle.clauses.routing import Call, Channel
from lifecycle.problems import Problems
from lifecycle.rulebook import checks
from lifecycle.rulebook.book import RuleBook
from lifecycle.rulebook.header import UNDATED
from lifecycle.rulebook.positions import Path
from lifecycle.rulebook.readings import CLAUSE_OF
from lifecycle.rulebook.telling_figures import disagreements

Severity = Literal["error", "warning", "note"]
"""An error makes the rule mean something else than it says; a note is only worth knowing."""

_Remark = tuple[Path, Severity, str]


@frozen(order=True)
class Finding:
    """One remark on a book: file, line, how grave it is, and what it is."""

    path: str
    line: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"


def lint(books: RuleBook | Iterable[RuleBook]) -> tuple[Finding, ...]:
    """Remarks on one book, or on a provider's editions each by itself and together, in the order of lines.

    What cannot be read at all (overlapping tiers, a "due" that nothing sets) is a Problem on reading.
    """
    editions = [books] if isinstance(books, RuleBook) else list(books)
    found = [
        Finding(book.path, book.document.place(path)[0], severity, message)
        for book in editions
        for remarks in (_tiers, _rungs, _instants, _rows, _readings, _cancelling, _cycles, _prose)
        for path, severity, message in remarks(book)
    ]
    told = [finding for book in editions for finding in _told(book)]
    return tuple(sorted({*found, *told, *_between(editions)}))


def _tiers(book: RuleBook) -> Iterator[_Remark]:
    tiers = book.late_fee.tier if book.late_fee else ()
    samples = checks.clocks(book)
    for index, (one, other) in enumerate(pairwise(tiers), 1):
        if one.until and checks.ever_after(other.opens.when, one.until.when, samples):
            words = f"no fee between the tier before ({one.until}) and this one ({other.opens})"
            yield ("late_fee", "tier", index, "from"), "note", words
    reading = book.reading("late_fee.after_last_tier")
    if tiers and reading and AfterLastTier.GROW in reading.allowed and tiers[-1].until and not tiers[-1].growth:
        words = "late_fee.after_last_tier may be grow; the last tier leaves growth out, so its own rate is added"
        yield ("late_fee", "tier", len(tiers) - 1), "warning", words
    for index, tier in enumerate(tiers):
        if tier.growth and (index + 1 < len(tiers) or tier.until is None):
            words = "growth starts when the last tier is over; here it never does"
            yield ("late_fee", "tier", index, "growth"), "warning", words


def _rungs(book: RuleBook) -> Iterator[_Remark]:
    rungs = book.arrears.rung if book.arrears else ()
    samples = checks.clocks(book)
    for index, entry in enumerate(rungs):
        path: Path = ("arrears", "rung", index)
        if entry.vests and checks.ever_after(entry.vests.when, entry.at.when, samples):
            yield (*path, "vests"), "error", f"vests ({entry.vests}) after it takes hold ({entry.at})"
        if index == 0:
            continue
        lower = rungs[index - 1]
        if Becomes[entry.becomes.upper()] <= Becomes[lower.becomes.upper()]:
            words = f"{entry.becomes} stands after {lower.becomes}; the lowest rung comes first, each once"
            yield (*path, "becomes"), "warning", words
        if checks.ever_after(lower.at.when, entry.at.when, samples):
            words = f"{entry.becomes} ({entry.at}) comes before its lower rung {lower.becomes} ({lower.at})"
            yield (*path, "at"), "warning", words


def _instants(book: RuleBook) -> Iterator[_Remark]:
    for path, form in checks.instants(book):
        if form.of == "activated" and path[0] != "trial":
            words = 'counts from "activated", the same instant for every bill; "issue" or "due" go with the bill'
            yield path, "warning", words


def _rows(book: RuleBook) -> Iterator[_Remark]:
    """Topics that some row lists, but not for every caller."""
    rows = book.routing.row if book.routing else ()
    for index, row in enumerate(rows):
        for topic in row.topics:
            calls = [Call(topic, channel, agrees) for channel in get_args(Channel) for agrees in (True, False)]
            first = next(number for number, other in enumerate(rows) if topic in other.topics)
            if first == index and not all(any(other.takes(call) for other in rows) for call in calls):
                words = f'some calls about "{topic}" fall under no row, and are answered as unlisted'
                yield ("routing", "row", index), "note", words


def _readings(book: RuleBook) -> Iterator[_Remark]:
    for name, reading in book.readings.items():
        table = CLAUSE_OF.get(name)
        if table and book.table(table) is None:
            words = f"{name} is declared, but the book has no [{table}] that would consult it"
            yield ("readings", name), "warning", words
        if not reading.question:
            yield ("readings", name), "note", f"{name} has no question: say what is open"


def _cancelling(book: RuleBook) -> Iterator[_Remark]:
    for name in ("documents", "device"):
        if book.table(name) is not None and book.cancellation is None:
            yield (name,), "warning", f"nothing looks at [{name}] without a [cancellation] that may be asked for"
    if book.no_refund is not None and book.refund is not None:
        yield (
            ("no_refund",),
            "warning",
            "[no_refund] says that nothing is given back, and [refund] says how; [refund] holds",
        )


def _cycles(book: RuleBook) -> Iterator[_Remark]:
    if book.package is not None and book.package.cycle_from == 1:
        words = (
            "a cycle from the 1st is the whole month before the bill's; leave cycle_from out for the bill's own month"
        )
        yield ("package", "cycle_from"), "note", words


def _prose(book: RuleBook) -> Iterator[_Remark]:
    for name in clauses.TABLES:
        if book.table(name) is not None and not book.citation(name).prose:
            heading = book.citation(name).heading
            yield (name,), "note", f'[{name}] stands under "{heading}", which has no prose: say what the clause says'


def _told(book: RuleBook) -> Iterator[Finding]:
    """Tellings that do not tell the whole book, or say other numbers than it."""
    for language in book.tellings:
        path = f"{book.path.removesuffix('.md')}.{language}.md"
        try:
            telling = book.told(language)
        except Problems as wrong:
            yield from (Finding(path, each.line, "error", each.message) for each in wrong.problems)
        else:
            yield from (Finding(path, line, "warning", words) for line, words in disagreements(book, telling))


def _between(editions: list[RuleBook]) -> Iterator[Finding]:
    """What there is to say of editions side by side, and of the days on which they start."""
    names = [book.edition for book in editions]
    for book in editions:
        if book.in_force is None or book.known_from is None:
            if len(names) > 1 and book.edition == UNDATED:
                words = f"an undated book covers every date, but there are others: {', '.join(sorted(names))}"
                yield _of_header(book, "undated", "error", words)
            continue
        if (
            _about_bills(book)
            and book.in_force.day != 1
            and any(other.in_force and other.in_force < book.in_force for other in editions)
        ):
            words = "the edition starts within a month: bills issued earlier in it follow the edition before"
            yield _of_header(book, "in_force", "note", words)
        if book.known_from > book.in_force:
            days = (book.known_from - book.in_force).days
            words = f"for {days} days the edition was in force and not known: a replay as known then goes without it"
            yield _of_header(book, "known_from", "note", words)
        if names.count(book.edition) > 1:
            yield _of_header(book, "in_force", "error", f"two editions start on {book.edition}")


def _about_bills(book: RuleBook) -> bool:
    """Whether bills may follow a book's edition: where it has a clause about them, or has none at all so far."""
    kinds = {name for name in clauses.TABLES if book.table(name) is not None}
    return not kinds or not kinds.isdisjoint({"billing", "late_fee", "arrears"})


def _of_header(book: RuleBook, key: str, severity: Severity, message: str) -> Finding:
    return Finding(book.path, book.document.place((key,))[0], severity, message)
