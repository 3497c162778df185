"""A whole base judged by the machines of a Spark cluster, to the very rows that one machine gives."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio import cluster_failures
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.cluster_work import KIND, ROWS, TOLD, Job, schema
from scenarios.portfolio.confirming import spread
from scenarios.portfolio.engine import Progress, keep, kept
from scenarios.portfolio.files import groups, opened
from scenarios.portfolio.flaws import Flaws
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import program
from scenarios.portfolio.parcel import DIGITS, NAMED, packed, packed_program
from scenarios.portfolio.part import BATCH, PartOf
from scenarios.portfolio.schema import LISTS, TERMS
from scenarios.portfolio.stretch import FILE, ROW, Layout
from scenarios.portfolio.tally import Tally, added

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MILLIS",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    # Rows and what is told beside them go into two files at once; otherwise all would be sorted first.
    "spark.sql.maxConcurrentOutputFileWriters": "2",
}
"""What a session must be set to, whatever the cluster is set to otherwise, for its answer to be the local one."""

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

    def judged(self, asked: Asked, parts: Sequence[PartOf], folder: Folder, done: Progress) -> list[Tally]:
        """The tallies of all parts, their rows in the folder. Raises Problems with the flaws of all rows."""
        if not folder.holds(CHANGED):
            _readable(asked)
            with reached(self.remote, done) as spark:
                _judge(spark, asked, parts, folder)
        return [kept(folder, part) for part in parts]

    def confirmed(
        self, asked: Asked, _: Sequence[PartOf], __: Sequence[Tally], folder: Folder, most: int, done: Progress
    ) -> int:
        """How many changed subscriptions were replayed. Raises Problems, all of them, where a replay says otherwise."""
        changed = json.loads(folder.read(CHANGED))
        wanted = {group: which for group, which in enumerate(spread(changed, most)) if which}
        if not wanted:
            return 0
        with reached(self.remote, done) as spark:
            job = _job(asked)
            needed = {asked.files[job.layout.groups[group].file] for group in wanted}
            found = _mapped(spark, asked, needed, shipped("confirming", packed(job), wanted), f"{TOLD} string")
            told = [json.loads(one) for one in found.toArrow().column(TOLD).to_pylist()]
        problems = [Problem(path, 0, 0, words) for one in told for path, words in one["problems"]]
        if problems:
            raise Problems(problems)
        return sum(one["count"] for one in told)


@contextmanager
def reached(remote: str, done: Progress) -> Iterator[Any]:
    """A session of the cluster that has the program. Raises Problems where it cannot be had, or fails at the work."""
    with cluster_failures.told(remote):
        cluster_failures.answering(remote)
        from pyspark.sql import SparkSession  # noqa: PLC0415  # which takes long to import

        done("Reaching the cluster", 0, 1)
        spark = SparkSession.builder.remote(remote).create()
        try:
            for name, value in SETTINGS.items():
                spark.conf.set(name, value)
            with TemporaryDirectory() as folder:
                spark.addArtifacts(str(packed_program(Path(folder))), pyfile=True)
            spark.registerProgressHandler(_reporter(done))  # type: ignore[arg-type]  # it is called by names
            yield spark
        finally:
            spark.stop()


def _judge(spark: Any, asked: Asked, parts: Sequence[PartOf], folder: Folder) -> None:
    """Have the base judged into a folder, with the tallies of its parts beside the rows."""
    job = _job(asked)
    first = folder.sibling(JUDGED)
    if not first.holds("_SUCCESS"):
        columns = _columns(spark, schema(asked))
        found = _mapped(spark, asked, asked.files, shipped("judging", packed(job)), columns)
        found.write.mode("overwrite").partitionBy(KIND).parquet(_named(first.name))
    beside = spark.read.parquet(_named(first.of(f"{KIND}={TOLD}"))).select("number").toArrow()
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


def _readable(asked: Asked) -> None:
    """Raises Problems, all of them, for columns that this machine reads and Spark does not."""
    words = "tells nanoseconds, which Spark does not read; write microseconds, or judge with --engine local"
    found = [
        Problem(name, 0, 0, f"the column {column.name!r} {words}")
        for name in asked.files
        for column in opened(name).schema_arrow
        if column.name in {*TERMS, *LISTS} and "timestamp[ns" in str(column.type)
    ]
    if found:
        raise Problems(found)


def _job(asked: Asked) -> Job:
    return Job(asked, Layout(asked.files, tuple(map(_named, asked.files)), tuple(groups(asked.files))))


def shipped(work: str, *needs: Any) -> Callable[[Any], Any]:
    """What a cluster maps over its rows: a function of `cluster_work`, found there in the program that travelled."""
    name = f"{NAMED}{program()[:DIGITS]}"

    def mapped(batches: Any) -> Any:
        # This runs elsewhere, before anything of the program can be imported there.
        import os  # noqa: PLC0415
        import shutil  # noqa: PLC0415
        import sys  # noqa: PLC0415
        import tempfile  # noqa: PLC0415
        import zipfile  # noqa: PLC0415
        from importlib import import_module  # noqa: PLC0415

        # What is compiled is kept beside its sources: once a machine and version, not once a run as in a zip.
        there = f"{tempfile.gettempdir()}/{name}-{os.getuid()}"
        if not os.path.isdir(there):  # noqa: PTH112
            draft = tempfile.mkdtemp()
            zipfile.ZipFile(next(path for path in sys.path if path.endswith(f"{name}.zip"))).extractall(draft)
            try:
                os.rename(draft, there)  # noqa: PTH104
            except OSError:
                shutil.rmtree(draft)
        if os.stat(there).st_uid != os.getuid():  # noqa: PTH116
            raise PermissionError(f"{there} is somebody else's")
        if there not in sys.path:
            sys.path.insert(0, there)
        yield from getattr(import_module("scenarios.portfolio.cluster_work"), work)(*needs, batches)

    return mapped


def _mapped(spark: Any, asked: Asked, files: Collection[str], work: Callable[[Any], Any], columns: Any) -> Any:
    """What some work makes of the rows of files, those of the same columns read together."""
    kinds: dict[str, list[str]] = {}
    for name in asked.files:
        if name in files:
            kinds.setdefault(str(opened(name).schema_arrow.remove_metadata()), []).append(name)
    found = None
    for names in kinds.values():
        there = [name for name in opened(names[0]).schema_arrow.names if name in {*TERMS, *LISTS}]
        rows = spark.read.parquet(*(_escaped(_named(name)) for name in names))
        rows = rows.selectExpr(*there, f"_metadata.file_path AS {FILE}", f"_metadata.row_index AS {ROW}")
        one = rows.mapInArrow(work, columns)
        found = one if found is None else found.unionAll(one)
    return found


def _columns(spark: Any, found: Any) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415  # which takes long to import

    return from_arrow_schema(found)


def _named(name: str) -> str:
    """A file or folder as a cluster finds it; s3:// is s3a:// to Spark's own readers."""
    if "://" not in name:
        return str(Path(name).absolute())
    return re.sub("^s3://", "s3a://", unquote(name))


def _escaped(name: str) -> str:
    """A name in which nothing stands for any letters."""
    return re.sub(r"([\\*?{}\[\]])", r"\\\1", name)


def _reporter(done: Progress) -> Callable[..., None]:
    """What tells of a cluster's tasks as they end."""

    def report(stages: Any, **_: Any) -> None:
        of = sum(stage.num_tasks for stage in stages or ())
        if of:
            done("Working on the cluster", sum(stage.num_completed_tasks for stage in stages), of)

    return report
