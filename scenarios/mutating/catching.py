"""The boundary story that would notice what no story does."""

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from lifecycle.clock import Clock
from lifecycle.rulebook import RuleBook
from scenarios.boundaries.book import boundaries
from scenarios.format.story import Draft, read_text
from scenarios.mutating.mutants import Mutant, Tried
from scenarios.mutating.nudges import nudges
from scenarios.mutating.witness import Witness, witness


def caught(tried: Tried, editions: Sequence[RuleBook], clock: Clock) -> Tried:
    """The same, each survivor with the first boundary story of its book that notices it, where one does."""
    if not tried.survivors:
        return tried
    watching = boundary_witnesses(tried.book, editions, clock)
    mutants = tuple(_with_story(one, tried.book, watching, clock) if one.survives else one for one in tried.mutants)
    return evolve(tried, mutants=mutants)


def boundary_witnesses(book: RuleBook, editions: Sequence[RuleBook], clock: Clock) -> list[Witness]:
    """The boundary stories of a book as witnesses of it."""
    found = []
    for one in boundaries(book, editions, clock):
        drafted = Draft(read_text(one.text, one.file), ())
        found.append(witness(drafted, Path(one.file), editions, clock))
    return found


def _with_story(mutant: Mutant, book: RuleBook, watching: Sequence[Witness], clock: Clock) -> Mutant:
    (nudge,) = (one for one in nudges(book, mutant.parameter) if one.value == mutant.value)
    return evolve(mutant, caught_by=next((one.path for one in watching if one.notices(book, nudge, clock)), None))
