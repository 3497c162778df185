"""Rows of events in files of each kind, written as they come."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import IO, Any

from lifecycle.problems import Problem, Problems
from scenarios.exporting.event_rows import COLUMNS, WHOLE

BATCH = 4096
"""Rows that are packed at a time."""

Rows = Iterable[dict[str, Any]]


def write_csv(rows: Rows, out: IO[bytes]) -> None:
    """As RFC 4180 has it, in UTF-8."""
    kept = StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_cell(row[name]) for name in COLUMNS)
        out.write(kept.getvalue().encode())
        kept.seek(0)
        kept.truncate()
    out.write(kept.getvalue().encode())


def _cell(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


def write_json_lines(rows: Rows, out: IO[bytes]) -> None:
    """An object a line, the payload and the readings as objects of their own."""
    for row in rows:
        nested = {name: json.loads(row[name]) for name in ("payload", "readings") if row[name] is not None}
        out.write((json.dumps({**row, **nested}, ensure_ascii=False) + "\n").encode())


def write_parquet(rows: Rows, out: IO[bytes]) -> None:
    """A Parquet file, a row group a batch. Raises Problems where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: PLC0415  # an extra
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    except ImportError:
        words = "Parquet needs the extra `parquet`: pip install 'subscription-lifecycle[parquet]'"
        raise Problems([Problem("--format parquet", 0, 0, words)]) from None
    kinds = dict.fromkeys(WHOLE, pyarrow.int64()) | {"inferred": pyarrow.bool_()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in COLUMNS])
    with ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_batch(pyarrow.RecordBatch.from_pylist(batch, schema))


def _batches(rows: Rows) -> Iterator[list[dict[str, Any]]]:
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held
