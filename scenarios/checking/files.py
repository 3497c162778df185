"""Files as they are checked: read first, then replayed and judged under one frozen clock."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from lifecycle.clock import Clock
from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook, Shelf
from scenarios.check import check
from scenarios.checking.held import Held, held, unwritten
from scenarios.checking.processes import shared
from scenarios.commands.privacy import Privacy, mask_over
from scenarios.commands.story_files import INVALID, empty
from scenarios.format import Story, expected_errors
from scenarios.judging import Overlay, read_whole
from scenarios.replay import replay
from scenarios.report.golden_json import golden_json
from scenarios.report.grounds import judging, rests_on
from scenarios.report.reasons import judged
from scenarios.report.verdicts import Verdict, invalid_verdict, story_verdict, unusable

MOST = 25
"""Most files that a process takes at once, so that the bar moves and no process is left with a long rest."""


@frozen
class Asked:
    """What is asked of every file.

    Under which folders of books besides ours, whether names are shown in full, and what is done with golden results,
    nothing where that is None.
    """

    rules: tuple[Path, ...] = ()
    unmask: bool = False
    golden: Held | None = None


@frozen
class Opened:
    """A file that was read: its story and the editions that judge it, or what is wrong with it."""

    path: Path
    story: Story | None
    editions: tuple[RuleBook, ...] = ()
    problems: tuple[Problem, ...] = ()


def opened(path: Path, shelf: Shelf) -> Opened:
    """Read a file, and the books that it will be judged by, before the clock is frozen."""
    none = empty(path)
    if none is not None:
        return Opened(path, None, problems=(none,))
    try:
        return Opened(path, *read_whole(path, shelf, Overlay()))
    except Problems as wrong:
        return Opened(path, None, problems=wrong.problems)


def verdicts(paths: Sequence[Path], asked: Asked, jobs: int, done: Callable[[int], None]) -> list[Verdict]:
    """The verdict on each file, in their order; ``done`` is told of how many more there is one.

    Raises Problems for a folder of books that is none, and where a process ends before its work.
    """
    shelf = Shelf.open(*asked.rules)
    if jobs == 1:
        return _judged_in_turn((shelf, asked), paths, done)
    size = max(1, min(MOST, -(-len(paths) // (4 * jobs))))
    shares = [paths[start : start + size] for start in range(0, len(paths), size)]
    found = shared(_judged_in_turn, shares, jobs, _furnished, (asked,), lambda share: done(len(share)))
    return [one for each in found for one in each]


def _furnished(asked: Asked) -> tuple[Shelf, Asked]:
    return Shelf.open(*asked.rules), asked


def _judged_in_turn(
    ground: tuple[Shelf, Asked], paths: Sequence[Path], done: Callable[[int], None] = lambda more: None
) -> list[Verdict]:
    shelf, asked = ground
    read = [opened(path, shelf) for path in paths]
    with frozen_clock() as clock:
        return list(_in_turn(read, clock, asked, done))


def _in_turn(read: Sequence[Opened], clock: Clock, asked: Asked, done: Callable[[int], None]) -> Iterator[Verdict]:
    for one in read:
        yield verdict(one, clock, asked)
        done(1)


def verdict(one: Opened, clock: Clock, asked: Asked) -> Verdict:
    """The verdict on a file, its numbers and names masked; one that must be refused is held to its first lines."""
    path, privacy = str(one.path), Privacy(one.path, on=not asked.unmask)
    try:
        found = _judged(one, clock, asked)
        problems = None
    except Problems as wrong:
        found, problems = unusable(path, privacy.problems(wrong.problems)), wrong.problems
    if not path.endswith(INVALID):
        lost = problems is not None and asked.golden == "blessed" and not one.path.is_dir()
        return unwritten(found, one.path) if lost else found
    try:
        refused = invalid_verdict(path, expected_errors(one.path.read_bytes(), path), problems)
        return evolve(refused, lines=tuple(map(privacy.mask.sentence, refused.lines)))
    except OSError:
        return found
    except Problems as wrong:
        return unusable(path, privacy.problems(wrong.problems))


def _judged(one: Opened, clock: Clock, asked: Asked) -> Verdict:
    if one.story is None:
        raise Problems(one.problems)
    replayed = replay(one.story, one.editions, clock)
    found = judged(replayed, check(replayed, clock), clock)
    mask, rests = mask_over(one.story, unmask=asked.unmask), rests_on(judging(replayed))
    verdict = story_verdict(str(one.path), one.story.title, found, replayed.accepted, mask, rests)
    if asked.golden is None or str(one.path).endswith(INVALID):
        return verdict
    # It shows no name, whatever a page may: it is kept, and read by others.
    result = golden_json(replayed, mask_over(one.story, unmask=False, machine=True))
    return held(verdict, one.path, result, asked.golden)
