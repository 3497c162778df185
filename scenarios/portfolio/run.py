"""A whole base judged by an engine, its rows kept under their name once they are whole and agree with a replay."""

from collections.abc import Sequence
from functools import reduce
from pathlib import Path

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.engine import Engine, Progress, kept
from scenarios.portfolio.files import groups, opened
from scenarios.portfolio.manifest import alone_in, begin, manifest
from scenarios.portfolio.mistakes import mistakes
from scenarios.portfolio.part import PartOf, parted
from scenarios.portfolio.tally import Tally, added

ROWS, UNFINISHED = "rows", "unfinished"
"""Folders of a run: the rows of a finished one, and those of one that is not."""


@frozen
class Run:
    """What a run came to: the tally of the whole base, and how many were replayed on the event path."""

    asked: Asked
    tally: Tally
    replayed: int
    rows: Path


def run(asked: Asked, folder: Path, engine: Engine, most: int, done: Progress) -> Run:
    """Judge a base into a folder; a run that was stopped goes on. Raises Problems for input that cannot be used.

    Of the subscriptions that change up to ``most`` are replayed on the event path; Problems, where one does not agree.
    """
    _columns(asked)
    parts = parted(groups(asked.files))
    if not parts:
        raise Problems([Problem(asked.files[0], 0, 0, "the base has no row")])
    begin(folder, {**manifest(asked), "engine": engine.name})
    finished, unfinished = folder / ROWS, folder / UNFINISHED
    with alone_in(folder):
        if finished.exists():
            return _again(asked, parts, finished, engine, most, done)
        unfinished.mkdir(exist_ok=True)
        tallies = engine.judged(asked, parts, unfinished, done)
        count = engine.confirmed(asked, parts, tallies, unfinished, most, done) if asked.compares else 0
        _keep(unfinished, count)
        unfinished.replace(finished)
    return Run(asked, reduce(added, tallies), count, finished)


def _again(asked: Asked, parts: Sequence[PartOf], finished: Path, engine: Engine, most: int, done: Progress) -> Run:
    """What a finished run came to; where more are to be replayed than were, they are."""
    tallies = [kept(finished, part) for part in parts]
    whole, count = reduce(added, tallies), _replayed(finished)
    if asked.compares and count < min(most, whole["changed"]):
        count = engine.confirmed(asked, parts, tallies, finished, most, done)
        _keep(finished, count)
    return Run(asked, whole, count, finished)


def _columns(asked: Asked) -> None:
    """Raises Problems, all of them, where the columns of the files are not those of a base."""
    found = [Problem(name, 0, 0, words) for name in asked.files for words in mistakes(opened(name).schema_arrow)]
    if found:
        raise Problems(found)


def _keep(folder: Path, replayed: int) -> None:
    (folder / "_replayed.json").write_text(f"{replayed}\n", "utf-8")


def _replayed(folder: Path) -> int:
    return int((folder / "_replayed.json").read_text("utf-8"))
