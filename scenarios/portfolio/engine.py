"""What judges a whole base: processes of this machine, or the machines of a cluster, to the same rows and tallies."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from scenarios.portfolio.asked import Asked
from scenarios.portfolio.manifest import written
from scenarios.portfolio.part import PartOf, name_of
from scenarios.portfolio.tally import Tally

Progress = Callable[[str, int, int], None]
"""Told of what is done, how many pieces of how many."""


class Engine(Protocol):
    """What judges the parts of a base into a folder, and holds those who change against a replay."""

    @property
    def name(self) -> str:
        """Its name, by which a run that was stopped goes on."""

    def judged(self, asked: Asked, parts: Sequence[PartOf], folder: Path, done: Progress) -> list[Tally]:
        """The tallies of all parts, in their order. Raises Problems with the flaws of all rows."""

    def confirmed(
        self, asked: Asked, parts: Sequence[PartOf], tallies: Sequence[Tally], folder: Path, most: int, done: Progress
    ) -> int:
        """How many changed subscriptions were replayed. Raises Problems, all of them, where a replay says otherwise."""


def keep(folder: Path, part: PartOf, tally: Tally) -> None:
    """Write the tally of a part, once it is whole, under its own name."""
    path = tally_of(folder, part)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(json.dumps(tally, ensure_ascii=False), "utf-8")
    draft.replace(path)


def kept(folder: Path, part: PartOf) -> Tally:
    """The tally of a part that was written. Raises Problems where it is not as it was."""
    found: Tally = written(tally_of(folder, part))
    return found


def tally_of(folder: Path, part: PartOf) -> Path:
    """The file of a part's tally."""
    # Readers of Parquet pass over names that begin so.
    return folder / f"_{name_of(part)}.json"
