"""The stories of a provider below some folders, read as witnesses of its books."""

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from lifecycle.clock import Clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from scenarios.format.story import Draft, draft
from scenarios.mutating.named import Named
from scenarios.mutating.witness import INVALID, Witness, witness


def library() -> Path:
    """The stories that ship."""
    return Path(str(resources.files("scenarios"))) / "library"


def read_below(paths: Sequence[Path]) -> list[tuple[Path, Draft]]:
    """Every file of these and below these, each once, read as far as it can be.

    A file that must be refused, and is none that can be read, is left out. Raises Problems for a path that holds no
    story, and for a story that cannot be read.
    """
    problems: list[Problem] = []
    found: dict[Path, Draft] = {}
    for path in paths:
        below = sorted(_below(path)) if path.is_dir() else [path]
        if not below:
            problems.append(Problem(str(path), 0, 0, "the folder holds no scenario; scenarios are files named *.yaml"))
        for file in below:
            try:
                found[file] = draft(file)
            except Problems as wrong:
                problems += [] if file.name.endswith(INVALID) else wrong.problems
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


def _below(folder: Path) -> Iterator[Path]:
    """The stories in a folder, past what is hidden."""
    for path in folder.rglob("*.yaml"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
