"""A small export of bills and payments, in every kind of file, and the map that reads it."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from typer.testing import Result

from tests.cli.told import lifecycle

COLUMNS = ("customer", "since", "type", "issued", "month", "amount", "channel", "fee")
ROWS = [
    ("122002", "10/05/2022", "BILL", "05/06/2024", "06/2024", "412500", "", "412500"),
    ("122001", "10/05/2022", "BILL", "05/06/2024", "06/2024", "412500.50", "", "412500"),
    ("122001", "", "PAY", "03/07/2024 10:00", "", "Rp 453.750", "TUNAI", ""),
    ("122002", "", "NOTE", "", "", "", "", ""),
]
MAP = """\
map: Bills and payments of the billing system
provider: indihome
subscription:
  number: customer
  activated: {column: since, format: "%d/%m/%Y"}
  monthly_fee: fee
kind: type
rows:
  BILL:
    event: billed
    at: {column: issued, format: "%d/%m/%Y"}
    fields: {period: {column: month, format: "%m/%Y"}, amount: amount}
  PAY:
    event: paid
    at: {column: issued, format: "%d/%m/%Y %H:%M"}
    fields: {amount: amount, method: {column: channel, values: {TUNAI: cash}}}
  NOTE: skip
"""
KINDS = ("csv", "jsonl", "parquet")


def export(path: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """The rows in a file of the kind that its name says."""
    objects = [{name: cell or None for name, cell in zip(COLUMNS, row, strict=False)} for row in rows]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([COLUMNS, *rows])
    elif path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(one)}\n" for one in objects), "utf-8")
    else:
        from pyarrow import Table  # noqa: PLC0415  # an extra
        from pyarrow.parquet import write_table  # noqa: PLC0415

        write_table(Table.from_pylist(objects), path)
    return path


def imported(file: Path, text: str = MAP, store: str = "kept.db") -> Result:
    """What importing a file comes to, into a store beside it."""
    wanted = file.parent / "map.yaml"
    wanted.write_text(text, "utf-8")
    return lifecycle("import", file, "--map", wanted, "--store", f"sqlite:///{file.parent / store}")
