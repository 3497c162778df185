"""The race's base in Parquet: written once, and judged from file to file."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from projections.columns.batch import Batch, Int64
from scenarios.portfolio.asked import Asked, Editions
from scenarios.portfolio.files import groups
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.part import Bench, parted
from scenarios.portfolio.reading import WIB
from scenarios.portfolio.schema import INSTANT, packed

ROWS = 16_384
"""Rows of a row group."""

SCHEMA = packed(
    ("number", "activated", "monthly_fee"), {"bills": ("period", "issued", "amount"), "payments": ("at", "amount")}
)


def written(batch: Batch, path: Path) -> Path:
    """The batch as a packed base, without what it does not tell."""
    bills, payments = batch.bills, batch.payments
    months = bills.month // 12 * 100 + bills.month % 12 + 1
    columns = [
        pa.array(np.arange(len(batch.activated)) + 900_000_000_001).cast(pa.string()),
        _instants(batch.activated),
        pa.array(batch.monthly_fee),
        _listed("bills", bills.offsets, pa.array(months, pa.int32()), _instants(bills.issued), pa.array(bills.amount)),
        _listed("payments", payments.offsets, _instants(payments.at), pa.array(payments.amount)),
    ]
    pq.write_table(pa.table(columns, schema=SCHEMA), path, compression="zstd", row_group_size=ROWS)
    return path


def by_files(path: Path, editions: Editions, until: int, out: Path) -> Int64:
    """The late fees of each subscription, as the rows say that were written of it."""
    asked, folder = Asked((str(path),), (editions,), ("indihome",), {}, until), Folder(str(out))
    folder.make()
    bench = Bench(asked)
    for part in parted(groups(asked.files)):
        bench.work(part, folder)
    found: Int64 = pq.read_table(out, columns=["late_fees_charged"]).column(0).to_numpy()
    return found


def _instants(seconds: Int64) -> pa.Array:
    return pa.array((seconds - WIB) * 1000, pa.int64()).view(INSTANT)


def _listed(name: str, offsets: Int64, *columns: pa.Array) -> pa.Array:
    kind = SCHEMA.field(name).type
    items = pa.StructArray.from_arrays(columns, fields=list(kind.value_type))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), items, type=kind)
