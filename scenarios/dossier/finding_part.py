"""The findings of a dossier: both sides of each, the amount between them, clause, working, and what it hangs on."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from lifecycle import calendar
from lifecycle.events import Recorded
from lifecycle.sentence import word
from projections.findings.finding import Finding
from scenarios.pages.changes import Cited, Clause
from scenarios.pages.voice import Voice
from scenarios.report import finding_lines as told
from scenarios.report import search_lines, words
from scenarios.report.finding_terms import FINDINGS
from scenarios.search import Search, Sought


@frozen
class Act:
    """A recorded act behind a finding; ``anchor`` is its row in the history, if it has one."""

    anchor: str
    text: str
    doubts: tuple[str, ...]
    source: str


@frozen
class FindingView:
    """One finding in words, masked; ``hangs`` says under which other readings it stays, or goes."""

    number: int
    code: str
    name: str
    since: str
    doubts: tuple[str, ...]
    recorded: str
    acts: tuple[Act, ...]
    entitled: str
    clause: Clause
    working: tuple[str, ...]
    readings: tuple[str, ...]
    amount: str
    hangs: tuple[str, ...]


def finding_views(
    found: Sequence[Finding], cited: Cited, voice: Voice, search: Search | None = None
) -> tuple[FindingView, ...]:
    """Each finding, numbered from 1; of a dispute with what the search among other readings came to."""
    sought: Sequence[Sought | None] = search.findings if search else [None] * len(found)
    return tuple(
        _view(number, one, cited, voice, search, other)
        for number, (one, other) in enumerate(zip(found, sought, strict=True), 1)
    )


def _view(
    number: int, one: Finding, cited: Cited, voice: Voice, search: Search | None, sought: Sought | None
) -> FindingView:
    precision = told.precision(one)
    hangs = search_lines.finding_lines(sought, search) if search and sought else ()
    return FindingView(
        number=number,
        code=one.code,
        name=voice.term(FINDINGS[one.code]),
        since=voice.known(calendar.instant(one.at), precision),
        doubts=voice.doubtful(precision, inferred=told.inferred(one)),
        recorded=voice.say(one.act),
        acts=tuple(act(each, cited, voice) for each in _acts(one)),
        entitled=voice.say(one.entitled),
        clause=cited.clause(one.because.clause, one.because.edition),
        working=tuple(map(voice.say, one.working)),
        readings=tuple(f"{name} = {value}" for name, value in one.because.readings),
        amount="" if one.amount is None else voice.money(one.amount),
        hangs=tuple(map(voice.say, hangs)),
    )


def _acts(one: Finding) -> Iterator[Recorded]:
    if one.event is not None:
        yield one.event
    if one.charge is not None and one.charge is not one.event:
        yield one.charge


def act(one: Recorded, cited: Cited, voice: Voice) -> Act:
    """A recorded event in one line."""
    said = words.said(one.event, voice.mask)
    amount = "" if said.amount is None else f" {voice.money(said.amount)}"
    details = ", ".join(voice.details(one.event))
    anchor = cited.anchor(one)
    by = voice.phrase("event {number}, by {actor}", number=one.version, actor=word(one.actor))
    when = f"{voice.when(one)}, {by}" if anchor else voice.when(one)
    text = f"{when}: {voice.term(said.term)}{amount}{f' ({details})' if details else ''}"
    return Act(anchor, text, voice.doubts(one), voice.free(one.source) if one.source else "")
