"""Importing an export of bills and payments: the time of a row and the memory of the whole, as the export grows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.conftest import ROWS as MEASURED
from tests.bench.table import Row
from tests.importing.exports import MAP, ROWS, export

COUNT = int(os.environ.get("IMPORT_ROWS", "20000"))
"""How many rows; 1,000,000 take some six minutes."""

# The peak of a process is never below its parent's at the fork; so a small one stands between.
MEASURING = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


@pytest.mark.benchmark(group="import")
def test_import_of_bills_and_payments(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """A bill and a payment a month for half a year, sorted by time; memory and time are the import's own process's."""
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    few, many = _written(tmp_path, COUNT // 10), _written(tmp_path, COUNT)
    small, quick = _measured(few, tmp_path)
    found: list[tuple[int, float]] = []
    benchmark.pedantic(lambda: found.append(_measured(many, tmp_path)), rounds=1)  # type: ignore[no-untyped-call]  # as the library has it
    [(large, slow)] = found
    measures = (("memory at its peak", "MB", large / 1024, small / 1024), ("CPU", "s", slow, quick))
    for name, unit, ours, other in measures:
        ratio = ours / other / (1 if unit == "MB" else 10)
        row = Row(
            f"importing {COUNT:,} rows, {name}{'' if unit == 'MB' else ' per row'} ({ours:.0f} {unit} in all)",
            f"importing {COUNT // 10:,} rows ({other:.0f} {unit})",
            *(ratio, ratio, ratio),
            target=1.25,
        )
        MEASURED.append(row)


def _written(folder: Path, count: int) -> Path:
    """An export of so many rows."""
    months = [f"{month:02d}/2024" for month in range(1, 7)]
    rows = [
        (str(n), *row)
        for month in months
        for n in range(count // 12)
        for row in (
            (ROWS[0][1], "BILL", f"05/{month}", month, "412500", "", "412500"),
            ("", "PAY", f"15/{month} 10:00", "", "412500", "TUNAI", ""),
        )
    ]
    return export(folder / f"bills-{count}.csv", rows)


def _measured(file: Path, folder: Path) -> tuple[int, float]:
    """The most memory that an import holds, in kB, and the seconds of CPU it takes."""
    command = [sys.executable, "-m", "scenarios", "import", str(file), "--map", str(folder / "map.yaml")]
    command += ["--store", f"sqlite:///{file.with_suffix('.db')}"]
    told = subprocess.run([sys.executable, "-c", MEASURING, *command], check=True, capture_output=True, text=True)
    peak, seconds = told.stdout.split()
    return int(peak), float(seconds)
