"""Importing an export of bills and payments: the time of a row, and the memory of the whole."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.importing.exports import MAP, ROWS, export

COUNT = int(os.environ.get("IMPORT_ROWS", "20000"))
"""How many rows; 1,000,000 take some six minutes."""


@pytest.mark.benchmark(group="import")
def test_import_of_bills_and_payments(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """A bill and a payment a month for half a year, sorted by time; memory is the import's own process's."""
    months = [f"{month:02d}/2024" for month in range(1, 7)]
    rows = [
        (str(n), *row)
        for month in months
        for n in range(COUNT // 12)
        for row in (
            (ROWS[0][1], "BILL", f"05/{month}", month, "412500", "", "412500"),
            ("", "PAY", f"15/{month} 10:00", "", "412500", "TUNAI", ""),
        )
    ]
    file = export(tmp_path / "bills.csv", rows)
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    command = [sys.executable, "-m", "scenarios", "import", str(file), "--map", str(tmp_path / "map.yaml")]
    command += ["--store", f"sqlite:///{tmp_path / 'kept.db'}"]
    benchmark.pedantic(subprocess.run, args=(command,), kwargs={"check": True}, rounds=1)  # type: ignore[no-untyped-call]  # as the library has it
    benchmark.extra_info["rows"] = len(rows)
    benchmark.extra_info["peak MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
