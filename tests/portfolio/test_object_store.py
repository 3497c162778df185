"""Bases in an S3 store, runs into one, and what goes wrong with it in words."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")
pytest.importorskip("moto", reason="moto is not installed; pip install '.[dev]'")

import pyarrow.parquet as pq
from pyarrow import fs
from typer.testing import CliRunner

from lifecycle.rulebook import Shelf
from scenarios.cli import app
from scenarios.portfolio import object_store, part
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.files import latest, listed
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.processes import Processes
from scenarios.portfolio.run import run
from tests.portfolio import stores
from tests.portfolio.bases import base, few

COMPARE = ("portfolio", "compare", "--from", "indihome@2023-07-01", "--as-of", "2024-06-30T23:59:59")
LATER = ("--set", "arrears.rung[0].at.days_after=5")
NEEDED = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_REGION", "AWS_PROFILE", "AWS_SESSION_TOKEN")


@pytest.fixture(scope="module")
def server() -> Iterator[stores.Store]:
    with stores.running() as one:
        yield one


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base of five, two a row group, on the disk; keys for the store, and nothing else of it, around."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in NEEDED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "something")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    object_store.reached.cache_clear()
    monkeypatch.setattr(part, "ROWS", 1)
    base(Path("base.parquet"), few())
    return tmp_path


@pytest.fixture
def store(server: stores.Store) -> stores.Store:
    """The store with a bucket that has the same base, in a folder with other files, under a name that needs quoting."""
    server.refuses = lambda method, path, signed: False
    disk = fs.S3FileSystem(endpoint_override=server.address, scheme="http", allow_bucket_creation=True)
    if disk.get_file_info("bucket").type != fs.FileType.NotFound:
        disk.delete_dir_contents("bucket")
    disk.create_dir("bucket")
    data = Path("base.parquet").read_bytes()
    for path in ("base/a b%20?.parquet", "base/more/b.parquet", "base/_old/c.parquet", "base/notes.txt"):
        with disk.open_output_stream(f"bucket/{path}") as out:
            out.write(data)
    server.asked.clear()
    return server


def ran(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, [*COMPARE, *LATER, "--jobs", "1", *words])
    assert done.exit_code == status, done.output
    return done.stdout if status == 0 else done.stderr


def kept(store: stores.Store, path: str) -> list[str]:
    """The objects below a path."""
    system, inner = object_store.reached(store.uri(path))
    found = system.get_file_info(fs.FileSelector(inner, recursive=True, allow_not_found=True))
    return sorted(one.path.removeprefix(f"{inner}/") for one in found if one.type == fs.FileType.File)


def rows(name: str) -> list[dict[str, Any]]:
    system, inner = object_store.reached(name)
    found: list[dict[str, Any]] = pq.read_table(inner, filesystem=system).to_pylist()
    return [{**one, "file": ""} for one in found]


def test_a_base_in_a_store_is_judged_into_the_store_as_one_on_the_disk_is_onto_it(store: stores.Store) -> None:
    base(Path("again.parquet"), few())
    here = json.loads(ran("base.parquet", "again.parquet", "--out", "near", "--format", "json"))
    there = json.loads(ran(store.uri("bucket/base"), "--out", store.uri("bucket/out"), "--format", "json"))
    assert rows(store.uri("bucket/out/rows")) == rows("near/rows")
    for name in ("largest", "examples"):  # which name the files
        assert bool(there.pop(name)) == bool(here.pop(name))
    assert there == here
    parts = [
        f"rows/{lead}part-{number:06d}.parquet{end}" for number in range(6) for lead, end in (("", ""), ("_", ".json"))
    ]
    others = ["rows/_replayed.json", "run.json", "summary.html", "summary.json"]
    assert kept(store, "bucket/out") == sorted([*parts, *others])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("bucket/base", ["a%20b%2520%3F", "more/b"], id="of a folder, those that are not hidden"),
        pytest.param("bucket/base/", ["a%20b%2520%3F", "more/b"], id="of a folder with a slash, the same"),
        pytest.param("bucket/base/a%20b%2520%3F.parquet", ["a%20b%2520%3F"], id="of a file, itself"),
        pytest.param("bucket/base/a*.parquet", ["a%20b%2520%3F"], id="of a pattern, those in that folder that fit"),
        pytest.param("bucket/base/*", ["a%20b%2520%3F"], id="of a pattern that all fit, none of a folder in that one"),
    ],
)
def test_the_files_of_an_address_are_addresses_that_open(store: stores.Store, asked: str, expected: list[str]) -> None:
    assert listed([store.uri(asked)]) == [store.uri(f"bucket/base/{name}.parquet") for name in expected]


def test_where_the_store_is_may_stand_in_the_environment(store: stores.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{store.address}")
    said = ran("s3://bucket/base", "--out", "s3://bucket/out")
    assert "s3://bucket/out/rows: a row a subscription" in said
    assert len(rows("s3://bucket/out/rows")) == 10


def test_several_processes_share_a_base_in_a_store(store: stores.Store) -> None:
    files, books = tuple(listed([store.uri("bucket/base")])), tuple(Shelf.open().editions("indihome"))
    until = latest(files)
    assert until is not None
    asked = Asked(files, (books,), ("indihome",), {}, until)
    for jobs in (1, 2):
        run(asked, Folder(store.uri(f"bucket/{jobs}")), Processes(jobs), 0, lambda *_: None)
    assert rows(store.uri("bucket/2/rows")) == rows(store.uri("bucket/1/rows"))
    assert len(rows(store.uri("bucket/1/rows"))) == 10


def test_what_comes_out_may_not_lie_in_the_base_that_is_read(store: stores.Store) -> None:
    said = ran(store.uri("bucket/base"), "--out", store.uri("bucket/base/more/out"), status=2)
    assert "which is read as the base, and so would be what is written" in said
    assert kept(store, "bucket/base/more/out") == []


def test_a_stopped_run_into_a_store_goes_on_and_judges_no_part_twice(
    store: stores.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = part.Bench.work
    judged: list[int] = []

    def work(self: part.Bench, one: part.PartOf, folder: Any) -> part.Done:
        if len(judged) == 4:
            judged.append(-1)
            raise KeyboardInterrupt
        judged.append(one.number)
        return whole(self, one, folder)

    monkeypatch.setattr(part.Bench, "work", work)
    out = store.uri("bucket/out")
    CliRunner().invoke(app, [*COMPARE, *LATER, "--jobs", "1", store.uri("bucket/base"), "--out", out])
    assert {name.partition("/")[0] for name in kept(store, "bucket/out")} == {"run.json", "unfinished"}
    ran(store.uri("bucket/base"), "--out", out)
    assert judged == [0, 1, 2, 3, -1, 4, 5]
    assert len(rows(store.uri("bucket/out/rows"))) == 10


def test_a_run_that_was_stopped_while_its_rows_moved_is_not_taken_for_a_finished_one(store: stores.Store) -> None:
    store.refuses = lambda method, path, signed: method == "PUT" and path.endswith("rows/_replayed.json")
    out = store.uri("bucket/out")
    assert "refuses this" in ran(store.uri("bucket/base"), "--out", out, status=2)
    copied = kept(store, "bucket/out/rows")
    assert len(copied) == 12
    store.refuses = lambda method, path, signed: False
    assert "replayed event by event: 8 of the 8" in ran(store.uri("bucket/base"), "--out", out)
    assert kept(store, "bucket/out/unfinished") == []
    assert kept(store, "bucket/out/rows") == sorted([*copied, "_replayed.json"])


def test_a_store_that_refuses_to_be_written_leaves_no_part_that_passes_for_a_whole_one(store: stores.Store) -> None:
    store.refuses = lambda method, path, signed: method in {"PUT", "POST"} and "part-000003" in path
    said = ran(store.uri("bucket/base"), "--out", store.uri("bucket/out"), status=2)
    assert f"{store.uri('bucket/out/unfinished/part-000003.parquet')}: the store refuses this" in said
    assert "the key at hand" in said
    assert "unfinished/part-000003.parquet" not in kept(store, "bucket/out")


def test_events_a_row_are_packed_into_the_store(store: stores.Store) -> None:
    import polars as pl  # noqa: PLC0415  # it is large

    events = [
        {"number": "1234567", "at": "2024-06-05", "event": "billed", "amount": "412500", "period": "2024-06"},
        {"number": "1234567", "at": "2024-06-23", "event": "paid", "amount": "412500", "period": None},
    ]
    pl.DataFrame(events).write_parquet("events.parquet")
    # What a packing that was stopped left there is no part of it.
    Folder(store.uri("bucket/out/packed")).write("packed-0007.parquet", "half a")
    ran("events.parquet", "--out", store.uri("bucket/out"))
    assert kept(store, "bucket/out/packed") == ["_packed.json", "packed-0000.parquet"]
    assert rows(store.uri("bucket/out/rows"))[0]["changed"]


def test_a_prefix_of_somebodys_that_is_named_packed_is_left_alone(store: stores.Store) -> None:
    import polars as pl  # noqa: PLC0415  # it is large

    event = {"number": "1234567", "at": "2024-06-05", "event": "billed", "amount": "412500", "period": "2024-06"}
    pl.DataFrame([event]).write_parquet("events.parquet")
    Folder(store.uri("bucket/out/packed")).write("thesis.txt", "years of work")
    assert "holds 'thesis.txt'" in ran("events.parquet", "--out", store.uri("bucket/out"), status=2)
    assert kept(store, "bucket/out") == ["packed/thesis.txt"]


def test_a_finished_run_in_a_store_replays_more_where_more_are_asked_for(store: stores.Store) -> None:
    out = store.uri("bucket/out")
    assert "event by event: 1 of the 4" in ran("base.parquet", "--out", out, "--confirm", "1")
    assert "event by event: 4 of the 4" in ran("base.parquet", "--out", out)


@pytest.mark.parametrize("name", ["run.json", "rows/_part-000001.parquet.json", "rows/_replayed.json"])
def test_what_a_run_wrote_into_a_store_and_is_spoilt_is_told_in_words(store: stores.Store, name: str) -> None:
    out = store.uri("bucket/out")
    ran("base.parquet", "--out", out)
    folder, _, last = name.rpartition("/")
    Folder(store.uri(f"bucket/out/{folder}")).write(last, '{"half')
    assert f"{store.uri(f'bucket/out/{name}')}: is not as a run writes it" in ran(
        "base.parquet", "--out", out, status=2
    )


def test_a_bucket_that_there_is_not_is_named(store: stores.Store) -> None:
    said = ran(store.uri("nobody/base"), "--out", "out", status=2)
    assert f"{store.uri('nobody/base')}: there is no bucket 'nobody'" in said
    said = ran("base.parquet", "--out", store.uri("nobody/out"), status=2)
    assert "there is no bucket 'nobody'" in said


def test_an_object_that_there_is_not_is_told(store: stores.Store) -> None:
    said = ran(store.uri("bucket/nothing.parquet"), "--out", "out", status=2)
    assert f"{store.uri('bucket/nothing.parquet')}: cannot be looked at: there is nothing of that name" in said


def test_without_a_key_it_is_said_what_to_set(store: stores.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    store.refuses = lambda method, path, signed: not signed
    said = ran(store.uri("bucket/base"), "--out", "out", status=2)
    assert "the store refuses this (access denied): no key is at hand; set AWS_ACCESS_KEY_ID" in said


def test_a_key_in_an_address_is_refused_and_not_repeated(store: stores.Store) -> None:
    said = ran(f"s3://me:se-cret@bucket/base?endpoint_override={store.address}", "--out", "out", status=2)
    assert "s3://***@bucket/base" in said
    assert "se-cret" not in said


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("s3://bucket/base?endpoint=here", 'did you mean "endpoint_override"?', id="an unknown option"),
        pytest.param("s3://", "names no bucket", id="no bucket"),
        pytest.param("abc://bucket/base", "no address that can be read", id="a store of another kind"),
    ],
)
def test_an_address_that_is_none_is_told(address: str, words: str) -> None:
    assert words in ran(address, "--out", "out", status=2)
    assert words in ran("base.parquet", "--out", address, status=2)


def test_a_server_that_is_away_is_told_in_seconds() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        began = time.monotonic()
        said = ran(f"s3://bucket/base?endpoint_override={address}&scheme=http", "--out", "out", status=2)
    assert f"{address} does not answer: Failed to connect" in said
    assert time.monotonic() - began < 30


def test_rows_that_a_store_stops_giving_are_told_as_the_stores_failure(store: stores.Store) -> None:
    given: list[str] = []

    def refuses(method: str, path: str, signed: bool) -> bool:
        given.append(path)
        return method == "GET" and path.endswith("b.parquet") and given.count(path) > 6

    store.refuses = refuses
    said = ran(store.uri("bucket/base"), "--out", "out", status=2)
    assert f"{store.uri('bucket/base/more/b.parquet')}: the store refuses this" in said
    assert not Path("out/rows").exists()
