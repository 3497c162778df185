"""The two sides of a dispute: the story as the provider asks for it, and what its own rules give of the same facts."""

from attrs import frozen

from lifecycle import calendar, clauses
from lifecycle.clauses.dispute import Policy
from lifecycle.events import ChargeCredited, Charged
from lifecycle.history import Fact, history
from lifecycle.rulebook import NotCovered
from lifecycle.shadow import facts_of, shadow
from lifecycle.terms import Rules
from projections.disputes.unfounded import founded
from projections.findings.finding import Finding
from projections.ledger import Told

POLICY = "dispute.policy"


@frozen
class Sides:
    """What is compared. ``asked`` never waits for a dispute's decision, nor does ``owed``.

    ``money`` are the events of ``owed`` that move money between customer and provider: where the rules charge in
    advance and the story tells the provider's own bills, these stand, and the rules' charges only measure them.
    ``fair`` is the story with disputed lines in suspense, None where its books know no such reading.
    """

    told: Told
    asked: Told
    owed: Told
    money: Told
    fair: Told | None
    findings: tuple[Finding, ...]


def sides(told: Told, findings: tuple[Finding, ...]) -> Sides:
    """Both sides of a story with these findings, up to its last second; nothing of either is stored."""
    asked = told_under(told, Policy.AS_RECORDED)
    owed = _entitled(told, asked.rules, founded(_facts(told), findings))
    return Sides(
        told=told,
        asked=asked,
        owed=owed,
        money=_without_charges(owed) if told.as_recorded else owed,
        fair=told_under(told, Policy.FAIR) if _knows_fair(told.rules) else None,
        findings=findings,
    )


def told_under(told: Told, policy: Policy) -> Told:
    """The same story under a policy for disputes; itself where that is the one it is told under, or none is known."""
    if not _declares(told.rules) or _policy(told) == policy:
        return told
    other = told.rules.other(readings={**told.rules.readings, POLICY: clauses.word(policy)})
    happened = history(told.opening, _facts(told), other, calendar.instant(told.until))
    return Told(happened.events, other, told.until)


def _facts(told: Told) -> list[Fact]:
    return sorted(facts_of(told.events), key=lambda fact: fact.step)


def _entitled(told: Told, rules: Rules, facts: list[Fact]) -> Told:
    decide = shadow if told.as_recorded else history
    happened = decide(told.opening, facts, rules, calendar.instant(told.until))
    return Told(happened.events, rules, told.until)


def _without_charges(owed: Told) -> Told:
    events = tuple(one for one in owed.events if not isinstance(one.event, Charged | ChargeCredited))
    return owed if len(events) == len(owed.events) else Told(events, owed.rules, owed.until)


def _policy(told: Told) -> int:
    try:
        return told.rules.at(told.until)[POLICY]
    except NotCovered:
        return Policy.AS_RECORDED


def _declares(rules: Rules) -> bool:
    return any(POLICY in book.readings for book in rules.books)


def _knows_fair(rules: Rules) -> bool:
    return any(Policy.FAIR in book.readings[POLICY].allowed for book in rules.books if POLICY in book.readings)
