"""What is wrong with a telling: rules in it, headings that do not answer the book's, words that are missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from lifecycle.problems import Problem, nearest, quoted
from lifecycle.rulebook.figures import figures
from lifecycle.rulebook.markdown import NOT_MODELLED, Heading
from lifecycle.rulebook.telling_page import SOURCE, TellingPage

if TYPE_CHECKING:
    from lifecycle.rulebook.book import RuleBook


def outline(book: "RuleBook", told: TellingPage) -> Iterator[Problem]:
    """Blocks of rules, and the first heading that is not the answer to the book's; those after it follow from it."""
    if told.page.unclosed:
        yield _at(told, told.page.unclosed, "this block is never closed; a telling is prose and has no block")
    for block in told.page.blocks:
        yield _at(told, block.first - 1, "a telling has no rule; the book alone has it, so delete this block")
    theirs, ours = book.document.page.headings, told.page.headings
    at = _part([_key(each) for each in theirs], [_key(each) for each in ours])
    if at is None:
        return
    if at == min(len(theirs), len(ours)):
        at = _by_readings(_declared(book), _asked(told), at)
    counts = f"the book has {len(theirs)} headings, this telling {len(ours)}"
    due = f"{quoted(theirs[at].text)} (line {theirs[at].line} of the book)" if at < len(theirs) else ""
    if at >= len(ours):
        yield _at(told, len(told.page.lines), f"nothing answers {due}; add its heading here: {counts}")
    elif not due:
        yield _at(told, ours[at].line, f"the book has no heading that this one answers; delete it: {counts}")
    elif len(ours) < len(theirs):
        yield _at(told, ours[at].line, f"nothing answers {due}; add its heading before this one: {counts}")
    elif len(ours) > len(theirs):
        yield _at(told, ours[at].line, f"here {due} is to be answered; delete this heading: {counts}")
    else:
        words = f"here {due} is to be answered, by a heading of its level, with its numbers"
        yield _at(told, ours[at].line, words)


def wording(book: "RuleBook", told: TellingPage, answers: Sequence[tuple[Heading, Heading]]) -> Iterator[Problem]:
    """Headings without words, clauses without prose, notes and questions that are missing or too many, the source."""
    page, note = book.document.page, NOT_MODELLED[told.language]
    for theirs, ours in answers:
        if theirs.text and not ours.text:
            yield _at(told, ours.line, f"the heading is empty; it answers {quoted(theirs.text)}")
        if page.prose(theirs) and not told.prose(ours):
            yield _at(told, ours.line, f"nothing is said here; tell what {quoted(theirs.text)} says")
        due, given = _notes(book, theirs), told.notes(ours)
        if due != given:
            words = f"the book leaves out {due} under this heading, the telling {given}; write each as *{note}: …*"
            yield _at(told, ours.line, words)
    yield from _questions(book, told, {theirs.line: ours for theirs, ours in answers})
    title = next(ours for theirs, ours in answers if theirs.level == 1 and theirs.text)
    found = len(told.sources(title))
    if found != 1:
        words = f"{found} sources are named under the title; write one as *{SOURCE[told.language]}: …*"
        yield _at(told, title.line, words)


def _questions(book: "RuleBook", told: TellingPage, answers: dict[int, Heading]) -> Iterator[Problem]:
    """Questions that are missing, asked twice, of no reading, or not under the clause that declares it."""
    counts = Counter(one.reading for one in told.questions)
    homes = {name: answers[book.citation(name).line] for name, each in book.readings.items() if each.question}
    for one in told.questions:
        home = homes.get(one.reading)
        if home is None:
            near = nearest(one.reading, homes)
            hint = f'did you mean "{near}"?' if near else "delete it"
            yield _at(told, one.line, f"the book asks nothing of a reading {quoted(one.reading)}; {hint}")
        elif counts[one.reading] > 1:
            yield _at(told, one.line, f"{one.reading} is asked {counts[one.reading]} times; ask it once")
        elif one.above != home:
            words = f"{one.reading} belongs under {quoted(home.text)} (line {home.line}); move it there"
            yield _at(told, one.line, words)
        elif not one.text:
            yield _at(told, one.line, f"{one.reading} asks nothing; say what is open")
    for name, home in homes.items():
        if name not in counts:
            words = f"the question of {name} is missing under this heading; write it as a line - `{name}`: …"
            yield _at(told, home.line, words)


def _key(heading: Heading) -> tuple[int, frozenset[str]]:
    """What a heading and its answer have in common: the level, and the numbers of the clause and in its words."""
    return heading.level, figures(heading.text)


def _part(one: Sequence[object], other: Sequence[object]) -> int | None:
    """Where two lists part; None where they do not."""
    return next((at for at, (left, right) in enumerate(zip_longest(one, other)) if left != right), None)


def _by_readings(declared: list[set[str]], asked: list[set[str]], last: int) -> int:
    """Where one list of headings without numbers has one more than the other, as far as their readings show it.

    What stood under a heading that is missing stands under the one before it, and the title is never the one.
    """
    at = _part(declared[:last], asked[:last])
    if at is None:
        return last
    one, other = (declared[at], asked[at]) if len(declared) > len(asked) else (asked[at], declared[at])
    return at + 1 if at == 0 or (one and one < other) else at


def _declared(book: "RuleBook") -> list[set[str]]:
    """The readings with a question that each heading of the book declares."""
    lines = {name: book.citation(name).line for name, each in book.readings.items() if each.question}
    return [{name for name in lines if lines[name] == each.line} for each in book.document.page.headings]


def _asked(told: TellingPage) -> list[set[str]]:
    """The readings that the telling asks about under each of its headings."""
    return [{one.reading for one in told.questions if one.above == each} for each in told.page.headings]


def _notes(book: "RuleBook", heading: Heading) -> int:
    return sum(above == heading for above, _, _ in book.document.page.not_modelled())


def _at(told: TellingPage, line: int, words: str) -> Problem:
    return Problem(told.path, line, 1, words, told.page.line(line))
