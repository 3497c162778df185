"""The expectations of a story: how many hold, and of each that fails what was expected, what was derived, and why."""

from typing import Any

from attrs import frozen

from projections.findings.finding import Found
from scenarios.check import Outcome
from scenarios.format import ExpectedAmount, ExpectedFinding
from scenarios.pages.changes import Change, Cited, changes
from scenarios.pages.finding_views import FindingView, finding_views
from scenarios.pages.voice import UNKNOWN, Voice
from scenarios.report import terms, words
from scenarios.report.finding_terms import FINDINGS
from scenarios.report.reasons import Judged
from scenarios.report.replay_report import ReplayReport


@frozen
class Failed:
    """An expectation that does not hold; ``because`` are the changes that made the answer what it is."""

    where: str
    name: str
    expected: str
    derived: str
    apart: str
    under: str
    because: tuple[Change, ...]
    findings: tuple[FindingView, ...]
    missing: tuple[str, ...]


def failures(report: ReplayReport, cited: Cited, voice: Voice) -> tuple[Failed, ...]:
    """Every expectation that does not hold."""
    return tuple(failed(one, cited, voice) for one in report.failed)


def failed(one: Judged, cited: Cited, voice: Voice) -> Failed:
    """One of them in words."""
    outcome = one.outcome
    key, line = outcome.expectation.key, outcome.expectation.place.line
    place = f"{line}-{outcome.expectation.place.column}"
    return Failed(
        where=voice.phrase("line {line}, {at}", line=str(line), at=outcome.expect.at),
        name=voice.term(terms.KEYS[key]),
        expected=expected(outcome.expectation.value, key, voice),
        derived=voice.answer(outcome.derived, key),
        apart=_apart(outcome, voice),
        under=_under(outcome, voice),
        because=changes(one.because, cited, voice, f"because-{place}"),
        findings=finding_views(one.findings, cited, voice, anchor=f"finding-{place}"),
        missing=tuple(_missing(outcome, voice)),
    )


def expected(value: Any, key: str, voice: Voice) -> str:
    """What was expected, as a person reads it."""
    if isinstance(value, ExpectedAmount):
        known = "" if value.known is None else voice.money(value.known)
        return f"{known} {UNKNOWN if known else voice.phrase('unspecified')}" if value.unspecified else known
    if isinstance(value, ExpectedFinding):
        amount = "" if value.amount is None else f" {expected(value.amount, key, voice)}"
        return f"{voice.term(FINDINGS[value.code])}{amount}"
    if isinstance(value, tuple):
        return "; ".join(expected(part, key, voice) for part in value) or voice.phrase("none")
    if isinstance(value, str | bool | int) or hasattr(value, "tzinfo"):
        return voice.answer(value, key)
    return voice.say(words.expected(value, voice.mask))


def _apart(outcome: Outcome, voice: Voice) -> str:
    """By how much more or less was derived than expected."""
    return voice.say(words.difference(outcome.difference))


def _under(outcome: Outcome, voice: Voice) -> str:
    """Under which readings and edition it was judged, where the expectation says so."""
    choices = [f"{name} = {value}" for name, value in outcome.expect.under]
    if outcome.expect.on_edition:
        choices.append(voice.phrase("edition {edition}", edition=voice.edition(outcome.expect.on_edition)))
    return voice.phrase("under {choices}", choices=", ".join(choices)) if choices else ""


def _missing(outcome: Outcome, voice: Voice) -> list[str]:
    """The codes that are expected and that nothing shows."""
    wanted, derived = outcome.expectation.value, outcome.derived
    codes = dict(derived.codes) if isinstance(derived, Found) else {}
    listed = wanted if isinstance(wanted, tuple) else ()
    return [
        voice.phrase("nothing in the story shows: {finding}", finding=voice.term(FINDINGS[one.code]))
        for one in listed
        if one.code not in codes
    ]
