"""What judges a whole base: processes of this machine, or the machines of a cluster, to the same rows and tallies."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from scenarios.portfolio.asked import Asked
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import written
from scenarios.portfolio.part import PartOf, name_of
from scenarios.portfolio.tally import Tally

if TYPE_CHECKING:
    from scenarios.portfolio.shares import Sharing

Progress = Callable[[str, int, int], None]
"""Told of what is done, how many pieces of how many."""


class Engine(Protocol):
    """What judges the parts of a base into a folder, and holds those who change against a replay."""

    @property
    def name(self) -> str:
        """Its name, by which a run that was stopped goes on."""

    def packed(self, names: Sequence[str], folder: Folder, sharing: "Sharing") -> None:
        """Write the packed rows of files of events into a folder. Raises Problems with the flaws of all events."""

    def judged(self, asked: Asked, parts: Sequence[PartOf], folder: Folder, done: Progress) -> list[Tally]:
        """The tallies of all parts, in their order. Raises Problems with the flaws of all rows."""

    def confirmed(
        self, asked: Asked, parts: Sequence[PartOf], tallies: Sequence[Tally], folder: Folder, most: int, done: Progress
    ) -> int:
        """How many changed subscriptions were replayed. Raises Contradicted, all at once, where one says otherwise."""


def keep(folder: Folder, part: PartOf, tally: Tally) -> None:
    """Write the tally of a part, once it is whole, under its own name."""
    folder.write(tally_of(part), json.dumps(tally, ensure_ascii=False))


def kept(folder: Folder, part: PartOf) -> Tally:
    """The tally of a part that was written. Raises Problems where it is not as it was."""
    found: Tally = written(folder, tally_of(part), dict)
    return found


def tally_of(part: PartOf) -> str:
    """The file of a part's tally."""
    # Readers of Parquet pass over names that begin so.
    return f"_{name_of(part)}.json"
