"""What a cluster's workers do with the rows that they are handed: the same batches judged as on one machine."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pyarrow as pa
from attrs import frozen

from lifecycle.problems import Problems
from projections.columns.batch import empty_outcomes
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.confirming import differing
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.intake import Intake, Taken
from scenarios.portfolio.judged_rows import Judged
from scenarios.portfolio.outcome_table import Frame, table
from scenarios.portfolio.parcel import unpacked
from scenarios.portfolio.part import Bench
from scenarios.portfolio.stretch import Layout, Stretch
from scenarios.portfolio.tally import Tally, added, tallied
from scenarios.report.masking import Mask

KIND, ROWS, TOLD = "lifecycle_kind", "rows", "told"
"""The column that says what a row is, by which a cluster parts what it writes: a row of the answer, or, beside the last
of a row group, what that came to, as JSON where its number would be."""

Batches = Iterator[Any]


@frozen
class Job:
    """What every worker is told: what is asked, and where the rows of the base stand."""

    asked: Asked
    layout: Layout


def schema(asked: Asked) -> Any:
    """The columns of the rows that judging gives, as a cluster holds them."""
    nothing = tuple(empty_outcomes(0) for _ in asked.sides)
    alone = tuple(empty_outcomes(0) for _ in asked.alone)
    of_none = Judged(asked, pa.array([], pa.string()), nothing, empty_outcomes(0).payable, alone)
    frame = Frame(Place("", 0, 0), tuple(frozenset() for _ in asked.sides))
    return _held(table(of_none, frame)).schema


def judging(parcel: bytes, batches: Iterable[Any]) -> Batches:
    """Each batch of rows judged, and what each row group came to: where rows are wrong, what is wrong with them."""
    job, bench = _bench(parcel)
    flaws, tally, columns = Flaws(), None, schema(job.asked)
    for stretch, rows in job.layout.gathered(batches):
        judged = _judged(bench, stretch, rows, flaws)
        if judged is not None:
            frame = Frame(stretch.place, bench.without)
            counted = tallied(judged[1], frame)
            tally = counted if tally is None else added(tally, counted)
            yield _held(table(judged[1], frame))
        if stretch.last:
            told = json.dumps(_told(stretch, flaws, tally), ensure_ascii=False)
            yield pa.RecordBatch.from_pylist([{"number": told, KIND: TOLD}], schema=columns)
            flaws, tally = Flaws(), None


def confirming(parcel: bytes, wanted: Mapping[int, tuple[int, ...]], batches: Iterable[Any]) -> Batches:
    """Changed subscriptions, by row group and their places among those that change there, held against a replay."""
    job, bench = _bench(parcel)
    first: dict[int, int] = {}
    for stretch, rows in job.layout.gathered(batches):
        if stretch.group not in wanted:
            continue
        judged = _judged(bench, stretch, rows, Flaws())
        assert judged is not None, "rows that were judged once are judged again"
        taken, one = judged
        before = first.get(stretch.group, 0)
        first[stretch.group] = before + len(one.rows)
        here = [at - before for at in wanted[stretch.group] if before <= at < before + len(one.rows)]
        if here:
            problems = [[found.path, found.message] for found in differing(bench, stretch.place, taken, one, here)]
            told = json.dumps({"count": len(here), "problems": problems}, ensure_ascii=False)
            yield pa.RecordBatch.from_pydict({TOLD: [told]})


@cache
def _bench(parcel: bytes) -> tuple[Job, Bench]:
    job: Job = unpacked(parcel)
    return job, Bench(job.asked)


def _held(rows: Any) -> Any:
    """Rows as a cluster holds them: no dictionaries, and instants in microseconds; with what they are."""
    columns = {}
    for field, column in zip(rows.schema, rows.columns, strict=True):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        columns[field.name] = column.cast(pa.timestamp("us", "UTC") if pa.types.is_timestamp(kind) else kind)
    columns[KIND] = pa.array([ROWS] * len(rows), pa.string())
    return pa.RecordBatch.from_pydict(columns)


def _judged(bench: Bench, stretch: Stretch, rows: Any, flaws: Flaws) -> tuple[Taken, Judged] | None:
    mask = Mask(on=not bench.asked.unmask, sign="*")
    taken = Intake(stretch.place, bench.asked.since, mask).taken(rows)
    flaws.add(taken.flaws)
    if flaws.count:
        return None
    try:
        return taken, bench.judged(stretch.place, taken)
    except Problems as wrong:
        flaws.told += wrong.problems
        flaws.count += len(wrong.problems)
        return None


def _told(stretch: Stretch, flaws: Flaws, tally: Tally | None) -> dict[str, Any]:
    problems = [[one.path, one.message] for one in flaws.told]
    return {"group": stretch.group, "tally": tally, "problems": problems, "count": flaws.count}
