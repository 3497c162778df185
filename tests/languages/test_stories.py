"""Whatever a page shows of a shipped story is said in words of the program's own, or is the story's own text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.money import Amount
from lifecycle.notation import Month, Thing
from lifecycle.sentence import Joined, Sentence, Word
from lifecycle.store import Store
from projections.disputes.dispute import dispute
from projections.explanation import explain
from scenarios.format.story import read
from scenarios.languages.language import language
from scenarios.replay import Replayed, record, replay
from scenarios.report import as_text, dispute_text, words
from scenarios.report.dispute_report import DisputeReport, verdict
from scenarios.report.explain_report import trigger
from scenarios.report.finding_lines import clause, headline, readings, recorded_lines
from scenarios.report.grounds import rests_on
from scenarios.report.masking import Mask
from scenarios.report.moved_part import late_words, month_words
from scenarios.report.owed import owed
from scenarios.report.refunds_part import asked_words, held_words, order_words, overpaid_words
from scenarios.report.replay_report import ReplayReport, reported
from scenarios.report.vocabulary import WORDS
from scenarios.search import Search, Sought
from tests.stories import SHELF
from tests.test_library import STORIES

MASK = Mask(on=False)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_shipped_story_is_said_in_both_languages(path: Path) -> None:
    story = read(path)
    with frozen() as clock, Store.open() as store:
        replayed = replay(story, SHELF, clock)
        record(replayed, store)
        report = reported(replayed, None, store)
    told = path.read_text("utf-8") + "".join(book.text for book in replayed.editions)
    shown = [*_explained(replayed), *_reported(report), *_disputed(replayed, report)]
    assert shown
    for text in shown:
        assert isinstance(text, Sentence), f"{text!r} can be said in no other language"
        english = str(text)
        assert [leaf for leaf in _plain(text) if leaf.strip() and leaf not in told] == []
        assert [code for code in _codes(text) if code not in WORDS and code not in told] == []
        assert language("id").say(text) or not text
        assert language("en").say(text) or not text
        assert text == english


def _explained(replayed: Replayed) -> Iterator[str]:
    for change in explain(replayed.events, replayed.rules, replayed.until):
        yield change.trigger
        yield trigger(change, MASK)
        yield from change.arithmetic
        for one in change.differences:
            yield from (words.answer(value, MASK) for value in (one.before, one.after))


def _reported(report: ReplayReport) -> Iterator[str]:
    for sealed in report.events:
        said = words.said(sealed.recorded.event, MASK)
        yield from (said.sentence, *said.details, *words.doubts(sealed.recorded), words.when(sealed.recorded))
    for finding in report.findings:
        yield from (finding.act, finding.entitled, *finding.working, headline(finding), clause(finding))
        yield from (*recorded_lines(finding, MASK), readings(finding))
    for refused in report.refused:
        yield refused.refusal.reason
        yield as_text.refused_words(refused, MASK, unknown=True)
    for late in report.moved:
        yield late_words(late, MASK)
        yield from (month_words(month, MASK) for month in late.months)
    if report.refunds is not None:
        yield from (order_words(one, MASK) for one in report.refunds.orders)
        yield from (overpaid_words(one) for one in report.refunds.overpaid)
        yield from (text for one in report.refunds.asked for text in asked_words(one, MASK))
        yield held_words(report.refunds)
    yield from as_text.placed(report)
    yield from (words.answer(value, MASK) for value in report.standing.values())
    yield owed(report.standing, report.until, as_text.inexact(report))


def _disputed(replayed: Replayed, report: ReplayReport) -> Iterator[str]:
    yield from rests_on(replayed.editions)
    found = dispute(replayed.told)
    both = DisputeReport(report, found, Search(0, False, tuple(Sought() for _ in found.findings), ()))
    yield verdict(both)
    yield from dispute_text.notes(both)
    if found.parting is not None:
        yield dispute_text.recorded_words(found.parting, MASK)
        yield dispute_text.entitled_words(found.parting, MASK)
        yield from (dispute_text.standing_words(side) for side in (found.parting.asked, found.parting.owed))


def _values(text: Sentence) -> Iterator[object]:
    """Every value in a sentence, and in the sentences within it."""
    for value in text.parts if isinstance(text, Joined) else text.values.values():
        yield value
        if isinstance(value, Sentence):
            yield from _values(value)
        if isinstance(value, Amount):
            yield from value.unspecified


def _plain(text: Sentence) -> Iterator[str]:
    """The texts that are not the program's own."""
    for value in _values(text):
        if isinstance(value, str) and not isinstance(value, Sentence | Month | Thing):
            yield value


def _codes(text: Sentence) -> Iterator[str]:
    yield from (value.code for value in (text, *_values(text)) if isinstance(value, Word))
