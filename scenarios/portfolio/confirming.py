"""Changed subscriptions held against the event path: what the columns came to must be what a replay comes to."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.problems import Problem, Problems
from projections.columns.batch import Int64, Outcomes, chosen
from projections.columns.replayed import by_replay
from scenarios.portfolio.files import opened
from scenarios.portfolio.flaws import Place
from scenarios.portfolio.intake import Taken
from scenarios.portfolio.judged_rows import Judged, chosen_outcomes, letters
from scenarios.portfolio.object_store import telling
from scenarios.portfolio.outcome_table import Frame, masked, table
from scenarios.portfolio.part import Bench, PartOf

_INSTANTS = {"isolated_since", "first_isolated", "terminable_from", "next_termination", "terminated_at"}

MOST = 10_000
"""So many changed subscriptions are replayed where nobody asks for another number; a sample of them, if more change."""


class Contradicted(Problems):
    """Where a replay of the events comes to something else than the columns: a bug of the program."""


@frozen
class Confirmed:
    """How many were replayed, and where the two differ."""

    count: int
    problems: tuple[Problem, ...]


def spread(changed: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """Which of the changed subscriptions of each part are replayed: all, or so many at even distances."""
    whole = sum(changed)
    wanted = range(whole) if whole <= most else [at * whole // most for at in range(most)]
    found: list[tuple[int, ...]] = []
    first = at = 0
    for count in changed:
        of_part = []
        while at < len(wanted) and wanted[at] < first + count:
            of_part.append(wanted[at] - first)
            at += 1
        found.append(tuple(of_part))
        first += count
    return found


def confirmed(bench: Bench, kept: str, part: PartOf, which: Sequence[int]) -> Confirmed:
    """Replay some changed subscriptions of a part, by their places among those that change, on the event path."""
    problems: list[Problem] = []
    first = 0
    with telling(kept):
        written = opened(kept).read()
    for place, taken in bench.taken(part):
        one = bench.judged(place, taken)
        here = [at - first for at in which if first <= at < first + len(one.rows)]
        first += len(one.rows)
        rows, written = written.slice(0, len(taken.numbers)), written.slice(len(taken.numbers))
        if not here:
            continue
        again = pa.Table.from_batches([table(one, Frame(place, bench.without))])
        if not _plain(rows).equals(_plain(again)):
            words = f"the rows of row group {place.group} from its row {place.first + 1} on are not what they come to"
            problems.append(Problem(kept, 0, 0, words))
        problems += differing(bench, place, taken, one, here)
    return Confirmed(len(which), tuple(problems))


def differing(bench: Bench, place: Place, taken: Taken, one: Judged, here: Sequence[int]) -> Iterator[Problem]:
    """Where replaying some of the rows that change, by their places among those, says otherwise than the columns.

    They are replayed on both sides and, where the change has several parts, under each of them alone.
    """
    assert taken.batch is not None
    at, rows = np.array(here, dtype=np.int64), one.rows[list(here)]
    few, asked = chosen(taken.batch, rows), bench.asked
    sides = zip(asked.names, asked.sides, (chosen_outcomes(side, rows) for side in one.sides), strict=True)
    parts = zip(letters(asked), asked.alone, (chosen_outcomes(each, at) for each in one.alone), strict=False)
    named = ((f"part {name} alone", editions, found) for name, editions, found in parts)
    for name, editions, found in (*sides, *named):
        replayed = by_replay(few, editions, asked.readings, asked.until, asked.pin)
        yield from _differing(one, rows, found, replayed, name, place)


def _plain(rows: Any) -> Any:
    """A table without dictionaries, of which the same words may stand in another order."""
    return pa.table(
        {
            name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for name, column in zip(rows.schema.names, rows.columns, strict=True)
        }
    )


def _differing(
    judged: Judged, rows: Int64, found: Outcomes, replayed: Outcomes, by: str, place: Place
) -> Iterator[Problem]:
    for name, one, other in zip(Outcomes._fields, found, replayed, strict=True):
        for at in np.flatnonzero(one != other):
            row = int(rows[at])
            number = masked(judged.numbers.slice(row, 1), unmask=judged.asked.unmask)[0].as_py()
            words = (
                f"row group {place.group}, row {place.first + row + 1} ({number}), by {by}: {name} is "
                f"{_told(name, int(one[at]))} as columns and {_told(name, int(other[at]))} replayed event by event; "
                "this is a bug of the program; do not rely on these rows"
            )
            yield Problem(place.file, 0, 0, words)


def _told(name: str, value: int) -> str:
    if name not in _INSTANTS:
        return str(value)
    return "never" if value == NEVER else calendar.text(calendar.instant(value))
