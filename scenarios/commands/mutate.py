"""`lifecycle mutate`: each number and word of rule books changed by a little, and whether any story notices."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from scenarios.checking.processes import number
from scenarios.commands.inputs import format_of
from scenarios.commands.privacy import Privacy
from scenarios.commands.progress import progress
from scenarios.commands.story_files import library
from scenarios.mutating.catching import caught
from scenarios.mutating.mutants import Tried, stale
from scenarios.mutating.work import alone, ground, shared, shares
from scenarios.named import Named, named
from scenarios.report.mutants_json import mutants_json
from scenarios.report.mutants_text import mutants_text
from scenarios.report.page import Look, write, write_bytes


def run(names: Sequence[str], paths: Sequence[Path], form: str, jobs: str) -> int:
    """Print what came of it; 1 where something survives that nothing explains.

    Raises NotCovered and Problems, also for an entry among the equivalents that explains nothing.
    """
    format_of(form, ("text", "json"))
    processes = number(jobs)
    shelf = Shelf.open()
    asked = [(name, named(name, shelf)) for name in names or shelf.providers()]
    found: list[Tried] = []
    stories: list[int] = []
    problems: list[Problem] = []
    with progress("Mutating", sum(len(shares(books.books)) for _, books in asked)) as done:
        for name, books in asked:
            tried, watching, wrong = _of(name, books, paths or [library()], shelf, processes, lambda: done(1))
            found += tried
            stories += [watching] * len(tried)
            problems += wrong
    if form == "json":
        write_bytes(mutants_json(found, stories))
    else:
        write(mutants_text(found, stories, Look.of(sys.stdout)))
    if problems:
        raise Problems(problems)
    return 1 if any(one.survivors for one in found) else 0


def _of(
    name: str, books: Named, paths: Sequence[Path], shelf: Shelf, processes: int, done: Callable[[], None]
) -> tuple[list[Tried], int, list[Problem]]:
    """What came of a provider's books, how many stories watched, and the entries that explain nothing."""
    with frozen_clock() as clock:
        try:
            one = ground(books, paths, shelf, clock)
        except Problems as wrong:
            raise Problems([told for each in wrong.problems for told in _masked(each)]) from None
        found = alone(one, clock, done) if processes == 1 else []
    if processes > 1:
        found = shared(one, name, paths, processes, done)
    with frozen_clock() as clock:
        told = [caught(each, books.editions, clock) for each in found]
    found_stale = stale(told, one.entries, whole=len(books.books) == len(books.editions))
    return told, len(one.witnesses), [entry.problem(words) for entry, words in found_stale]


def _masked(one: Problem) -> list[Problem]:
    """A problem of a story, told without the story's numbers and names."""
    return Privacy(Path(one.path)).problems([one]) if one.path.endswith(".yaml") else [one]
