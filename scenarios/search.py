"""Under which other reading or edition a provider's number comes out exactly, or that under none does."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from lifecycle.clock import Clock
from lifecycle.notation import Thing
from lifecycle.problems import Problems
from lifecycle.sentence import said
from projections.consulted import consulted
from projections.findings.audit import shown
from projections.findings.finding import Finding
from scenarios.check import Outcome, check
from scenarios.choices import MOST, Choice, alone, pairs
from scenarios.format.expected import ExpectedAmount, ExpectedRefund
from scenarios.replay import Replayed, decided

Name = tuple[object, ...]
"""What makes a finding the same one under another choice: its code, its act, and how many such came before."""


@frozen
class Sought:
    """What the search found for one finding, or for one number that the story expects and the rules do not give.

    ``hangs_on`` are the choices, each alone, that make the finding vanish or move its amount or instant, and
    ``comes_out`` those, the fewest together, under which the provider's act or number is what the rules give.
    """

    hangs_on: tuple[Choice, ...] = ()
    comes_out: tuple[Choice, ...] = ()

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings that it hangs on, by name, and the editions."""
        names: list[str] = [Thing(name) for one in self.hangs_on for name, _ in one.readings]
        editions = (Thing(one.edition) for one in self.hangs_on if one.edition)
        return tuple(dict.fromkeys([*names, *(said("edition {edition}", edition=edition) for edition in editions)]))


@frozen
class Search:
    """All that was tried: how many choices, whether that was cut short, and what came of each claim."""

    tried: int
    cut: bool
    findings: tuple[Sought, ...]
    claims: tuple[tuple[Outcome, Sought], ...]


@frozen
class _Tried:
    """What a choice comes to: the findings by name, and the claims that hold."""

    findings: dict[Name, Finding]
    holds: frozenset[int]


@frozen
class _Ground:
    replayed: Replayed
    clock: Clock
    claims: tuple[Outcome, ...]
    refused: frozenset[int]

    def tried(self, choice: Choice) -> _Tried | None:
        """The story under a choice; None where the books do not cover it, or other facts are refused."""
        replayed, wanted = self.replayed, {one.expect for one in self.claims}
        story = evolve(replayed.story, expects=tuple(one for one in replayed.story.expects if one in wanted))
        overlay = choice.over(replayed.overlay)
        try:
            found = decided(story, replayed.editions, overlay, self.clock, replayed.until)
            if not {one.fact.step for one in found.refused} <= self.refused:
                return None
            outcomes = check(found, self.clock).outcomes if self.claims else ()
        except Problems:
            return None
        places = [one.expectation.place for one in outcomes if one.holds]
        holds = frozenset(n for n, one in enumerate(self.claims) if one.expectation.place in places)
        return _Tried(named(shown(found.told.ledger(), found.told.until)), holds)


def search(
    replayed: Replayed, findings: Sequence[Finding], outcomes: Iterable[Outcome], clock: Clock, most: int = MOST
) -> Search:
    """Try each other choice alone, then pairs for what none explains, at most so many together."""
    claims = tuple(one for one in outcomes if _claimed(one))
    refused = frozenset(one.fact.step for one in replayed.refused)
    ground = _Ground(replayed, clock, claims, refused)
    told = replayed.told
    singles = alone(
        consulted(told.ledger(), told.until), replayed.editions, [book.edition for book in replayed.consulted]
    )
    names = named(findings)
    hangs: dict[Name, list[Choice]] = {name: [] for name in names}
    out: dict[Name | int, list[Choice]] = {name: [] for name in (*names, *range(len(claims)))}
    if not out:
        return Search(0, cut=False, findings=(), claims=())
    tried = 0
    for choice in singles[:most]:
        tried += 1
        result = ground.tried(choice)
        if result is not None:
            _note(result, choice, names, out)
            for name, finding in names.items():
                other = result.findings.get(name)
                if other is None or (other.at, other.amount) != (finding.at, finding.amount):
                    hangs[name].append(choice)
    left = {name for name, found in out.items() if not found}
    cut = len(singles) > most
    for choice in pairs(singles) if left else ():
        if tried >= most:
            cut = True
            break
        tried += 1
        result = ground.tried(choice)
        if result is not None:
            _note(result, choice, names, out, left)
    return Search(
        tried,
        cut,
        tuple(Sought(tuple(hangs[name]), tuple(out[name])) for name in names),
        tuple((claim, Sought((), tuple(out[number]))) for number, claim in enumerate(claims)),
    )


def named(findings: Iterable[Finding]) -> dict[Name, Finding]:
    """Findings by what makes each the same under another choice."""
    found: dict[Name, Finding] = {}
    for one in findings:
        act = (one.code, one.step, one.charge.step if one.charge else None, one.line)
        found[*act, sum(name[:4] == act for name in found)] = one
    return found


def _note(
    result: _Tried,
    choice: Choice,
    names: dict[Name, Finding],
    out: dict[Name | int, list[Choice]],
    wanted: set[Name | int] | None = None,
) -> None:
    """Note what comes out under a choice: a finding that is not raised, with no other of the same act instead."""
    acts = {finding_act(one) for name, one in result.findings.items() if name not in names}
    for name, finding in names.items():
        gone = name not in result.findings and finding_act(finding) not in acts
        if gone and (wanted is None or name in wanted):
            out[name].append(choice)
    for number in result.holds:
        if wanted is None or number in wanted:
            out[number].append(choice)


def finding_act(one: Finding) -> tuple[int | None, int | None, int | None]:
    """The act that a finding is about, by the story's steps."""
    return one.step, one.charge.step if one.charge else None, one.line


def _claimed(outcome: Outcome) -> bool:
    """Whether a failed expectation writes down a number or an instant that somebody claims."""
    return not outcome.holds and isinstance(outcome.expectation.value, ExpectedAmount | ExpectedRefund | datetime)
