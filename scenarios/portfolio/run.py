"""A whole base judged by an engine, its rows kept under their name once they are whole and agree with a replay."""

import json
from collections.abc import Sequence
from functools import reduce

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.confirming import Contradicted
from scenarios.portfolio.engine import Engine, Progress, kept
from scenarios.portfolio.files import groups, opened
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import begin, manifest, written
from scenarios.portfolio.mistakes import mistakes
from scenarios.portfolio.part import PartOf, parted
from scenarios.portfolio.tally import Tally, added

ROWS, UNFINISHED = "rows", "unfinished"
"""Folders of a run: the rows of a finished one, and those of one that is not."""

CONTRADICTED = "_contradicted.json"
"""Where a replay came to something else than the rows beside it."""

REPLAYED = "_replayed.json"
"""How many subscriptions were replayed; what comes last into the rows, and says that they are whole."""


@frozen
class Run:
    """What a run came to: the tally of the whole base, and how many were replayed on the event path."""

    asked: Asked
    tally: Tally
    replayed: int
    rows: Folder


def run(asked: Asked, folder: Folder, engine: Engine, most: int, done: Progress) -> Run:
    """Judge a base into a folder; a run that was stopped goes on. Raises Problems for input that cannot be used.

    Of the subscriptions that change up to ``most`` are replayed on the event path; Problems, where one does not agree.
    """
    _columns(asked)
    parts = parted(groups(asked.files))
    if not parts:
        raise Problems([Problem(asked.files[0], 0, 0, "the base has no row")])
    begin(folder, {**manifest(asked), "engine": engine.name})
    finished, unfinished = folder / ROWS, folder / UNFINISHED
    with folder.alone():
        for rows in (finished, unfinished):
            _uncontradicted(rows)
        if _is_finished(finished):
            return _again(asked, parts, finished, engine, most, done)
        unfinished.make()
        tallies = engine.judged(asked, parts, unfinished, done)
        count = _confirmed(asked, parts, tallies, unfinished, engine, most, done) if asked.compares else 0
        _keep(unfinished, count)
        unfinished.become(finished, REPLAYED)
    return Run(asked, reduce(added, tallies), count, finished)


def _is_finished(rows: Folder) -> bool:
    """Whether the rows are whole: in a store once their last file is there, on a disk whenever they are."""
    return rows.holds(REPLAYED) or (not rows.remote and bool(rows.names()))


def _again(asked: Asked, parts: Sequence[PartOf], finished: Folder, engine: Engine, most: int, done: Progress) -> Run:
    """What a finished run came to; where more are to be replayed than were, they are."""
    tallies = [kept(finished, part) for part in parts]
    whole, count = reduce(added, tallies), written(finished, REPLAYED, int)
    if asked.compares and count < min(most, whole["changed"]):
        count = _confirmed(asked, parts, tallies, finished, engine, most, done)
        _keep(finished, count)
    return Run(asked, whole, count, finished)


def _confirmed(
    asked: Asked,
    parts: Sequence[PartOf],
    tallies: Sequence[Tally],
    rows: Folder,
    engine: Engine,
    most: int,
    done: Progress,
) -> int:
    """How many subscriptions were replayed; what contradicts the rows stays beside them, for whoever asks for fewer."""
    try:
        return engine.confirmed(asked, parts, tallies, rows, most, done)
    except Contradicted as found:
        rows.write(CONTRADICTED, json.dumps([[one.path, one.message] for one in found.problems], indent=2) + "\n")
        raise


def _uncontradicted(rows: Folder) -> None:
    """Raises Contradicted, with all that was found, for rows that an earlier replay contradicted."""
    if rows.holds(CONTRADICTED):
        words = "was contradicted by an earlier replay; remove it to have the base judged anew"
        found = [Problem(path, 0, 0, message) for path, message in written(rows, CONTRADICTED, list)]
        raise Contradicted([*found, Problem(str(rows), 0, 0, words)])


def _columns(asked: Asked) -> None:
    """Raises Problems, all of them, where the columns of the files are not those of a base."""
    found = [Problem(name, 0, 0, words) for name in asked.files for words in mistakes(opened(name).schema_arrow)]
    if found:
        raise Problems(found)


def _keep(folder: Folder, replayed: int) -> None:
    folder.write(REPLAYED, f"{replayed}\n")
