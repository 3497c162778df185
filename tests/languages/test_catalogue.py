"""Every word of the program's own is in the catalogue, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from string import Formatter
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest

from lifecycle.clauses.device import DeviceTable
from lifecycle.clauses.documents import DocumentsTable
from lifecycle.clauses.order import OutcomeWord
from lifecycle.clauses.refund import LetterWord, NeedWord
from lifecycle.clauses.routing import Route
from lifecycle.events import Event
from lifecycle.refunds.request import RefundStatus
from lifecycle.subscription import Status
from projections.answers import Refund
from scenarios.report import payload
from scenarios.report.finding_terms import FINDINGS
from scenarios.report.vocabulary import FIELDS, VALUES, WORDS
from tests.languages.messages import WRITTEN, calls, catalogue, in_source, in_templates

KEPT = {tuple(one.id) if isinstance(one.id, list | tuple) else (one.id,): one for one in catalogue("id") if one.id}
"""The entries of the Indonesian catalogue by their English words."""


def test_the_words_of_a_sentence_stand_where_it_is_said() -> None:
    """Else nobody finds them for a catalogue."""
    hidden = [
        place
        for place, _, words in calls()
        if not words or any(not isinstance(word, ast.Constant) or not isinstance(word.value, str) for word in words)
    ]
    assert hidden == []


def test_what_is_said_has_an_entry() -> None:
    missing = {words: place for words, place in {**in_source(), **in_templates()}.items() if words not in KEPT}
    assert missing == {}


def test_no_entry_is_unused() -> None:
    assert KEPT.keys() - in_source().keys() - in_templates().keys() - WRITTEN == set()


def test_no_entry_is_unsure_or_empty() -> None:
    assert [one.id for one in KEPT.values() if one.fuzzy or not all(_strings(one.string))] == []


@pytest.mark.parametrize("words", KEPT, ids=lambda words: words[0][:60])
def test_both_sides_have_the_same_places(words: tuple[str, ...]) -> None:
    """Those in braces, and those that templates write with a percent sign."""
    for said in _strings(KEPT[words].string):
        assert _places(said) == _places(words[-1])


def _strings(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def _places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name} | set(re.findall(r"%\((\w+)\)", words))


def test_every_field_and_value_of_an_event_has_its_words() -> None:
    assert {*_codes()} - WORDS.keys() == set()


def test_no_word_is_translated_twice() -> None:
    """A code that means a field and a value at once would be said wrongly of one of them."""
    assert FIELDS.keys() & VALUES.keys() == set()


@pytest.mark.parametrize("code", WORDS)
def test_a_word_is_said_in_both_languages(code: str) -> None:
    term = WORDS[code]
    assert all(said.strip() for said in term)


def test_every_finding_is_said_in_both_languages() -> None:
    assert all(term.english and term.indonesian for term in FINDINGS.values())


def _codes() -> Iterator[str]:
    """Every code that a sentence may hold: fields, their values, states and answers."""
    for cls in get_args(Event):
        yield from _of_class(cls)
    for table, field in ((DocumentsTable, "all_of"), (DeviceTable, "charged_when")):
        yield from _of_hint(get_type_hints(table)[field])
    yield from (one.name for answer in (Refund, Route) for one in attrs.fields(answer))
    for literal in (Status, RefundStatus, OutcomeWord, NeedWord, LetterWord):
        yield from get_args(literal)


def _of_class(cls: type[Any]) -> Iterator[str]:
    hints = get_type_hints(cls)
    for one in payload.fields_of(cls):
        yield one.key
        yield from _of_hint(hints[one.name])


def _of_hint(hint: Any) -> Iterator[str]:
    if isinstance(hint, type) and attrs.has(hint):
        yield from _of_class(hint)
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        elif get_origin(hint) is not None or get_args(part):
            yield from _of_hint(part)
