"""The stepping of a batch by Python itself, line by line, as the compiled one is made from."""

from collections.abc import Callable
from typing import Any

from lifecycle.clauses.instant import When
from lifecycle.clauses.late_fee import Tier
from projections.columns.batch import Batch, Int64, Outcomes
from projections.columns.outcome import step_all
from projections.columns.records import Book, Room

Step = Callable[[Book, Room, Batch, int, Outcomes, Int64], None]


def interpreted_by(step: Step) -> Step:
    """A stepping that is not compiled. A record of numpy's has a ``flat`` of its own, so tiers are no records there."""

    def stepping(book: Book, room: Room, batch: Batch, until: int, found: Outcomes, beyond: Int64) -> None:
        tiers = [_tier(*record) for record in book.tiers.tolist()]
        step(book._replace(tiers=tiers), room, batch, until, found, beyond)

    return stepping


def _tier(opens: tuple[int, int, int], closes: tuple[int, int, int], *rest: Any) -> Tier:
    return Tier(When(*opens), When(*closes), *rest)


interpreted = interpreted_by(step_all)
