"""The stepping of a batch by Python itself, line by line, as the compiled one is made from."""

from typing import Any

from lifecycle.clauses.instant import When
from lifecycle.clauses.late_fee import Tier
from projections.columns.batch import Batch, Int64, Outcomes
from projections.columns.outcome import step_all
from projections.columns.records import Book, Room


def interpreted(book: Book, room: Room, batch: Batch, until: int, found: Outcomes, beyond: Int64) -> None:
    """As the compiled stepping does it. A record of numpy's has a ``flat`` of its own, so tiers are no records here."""
    step_all(book._replace(tiers=[_tier(*record) for record in book.tiers.tolist()]), room, batch, until, found, beyond)


def _tier(opens: tuple[int, int, int], closes: tuple[int, int, int], *rest: Any) -> Tier:
    return Tier(When(*opens), When(*closes), *rest)
