"""A session with a Spark cluster: how it is reached, what it maps over the rows of files, and what it calls those."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from lifecycle.problems import Problem, Problems
from scenarios.portfolio import cluster_failures
from scenarios.portfolio.engine import Progress
from scenarios.portfolio.files import groups, opened
from scenarios.portfolio.manifest import program
from scenarios.portfolio.object_store import is_uri
from scenarios.portfolio.parcel import DIGITS, NAMED, packed_program
from scenarios.portfolio.part import BATCH
from scenarios.portfolio.stretch import FILE, ROW, Layout

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


def readable(files: Sequence[str], wanted: Collection[str]) -> None:
    """Raises Problems, all of them, for columns that this machine reads and Spark does not."""
    words = "tells nanoseconds, which Spark does not read; write microseconds, or judge with --engine local"
    found = [
        Problem(name, 0, 0, f"the column {column.name!r} {words}")
        for name in files
        for column in opened(name).schema_arrow
        if column.name in wanted and "timestamp[ns" in str(column.type)
    ]
    if found:
        raise Problems(found)


def layout(files: Sequence[str]) -> Layout:
    """Where the rows of files stand, for whoever is handed them."""
    return Layout(tuple(files), tuple(map(named, files)), tuple(groups(files)))


def shipped(work: str, *needs: Any) -> Callable[[Any], Any]:
    """What a cluster does with rows: a function of a module here, found there in the program that travelled."""
    name = f"{NAMED}{program()[:DIGITS]}"

    def mapped(rows: Any) -> Any:
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
        module, _, name_there = work.rpartition(".")
        return getattr(import_module(f"scenarios.portfolio.{module}"), name_there)(*needs, rows)

    return mapped


def mapped(spark: Any, files: Sequence[str], wanted: Collection[str], work: Callable[[Any], Any], columns: Any) -> Any:
    """What some work makes of the wanted columns of files, those of the same columns read together."""
    kinds: dict[str, list[str]] = {}
    for name in files:
        kinds.setdefault(str(opened(name).schema_arrow.remove_metadata()), []).append(name)
    found = None
    for names in kinds.values():
        there = [name for name in opened(names[0]).schema_arrow.names if name in wanted]
        rows = spark.read.parquet(*(_escaped(named(name)) for name in names))
        rows = rows.selectExpr(*there, f"_metadata.file_path AS {FILE}", f"_metadata.row_index AS {ROW}")
        one = rows.mapInArrow(work, columns)
        found = one if found is None else found.unionAll(one)
    return found


def columns_of(found: Any) -> Any:
    """Columns as a cluster's session names their types."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415  # which takes long to import

    return from_arrow_schema(found)


def named(name: str) -> str:
    """A file or folder as a cluster finds it; s3:// is s3a:// to Spark's own readers."""
    if not is_uri(name):
        return str(Path(name).absolute())
    return re.sub("^s3://", "s3a://", unquote(name.partition("?")[0]))


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
