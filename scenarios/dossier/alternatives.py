"""What becomes of a story under each other value of a reading that it consulted."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from attrs import field, frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.events import Recorded
from lifecycle.money import Amount
from lifecycle.problems import Problems
from projections.answers import Answer
from projections.consulted import consulted
from projections.keys import answers
from projections.months import Month, months
from scenarios.choices import Choice, alone
from scenarios.replay import Replayed, decided

TOLD = (
    "payable",
    "balance",
    "credit",
    "deposit",
    "state",
    "late_fee",
    "termination_fee",
    "penalty",
    "device_charge",
    "suspense",
    "package_open",
    "total_charged",
    "isolated_since",
    "terminable_from",
    "next_termination",
    "terminated_at",
    "blacklist_eligible",
    "blacklisted",
    "refund",
    "route",
    "dispute",
    "findings",
)
"""The answers at the end that are told where they come out otherwise, in this order."""


@frozen
class MonthMoved:
    """A month at whose end another amount is payable."""

    period: str
    before: Amount
    after: Amount


@frozen
class Otherwise:
    """What comes out otherwise: answers at the end, months, and acts of the rules only here or only there.

    ``impossible`` says that the story cannot be told so: its books do not cover it, or it refuses other facts.
    """

    answers: tuple[tuple[str, Answer, Answer], ...] = ()
    months: tuple[MonthMoved, ...] = ()
    gone: tuple[Recorded, ...] = ()
    added: tuple[Recorded, ...] = ()
    impossible: bool = False

    @property
    def nothing(self) -> bool:
        """Whether all comes out the same."""
        return not (self.answers or self.months or self.gone or self.added or self.impossible)


@frozen
class Alternative:
    """Other values of a reading, those together under which the same comes out, and what that is."""

    values: tuple[str, ...]
    otherwise: Otherwise


@frozen
class _Outcome:
    answers: Mapping[str, Answer]
    months: Mapping[str, Month]
    acts: tuple[Recorded, ...] = field(eq=False)


def alternatives(replayed: Replayed, clock: Clock) -> dict[str, tuple[Alternative, ...]]:
    """For each reading consulted, what comes out under its other values; under a frozen clock."""
    found: dict[str, list[tuple[str, Otherwise]]] = {}
    names = consulted(replayed.told.ledger(), replayed.told.until)
    now = _outcome(replayed)
    for choice in alone(names, replayed.editions, []):
        if choice.edition is None:
            ((name, value),) = choice.readings
            found.setdefault(name, []).append((value, _otherwise(replayed, choice, clock, now)))
    return {name: tuple(_grouped(pairs)) for name, pairs in found.items()}


def _grouped(pairs: list[tuple[str, Otherwise]]) -> Iterator[Alternative]:
    for otherwise, found in groupby(pairs, key=lambda pair: pair[1]):
        yield Alternative(tuple(value for value, _ in found), otherwise)


def _outcome(replayed: Replayed) -> _Outcome:
    rows = months(replayed.events, replayed.rules, replayed.until)
    acts = tuple(one for one in replayed.events if one.actor == "rules")
    return _Outcome(answers(replayed.told.ledger(), replayed.told.until), {row.period: row for row in rows}, acts)


def _otherwise(replayed: Replayed, choice: Choice, clock: Clock, now: _Outcome) -> Otherwise:
    try:
        other = decided(replayed.story, replayed.editions, choice.over(replayed.overlay), clock, replayed.until)
    except Problems:
        return Otherwise(impossible=True)
    if {one.fact.step for one in other.refused} - {one.fact.step for one in replayed.refused}:
        return Otherwise(impossible=True)
    then = _outcome(other)
    acts, others = ({_act(one) for one in side.acts} for side in (now, then))
    return Otherwise(
        answers=tuple((key, now.answers[key], then.answers[key]) for key in TOLD if _differs(now, then, key)),
        months=tuple(
            MonthMoved(period, row.payable, then.months[period].payable)
            for period, row in now.months.items()
            if period in then.months and row.payable != then.months[period].payable
        ),
        gone=tuple(one for one in now.acts if _act(one) not in others),
        added=tuple(one for one in then.acts if _act(one) not in acts),
    )


def _differs(now: _Outcome, then: _Outcome, key: str) -> bool:
    if key == "balance" and _pair(now, then, "payable") == _pair(now, then, "balance"):
        return False
    return now.answers[key] != then.answers[key]


def _pair(now: _Outcome, then: _Outcome, key: str) -> tuple[Answer, Answer]:
    return now.answers[key], then.answers[key]


def _act(one: Recorded) -> tuple[int, object]:
    return calendar.seconds(one.at), one.event
