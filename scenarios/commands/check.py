"""`lifecycle check`: every story below some folders, replayed and judged under one frozen clock."""

import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen
from rich.console import Console
from rich.progress import track
from rich.text import Text

from lifecycle.clock import Clock
from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook, Shelf
from scenarios.check import check
from scenarios.commands.privacy import Privacy, mask_over
from scenarios.commands.story_files import INVALID, empty, files, library
from scenarios.format import Story, expected_errors
from scenarios.judging import Overlay, read_whole
from scenarios.replay import replay
from scenarios.report.grounds import judging, rests_on
from scenarios.report.junit import junit
from scenarios.report.page import Look, write
from scenarios.report.reasons import judged
from scenarios.report.verdicts import Verdict, invalid_verdict, story_verdict, summary, unusable


@frozen
class _Opened:
    """A file that was read: its story, or what is wrong with it."""

    path: Path
    story: Story | None
    editions: tuple[RuleBook, ...] = ()
    problems: tuple[Problem, ...] = ()


def run(paths: Sequence[Path], report: Path | None = None, rules: Sequence[Path] = (), *, unmask: bool = False) -> int:
    """Check files and print what fails; the worst of 0, 1 and 2. Raises Problems for a path or book that is none."""
    shelf = Shelf.open(*rules)
    opened = [_open(path, shelf) for path in files(paths or [library()])]
    with frozen_clock() as clock:
        terminal = Console(stderr=True)
        asked = track(opened, "Checking", console=terminal, transient=True, disable=not terminal.is_terminal)
        verdicts = [_verdict(one, clock, unmask=unmask) for one in asked]
    _print(verdicts)
    if report is not None:
        report.write_bytes(junit(verdicts))
    return max(verdict.status for verdict in verdicts)


def _open(path: Path, shelf: Shelf) -> _Opened:
    """Read a file, and the books that it will be judged by, before the clock is frozen."""
    none = empty(path)
    if none is not None:
        return _Opened(path, None, problems=(none,))
    try:
        return _Opened(path, *read_whole(path, shelf, Overlay()))
    except Problems as wrong:
        return _Opened(path, None, problems=wrong.problems)


def _verdict(opened: _Opened, clock: Clock, *, unmask: bool) -> Verdict:
    path, privacy = str(opened.path), Privacy(opened.path, on=not unmask)
    try:
        verdict = _judged(opened, clock, unmask=unmask)
        problems = None
    except Problems as wrong:
        verdict, problems = unusable(path, privacy.problems(wrong.problems)), wrong.problems
    if not path.endswith(INVALID):
        return verdict
    try:
        found = invalid_verdict(path, expected_errors(opened.path.read_bytes(), path), problems)
        return evolve(found, lines=tuple(map(privacy.mask.sentence, found.lines)))
    except OSError:
        return verdict
    except Problems as wrong:
        return unusable(path, privacy.problems(wrong.problems))


def _judged(opened: _Opened, clock: Clock, *, unmask: bool) -> Verdict:
    if opened.story is None:
        raise Problems(opened.problems)
    replayed = replay(opened.story, opened.editions, clock)
    found = judged(replayed, check(replayed, clock), clock)
    mask, rests = mask_over(opened.story, unmask=unmask), rests_on(judging(replayed))
    return story_verdict(str(opened.path), opened.story.title, found, replayed.accepted, mask, rests)


def _print(verdicts: Sequence[Verdict]) -> None:
    look = Look.of(sys.stdout)
    for verdict in verdicts:
        for line in verdict.lines:
            write(look.lettered(line) + "\n")
    style = ("bold green", "bold red", "bold red")[max(verdict.status for verdict in verdicts)]
    write(look.rendered(Text(summary(verdicts), style=style)))
