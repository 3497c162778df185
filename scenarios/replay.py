"""The replay of a story: decided in memory under a frozen clock, then, where asked, recorded."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

import attrs
from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.events import Activated, Paid, Recorded
from lifecycle.history import Refused, history
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import NotCovered, RuleBook, Shelf
from lifecycle.store import Store
from lifecycle.terms import Rules
from projections.ledger import Told
from scenarios.format.facts import Fact
from scenarios.format.story import Story
from scenarios.judging import Overlay, editions_for, heard, rules_for
from scenarios.uncovered import uncovered


@frozen
class Replayed:
    """A story, the events that follow from it, and the rules under which they do.

    ``editions`` are all that its provider has, ``consulted`` those that were asked. ``unfounded`` are the steps of
    the facts that were refused only because what they rest on was not known yet.
    """

    story: Story
    overlay: Overlay
    rules: Rules
    editions: tuple[RuleBook, ...]
    consulted: tuple[RuleBook, ...]
    events: tuple[Recorded, ...]
    refused: tuple[Refused, ...]
    until: datetime
    unfounded: frozenset[int] = frozenset()

    @property
    def subscription(self) -> str:
        """``provider/number``."""
        return self.events[0].subscription

    @cached_property
    def told(self) -> Told:
        """The story with all that is derived of the whole of it, each thing once."""
        return Told(self.events, self.rules, calendar.seconds(self.until))

    @property
    def accepted(self) -> tuple[Fact, ...]:
        """Facts that the file says must be refused, and were not."""
        refused = {refused.fact.step for refused in self.refused}
        until = calendar.seconds(self.until)
        return tuple(
            fact
            for fact in self.story.facts
            if fact.refused and fact.step not in refused and calendar.seconds(fact.at) <= until
        )


def replay(
    story: Story,
    books: Shelf | Sequence[RuleBook],
    clock: Clock,
    overlay: Overlay | None = None,
    as_of: datetime | None = None,
) -> Replayed:
    """Replay a story up to its last step, or to ``as_of``, every step at that instant included.

    ``books`` is the shelf to find its books on, or the editions themselves where they were found right already.
    Raises Problems for a wrong choice of books and readings, and for every event that the
    subscription refuses where the file does not say so. As known on an earlier day a fact may lack what it rests
    on; it is then refused, and the file is right.
    """
    overlay = overlay or Overlay()
    editions = editions_for(story, books, overlay) if isinstance(books, Shelf) else tuple(books)
    replayed = decided(story, editions, overlay, clock, as_of)
    refused = [one for one in replayed.refused if _said(one) is not True]
    if refused and overlay.known_on is not None:
        whole = replay(story, editions, clock, attrs.evolve(overlay, known_on=None), as_of)
        anyway = {one.fact.step for one in whole.refused}
        return attrs.evolve(replayed, unfounded=frozenset(one.fact.step for one in refused) - anyway)
    problems = [_refusal(story, one) for one in refused if _said(one) is False]
    if problems:
        raise Problems(problems)
    return replayed


def decided(
    story: Story, editions: tuple[RuleBook, ...], overlay: Overlay, clock: Clock, as_of: datetime | None = None
) -> Replayed:
    """Decide a story whose books and readings are known to be right.

    It ends with its last step, or later where a reading lets a payment count only then. Raises
    Problems where the rules would have to act before their first edition, or on holidays that nobody knows.
    """
    rules = rules_for(story, editions, overlay)
    try:
        paid = (fact for fact in heard(story.facts, overlay.known_on) if isinstance(fact.event, Paid))
        counted = (calendar.instant(rules.effective(fact.at, fact.event)) for fact in paid)
        until = max((story.last, *counted)) if as_of is None else as_of
        result = history(story.opening, story.facts, rules, until, overlay.known_on, clock.replay().move_to)
    except NotCovered as gap:
        raise Problems([story.problem(("provider",), str(gap))]) from None
    problems = uncovered(story, result.events, rules, until)
    if problems:
        raise Problems(problems)
    return Replayed(story, overlay, rules, editions, result.editions, result.events, result.refused, until)


def record(replayed: Replayed, store: Store, whole: Sequence[Recorded] = ()) -> int:
    """Record a replayed story; returns how many events were new to the store.

    Of a story that was replayed up to an instant only, ``whole`` are all its events: what the store holds beyond the
    replay must be those. Raises `Differs`, `Beyond` and `StoreProblem`.
    """
    return store.record(replayed.events, books_used(replayed.events, replayed.editions), whole=whole)


def books_used(events: Sequence[Recorded], editions: Sequence[RuleBook]) -> dict[str, str]:
    """The text of each book that the opening names, by digest."""
    opening = events[0].event
    named = {book.digest for book in opening.books} if isinstance(opening, Activated) else set()
    return {book.digest: book.text for book in editions if book.digest in named}


def _said(refused: Refused) -> bool | None:
    """Whether the story says that a fact must be refused, or must not; None where it leaves that open."""
    return refused.fact.refused if isinstance(refused.fact, Fact) else False


def _refusal(story: Story, refused: Refused) -> Problem:
    clause = f" ({refused.refusal.clause})" if refused.refusal.clause else ""
    message = f"refused: {refused.refusal.reason}{clause}; write `refused: true` if that is meant"
    place = refused.fact.place if isinstance(refused.fact, Fact) else ("steps",)
    return story.problem(place, message)
