"""A story as a witness of a rule book: whether it notices that the book was changed."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from lifecycle.clock import Clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook
from scenarios.check import check
from scenarios.commands.story_files import INVALID
from scenarios.format.invalid import expected_errors
from scenarios.format.story import Draft, Story
from scenarios.judging import Overlay, chosen
from scenarios.mutating import noted
from scenarios.mutating.nudges import Nudge
from scenarios.replay import replay
from scenarios.report.verdicts import invalid_verdict


@frozen
class Witness:
    """A file with the editions that judge it; ``errors`` are those that it must be refused with, None of a story.

    ``asked`` are the tables that its judging asks for, by the digest of the edition.
    """

    path: str
    drafted: Draft
    editions: tuple[RuleBook, ...]
    errors: tuple[tuple[int, str], ...] | None = None
    asked: Mapping[str, frozenset[str]] = {}

    def notices(self, book: RuleBook, nudge: Nudge, clock: Clock, *, skip: bool = True) -> bool:
        """Whether anything comes out otherwise once a book is changed: an expectation, or what is refused.

        A story whose judging never asks for the table that was changed is not replayed, unless not to ``skip``.
        """
        editions = tuple(nudge.book if one.digest == book.digest else one for one in self.editions)
        if editions == self.editions:
            return False
        table = re.match(r"[a-z_]+", nudge.path)
        unasked = table is not None and table[0] not in self.asked.get(book.digest, frozenset())
        return not self.holds(editions, clock, judge=not (skip and unasked))

    def holds(self, editions: Sequence[RuleBook], clock: Clock, *, judge: bool = True) -> bool:
        """Whether the file comes out as it says; with the choice of books alone asked where not to ``judge``."""
        problems = self._problems(editions, clock, judge=judge)
        if self.errors is None:
            return problems == []
        return invalid_verdict(self.path, self.errors, problems or None).status == 0

    def _problems(self, editions: Sequence[RuleBook], clock: Clock, *, judge: bool) -> list[Problem]:
        """What is wrong with the file under some editions; an expectation that fails counts as one."""
        problems, story = list(self.drafted.problems), self.drafted.story
        if story is None:
            return problems
        try:
            judging = chosen(story, tuple(editions), Overlay(), whole=not problems)
            if problems or not (judge or self.errors is not None):
                return problems
            checked = check(replay(story, judging, clock), clock)
        except Problems as wrong:
            return problems + list(wrong.problems)
        return [] if checked.holds else [Problem(self.path, 0, 0, "an expectation fails")]


def witness(drafted: Draft, path: Path, editions: Sequence[RuleBook], clock: Clock) -> Witness:
    """A file as a witness. Raises Problems where it does not come out as it says under the books as they are."""
    errors = expected_errors(path.read_bytes(), str(path)) if path.name.endswith(INVALID) else None
    found = Witness(str(path), drafted, tuple(editions), errors)
    noted.asked()
    if not found.holds([noted.noted(book) for book in editions], clock):
        words = "does not come out as it says under the books as they are; `lifecycle check` tells why"
        raise Problems(drafted.problems if errors is None and drafted.problems else [Problem(str(path), 0, 0, words)])
    return evolve(found, asked=noted.asked())


def of_story(story: Story, editions: Sequence[RuleBook], clock: Clock) -> Witness:
    """A story that was read already as a witness."""
    return witness(Draft(story, ()), Path(story.path), editions, clock)
