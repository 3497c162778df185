"""A whole base judged: its parts shared among processes, finished ones kept, changed ones replayed."""

import json
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.confirming import Confirmed, confirmed, spread
from scenarios.portfolio.crew import Crew
from scenarios.portfolio.files import groups, opened
from scenarios.portfolio.flaws import Flaws
from scenarios.portfolio.manifest import begin, manifest
from scenarios.portfolio.mistakes import mistakes
from scenarios.portfolio.part import Bench, Done, PartOf, name_of, parted
from scenarios.portfolio.tally import Tally, added

ROWS, UNFINISHED = "rows", "unfinished"
"""Folders of a run: the rows of a finished one, and those of one that is not."""

Progress = Callable[[str, int, int], None]
"""Told of what is done, how many subscriptions of how many."""


@frozen
class Run:
    """What a run came to: the tally of the whole base, and how many were replayed on the event path."""

    asked: Asked
    tally: Tally
    replayed: int
    rows: Path


def run(asked: Asked, folder: Path, jobs: int, most: int, done: Progress) -> Run:
    """Judge a base into a folder; a run that was stopped goes on. Raises Problems for input that cannot be used.

    Of the subscriptions that change up to ``most`` are replayed on the event path; Problems, where one does not agree.
    """
    _columns(asked)
    parts = parted(groups(asked.files))
    if not parts:
        raise Problems([Problem(asked.files[0], 0, 0, "the base has no row")])
    begin(folder, manifest(asked))
    finished = folder / ROWS
    if finished.exists():
        tallies = [_kept(finished, part) for part in parts]
        return Run(asked, reduce(added, tallies), _replayed(finished), finished)
    unfinished = folder / UNFINISHED
    unfinished.mkdir(exist_ok=True)
    tallies = _judged(asked, parts, unfinished, jobs, done)
    whole = reduce(added, tallies)
    count = 0
    if asked.compares:
        count = _confirmed(asked, parts, tallies, unfinished, jobs, most, done)
    (unfinished / "_replayed.json").write_text(f"{count}\n", "utf-8")
    unfinished.replace(finished)
    return Run(asked, whole, count, finished)


def _columns(asked: Asked) -> None:
    """Raises Problems, all of them, where the columns of the files are not those of a base."""
    found = [Problem(name, 0, 0, words) for name in asked.files for words in mistakes(opened(name).schema_arrow)]
    if found:
        raise Problems(found)


def _judged(asked: Asked, parts: Sequence[PartOf], folder: Path, jobs: int, done: Progress) -> list[Tally]:
    """The tallies of all parts, in their order. Raises Problems with the flaws of all rows."""
    found = {part.number: _kept(folder, part) for part in parts if (folder / _tally(part)).exists()}
    whole, so_far = sum(part.rows for part in parts), sum(part.rows for part in parts if part.number in found)
    if jobs > 1 and len(parts) - len(found) > 1:
        done("Compiling, once for each version", so_far, whole)
        Bench(asked).warm()
    done("Judging", so_far, whole)
    crew: Crew[PartOf, Done] = Crew(jobs, furnished, ("judge", asked, str(folder)))
    flaws: dict[int, Flaws] = {}
    for part, one in crew.work([part for part in parts if part.number not in found]):
        if one.tally is None:
            flaws[part.number] = one.flaws
        else:
            found[part.number] = one.tally
        so_far += part.rows
        done("Judging", so_far, whole)
    if flaws:
        told = Flaws()
        for number in sorted(flaws):
            told.add(flaws[number])
        raise told.problems()
    return [found[part.number] for part in parts]


def _confirmed(
    asked: Asked,
    parts: Sequence[PartOf],
    tallies: Sequence[Tally],
    folder: Path,
    jobs: int,
    most: int,
    done: Progress,
) -> int:
    """How many changed subscriptions were replayed. Raises Problems, all of them, where a replay says otherwise."""
    changed = [tally["changed"] for tally in tallies]
    wanted = [(part, which) for part, which in zip(parts, spread(changed, most), strict=True) if which]
    pieces = [(part, which[at : at + PIECE]) for part, which in wanted for at in range(0, len(which), PIECE)]
    whole = sum(len(which) for _, which in pieces)
    count, problems = 0, list[Problem]()
    crew: Crew[tuple[PartOf, tuple[int, ...]], Confirmed] = Crew(jobs, furnished, ("confirm", asked, str(folder)))
    done("Replaying", 0, whole)
    for _, one in crew.work(pieces):
        count += one.count
        problems += one.problems
        done("Replaying", count, whole)
    if problems:
        raise Problems(problems)
    return count


PIECE = 500
"""So many subscriptions are replayed at a time."""


def furnished(needs: tuple[Literal["judge", "confirm"], Asked, str]) -> Callable[[Any], Any]:
    """What a process does with each piece of the work."""
    what, asked, name = needs
    bench, folder = Bench(asked), Path(name)

    def judge(part: PartOf) -> Done:
        one = bench.work(part, folder)
        if one.tally is not None:
            path = folder / _tally(part)
            draft = path.with_name(f".{path.name}.draft")
            draft.write_text(json.dumps(one.tally, ensure_ascii=False), "utf-8")
            draft.replace(path)
        return one

    return judge if what == "judge" else lambda piece: confirmed(bench, folder / name_of(piece[0]), *piece)


def _tally(part: PartOf) -> str:
    # Readers of Parquet pass over names that begin so.
    return f"_{name_of(part)}.json"


def _kept(folder: Path, part: PartOf) -> Tally:
    found: Tally = json.loads((folder / _tally(part)).read_text("utf-8"))
    return found


def _replayed(folder: Path) -> int:
    return int((folder / "_replayed.json").read_text("utf-8"))
