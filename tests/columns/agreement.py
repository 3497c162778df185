"""Where the stepping of a batch and the path of the events part ways, in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lifecycle.rulebook import NotCovered, RuleBook
from projections.columns.batch import Batch, Outcomes
from projections.columns.judged import stepped
from projections.columns.replayed import by_replay
from tests.columns.interpreted import interpreted


def differences(
    batch: Batch,
    editions: Sequence[RuleBook],
    readings: Mapping[str, str],
    until: int,
    pin: str | None = None,
    step: Callable[..., Any] | None = interpreted,
) -> list[str]:
    """Each field of each row that is not the same, unless the row is one that 64 bits do not hold."""
    found, beyond = stepped(batch, editions, readings, until, pin, step)
    try:
        reference = by_replay(batch, editions, readings, until, pin)
    except NotCovered as gap:
        return [] if beyond.any() else [f"by the events: {gap}; stepped: nothing of the kind"]
    both = zip(Outcomes._fields, found, reference, strict=True)
    return [
        f"row {row} {name}: stepped {int(ours[row])}, by the events {int(theirs[row])}"
        for name, ours, theirs in both
        for row in range(len(batch.activated))
        if not beyond[row] and ours[row] != theirs[row]
    ]
