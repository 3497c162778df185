"""Facts, books and readings make a history: the one function that replay, comparing and disputes stand on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

import attrs
from attrs import define, field, frozen

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.agenda import Act, Agenda
from lifecycle.commands import decide
from lifecycle.events import (
    Activated,
    Actor,
    Because,
    Billed,
    BookUsed,
    Event,
    PackageActivated,
    Precision,
    Recorded,
    RefundRequested,
    Terminated,
    VoucherPrepared,
)
from lifecycle.refusal import Refusal
from lifecycle.rulebook import RuleBook
from lifecycle.subscription import Subscription, evolve
from lifecycle.terms import Rules


@frozen
class Fact:
    """What somebody did or recorded: an event at its own WIB instant, and how surely it is known.

    ``step`` is its number among the story's facts, from 1; expectations are not counted, so that
    writing another one changes nothing that is stored.
    """

    step: int
    at: datetime
    event: Event
    known_at: datetime | None = None
    precision: Precision = "instant"
    inferred: bool = False
    source: str | None = None
    note: str | None = None


@frozen
class Refused:
    """A fact that the subscription refused; nothing of it is recorded."""

    fact: Fact
    refusal: Refusal


@frozen
class History:
    """The events that follow, in the order in which they are stored, what was refused, and the editions asked."""

    events: tuple[Recorded, ...]
    refused: tuple[Refused, ...]
    editions: tuple[RuleBook, ...]


def history(
    opening: Activated,
    facts: Sequence[Fact],
    rules: Rules,
    until: datetime,
    known_on: datetime | None = None,
    tick: Callable[[datetime], None] = lambda at: None,
) -> History:
    """Decide a whole story: the facts in order of their effective instants, the rules' acts between them.

    ``until`` is the last instant that still happens. With ``known_on`` facts that became known
    later are left out. ``tick`` is told each instant before anything is decided there. Pure but
    for that; raises `NotCovered` for a fact before the first edition.
    """
    known = [fact for fact in facts if known_on is None or known_since(fact) <= known_on]
    timed = sorted(((rules.effective(fact.at, fact.event), fact) for fact in known), key=lambda pair: pair[0])
    run = _Run(rules, tick)
    run.agenda.coming = [(at, _TOLD[type(fact.event)]) for at, fact in timed if type(fact.event) in _TOLD]
    run.open(opening, known, until)
    last = calendar.seconds(until)
    for at, fact in timed:
        if at > last:
            break
        part = rules.counted(fact.at, fact.event).microsecond
        run.rules_act(at, part)
        run.happen(fact, at, part)
        run.rules_act(at, part)
    run.rules_act(last, until.microsecond)
    return run.finish(opening)


def known_since(fact: Fact) -> datetime:
    """Since when a fact is known: since its own instant, where nothing else is said."""
    return fact.known_at or fact.at


_TOLD: dict[type[Event], Literal["voucher", "request"]] = {VoucherPrepared: "voucher", RefundRequested: "request"}
"""What a story tells of refunds to come, which the rules then do not presume."""


@define
class _Run:
    rules: Rules
    tick: Callable[[datetime], None]
    state: Subscription = field(factory=Subscription)
    events: list[Recorded] = field(factory=list)
    refused: list[Refused] = field(factory=list)
    now: int = 0
    part: int = 0
    coming: Act | None = None
    stale: bool = True
    account: Account = field(init=False)
    agenda: Agenda = field(init=False)
    subscription: str = field(init=False, default="")

    def __attrs_post_init__(self) -> None:
        self.account = Account(self.rules)
        self.agenda = Agenda(self.rules)

    def open(self, opening: Activated, facts: Sequence[Fact], until: datetime) -> None:
        """Record the opening: at the activation or, where none is known, at the first fact, or at the very end."""
        at = opening.activated or min((fact.at for fact in facts), default=until)
        self.subscription = f"{opening.provider}/{opening.number}"
        self.now, self.part = calendar.seconds(at), at.microsecond
        self.tick(at)
        used = tuple(BookUsed(book.provider, book.edition, book.digest) for book in self.rules.books)
        self._record(attrs.evolve(opening, books=used), at, calendar.seconds(at), "provider", None, None)
        if opening.activated is None:
            # Nobody says since when; its place in the order is all that its instant means.
            self.events[0] = attrs.evolve(self.events[0], precision="unknown", inferred=True)

    def rules_act(self, upto: int, part: int) -> None:
        """Let the rules do all that falls due up to an instant, itself included: a second, and microseconds into it."""
        while True:
            # Time alone changes nothing of what comes next; only an event does, or a month that is not billed.
            if self.stale:
                self.coming, self.stale = self.agenda.next(self.state, self.account, self.now), False
            act = self.coming
            if act is None or act.at > upto:
                break
            # What is entailed by a fact happens at the fact's own instant.
            at, into = max((act.at, act.part), (self.now, self.part))
            last = max(part, self.part) if upto == self.now else part
            if (at, into) > (upto, last):
                break
            self.stale = True
            self._arrive(at, into)
            if isinstance(act.event, Billed) or act.event is None:
                self.agenda.next_month = (self.agenda.next_month or 0) + 1
            if act.event is not None:
                self._record(act.event, calendar.instant(at, into), at, "rules", act.because, None)
        self._arrive(upto, part)

    def happen(self, fact: Fact, at: int, part: int) -> None:
        """Put a fact to the aggregate, and record what it decides."""
        outcome = decide(self.state, self.account, fact.event, at, part)
        if isinstance(outcome, Refusal):
            self.refused.append(Refused(fact, outcome))
            return
        for event in outcome:
            self._record(event, fact.at, at, actor_of(event), None, fact)

    def finish(self, opening: Activated) -> History:
        """Number the events; a story as recorded keeps the order in which it was written."""
        events = self.events
        if opening.provider_acts == "as_recorded":
            written = sorted(events, key=lambda recorded: recorded.step or 0)
            events = [
                recorded if recorded.version == number else attrs.evolve(recorded, version=number)
                for number, recorded in enumerate(written, 1)
            ]
        return History(tuple(events), tuple(self.refused), self.rules.used)

    def _arrive(self, at: int, part: int) -> None:
        if (at, part) > (self.now, self.part):
            self.now, self.part = at, part
            self.tick(calendar.instant(at, part))

    def _record(
        self, event: Event, at: datetime, effective: int, actor: Actor, because: Because | None, fact: Fact | None
    ) -> None:
        recorded = Recorded(
            subscription=self.subscription,
            version=len(self.events) + 1,
            at=at,
            event=event,
            actor=actor,
            because=because,
            known_at=fact.known_at if fact else None,
            precision=fact.precision if fact else "instant",
            inferred=fact.inferred if fact else False,
            step=fact.step if fact else None,
            source=fact.source if fact else None,
            note=fact.note if fact else None,
        )
        self.events.append(recorded)
        self.stale = True
        self.account.apply(recorded, effective)
        if self.rules.heeds(event, effective):
            evolve(self.state, recorded, effective)


def actor_of(event: Event) -> Actor:
    """Who does such a thing, where the event itself can say."""
    if isinstance(event, Terminated | PackageActivated):
        return event.by
    return event.actor
