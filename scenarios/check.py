"""What a story expects, held against what the replay derives."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.history import Refused
from projections.answers import Answer
from projections.keys import KEYS
from projections.ledger import Ledger, Mark, walk
from scenarios.agreement import agrees, difference
from scenarios.format.expected import Expect, Expectation
from scenarios.format.facts import Fact
from scenarios.replay import Replayed, decided


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


Asked = tuple[Replayed, tuple[Expect, ...]]
"""A replay, and what is expected of it."""


def check(replayed: Replayed, clock: Clock, asked: Iterable[Asked] | None = None) -> Checked:
    """Judge every expectation up to the replay's end, each under its own readings and edition.

    ``asked`` are the replays that this takes, where they were decided already.
    """
    outcomes: list[Outcome] = []
    anyway = {refused.fact.step for refused in replayed.refused}
    for judged, expects in asking(replayed, clock) if asked is None else asked:
        outcomes += _judge(judged, expects, anyway)
    outcomes.sort(key=lambda one: (one.expectation.place.line, one.expectation.place.column))
    return Checked(tuple(outcomes), replayed.accepted)


def asking(replayed: Replayed, clock: Clock) -> Iterator[Asked]:
    """The replays that a story's expectations are about: itself, and one for each choice that some make."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str | None], list[Expect]] = {}
    for expect in replayed.story.expects:
        if expect.at <= replayed.until:
            groups.setdefault((expect.under, expect.on_edition), []).append(expect)
    for (under, on_edition), expects in groups.items():
        judged = replayed
        if under or on_edition:
            overlay = replayed.overlay.over(under, on_edition)
            judged = decided(replayed.story, replayed.editions, overlay, clock, replayed.until)
        yield judged, tuple(expects)


def _judge(replayed: Replayed, expects: Iterable[Expect], anyway: set[int]) -> list[Outcome]:
    """Judge expectations; facts whose steps are refused ``anyway`` are nothing that a reading does."""
    refused = [one for one in replayed.refused if one.fact.step not in anyway]
    by_mark: dict[Mark, list[Expect]] = {}
    for expect in expects:
        mark = Mark(calendar.seconds(expect.at), expect.facts_above, expect.at.microsecond)
        by_mark.setdefault(mark, []).append(expect)
    outcomes: list[Outcome] = []
    for mark, ledger in walk(replayed.events, replayed.rules, list(by_mark), replayed.told):
        for expect in by_mark[mark]:
            so_far = tuple(one for one in refused if one.fact.at <= expect.at)
            outcomes += [
                _outcome(expect, expectation, _derived(expectation.key, ledger, mark.at), so_far)
                for expectation in expect.expectations
            ]
    return outcomes


def _derived(key: str, ledger: Ledger, at: int) -> Answer:
    """The answer to an expectation's key; of findings, that only some are expected makes no other question."""
    return KEYS["findings" if key == "findings_include" else key](ledger, at)


def _outcome(expect: Expect, expectation: Expectation, derived: Answer, refused: tuple[Refused, ...]) -> Outcome:
    wanted = expectation.value
    holds = agrees(wanted, derived, whole=expectation.key != "findings_include")
    return Outcome(expect, expectation, derived, holds, difference(wanted, derived), refused)
