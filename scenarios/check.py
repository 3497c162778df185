"""What a story expects, held against what the replay derives."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.history import Refused
from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE, Answer, Refund
from projections.keys import KEYS
from projections.ledger import Mark, walk
from scenarios.format.expected import Expect, Expectation, ExpectedAmount, ExpectedRefund
from scenarios.format.facts import Fact
from scenarios.replay import Replayed, decided

NOT_DERIVED = ("findings", "findings_include")
"""Expectations that this version reads and does not derive."""


@frozen
class Outcome:
    """One expectation and what was derived; ``difference`` in sen where both are amounts.

    ``refused`` are facts of the story that only the expectation's own reading or edition refuses.
    """

    expect: Expect
    expectation: Expectation
    derived: Answer
    holds: bool
    difference: int | None = None
    refused: tuple[Refused, ...] = ()


@frozen
class Checked:
    """All outcomes of a story, and the facts that should have been refused."""

    outcomes: tuple[Outcome, ...]
    accepted: tuple[Fact, ...]

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.accepted and all(outcome.holds for outcome in self.outcomes)


def check(replayed: Replayed, clock: Clock) -> Checked:
    """Judge every expectation up to the replay's end, each under its own readings and edition."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str | None], list[Expect]] = {}
    for expect in replayed.story.expects:
        if expect.at <= replayed.until:
            groups.setdefault((expect.under, expect.on_edition), []).append(expect)
    outcomes: list[Outcome] = []
    for (under, on_edition), expects in groups.items():
        judged = replayed
        if under or on_edition:
            overlay = replayed.overlay.over(under, on_edition)
            judged = decided(replayed.story, replayed.editions, overlay, clock, replayed.until)
        outcomes += _judge(judged, expects, {refused.fact.step for refused in replayed.refused})
    outcomes.sort(key=lambda outcome: outcome.expectation.place)
    return Checked(tuple(outcomes), replayed.accepted)


def _judge(replayed: Replayed, expects: Iterable[Expect], anyway: set[int]) -> list[Outcome]:
    """Judge expectations; facts whose steps are refused ``anyway`` are nothing that a reading does."""
    refused = [one for one in replayed.refused if one.fact.step not in anyway]
    by_mark: dict[Mark, list[Expect]] = {}
    for expect in expects:
        by_mark.setdefault(Mark(calendar.seconds(expect.at), expect.facts_above), []).append(expect)
    outcomes: list[Outcome] = []
    for mark, ledger in walk(replayed.events, replayed.rules, list(by_mark)):
        outcomes += [
            evolve(
                _outcome(expect, expectation, KEYS[expectation.key](ledger, mark.at)),
                refused=tuple(one for one in refused if one.fact.at <= expect.at),
            )
            for expect in by_mark[mark]
            for expectation in expect.expectations
        ]
    return outcomes


def _outcome(expect: Expect, expectation: Expectation, derived: Answer) -> Outcome:
    wanted = expectation.value
    if isinstance(wanted, ExpectedAmount) and isinstance(derived, Amount):
        difference = None if wanted.known is None else derived.sen - wanted.known
        return Outcome(expect, expectation, derived, _amounts_to(wanted, derived), difference)
    if isinstance(wanted, datetime) and isinstance(derived, datetime):
        return Outcome(expect, expectation, derived, calendar.seconds(wanted) == calendar.seconds(derived))
    if isinstance(wanted, ExpectedRefund) and isinstance(derived, Refund):
        return Outcome(expect, expectation, derived, _given_back(wanted, derived))
    same = type(wanted) is type(derived) and wanted == derived
    return Outcome(expect, expectation, derived, same or wanted == derived == NOT_APPLICABLE)


def _amounts_to(wanted: ExpectedAmount, derived: Amount) -> bool:
    known = wanted.known is None or wanted.known == derived.sen
    return known and wanted.unspecified == bool(derived.unspecified)


def _given_back(wanted: ExpectedRefund, derived: Refund) -> bool:
    """Whether a refund is as expected in all that the expectation names."""
    amounts = ((wanted.gross, derived.gross), (wanted.net, derived.net))
    if not all(part is None or _amounts_to(part, found) for part, found in amounts):
        return False
    named = ("status", "to", "transfer_on", "arrives_by")
    return all(getattr(wanted, name) in (None, getattr(derived, name)) for name in named)
