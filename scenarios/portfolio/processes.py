"""Processes of this machine that share the parts of a base: finished ones are kept, and a killed one costs its own."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from attrs import frozen

from lifecycle.problems import Problem
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.confirming import Confirmed, Contradicted, confirmed, spread
from scenarios.portfolio.crew import Crew
from scenarios.portfolio.engine import Progress, keep, kept, tally_of
from scenarios.portfolio.flaws import Flaws
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.part import Bench, Done, PartOf, name_of
from scenarios.portfolio.shares import Sharing, packed_here
from scenarios.portfolio.tally import Tally


@frozen
class Processes:
    """The engine that is so many processes of this machine."""

    jobs: int

    @property
    def name(self) -> str:
        """Its name."""
        return "local"

    def packed(self, names: Sequence[str], folder: Folder, sharing: Sharing) -> None:
        """Write the packed rows of files of events into a folder. Raises Problems with the flaws of all events."""
        packed_here(names, folder, sharing)

    def judged(self, asked: Asked, parts: Sequence[PartOf], folder: Folder, done: Progress) -> list[Tally]:
        """The tallies of all parts, in their order. Raises Problems with the flaws of all rows."""
        there = {*folder.names()}
        found = {part.number: kept(folder, part) for part in parts if tally_of(part) in there}
        whole, so_far = sum(part.rows for part in parts), sum(part.rows for part in parts if part.number in found)
        if self.jobs > 1 and len(parts) - len(found) > 1:
            done("Compiling, once for each version", so_far, whole)
            Bench(asked).warm()
        done("Judging", so_far, whole)
        crew: Crew[PartOf, Done] = Crew(self.jobs, furnished, ("judge", asked, folder))
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

    def confirmed(
        self,
        asked: Asked,
        parts: Sequence[PartOf],
        tallies: Sequence[Tally],
        folder: Folder,
        most: int,
        done: Progress,
    ) -> int:
        """How many changed subscriptions were replayed. Raises Contradicted, all at once, where one says otherwise."""
        changed = [tally["changed"] for tally in tallies]
        wanted = [(part, which) for part, which in zip(parts, spread(changed, most), strict=True) if which]
        pieces = [(part, which[at : at + PIECE]) for part, which in wanted for at in range(0, len(which), PIECE)]
        whole = sum(len(which) for _, which in pieces)
        count, problems = 0, list[Problem]()
        crew: Crew[tuple[PartOf, tuple[int, ...]], Confirmed] = Crew(self.jobs, furnished, ("confirm", asked, folder))
        done("Replaying", 0, whole)
        for _, one in crew.work(pieces):
            count += one.count
            problems += one.problems
            done("Replaying", count, whole)
        if problems:
            raise Contradicted(problems)
        return count


PIECE = 500
"""So many subscriptions are replayed at a time."""


def furnished(needs: tuple[Literal["judge", "confirm"], Asked, Folder]) -> Callable[[Any], Any]:
    """What a process does with each piece of the work."""
    what, asked, folder = needs
    bench = Bench(asked)

    def judge(part: PartOf) -> Done:
        one = bench.work(part, folder)
        if one.tally is not None:
            keep(folder, part, one.tally)
        return one

    return judge if what == "judge" else lambda piece: confirmed(bench, folder.of(name_of(piece[0])), *piece)
