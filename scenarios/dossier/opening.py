"""The head of a dossier: the title, the verdict, and on what terms and as of when it is told."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from attrs import frozen

from lifecycle.events import UNNAMED, Blocked, Isolated, Terminated
from lifecycle.money import Amount
from lifecycle.rulebook.header import UNDATED
from lifecycle.sentence import Sentence, said
from projections.answers import NOT_APPLICABLE, Answer
from scenarios.pages.voice import Voice
from scenarios.report import terms
from scenarios.report.moved_part import left_out
from scenarios.report.replay_report import ReplayReport


@frozen
class Figure:
    """One figure of the verdict: what it is, how much, and a word about it."""

    name: str
    value: str
    note: str = ""
    alarm: bool = False


@frozen
class Row:
    """A name and its value."""

    name: str
    value: str
    note: str = ""


def figures(report: ReplayReport, voice: Voice) -> tuple[Figure, ...]:
    """What a replay comes to: whether all holds, how much is found, what is owed, how the line stands."""
    found = [_held(report, voice), found_figure(len(report.findings), voice)]
    payable = report.standing["payable"]
    if payable != NOT_APPLICABLE:
        found.append(Figure(voice.phrase("Owed at the end"), voice.answer(payable), _favour(report.standing, voice)))
    return (*found, *state_figure(report, voice))


def found_figure(count: int, voice: Voice) -> Figure:
    """How many findings there are."""
    return Figure(voice.phrase("Findings"), str(count) if count else voice.phrase("none"), alarm=count > 0)


def state_figure(report: ReplayReport, voice: Voice) -> Iterator[Figure]:
    """The state at the end, and since when; none where the terms know none."""
    standing = report.standing
    state = standing["state"]
    if state == NOT_APPLICABLE:
        return
    key = {"terminated": "terminated_at", "isolated": "isolated_since", "blocked": "isolated_since"}.get(str(state))
    since = standing[key] if key else None
    ended = report.months[-1].ended if report.months else None
    term = terms.state(state) if ended is None else terms.state(state, ended.by, ended.reason)
    note = voice.phrase("since {at}", at=_since(since, report, voice)) if isinstance(since, datetime) else ""
    yield Figure(voice.phrase("State at the end"), voice.term(term), note)


def _since(at: datetime, report: ReplayReport, voice: Voice) -> str:
    """The instant of a limit or an end, no finer than it is known (G11)."""
    acts = (one.recorded for one in report.events if isinstance(one.recorded.event, Blocked | Isolated | Terminated))
    found = next((one for one in acts if one.at == at), None)
    if found is None:
        return voice.instant(at)
    return "; ".join([voice.when(found), *voice.doubts(found)])


def _held(report: ReplayReport, voice: Voice) -> Figure:
    name = voice.phrase("Expectations")
    if report.judged is None:
        return Figure(name, voice.phrase("not judged"), voice.phrase("told as known on an earlier day"))
    count = len(report.judged) + len(report.accepted)
    failed = len(report.failed) + len(report.accepted)
    if failed:
        return Figure(name, voice.phrase("{failed} of {count} fail", failed=failed, count=count), alarm=True)
    return Figure(name, voice.phrase("all {count} hold", count=count) if count else voice.phrase("none"))


def _favour(standing: Mapping[str, Answer], voice: Voice) -> str:
    """What is held for the customer, or in suspense."""
    told = [
        f"{voice.term(terms.KEYS[key])} {voice.money(value)}"
        for key in ("credit", "deposit", "suspense")
        if isinstance(value := standing[key], Amount) and value
    ]
    return "; ".join(told)


def subject(report: ReplayReport, voice: Voice) -> tuple[Row, ...]:
    """Whose story it is, under which terms, up to when, and what somebody chose."""
    return tuple(_subject(report, voice))


def _subject(report: ReplayReport, voice: Voice) -> Iterator[Row]:
    opening = report.opening
    yield Row(voice.phrase("Provider"), opening.provider)
    if opening.number != UNNAMED:
        holder = voice.mask.name(opening.name) if opening.name else ""
        yield Row(voice.phrase("Subscription"), voice.mask.number(opening.number), holder)
    if opening.activated:
        yield Row(voice.phrase("Active from"), voice.instant(opening.activated))
    yield Row(voice.phrase("The provider’s acts"), voice.say(_ACTS.get(opening.provider_acts, opening.provider_acts)))
    name = voice.phrase("Pinned edition") if report.pin else voice.phrase("Terms of")
    for one in report.editions:
        note = voice.term(terms.INFERRED) if one.inferred else ""
        yield Row(name, edition(one.edition, voice), note)
        name = ""
    yield Row(voice.phrase("Told up to"), voice.instant(report.until))
    if report.known_on is not None:
        out = voice.say(left_out(report.left_out)) if report.left_out is not None else ""
        yield Row(voice.phrase("As known on"), voice.instant(report.known_on), out)


_ACTS: dict[str, Sentence] = {
    "as_recorded": said("as recorded"),
    "by_the_rules": said("by the rules"),
}
"""What a story says of the provider's acts."""


def edition(name: str, voice: Voice) -> str:
    """An edition by the day that it is in force from, or that it has none."""
    if name == UNDATED:
        return voice.phrase("undated edition")
    return voice.phrase("edition of {day}", day=date.fromisoformat(name))
