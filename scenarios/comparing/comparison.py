"""One story under two books: what moved, which part of the change moved it, or why nothing did."""

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from lifecycle.clock import Clock
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook
from scenarios.check import Checked, check
from scenarios.check import Outcome as Judged
from scenarios.comparing.attribution import Moved, Sum, moved, sums
from scenarios.comparing.books import Books
from scenarios.comparing.outcome import Outcome, outcome
from scenarios.comparing.parts import Part, parts
from scenarios.format import Story
from scenarios.judging import Overlay
from scenarios.replay import Replayed, decided, replay

Reason = Literal[
    "same_rules", "other_edition_pinned", "book_of_its_own", "other_dates", "chosen", "not_consulted", "same"
]
"""Why a story is unaffected."""


@frozen
class Expected:
    """An expectation that one book keeps and the other breaks; None where it is not judged."""

    before: Judged
    after: Judged


@frozen
class Compared:
    """A story under both books.

    ``reason`` says why it is unaffected, None where it is affected. ``untried`` are the parts, by number, that the
    story cannot be decided under alone; what they do stands in the rest. ``replays`` are how often it was decided.
    """

    story: Story
    before: Outcome
    after: Outcome
    reason: Reason | None = None
    sums: tuple[Sum, ...] = ()
    moved: tuple[Moved, ...] = ()
    broken: tuple[Expected, ...] = ()
    mended: tuple[Expected, ...] = ()
    refused: tuple[int, ...] = ()
    accepted: tuple[int, ...] = ()
    untried: tuple[int, ...] = ()
    replays: int = 1


@frozen
class Comparison:
    """Two books, in what parts they differ, and the clock under which stories are compared."""

    books: Books
    clock: Clock
    parts: tuple[Part, ...] = field(init=False)

    @parts.default
    def _parts(self) -> tuple[Part, ...]:
        return parts(self.books.before, self.books.after)

    def of(self, story: Story, editions: tuple[RuleBook, ...]) -> Compared:
        """A story of the provider compared; ``editions`` are those of its provider, the first book's among them.

        Raises Problems where the first book refuses it, as `replay` does, or the second cannot judge it at all.
        """
        books, story = self.books, _whole(story, self.books)
        overlay = Overlay(edition=books.pin)
        first = replay(story, books.place(editions, books.before), self.clock, overlay)
        before = outcome(first)
        reason = self._at_once(story, editions, first)
        if reason is not None:
            return Compared(story, before, before, reason)
        second = self._decided(story, editions, books.after)
        after = outcome(second)
        judged = _judged(check(first, self.clock)), _judged(check(second, self.clock))
        if before == after and not _differ(*judged):
            return Compared(story, before, after, self._reason(story, before, after), replays=2)
        return self._affected(story, editions, (before, after), judged)

    def _affected(
        self,
        story: Story,
        editions: tuple[RuleBook, ...],
        both: tuple[Outcome, Outcome],
        judged: tuple[Mapping[object, Judged], Mapping[object, Judged]],
    ) -> Compared:
        before, after = both
        alone: list[Outcome | None] = [after] if len(self.parts) == 1 else self._alone(story, editions)
        pairs = [Expected(one, judged[1][place]) for place, one in judged[0].items() if place in judged[1]]
        return Compared(
            story,
            before,
            after,
            sums=sums(before, after, alone),
            moved=moved(before, after, alone),
            broken=tuple(one for one in pairs if one.before.holds and not one.after.holds),
            mended=tuple(one for one in pairs if one.after.holds and not one.before.holds),
            refused=tuple(step for step in after.refused if step not in before.refused),
            accepted=tuple(step for step in before.refused if step not in after.refused),
            untried=tuple(number for number, one in enumerate(alone) if one is None),
            replays=2 + (len(alone) if len(self.parts) > 1 else 0),
        )

    def _alone(self, story: Story, editions: tuple[RuleBook, ...]) -> list[Outcome | None]:
        """What each part comes to by itself; None where the story cannot be decided then."""
        found: list[Outcome | None] = []
        for part in self.parts:
            try:
                found.append(outcome(self._decided(story, editions, part.book)))
            except Problems:
                found.append(None)
        return found

    def _decided(self, story: Story, editions: tuple[RuleBook, ...], book: RuleBook) -> Replayed:
        return decided(story, self.books.place(editions, book), Overlay(edition=self.books.pin), self.clock)

    def _at_once(self, story: Story, editions: Sequence[RuleBook], first: Replayed) -> Reason | None:
        """Why a story is unaffected, where no second replay is needed to know it."""
        book = self.books.before
        if not self.parts:
            return "same_rules"
        if self.books.wholly:
            return None
        own = [one for one in editions if one.edition == book.edition and one.digest != book.digest]
        if own and self.books.installed:
            return "book_of_its_own"
        if any(one.on_edition == book.edition or one.under for one in story.expects):
            return None
        if story.opening.edition not in {None, book.edition}:
            return "other_edition_pinned"
        return None if book.edition in [one.edition for one in first.rules.used] else "other_dates"

    def _reason(self, story: Story, before: Outcome, after: Outcome) -> Reason:
        """Why a story is unaffected that both books give the same."""
        chosen, consulted = dict(story.opening.readings), before.consulted | after.consulted
        readings = [one.reading for part in self.parts for one in part.differs]
        if all(name in chosen for name in readings):
            return "chosen"
        asked = any(
            bool(consulted & one.known_by) and one.reading not in chosen for part in self.parts for one in part.differs
        )
        return "same" if asked else "not_consulted"


def _whole(story: Story, books: Books) -> Story:
    """The story, without what it expects of an edition that it names where another one judges all of it."""
    if not books.wholly:
        return story
    return evolve(story, expects=tuple(one for one in story.expects if one.on_edition is None))


def _judged(checked: Checked) -> dict[object, Judged]:
    return {one.expectation.place: one for one in checked.outcomes}


def _differ(before: Mapping[object, Judged], after: Mapping[object, Judged]) -> bool:
    """Whether any expectation holds under one book only."""
    return any(one.holds != after[place].holds for place, one in before.items() if place in after)
