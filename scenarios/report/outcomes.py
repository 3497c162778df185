"""One expectation in words and, where it fails, why: the clause, the arithmetic, the readings."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.events import word
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
        yield f"nothing in the story has changed {one.outcome.expectation.key} up to here"
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
            yield f"nothing in the story shows {expected.code} ({FINDINGS[expected.code]}) up to here"


def headline(outcome: Outcome, mask: Mask) -> str:
    """``late_fee: expected Rp 41.250, derived Rp 20.625 (Rp 20.625 less)``, or what was expected where it holds."""
    expectation = outcome.expectation
    under = under_words(outcome)
    if outcome.holds:
        return f"{expectation.key}: {words.expected(expectation.value, mask)}{under}"
    by = words.difference(outcome.difference)
    derived = f"derived {words.answer(outcome.derived, mask)}{f' ({by})' if by else ''}"
    return f"{expectation.key}: expected {words.expected(expectation.value, mask)}, {derived}{under}"


def under_words(outcome: Outcome) -> str:
    """Under which readings and edition it was judged, where the expectation says so."""
    choices = [f"{name}={value}" for name, value in outcome.expect.under]
    if outcome.expect.on_edition:
        choices.append(f"edition {outcome.expect.on_edition}")
    refused = [
        f"{word(one.fact.event)} of {calendar.known_to(one.fact.at, one.fact.precision)}" for one in outcome.refused
    ]
    without = f", which refuses {', '.join(refused)}" if refused else ""
    return f", under {', '.join(choices)}{without}" if choices else ""


def change_lines(change: Explanation, mask: Mask) -> Iterator[str]:
    """One change: when and what triggered it, its clause, its arithmetic a step a line, the readings consulted."""
    doubts = words.doubtful(change.precision, inferred=change.inferred)
    surely = f" [{'; '.join(doubts)}]" if doubts else ""
    yield f"{calendar.known_to(change.at, change.precision)}  {mask.sentence(change.trigger)}{surely}"
    if change.clause:
        yield f"  {change.clause}, edition {change.edition}"
    for step in change.arithmetic:
        yield f"    {mask.sentence(step)}"
    if change.readings:
        yield f"  readings: {', '.join(f'{name}={value}' for name, value in change.readings)}"


def accepted_line(fact: Fact) -> str:
    """A fact that should have been refused and was not."""
    return f"{word(fact.event)}: expected to be refused, and it was accepted"
