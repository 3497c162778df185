"""Why an expectation fails: the changes that made the answer what it is."""

from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from projections.explanation import Explanation, explain
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.ledger import Mark, walk
from scenarios.check import Checked, Outcome
from scenarios.format import Expect
from scenarios.replay import Replayed, decided

RELATED = {
    "late_fees_charged": ("late_fee",),
    "isolated_since": ("state",),
    "terminated_at": ("state",),
    "next_termination": ("terminable_from", "state"),
    "charges": ("principal", "total_charged"),
    "total_charged": ("principal", "total_charged"),
}
"""Answers whose own changes are not explained, with those that move with them."""

OF_FINDINGS = ("findings", "findings_include")
"""Expectations about findings, which explain themselves."""

Choice = tuple[tuple[tuple[str, str], ...], str | None]


@frozen
class Judged:
    """One outcome and, where it does not hold, the latest changes of its answer, or the findings not expected so."""

    outcome: Outcome
    because: tuple[Explanation, ...] = ()
    findings: tuple[Finding, ...] = ()


def watched(key: str) -> tuple[str, ...]:
    """The explained answers that a key's own answer moves with."""
    return RELATED.get(key, (key,))


def judged(replayed: Replayed, checked: Checked, clock: Clock) -> tuple[Judged, ...]:
    """Every outcome, those that fail with their reasons, each under its own readings and edition."""
    told: dict[Choice, tuple[Replayed, tuple[Explanation, ...]]] = {}
    found = []
    for outcome in checked.outcomes:
        if outcome.holds:
            found.append(Judged(outcome))
            continue
        choice = (outcome.expect.under, outcome.expect.on_edition)
        if choice not in told:
            told[choice] = _explained(replayed, choice, clock)
        if outcome.expectation.key in OF_FINDINGS:
            found.append(Judged(outcome, findings=_findings(outcome, told[choice][0])))
        else:
            found.append(Judged(outcome, _because(outcome, *told[choice])))
    return tuple(found)


def _explained(replayed: Replayed, choice: Choice, clock: Clock) -> tuple[Replayed, tuple[Explanation, ...]]:
    under, on_edition = choice
    if under or on_edition:
        overlay = replayed.overlay.over(under, on_edition)
        replayed = decided(replayed.story, replayed.editions, overlay, clock, replayed.until)
    return replayed, explain(replayed.events, replayed.rules, replayed.until)


def _because(outcome: Outcome, replayed: Replayed, changes: tuple[Explanation, ...]) -> tuple[Explanation, ...]:
    """All changes of the answer at the last instant, up to the expectation's own, at which it changed."""
    steps = {recorded.version: recorded.step for recorded in replayed.events}
    keys = watched(outcome.expectation.key)
    seen = [
        change
        for change in changes
        if any(difference.key in keys for difference in change.differences)
        and _stands_before(change, steps.get(change.version or 0), outcome.expect)
    ]
    return tuple(change for change in seen if change.at == seen[-1].at)


def _stands_before(change: Explanation, step: int | None, expect: Expect) -> bool:
    at, second = calendar.seconds(change.at), calendar.seconds(expect.at)
    if at != second:
        return at < second
    return change.at <= expect.at if step is None else step <= expect.facts_above


def _findings(outcome: Outcome, replayed: Replayed) -> tuple[Finding, ...]:
    """The findings that are not expected, or not of the amount expected; of a subset, only the latter."""
    mark = Mark(calendar.seconds(outcome.expect.at), outcome.expect.facts_above)
    ((_, ledger),) = walk(replayed.events, replayed.rules, [mark])
    expected = (
        {one.code: one for one in outcome.expectation.value} if isinstance(outcome.expectation.value, tuple) else {}
    )
    whole = outcome.expectation.key == "findings"
    return tuple(
        one
        for one in shown(ledger, mark.at)
        if (one.code in expected and expected[one.code].amount is not None) or (whole and one.code not in expected)
    )
