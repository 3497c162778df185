"""One expectation in words and, where it fails, why: the clause, the arithmetic, the readings."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.events import word
from lifecycle.history import Refused
from lifecycle.notation import Known, Thing
from lifecycle.sentence import Sentence, coded, joined, said
from projections.explanation import Explanation
from projections.findings.finding import Found
from scenarios.check import Outcome
from scenarios.format import Fact
from scenarios.report import words
from scenarios.report.finding_lines import finding_lines
from scenarios.report.finding_terms import FINDINGS
from scenarios.report.masking import Mask
from scenarios.report.reasons import OF_FINDINGS, Judged


def outcome_lines(one: Judged, mask: Mask) -> Iterator[str]:
    """What was expected and derived on the first line; the reasons, each indented by two, on those after it."""
    yield headline(one.outcome, mask)
    if one.outcome.holds:
        return
    if one.outcome.expectation.key in OF_FINDINGS:
        yield from _findings(one, mask)
    elif not one.because:
        yield said("nothing in the story has changed {key} up to here", key=coded(one.outcome.expectation.key))
    for change in one.because:
        yield from change_lines(change, mask)


def _findings(one: Judged, mask: Mask) -> Iterator[str]:
    """Each finding that is not as expected, with both its sides; and the codes that nothing shows."""
    for finding in one.findings:
        yield from finding_lines(finding, mask)
    wanted, derived = one.outcome.expectation.value, one.outcome.derived
    codes = dict(derived.codes) if isinstance(derived, Found) else {}
    for expected in wanted if isinstance(wanted, tuple) else ():
        if expected.code not in codes:
            named = {"code": Thing(expected.code), "finding": FINDINGS[expected.code]}
            yield said("nothing in the story shows {code} ({finding}) up to here", **named)


def headline(outcome: Outcome, mask: Mask) -> Sentence:
    """``late_fee: expected Rp 41.250, derived Rp 20.625 (Rp 20.625 less)``, or what was expected where it holds."""
    expectation = outcome.expectation
    told = {
        "key": coded(expectation.key),
        "expected": words.expected(expectation.value, mask),
        "under": under_words(outcome),
    }
    if outcome.holds:
        return said("{key}: {expected}{under}", **told)
    by = words.difference(outcome.difference)
    apart = said(" ({difference})", difference=by) if by else ""
    told |= {"derived": words.answer(outcome.derived, mask)}
    return said("{key}: expected {expected}, derived {derived}{apart}{under}", apart=apart, **told)


def under_words(outcome: Outcome) -> Sentence:
    """Under which readings and edition it was judged, where the expectation says so."""
    choices: list[str] = [Thing(f"{name}={value}") for name, value in outcome.expect.under]
    if outcome.expect.on_edition:
        choices.append(said("edition {edition}", edition=Thing(outcome.expect.on_edition)))
    if not choices:
        return joined("", ())
    refused = joined(", ", map(_refused, outcome.refused))
    without = said(", which refuses {events}", events=refused) if refused else ""
    return said(", under {choices}{without}", choices=joined(", ", choices), without=without)


def _refused(one: Refused) -> Sentence:
    return said("{event} of {at}", event=coded(word(one.fact.event)), at=Known(one.fact.at, one.fact.precision))


def change_lines(change: Explanation, mask: Mask) -> Iterator[str]:
    """One change: when and what triggered it, its clause, its arithmetic a step a line, the readings consulted."""
    surely = words.surely(words.doubtful(change.precision, inferred=change.inferred))
    yield f"{calendar.known_to(change.at, change.precision)}  {mask.sentence(change.trigger)}{surely}"
    if change.clause:
        yield f"  {words.clause(change.clause, change.edition)}"
    for step in change.arithmetic:
        yield f"    {mask.sentence(step)}"
    if change.readings:
        yield f"  {words.readings(change.readings)}"


def accepted_line(fact: Fact) -> Sentence:
    """A fact that should have been refused and was not."""
    return said("{event}: expected to be refused, and it was accepted", event=coded(word(fact.event)))
