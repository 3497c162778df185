"""One pass over a subscription's events, stopping wherever somebody looks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.civil import NEVER
from lifecycle.clauses.dispute import Policy
from lifecycle.events import (
    Activated,
    Contacted,
    DisputeNoted,
    DisputeOpened,
    DisputeResolved,
    Isolated,
    PackageActivated,
    Paid,
    Recorded,
)
from lifecycle.history import History
from lifecycle.rulebook import NotCovered, RuleBook
from lifecycle.shadow import facts_of, shadow
from lifecycle.subscription import Subscription, evolve
from lifecycle.terms import Rules

Derived = TypeVar("Derived")


class Mark(NamedTuple):
    """Where somebody looks: a WIB second, how many of the story's facts stand above, and the microseconds into it.

    Without those numbers it stands after everything of its second.
    """

    at: int
    facts_above: int = NEVER
    part: int = NEVER


class Ledger:
    """State and account of one subscription, as of the events applied so far.

    ``mark`` is where it stands, and ``told`` the whole story that it is folded from.
    """

    def __init__(self, rules: Rules, told: "Told | None" = None) -> None:
        self.rules = rules
        self.told = told
        self.mark = Mark(0)
        self.state = Subscription()
        self.account = Account(rules)
        self.opened_at: int | None = None
        self.events = 0
        self.dispute_events = 0
        self.was_limited = False
        self.was_paid = False
        self.contact: tuple[Contacted, int] | None = None
        self.was_disputed = False
        self.was_free = False

    def apply(self, recorded: Recorded, at: int) -> None:
        """Take in the next event, at its effective second; in the order of those."""
        event = recorded.event
        if isinstance(event, Activated):
            self.opened_at = calendar.seconds(event.activated) if event.activated else None
        else:
            self.events += 1
        if isinstance(event, DisputeOpened | DisputeNoted | DisputeResolved):
            self.dispute_events += 1
        self.was_disputed = self.was_disputed or isinstance(event, DisputeOpened)
        self.was_free = self.was_free or (isinstance(event, PackageActivated) and event.free_months > 0)
        self.was_limited = self.was_limited or isinstance(event, Isolated)
        self.was_paid = self.was_paid or isinstance(event, Paid)
        if isinstance(event, Contacted):
            self.contact = event, at
        self.account.apply(recorded, at)
        if self.rules.heeds(event, at):
            evolve(self.state, recorded, at)

    def judging(self, at: int) -> "Ledger":
        """The ledger that says what a disputed charge leads to: where the policy is fair, the one by the rules."""
        beside = self.told.beside if self.told else None
        if beside is None:
            return self
        try:
            fair = self.rules.at(at)["dispute.policy"] == Policy.FAIR
        except NotCovered:
            fair = False
        return beside.ledger(self.mark) if fair else self

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


def walk(
    events: Iterable[Recorded], rules: Rules, marks: Sequence[Mark], whole: "Told | None" = None
) -> Iterator[tuple[Mark, Ledger]]:
    """Fold the events once; at each mark, in order, yield the ledger as it stands there.

    The same ledger object goes on after each mark: read it before taking the next. ``whole`` is the story of these
    events where somebody has it; if it is told up to the last mark, what is derived of it is derived once for both.
    """
    until = max(marks, default=Mark(0)).at
    told = whole if whole is not None and whole.until == until else Told(tuple(events), rules, until)
    fold = Fold(told.events, rules, told)
    for mark in sorted(marks):
        yield mark, fold.to(mark)


class Told:
    """A whole story as it was told, up to a second: its events, its rules, and what is derived of all of it at once."""

    def __init__(self, events: Sequence[Recorded], rules: Rules, until: int) -> None:
        self.events = events
        self.rules = rules
        self.until = until
        self._derived: dict[Callable[[Told], Any], Any] = {}

    @property
    def opening(self) -> Activated:
        """The event that it begins with."""
        opening = self.events[0].event
        if not isinstance(opening, Activated):
            raise TypeError(f"a history begins with its opening, not with {opening!r}")
        return opening

    @cached_property
    def as_recorded(self) -> bool:
        """Whether only the file's own events happen in it."""
        return bool(self.events) and self.opening.provider_acts == "as_recorded"

    @cached_property
    def beside(self) -> "Beside | None":
        """The same story by the rules; None for one that is told by them."""
        return Beside(self) if self.as_recorded else None

    def ledger(self) -> Ledger:
        """The ledger at its last second, everything of that included."""
        return Fold(self.events, self.rules, self).to(Mark(self.until))

    def once(self, derive: "Callable[[Told], Derived]") -> Derived:
        """What a function derives from the story; it is asked once."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        return cast(Derived, self._derived[derive])


class Beside:
    """The shadow of a story told as recorded, walked to where somebody looks; decided when first asked for."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._fold: Fold | None = None

    @cached_property
    def history(self) -> History:
        """The whole of it."""
        told = self._told
        return shadow(told.opening, list(facts_of(told.events)), told.rules, calendar.instant(told.until))

    def ledger(self, mark: Mark) -> Ledger:
        """Its ledger at a mark."""
        if self._fold is None or mark < self._fold.ledger.mark:
            self._fold = Fold(self.history.events, self._told.rules)
        return self._fold.to(mark)


class Fold:
    """A ledger and the events that it takes in as it goes on from mark to mark."""

    def __init__(self, events: Sequence[Recorded], rules: Rules, told: Told | None = None) -> None:
        self.ledger = Ledger(rules, told)
        self.timed = timeline(events, rules)
        self.index = 0

    def to(self, mark: Mark) -> Ledger:
        """The ledger at a mark, which never goes back."""
        while self.index < len(self.timed) and (self.index == 0 or _stands_before(*self.timed[self.index], mark)):
            at, recorded = self.timed[self.index]
            self.ledger.apply(recorded, at)
            self.index += 1
        self.ledger.mark = mark
        return self.ledger


def _stands_before(at: int, recorded: Recorded, mark: Mark) -> bool:
    if at != mark.at:
        return at < mark.at
    return recorded.at.microsecond <= mark.part if recorded.step is None else recorded.step <= mark.facts_above
