"""Which past months a fact or an edition moves that became known only later, and by how much."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.calendar import Period
from lifecycle.events import Activated
from lifecycle.history import Fact, known_since
from lifecycle.history import history as decide
from lifecycle.rulebook import NotCovered, RuleBook, known_by
from lifecycle.terms import Rules
from projections.answers import Answer
from projections.keys import KEYS
from projections.ledger import Mark, walk

FIGURES = (
    "state",
    "principal",
    "late_fee",
    "termination_fee",
    "penalty",
    "device_charge",
    "suspense",
    "payable",
    "credit",
    "deposit",
    "balance",
    "terminable_from",
    "next_termination",
    "blacklist_eligible",
    "blacklisted",
    "dispute",
)
"""The answers that a month closes with, by their keys."""


@frozen
class Change:
    """One closing figure of a month as it was known before and after; before is None where no terms were known."""

    key: str
    before: Answer | None
    after: Answer


@frozen
class MovedMonth:
    """A month that was over when something became known, and what that moves of its close; ``until`` is its close."""

    period: Period
    until: datetime
    changes: tuple[Change, ...]


@frozen
class Late:
    """A fact that became known after its instant, or an edition after its first day, with the months that it moves.

    Exactly one of ``fact`` and ``edition`` is there; ``known_at`` is a WIB instant.
    """

    known_at: datetime
    fact: Fact | None
    edition: RuleBook | None
    months: tuple[MovedMonth, ...]


def moved(
    opening: Activated, facts: Sequence[Fact], rules: Rules, until: datetime, known_on: datetime | None = None
) -> tuple[Late, ...]:
    """Everything known late by ``known_on`` (at all, where that is None), in the order in which it became known.

    Of each the months that were over by then are held side by side: as all that was known just before it gives
    them, and with it. At one instant an edition comes before the facts, and those in the story's order, so the
    moves of several add up. A fact that the subscription refuses moves nothing, and an edition that moves nothing is
    left out. Each costs a history up to the instant at which it became known.
    """
    heard = [fact for fact in facts if fact.at <= until and (known_on is None or known_since(fact) <= known_on)]
    found = [*_editions(opening, heard, rules, until, known_on), *_facts(opening, heard, rules, until)]
    return tuple(sorted(found, key=lambda one: (one.known_at, one.fact.step if one.fact else 0)))


def _facts(opening: Activated, facts: Sequence[Fact], rules: Rules, until: datetime) -> Iterator[Late]:
    for late in facts:
        known = known_since(late)
        if known <= late.at:
            continue
        after = [one for one in facts if (known_since(one), one.step) <= (known, late.step)]
        before = [one for one in after if one is not late]
        ends = _over(after, rules, known, until)
        then = _known_by(rules, known)
        if any(end >= rules.effective(late.at, late.event) for end in ends):
            months = _compared(_Knowledge(opening, before, then), _Knowledge(opening, after, then), ends)
        else:
            months = ()
        yield Late(known, late, None, months)


def _editions(
    opening: Activated, facts: Sequence[Fact], rules: Rules, until: datetime, known_on: datetime | None
) -> Iterator[Late]:
    for book in rules.editions:
        if book.known_from is None or (book.in_force is not None and book.known_from <= book.in_force):
            continue
        known = calendar.midnight(book.known_from)
        if known_on is not None and known > known_on:
            continue
        heard = [one for one in facts if known_since(one) < known]
        then = _known_by(rules, known)
        without = then.other([one for one in then.editions if one is not book])
        ends = _over(heard, rules, known, until)
        months = _compared(_Knowledge(opening, heard, without), _Knowledge(opening, heard, then), ends)
        if months:
            yield Late(known, None, book, months)


@frozen
class _Knowledge:
    """What was known at an instant: the facts, and the rules of the editions."""

    opening: Activated
    facts: Sequence[Fact]
    rules: Rules

    def closes(self, ends: Sequence[int]) -> Mapping[int, Mapping[str, Answer]] | None:
        """The figures with which months close, by their last seconds; None where no terms were known that say."""
        if not self.rules.editions:
            return None
        try:
            events = decide(self.opening, self.facts, self.rules, calendar.instant(max(ends))).events
            marks = [Mark(end) for end in ends]
            return {
                mark.at: {key: KEYS[key](ledger, mark.at) for key in FIGURES}
                for mark, ledger in walk(events, self.rules, marks)
            }
        except NotCovered:
            return None


def _compared(before: _Knowledge, after: _Knowledge, ends: Sequence[int]) -> tuple[MovedMonth, ...]:
    """The months that close otherwise after than before."""
    now = after.closes(ends) if ends else None
    if now is None:
        return ()
    then = before.closes(ends)
    found = []
    for end in ends:
        changes = tuple(
            Change(key, None if then is None else then[end][key], value)
            for key, value in now[end].items()
            if then is None or then[end][key] != value
        )
        if changes:
            found.append(MovedMonth(calendar.period(civil.month_of(end // civil.DAY)), calendar.instant(end), changes))
    return tuple(found)


def _over(facts: Sequence[Fact], rules: Rules, known: datetime, until: datetime) -> list[int]:
    """The last seconds of the months of a story that were over at an instant; the story's own last one, too."""
    if not facts:
        return []
    first = min(calendar.seconds(fact.at) for fact in facts)
    last = calendar.seconds(until)
    months = range(civil.month_of(first // civil.DAY), civil.month_of(last // civil.DAY) + 1)
    ends = [min(civil.month_start(month + 1) * civil.DAY - 1, last) for month in months]
    return [end for end in ends if end < calendar.seconds(known)]


def _known_by(rules: Rules, known: datetime) -> Rules:
    return rules.other(known_by(rules.editions, calendar.date_of(calendar.day_of(known))))
