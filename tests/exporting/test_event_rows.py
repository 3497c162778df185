"""The rows of an export: every field of an event, in words and amounts that come back from each kind of file."""

import csv
import json
from datetime import datetime, timedelta, timezone
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from attrs import evolve

from lifecycle.calendar import WIB, Period
from lifecycle.events import BankAccount, Because, Paid, Recorded
from lifecycle.money import Sen
from lifecycle.store import Row
from scenarios.exporting import files
from scenarios.exporting.event_rows import COLUMNS, event_row
from scenarios.report.masking import Mask
from tests.cli.told import HOLDS, kept, lifecycle

JAPAN = timezone(timedelta(hours=9))
AT = datetime(2024, 6, 20, 23, 59, 59, 5, WIB)
PAID = Recorded(
    "indihome/7718290341",
    4,
    AT,
    Paid(
        Sen(1733670),
        posted_at=AT,
        for_period=Period("2024-06"),
        sender=BankAccount(name="Sri Wahyuni", number="5550918273"),
        offset=540,
        posted_offset=0,
    ),
    "customer",
    known_at=AT + timedelta(days=3),
    precision="day",
    inferred=True,
    because=Because("3.1.b", "2023-07-01", (("late_fee.stacking", "replace"),)),
    step=2,
    source="a letter of Sri Wahyuni",
    note='=1+1, "so", of 5550918273\nand a second line',
)
ROW = Row(9, PAID.subscription, 4, "paid.1", b"", "ab" * 32)
WHOLE = {
    "ordinal": 9,
    "provider": "indihome",
    "number": "7718290341",
    "version": 4,
    "at": "2024-06-21T01:59:59.000005+09:00",
    "known_at": "2024-06-23T23:59:59.000005+07:00",
    "precision": "day",
    "inferred": True,
    "actor": "customer",
    "event": "paid",
    "payload": '{"amount":"17336.70","posted_at":"2024-06-20T16:59:59.000005+00:00","for_period":"2024-06",'
    '"from":{"name":"Sri Wahyuni","number":"5550918273"}}',
    "step": 2,
    "clause": "3.1.b",
    "edition": "2023-07-01",
    "readings": '{"late_fee.stacking":"replace"}',
    "source": PAID.source,
    "note": PAID.note,
    "hash": "ab" * 32,
}


def test_every_field_of_an_event_is_in_its_row() -> None:
    """A payment's instants with the offsets at which they were written."""
    found = event_row(PAID, ROW, Mask(on=False))
    assert json.loads(found.pop("payload")) == json.loads(str(WHOLE["payload"]))
    assert found == {name: value for name, value in WHOLE.items() if name != "payload"}
    assert set(WHOLE) == set(COLUMNS)


def test_numbers_and_names_are_masked_wherever_they_stand_in_a_row() -> None:
    """In the note and the source, too."""
    told = json.dumps(event_row(PAID, ROW, Mask.over([PAID], sign="*")))
    assert [secret for secret in ("7718290341", "Wahyuni", "5550918273") if secret in told] == []
    assert "a letter of S. W." in told


def many(count: int) -> list[dict[str, object]]:
    """Rows, of which each has a number of its own."""
    return [event_row(evolve(PAID, version=number), ROW, Mask(on=False)) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, files.BATCH, files.BATCH + 1])
def test_no_row_is_lost_in_any_kind_of_file(count: int) -> None:
    """However many are packed at a time."""
    rows = many(count)
    for write in (files.write_csv, files.write_json_lines, files.write_parquet):
        out = BytesIO()
        write(iter(rows), out)
        if write is files.write_csv:
            found = list(csv.DictReader(StringIO(out.getvalue().decode(), newline="")))
            assert {one["inferred"] for one in found} <= {"true"}
        elif write is files.write_json_lines:
            found = [json.loads(line) for line in out.getvalue().decode().splitlines()]
        else:
            table = pytest.importorskip("pyarrow.parquet").read_table(BytesIO(out.getvalue()))
            assert table.schema.names == list(COLUMNS)
            found = table.to_pylist()
        assert [int(one["version"]) for one in found] == list(range(count))
        assert {one["note"] for one in found} <= {PAID.note}


def test_only_the_subscription_that_is_asked_for_is_exported(tmp_path: Path) -> None:
    """By its name, or as it is shown; without one, all."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    for number in ("122001", "122999"):
        lifecycle("replay", kept(tmp_path, HOLDS.replace("122001", number)), "--store", url)
    one = lifecycle("export", "--store", url, "--subscription", "indihome/***999").stdout
    assert {row["number"] for row in csv.DictReader(StringIO(one))} == {"***999"}
    every = lifecycle("export", "--store", url).stdout
    assert {row["number"] for row in csv.DictReader(StringIO(every))} == {"***001", "***999"}


def test_an_export_masks_what_a_note_repeats_of_another_event(tmp_path: Path) -> None:
    """A sender's name and account stand in the payment, and are known throughout the story."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    paid = "    paid: {amount: 412500, from: {name: Agus Prasetyo, number: '55509'}}\n"
    story = HOLDS.replace("    paid: 412500\n", paid).replace(
        "    billed:", "    note: Prasetyo will pay from 55509\n    billed:"
    )
    assert lifecycle("replay", kept(tmp_path, story), "--store", url).exit_code == 0
    told = lifecycle("export", "--store", url)
    assert (told.exit_code, "Prasetyo" in told.stdout, "55509" in told.stdout) == (0, False, False)
    assert "Prasetyo will pay from 55509" in lifecycle("export", "--store", url, "--unmask").stdout


def test_a_parquet_file_has_a_row_group_a_batch() -> None:
    """So that no more rows are held than one batch."""
    parquet = pytest.importorskip("pyarrow.parquet")
    out = BytesIO()
    files.write_parquet(iter(many(files.BATCH + 1)), out)
    assert parquet.ParquetFile(BytesIO(out.getvalue())).num_row_groups == 2
