"""The readings that a story consulted: the question of each, which value holds, and what comes out under the others."""

from collections.abc import Iterator

from attrs import frozen

from scenarios.dossier.alternatives import Alternative, Otherwise
from scenarios.dossier.evidence import Evidence
from scenarios.pages.clause_text import question
from scenarios.pages.voice import Voice
from scenarios.report import terms, words
from scenarios.report.replay_report import Consulted, ReplayReport

SHOWN = 4
"""So many acts of the rules are named that only one side has; of more it is said how many."""


@frozen
class Other:
    """Other values of a reading, and what comes out under them, a line each."""

    values: tuple[str, ...]
    lines: tuple[str, ...]
    nothing: bool


@frozen
class ReadingView:
    """One reading; ``ours`` says that it is a policy of ours, not a clause of the provider's."""

    name: str
    question: str
    value: str
    default: str
    chosen: bool
    ours: str
    others: tuple[Other, ...]


def reading_views(report: ReplayReport, told: Evidence, voice: Voice) -> tuple[ReadingView, ...]:
    """Each reading consulted, in the book's order."""
    return tuple(_view(one, report, told, voice) for one in report.readings)


def _view(one: Consulted, report: ReplayReport, told: Evidence, voice: Voice) -> ReadingView:
    book = next((book for book in reversed(told.books) if book.reading(one.name)), None)
    return ReadingView(
        name=one.name,
        question=question(book, one.name, voice.language.code) if book else "",
        value=one.value,
        default=one.default,
        chosen=one.chosen,
        ours=voice.term(terms.OURS) if one.name in report.ours else "",
        others=tuple(_other(each, voice) for each in told.alternatives.get(one.name, ())),
    )


def _other(one: Alternative, voice: Voice) -> Other:
    return Other(one.values, tuple(_lines(one.otherwise, voice)), one.otherwise.nothing)


def _lines(one: Otherwise, voice: Voice) -> Iterator[str]:
    if one.impossible:
        yield voice.phrase("the story cannot be told so: the books do not cover it, or it would refuse other facts")
    elif one.nothing:
        yield voice.phrase("nothing comes out otherwise")
    for key, before, after in one.answers:
        name, was, now = voice.term(terms.KEYS[key]), voice.answer(before, key), voice.answer(after, key)
        yield voice.phrase("{name} at the end: {after} instead of {before}", name=name, after=now, before=was)
    if one.months:
        first = one.months[0]
        yield voice.phrase(
            "payable otherwise at the end of {count} of the months, first of {month}: {after} instead of {before}",
            count=len(one.months),
            month=voice.month(first.period),
            after=first.after,
            before=first.before,
        )
    for acts, only_then in ((one.added, True), (one.gone, False)):
        for act in acts[:SHOWN]:
            shown = f"{voice.when(act)} {voice.term(words.term_of(act.event))}"
            yield (
                voice.phrase("only then: {act}", act=shown) if only_then else voice.phrase("not then: {act}", act=shown)
            )
        if len(acts) > SHOWN:
            yield voice.phrase("and {count} more acts of the rules", count=len(acts) - SHOWN)
