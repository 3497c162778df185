"""What a cluster's workers do with events: read as on one machine, and those of a share packed by the same function."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import uuid4

import polars as pl
import pyarrow as pa
from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.event_columns import Reader
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.packing import pack
from scenarios.portfolio.parcel import unpacked
from scenarios.portfolio.shares import name_of, share_of
from scenarios.portfolio.stretch import Layout
from scenarios.report.masking import Mask

SHARE, PLACE, TOLD = "lifecycle_share", "lifecycle_place", "told"
"""Columns beside those of an event: its share, its place among all; and the one column of what packing tells."""

ASIDE = -1
"""The share of what is no event, but something to tell, as JSON where its number would be."""


@frozen
class Packing:
    """What every worker is told: where the events stand, whose count, and where they are packed."""

    layout: Layout
    provider: str
    unheld: Mapping[str, str]
    mask: Mask
    shares: int
    folder: Folder


@cache
def schema() -> Any:
    """The columns of the events that reading gives."""
    nothing = pl.DataFrame(schema={"number": pl.String, "at": pl.String, "event": pl.String})
    columns = Reader(Place("", 0, 0), Mask(), Flaws(), "", {}).read(nothing).drop("row").to_arrow().schema
    plain = [one.with_type(pa.string()) if pa.types.is_large_string(one.type) else one for one in columns]
    return pa.schema([*plain, pa.field(SHARE, pa.int32()), pa.field(PLACE, pa.int64())])


def reading(parcel: bytes, batches: Iterable[Any]) -> Iterator[Any]:
    """Each batch of rows as events with their share; what is wrong with them, and how many are left out, aside."""
    asked = _asked(parcel)
    for stretch, rows in asked.layout.gathered(batches):
        flaws = Flaws()
        reader = Reader(stretch.place, asked.mask, flaws, asked.provider, asked.unheld)
        events = reader.read(pl.DataFrame(rows))
        if flaws.count or reader.left_out:
            yield _aside({"at": [stretch.group, stretch.place.first], **_told(flaws), "left_out": reader.left_out})
        if not flaws.count:
            first = (stretch.group << 32) + stretch.place.first
            events = events.with_columns(
                share_of(events["number"], asked.shares).alias(SHARE), (pl.col("row") + first).alias(PLACE)
            )
            yield from events.drop("row").to_arrow().cast(schema()).to_batches()


def packing(parcel: bytes, events: Any) -> Any:
    """The events of a share packed into its file; or, where they are aside, what they tell."""
    asked = _asked(parcel)
    share = events.column(SHARE)[0].as_py()
    if share == ASIDE:
        return pa.table({TOLD: events.column("number").cast(pa.string())})
    # A shuffle keeps no order; the places say in which order one machine reads them.
    told: dict[str, Any] = {"share": share}
    frame = pl.DataFrame(events).sort(PLACE).drop(SHARE, PLACE)
    try:
        with asked.folder.writing(name_of(share), uuid4().hex) as draft:
            pack(frame, draft, asked.mask)
    except Problems as wrong:
        told |= {"problems": [[one.path, one.message] for one in wrong.problems], "count": len(wrong.problems)}
    except OSError as wrong:
        words = f"a worker cannot write there ({wrong.strerror or wrong}); --out lies where all workers write, too"
        told |= {"problems": [[str(asked.folder), words]], "count": 1}
    return pa.table({TOLD: [json.dumps(told, ensure_ascii=False)]})


@cache
def _asked(parcel: bytes) -> Packing:
    found: Packing = unpacked(parcel)
    return found


def _told(flaws: Flaws) -> dict[str, Any]:
    problems: list[Problem] = flaws.told
    return {"problems": [[one.path, one.message] for one in problems], "count": flaws.count}


def _aside(told: dict[str, Any]) -> Any:
    one = {"number": json.dumps(told, ensure_ascii=False), SHARE: ASIDE, PLACE: 0}
    return pa.RecordBatch.from_pylist([one], schema=schema())
