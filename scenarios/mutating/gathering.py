"""The stories of a provider below some folders, read as witnesses of its books."""

from collections.abc import Sequence
from pathlib import Path

from lifecycle.clock import Clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from scenarios.commands.story_files import INVALID, empty, files
from scenarios.format.story import Draft, draft
from scenarios.mutating.witness import Witness, witness
from scenarios.named import Named


def read_below(paths: Sequence[Path]) -> list[tuple[Path, Draft]]:
    """Every file of these and below these, each once, read as far as it can be.

    A file that must be refused, and is none that can be read, is left out. Raises Problems for a path that holds no
    story, and for a story that cannot be read.
    """
    problems: list[Problem] = []
    found: dict[Path, Draft] = {}
    for path in files(paths):
        none = empty(path)
        try:
            if none is not None:
                problems.append(none)
            else:
                found[path] = draft(path)
        except Problems as wrong:
            problems += [] if path.name.endswith(INVALID) else wrong.problems
    if problems:
        raise Problems(problems)
    return list(found.items())


def witnesses(named: Named, drafts: Sequence[tuple[Path, Draft]], shelf: Shelf, clock: Clock) -> tuple[Witness, ...]:
    """The stories about a provider as witnesses of its books; one beside which books of its own stand goes by those.

    Raises Problems, all at once, for those that do not come out as they say under the books as they are.
    """
    found: list[Witness] = []
    problems: list[Problem] = []
    for path, drafted in drafts:
        if drafted.story is None or drafted.story.provider != named.provider:
            continue
        beside = shelf.beside(path, named.provider)
        editions = named.editions if beside is shelf else beside.editions(named.provider)
        try:
            found.append(witness(drafted, path, editions, clock))
        except Problems as wrong:
            problems += wrong.problems
    if problems:
        raise Problems(problems)
    return tuple(found)
