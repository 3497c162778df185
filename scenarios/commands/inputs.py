"""What the options of commands mean: instants, readings, rule books, and the story in a file."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lifecycle import calendar
from lifecycle.problems import Problem, Problems, unknown
from lifecycle.rulebook import NotCovered, Shelf
from scenarios.check import NOT_DERIVED
from scenarios.commands.failures import problem
from scenarios.format import Story, read
from scenarios.judging import Overlay, editions_for


def instant(option: str, text: str | None) -> datetime | None:
    """An instant as an option gives it. Raises Problems for what is none."""
    if text is None:
        return None
    try:
        return calendar.wib(calendar.parse_instant(text))
    except ValueError as wrong:
        raise problem(f"{option} {text}", str(wrong)) from None


def overlay(readings: Sequence[str], edition: str | None, known_on: datetime | None = None) -> Overlay:
    """What the options lay over the story. Raises Problems, all of them, for readings that are not NAME=VALUE."""
    chosen: dict[str, str] = {}
    problems = []
    for text in readings:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            words = "a reading is written NAME=VALUE, as in late_fee.stacking=add"
            problems.append(Problem(f"--reading {text}", 0, 0, words))
        elif name in chosen and chosen[name] != value:
            words = f"{name} is chosen already, as {chosen[name]}; choose each reading once"
            problems.append(Problem(f"--reading {text}", 0, 0, words))
        else:
            chosen[name] = value
    if problems:
        raise Problems(problems)
    return Overlay(tuple(sorted(chosen.items())), edition, known_on)


def shelf(folders: Sequence[Path]) -> Shelf:
    """The books of the package and of these folders. Raises Problems."""
    return Shelf.open(*folders)


def story(path: Path | str) -> Story:
    """The story in a file. Raises Problems."""
    return read(path)


def prepared(told: Story, books: Shelf, laid_over: Overlay) -> None:
    """Read the books of a story before any clock is frozen. Raises Problems where they do not fit."""
    editions_for(told, books, laid_over)


def judgeable(told: Story) -> None:
    """Whether everything that a story expects can be derived. Raises Problems at each key that cannot."""
    problems = [
        told.problem(one.place, f"{one.key} cannot be judged by this version of the program")
        for expect in told.expects
        for one in expect.expectations
        if one.key in NOT_DERIVED
    ]
    if problems:
        raise type_of(problems)


def format_of(name: str, known: Sequence[str]) -> str:
    """The format that an option names. Raises Problems for another, and for one that is still to come."""
    if name == "html":
        raise problem("--format html", f"the HTML report is not part of this version; use {' or '.join(known)}")
    if name not in known:
        raise problem(f"--format {name}", unknown("format", name, known))
    return name
