"""What is sent to a cluster, how its rows are put together again, and what its failures are called in words."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve
from typer.testing import CliRunner

from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from scenarios.cli import app
from scenarios.portfolio import stretch
from scenarios.portfolio.cluster_failures import answering, said
from scenarios.portfolio.files import Group
from scenarios.portfolio.parcel import Altered, packed, packed_program, unpacked
from scenarios.portfolio.stretch import FILE, ROW, Layout, TornApart
from tests.portfolio.bases import base, few

BOOK = Shelf.open().editions("indihome")[-1]
FILES = ("/a b/one.parquet", "/two.parquet")
LAYOUT = Layout(FILES, FILES, (Group(0, 0, 5), Group(0, 1, 0), Group(0, 2, 3), Group(1, 0, 4)))


def handed(*places: tuple[int, int]) -> pa.RecordBatch:
    """A batch of rows, each by its file and its place there."""
    names = [f"file:{quote(FILES[file])}" for file, _ in places]
    marks = [f"{file}/{row}" for file, row in places]
    return pa.RecordBatch.from_pydict({"mark": marks, FILE: names, ROW: [row for _, row in places]})


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches of two rows."""
    monkeypatch.setattr(stretch, "BATCH", 2)


def gathered(*batches: pa.RecordBatch) -> Iterator[tuple[int, int, bool, list[str]]]:
    for one, rows in evolve(LAYOUT).gathered(batches):
        yield one.group, one.place.first, one.last, rows.column("mark").to_pylist()


@pytest.mark.usefixtures("short")
def test_rows_come_in_the_stretches_of_their_row_groups_however_they_are_cut() -> None:
    whole = [(1, row) for row in range(4)] + [(0, row) for row in range(5)] + [(0, 5), (0, 6), (0, 7)]
    expected = [
        (3, 0, False, ["1/0", "1/1"]),
        (3, 2, True, ["1/2", "1/3"]),
        (0, 0, False, ["0/0", "0/1"]),
        (0, 2, False, ["0/2", "0/3"]),
        (0, 4, True, ["0/4"]),
        (2, 0, False, ["0/5", "0/6"]),
        (2, 2, True, ["0/7"]),
    ]
    for size in (1, 2, 3, 5, 12):
        batches = [handed(*whole[at : at + size]) for at in range(0, len(whole), size)]
        assert list(gathered(*batches)) == expected


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("places", "words"),
    [
        pytest.param([(0, 1), (0, 2)], "came in pieces", id="a stretch that begins in its middle is refused"),
        pytest.param([(0, 0), (0, 2)], "came in pieces", id="a stretch with a gap is refused"),
        pytest.param([(0, 0)], "came in pieces", id="a stretch that never ends is refused"),
    ],
)
def test_rows_that_do_not_come_together_are_refused(places: list[tuple[int, int]], words: str) -> None:
    with pytest.raises(TornApart, match=words):
        list(gathered(handed(*places)))


def test_a_row_of_no_file_of_the_base_is_refused() -> None:
    batch = pa.RecordBatch.from_pydict({FILE: ["file:/other.parquet"], ROW: [0]})
    with pytest.raises(TornApart, match="no file of the base"):
        list(gathered(batch))


def test_a_rule_book_travels_as_its_text_and_keeps_the_days_that_it_stands_in_for() -> None:
    there = evolve(BOOK.with_("late_fee.tier[0].rate", "7%"), in_force=BOOK.known_from)
    parcel = packed({"book": there})
    assert there.text.encode() in parcel
    found = unpacked(parcel)["book"]
    assert (found, found.in_force, found.digest) == (there, there.in_force, there.digest)


def test_a_rule_book_whose_text_is_another_than_was_sent_is_refused() -> None:
    parcel = packed(BOOK).replace(b"IndiHome", b"IndiHomo")
    with pytest.raises(Altered, match="has the digest"):
        unpacked(parcel)


def test_a_parcel_is_smaller_than_the_book_as_it_stands_in_memory() -> None:
    assert len(packed(BOOK)) < len(pickle.dumps(BOOK))


def test_the_travelling_program_is_the_same_bytes_each_time_and_runs_from_its_zip(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    path = packed_program(tmp_path)
    assert path.read_bytes() == packed_program(tmp_path / "again").read_bytes()
    code = "import sys; sys.path.insert(0, sys.argv[1]); import scenarios.portfolio.schema as it; print(it.__file__)"
    told = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    assert told.stdout.startswith(str(path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "Traceback (most recent call last):\nModuleNotFoundError: No module named 'numba'",
            "a worker lacks the package 'numba'",
            id="a package that a worker lacks is named",
        ),
        pytest.param(
            "Traceback (most recent call last):\nscenarios.portfolio.stretch.TornApart: rows came in pieces",
            "rows came in pieces",
            id="what the program itself says comes back in its words",
        ),
        pytest.param(
            "Traceback (most recent call last):\n[PYTHON_VERSION_MISMATCH] 3.11 and 3.13",
            "another Python",
            id="another Python is told",
        ),
        pytest.param(
            "[PATH_NOT_FOUND] Path does not exist: file:/a b/c.parquet. SQLSTATE: 42K03",
            "no such file as file:/a b/c.parquet;",
            id="a file that the cluster does not see is named",
        ),
        pytest.param("Job aborted: lost\nmore", "it gave up: Job aborted: lost", id="anything else is told in a line"),
    ],
)
def test_a_failure_of_the_cluster_is_told_in_words(text: str, words: str) -> None:
    assert words in str(said(text))


def test_a_bug_in_a_worker_is_not_told_as_a_failure_of_the_cluster() -> None:
    assert said("Traceback (most recent call last):\nKeyError: 'x'") is None


@pytest.mark.parametrize(
    ("remote", "words"),
    [
        pytest.param("spark://host:1", "no address of a Spark Connect server", id="another scheme is refused"),
        pytest.param("sc://host:much", "no address of a Spark Connect server", id="a port that is none is refused"),
        pytest.param("sc://127.0.0.1:1", "no server answers at 127.0.0.1:1", id="nobody there is said at once"),
    ],
)
def test_an_address_without_a_server_is_told(remote: str, words: str) -> None:
    with pytest.raises(Problems, match=words):
        answering(remote)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--engine", "flink"], 'unknown engine "flink"', id="an engine that there is not"),
        pytest.param(["--engine", "spark"], "name the cluster's Connect server", id="a cluster without an address"),
        pytest.param(["--remote", "sc://a"], "say --engine spark", id="an address without the engine"),
        pytest.param(
            ["--engine", "spark", "--remote", "sc://a", "--jobs", "2"], "--jobs: ", id="processes of a cluster"
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused(options: list[str], words: str, tmp_path: Path) -> None:
    path = base(tmp_path / "base.parquet", few())
    asked = ["portfolio", "run", "--book", "indihome", str(path), "--out", str(tmp_path / "out"), *options]
    done = CliRunner().invoke(app, asked)
    assert (done.exit_code, words in done.stderr) == (2, True), done.output
    assert not (tmp_path / "out").exists()


def test_a_cluster_without_its_extra_says_which_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    path = base(tmp_path / "base.parquet", few())
    asked = ["portfolio", "run", "--book", "indihome", str(path), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*asked, "--engine", "spark", "--remote", "sc://127.0.0.1:1"])
    assert (done.exit_code, "subscription-lifecycle[cluster,portfolio]" in done.stderr) == (2, True), done.output


def test_instants_that_spark_does_not_read_are_told_before_it_is_asked(tmp_path: Path) -> None:
    path = base(tmp_path / "base.parquet", few())
    table = pq.read_table(path)
    at = table.schema.names.index("activated")
    finer = table.column("activated").cast(pa.timestamp("ns", "Asia/Jakarta"))
    pq.write_table(table.set_column(at, "activated", finer), path)
    asked = ["portfolio", "run", "--book", "indihome", str(path), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*asked, "--engine", "spark", "--remote", "sc://127.0.0.1:1"])
    assert (done.exit_code, "'activated' tells nanoseconds" in done.stderr) == (2, True), done.output
