"""Events packed by a Spark cluster, to the very rows into which one machine packs them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.cluster_events import SHARE, TOLD, Packing, schema
from scenarios.portfolio.cluster_session import columns_of, layout, mapped, reached, readable, shipped
from scenarios.portfolio.event_columns import BESIDE, EVENTS
from scenarios.portfolio.flaws import Flaws
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.object_store import is_uri
from scenarios.portfolio.packing import pack
from scenarios.portfolio.parcel import packed
from scenarios.portfolio.shares import Sharing, name_of, shares

WANTED = frozenset({*EVENTS, *BESIDE})
"""The columns of events."""


def packed_there(remote: str, names: Sequence[str], folder: Folder, sharing: Sharing) -> None:
    """Have files of events packed into a folder that the workers share. Raises Problems with the flaws of all events.

    The cluster shuffles the events by their share; a worker has one share at a time, as one machine has.
    """
    readable(names, WANTED)
    there = layout(names)
    count = shares(sum(group.rows for group in there.groups))
    shared = folder if is_uri(folder.name) else Folder(str(Path(folder.name).absolute()))
    parcel = packed(Packing(there, sharing.provider, sharing.unheld, sharing.mask, count, shared))
    with reached(remote, sharing.done) as spark:
        read = shipped("cluster_events.reading", parcel)
        events = mapped(spark, names, WANTED, read, columns_of(schema()))
        found = events.groupBy(SHARE).applyInArrow(shipped("cluster_events.packing", parcel), f"{TOLD} string")
        told = [json.loads(one) for one in found.toArrow().column(TOLD).to_pylist()]
    flaws = Flaws()
    for one in sorted(told, key=lambda one: (one.get("at", []), one.get("share", -1))):
        flaws.add(Flaws([Problem(path, 0, 0, words) for path, words in one.get("problems", ())], one.get("count", 0)))
    if not flaws.none():
        raise flaws.problems()
    sharing.left_out = sum(one.get("left_out", 0) for one in told)
    _complete(folder, {one["share"] for one in told if "share" in one}, count, sharing)


def _complete(folder: Folder, made: set[int], count: int, sharing: Sharing) -> None:
    """Pack the shares that have no event. Raises Problems where those that have are not there."""
    missing = sorted({name_of(share) for share in made} - {*folder.names()})
    if missing:
        words = f"the workers packed {missing[0]} into another folder of this name; --out lies where all see it"
        raise Problems([Problem(str(folder), 0, 0, words)])
    nothing: Any = pl.from_arrow(schema().empty_table())
    for share in range(count):
        if share not in made:
            with folder.writing(name_of(share)) as draft:
                pack(nothing, draft, sharing.mask)
