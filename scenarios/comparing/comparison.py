"""One story under two books: what moved, which part of the change moved it, or why nothing did."""

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered, RuleBook
from scenarios.check import Asked, Checked, asking, check
from scenarios.check import Outcome as Judged
from scenarios.comparing.attribution import Moved, Sum, moved, sums
from scenarios.comparing.books import Books
from scenarios.comparing.outcome import ENDS, Outcome, outcome
from scenarios.comparing.parts import Part, parts
from scenarios.comparing.reach import Reach
from scenarios.format import Story
from scenarios.judging import Overlay, wrong_readings
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

    ``reason`` says why it is unaffected, None where it is affected. ``newly`` is what comes over the customer under
    the second book only, and ``no_longer`` what under the first only, of `ENDS`. ``untried`` are the parts, by
    number, that the story cannot be decided under alone; what they do stands in the rest. ``replays`` are how often
    it was decided.
    """

    reason: Reason | None = None
    sums: tuple[Sum, ...] = ()
    moved: tuple[Moved, ...] = ()
    broken: tuple[Expected, ...] = ()
    mended: tuple[Expected, ...] = ()
    refused: tuple[int, ...] = ()
    accepted: tuple[int, ...] = ()
    untried: tuple[int, ...] = ()
    newly: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()
    replays: int = 1


@frozen
class Comparison:
    """Two books, in what parts they differ, and the clock under which stories are compared."""

    books: Books
    clock: Clock
    parts: tuple[Part, ...] = field(init=False)
    _reach: Reach = field(init=False, repr=False)

    @parts.default
    def _parts(self) -> tuple[Part, ...]:
        return parts(self.books.before, self.books.after)

    @_reach.default
    def _reaching(self) -> Reach:
        return Reach(self.books, self.parts)

    def of(self, story: Story, editions: tuple[RuleBook, ...]) -> Compared:
        """A story of the provider compared; ``editions`` are those of its provider, the first book's among them.

        Raises Problems where the first book refuses it, as `replay` does, or the second cannot judge it at all.
        """
        books, story = self.books, _whole(story, self.books)
        first = replay(story, books.place(editions, books.before), self.clock, Overlay(edition=books.pin))
        self._allows(story, editions)
        reason = self._at_once(story, editions, first)
        if reason is not None:
            return Compared(reason)
        reason, asked = self.ruled_out(first, editions)
        if reason is not None:
            return Compared(reason)
        second = self._decided(story, editions, books.after)
        before, after = outcome(first), outcome(second)
        judged = _judged(check(first, self.clock, asked)), _judged(check(second, self.clock))
        if before == after and not _differ(*judged):
            return Compared(self._reason(story, before, after), replays=2)
        return self._affected(story, editions, (before, after), judged)

    def _allows(self, story: Story, editions: tuple[RuleBook, ...]) -> None:
        """Raises Problems for readings that a story chooses and, with the second book there, no edition allows."""
        if self.books.wholly or not self.books.narrower:
            return
        wrong = wrong_readings(story, self.books.place(editions, self.books.after), Overlay())
        if wrong:
            raise Problems(evolve(one, message=f"with {self.books.named[1]}: {one.message}") for one in wrong)

    def ruled_out(
        self, first: Replayed, editions: tuple[RuleBook, ...]
    ) -> tuple[Reason | None, tuple[Asked, ...] | None]:
        """Why a story needs no second replay, where that under the first book shows that the second gives the same.

        A choice that its expectations make is decided under both where that is not shown of it. What was decided of
        these under the first book is given back, for whoever has to judge them.
        """
        if not self.parts:
            return "same_rules", None
        why: Reason | None = self._reach.rules_out(first)
        if why is None:
            return None, None
        asked = tuple(asking(first, self.clock))
        for one in asked:
            of_it = why if one[0] is first else self._reach.rules_out(one[0])
            if of_it is None and not self._judged_alike(first, one, editions):
                return None, asked
            why = why if of_it == "not_consulted" else "same"
        return why, asked

    def _judged_alike(self, first: Replayed, asked: Asked, editions: tuple[RuleBook, ...]) -> bool:
        """Whether what is expected under a choice holds, or does not, under both books."""
        one, expects = asked
        placed = self.books.place(editions, self.books.after)
        other = decided(first.story, placed, one.overlay, self.clock, one.until)
        both = (_judged(check(first, self.clock, [(each, expects)])) for each in (one, other))
        return not _differ(*both)

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
            sums=sums(before, after, alone),
            moved=moved(before, after, alone),
            broken=tuple(one for one in pairs if one.before.holds and not one.after.holds),
            mended=tuple(one for one in pairs if one.after.holds and not one.before.holds),
            refused=tuple(step for step in after.refused if step not in before.refused),
            accepted=tuple(step for step in before.refused if step not in after.refused),
            untried=tuple(number for number, one in enumerate(alone) if one is None),
            newly=tuple(end for end in ENDS if after.happened(end) and not before.happened(end)),
            no_longer=tuple(end for end in ENDS if before.happened(end) and not after.happened(end)),
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
        if not self.parts:
            return "same_rules"
        fixed = None if self.books.wholly else self._elsewhere(story, editions, first)
        if fixed is None and self._chosen(story):
            return "chosen"
        return fixed

    def _elsewhere(self, story: Story, editions: Sequence[RuleBook], first: Replayed) -> Reason | None:
        """Why the first book judges nothing of a story, if that is so."""
        book = self.books.before
        own = [one for one in editions if one.edition == book.edition and one.digest != book.digest]
        if own and self.books.installed:
            return "book_of_its_own"
        if any(one.on_edition == book.edition or one.under for one in story.expects):
            return None
        if story.opening.edition not in {None, book.edition}:
            return "other_edition_pinned"
        # What was decided asked the rules on its days; what is looked at asks them on others.
        looked = [first.until, *(expect.at for expect in story.expects)]
        judging = {_edition(first, calendar.seconds(at)) for at in looked} | {one.edition for one in first.rules.used}
        return None if book.edition in judging else "other_dates"

    def _reason(self, story: Story, before: Outcome, after: Outcome) -> Reason:
        """Why a story is unaffected that both books give the same."""
        chosen, consulted = dict(story.opening.readings), before.consulted | after.consulted
        differs = [one for part in self.parts for one in part.differs if one.reading not in chosen]
        return "same" if any(consulted & one.known_by for one in differs) else "not_consulted"

    def _chosen(self, story: Story) -> bool:
        """Whether a story chooses by itself every reading that differs, and nothing else does.

        A book that does not declare a reading hears no choice of it.
        """
        differs = [one for part in self.parts for one in part.differs]
        names = [None if None in (one.before, one.after) else one.reading for one in differs]
        return not {*names} - dict(story.opening.readings).keys() and not any(one.under for one in story.expects)


def _edition(replayed: Replayed, at: int) -> str:
    """The edition in force at a second; before the first, the first."""
    try:
        return replayed.rules.at(at).edition
    except NotCovered:
        return replayed.rules.editions[0].edition


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
