"""One pass over a subscription's events, stopping wherever somebody looks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.civil import NEVER
from lifecycle.events import (
    Activated,
    Contacted,
    DisputeNoted,
    DisputeOpened,
    DisputeResolved,
    Isolated,
    Paid,
    Recorded,
)
from lifecycle.rulebook import NotCovered, RuleBook
from lifecycle.subscription import Subscription, evolve
from lifecycle.terms import Rules


class Mark(NamedTuple):
    """Where somebody looks: a WIB second, and how many of the story's facts stand above.

    Without that number it stands after everything of its second.
    """

    at: int
    facts_above: int = NEVER


class Ledger:
    """State and account of one subscription, as of the events applied so far."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.state = Subscription()
        self.account = Account(rules)
        self.opened_at: int | None = None
        self.events = 0
        self.dispute_events = 0
        self.was_limited = False
        self.was_paid = False
        self.contact: tuple[Contacted, int] | None = None

    def apply(self, recorded: Recorded, at: int) -> None:
        """Take in the next event, at its effective second; in the order of those."""
        event = recorded.event
        if isinstance(event, Activated):
            self.opened_at = calendar.seconds(event.activated) if event.activated else None
        else:
            self.events += 1
        if isinstance(event, DisputeOpened | DisputeNoted | DisputeResolved):
            self.dispute_events += 1
        self.was_limited = self.was_limited or isinstance(event, Isolated)
        self.was_paid = self.was_paid or isinstance(event, Paid)
        if isinstance(event, Contacted):
            self.contact = event, at
        self.account.apply(recorded, at)
        if self.rules.heeds(event, at):
            evolve(self.state, recorded, at)

    def book(self, at: int) -> RuleBook:
        """The edition in force at a second; before the first one, the first."""
        try:
            return self.rules.at(at).book
        except NotCovered:
            return self.rules.editions[0]


def timeline(events: Iterable[Recorded], rules: Rules) -> list[tuple[int, Recorded]]:
    """Events with their effective seconds, in that order; events of one second keep theirs."""
    timed = [(rules.effective(recorded.at, recorded.event), recorded) for recorded in events]
    opening, rest = timed[:1], timed[1:]
    return opening + sorted(rest, key=lambda pair: pair[0])


def walk(events: Iterable[Recorded], rules: Rules, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Ledger]]:
    """Fold the events once; at each mark, in order, yield the ledger as it stands there.

    The same ledger object goes on after each mark: read it before taking the next.
    """
    ledger = Ledger(rules)
    timed = timeline(events, rules)
    index = 0
    for mark in sorted(marks):
        while index < len(timed) and (index == 0 or _stands_before(*timed[index], mark)):
            at, recorded = timed[index]
            ledger.apply(recorded, at)
            index += 1
        yield mark, ledger


def _stands_before(at: int, recorded: Recorded, mark: Mark) -> bool:
    return at < mark.at or (at == mark.at and (recorded.step is None or recorded.step <= mark.facts_above))
