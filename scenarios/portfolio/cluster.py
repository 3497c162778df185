"""A whole base judged by the machines of a Spark cluster, to the very rows that one machine gives."""

import json
from collections.abc import Sequence
from functools import reduce
from typing import Any

from attrs import frozen

from lifecycle.problems import Problem
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.cluster_packing import packed_there
from scenarios.portfolio.cluster_session import columns_of, layout, mapped, named, reached, readable, shipped
from scenarios.portfolio.cluster_work import KIND, ROWS, TOLD, Job, schema
from scenarios.portfolio.confirming import Contradicted, spread
from scenarios.portfolio.engine import Progress, keep, kept
from scenarios.portfolio.flaws import Flaws
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.parcel import packed
from scenarios.portfolio.part import PartOf
from scenarios.portfolio.schema import LISTS, TERMS
from scenarios.portfolio.shares import Sharing
from scenarios.portfolio.tally import Tally, added

PACKED = frozenset({*TERMS, *LISTS})
"""The columns of a packed base."""

JUDGED = "judged"
"""A folder of a run that a cluster has not finished: rows, and what each row group came to."""

CHANGED = "_changed.json"
"""How many subscriptions of each row group change; written once the rows are whole."""


@frozen
class Cluster:
    """The engine that is a Spark cluster, by the address of its Connect server, ``sc://host:15002``."""

    remote: str

    @property
    def name(self) -> str:
        """Its name."""
        return "spark"

    def packed(self, names: Sequence[str], folder: Folder, sharing: Sharing) -> None:
        """Write the packed rows of files of events into a folder. Raises Problems with the flaws of all events."""
        packed_there(self.remote, names, folder, sharing)

    def judged(self, asked: Asked, parts: Sequence[PartOf], folder: Folder, done: Progress) -> list[Tally]:
        """The tallies of all parts, their rows in the folder. Raises Problems with the flaws of all rows."""
        if not folder.holds(CHANGED):
            readable(asked.files, PACKED)
            with reached(self.remote, done) as spark:
                _judge(spark, asked, parts, folder)
        return [kept(folder, part) for part in parts]

    def confirmed(
        self, asked: Asked, _: Sequence[PartOf], __: Sequence[Tally], folder: Folder, most: int, done: Progress
    ) -> int:
        """How many changed subscriptions were replayed. Raises Contradicted, all at once, where one says otherwise."""
        changed = json.loads(folder.read(CHANGED))
        wanted = {group: which for group, which in enumerate(spread(changed, most)) if which}
        if not wanted:
            return 0
        with reached(self.remote, done) as spark:
            job = _job(asked)
            needed = sorted({asked.files[job.layout.groups[group].file] for group in wanted})
            work = shipped("cluster_work.confirming", packed(job), wanted)
            found = mapped(spark, needed, PACKED, work, f"{TOLD} string")
            told = [json.loads(one) for one in found.toArrow().column(TOLD).to_pylist()]
        problems = [Problem(path, 0, 0, words) for one in told for path, words in one["problems"]]
        if problems:
            raise Contradicted(problems)
        return sum(one["count"] for one in told)


def _judge(spark: Any, asked: Asked, parts: Sequence[PartOf], folder: Folder) -> None:
    """Have the base judged into a folder, with the tallies of its parts beside the rows."""
    job = _job(asked)
    first = folder.sibling(JUDGED)
    if not first.holds("_SUCCESS"):
        columns = columns_of(schema(asked))
        found = mapped(spark, asked.files, PACKED, shipped("cluster_work.judging", packed(job)), columns)
        found.write.mode("overwrite").partitionBy(KIND).parquet(named(first.name))
    beside = spark.read.parquet(named(first.of(f"{KIND}={TOLD}"))).select("number").toArrow()
    told = [json.loads(one) for one in beside.column("number").to_pylist()]
    of = {one["group"]: one for one in sorted(told, key=lambda one: int(one["group"]))}
    flaws = Flaws()
    for one in of.values():
        flaws.add(Flaws([Problem(path, 0, 0, words) for path, words in one["problems"]], one["count"]))
    if not flaws.none():
        first.remove()
        raise flaws.problems()
    rows = first / f"{KIND}={ROWS}"
    # A run that was stopped here may have moved them.
    if rows.names():
        rows.become(folder, "")
    numbers = {(group.file, group.number): number for number, group in enumerate(job.layout.groups)}
    for part in parts:
        tallies = [of[numbers[group.file, group.number]]["tally"] for group in part.groups if group.rows]
        keep(folder, part, reduce(added, tallies))
    changed = [of[number]["tally"]["changed"] if number in of else 0 for number in range(len(numbers))]
    folder.write(CHANGED, json.dumps(changed))
    first.remove()


def _job(asked: Asked) -> Job:
    return Job(asked, layout(asked.files))
