"""Findings as a page shows them: both sides of each, the amount between them, clause, working, and what it hangs on."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

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
    """A recorded act behind a finding; ``link`` leads to its row in the history, if it has one."""

    link: str
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
    hangs: tuple[str, ...] = ()
    anchor: str = ""


def finding_views(
    found: Sequence[Finding], cited: Cited, voice: Voice, search: Search | None = None, *, anchor: str = "finding"
) -> tuple[FindingView, ...]:
    """Each finding, numbered from 1; of a dispute with what the search among other readings came to.

    ``anchor`` begins the name that each is linked by.
    """
    sought: Sequence[Sought | None] = search.findings if search else [None] * len(found)
    return tuple(
        evolve(_view(number, one, cited, voice), anchor=f"{anchor}-{number}", hangs=_hangs(other, search, voice))
        for number, (one, other) in enumerate(zip(found, sought, strict=True), 1)
    )


def _hangs(sought: Sought | None, search: Search | None, voice: Voice) -> tuple[str, ...]:
    return tuple(map(voice.say, search_lines.finding_lines(sought, search))) if search and sought else ()


def _view(number: int, one: Finding, cited: Cited, voice: Voice) -> FindingView:
    precision = told.precision(one)
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
    link = cited.link(one.version, one.event)
    by = voice.phrase("event {number}, by {actor}", number=one.version, actor=word(one.actor))
    when = f"{voice.when(one)}, {by}" if link else voice.when(one)
    text = f"{when}: {voice.term(said.term)}{amount}{f' ({details})' if details else ''}"
    return Act(link, text, voice.doubts(one), voice.free(one.source) if one.source else "")
