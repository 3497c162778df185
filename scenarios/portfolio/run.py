"""A whole base judged by an engine, its rows kept under their name once they are whole and agree with a replay."""

from functools import reduce

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.engine import Engine, Progress, kept
from scenarios.portfolio.files import groups, opened
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import begin, manifest
from scenarios.portfolio.mistakes import mistakes
from scenarios.portfolio.part import parted
from scenarios.portfolio.tally import Tally, added

ROWS, UNFINISHED = "rows", "unfinished"
"""Folders of a run: the rows of a finished one, and those of one that is not."""

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
    finished = folder / ROWS
    if finished.holds(REPLAYED):
        tallies = [kept(finished, part) for part in parts]
        return Run(asked, reduce(added, tallies), int(finished.read(REPLAYED)), finished)
    unfinished = folder / UNFINISHED
    unfinished.make()
    tallies = engine.judged(asked, parts, unfinished, done)
    whole = reduce(added, tallies)
    count = 0
    if asked.compares:
        count = engine.confirmed(asked, parts, tallies, unfinished, most, done)
    unfinished.write(REPLAYED, f"{count}\n")
    unfinished.become(finished, REPLAYED)
    return Run(asked, whole, count, finished)


def _columns(asked: Asked) -> None:
    """Raises Problems, all of them, where the columns of the files are not those of a base."""
    found = [Problem(name, 0, 0, words) for name in asked.files for words in mistakes(opened(name).schema_arrow)]
    if found:
        raise Problems(found)
