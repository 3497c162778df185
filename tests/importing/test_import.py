"""Importing: the same events from every kind of file, each once, and nothing at all where a row is wrong."""

import sys
import tracemalloc
from pathlib import Path

import pytest

from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.importing import maps
from scenarios.importing.rows import table
from scenarios.importing.spool import Spool
from scenarios.importing.stories import key
from tests.importing.exports import COLUMNS, KINDS, MAP, ROWS, export, imported


def test_every_kind_of_file_gives_the_same_chain(tmp_path: Path) -> None:
    told = {imported(export(tmp_path / f"bills.{kind}"), store=f"{kind}.db").output for kind in KINDS}
    assert len(told) == 1
    assert "rows: 4, 1 left out\nsubscriptions: 2\nevents: 5 new, 0 there already\n" in told.pop()


def test_rows_may_come_in_any_order(tmp_path: Path) -> None:
    there = imported(export(tmp_path / "bills.csv"), store="there.db").output
    assert imported(export(tmp_path / "back.csv", ROWS[::-1]), store="back.db").output == there


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    file = export(tmp_path / "bills.csv")
    imported(file)
    assert "events: 0 new, 5 there already" in imported(file).output


def test_a_later_export_with_more_rows_is_appended(tmp_path: Path) -> None:
    imported(export(tmp_path / "bills.csv"))
    more = [*ROWS, ("122001", "", "PAY", "04/07/2024 10:00", "", "5", "", "")]
    assert "events: 1 new, 5 there already" in imported(export(tmp_path / "more.csv", more)).output
    with Store.open(f"sqlite:///{tmp_path / 'kept.db'}", reading=True) as store:
        assert [recorded.step for recorded in store.events("indihome/122001")] == [None, 1, 2, 3]
        assert store.verify() is None


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ROWS[:2], "bills.csv:3:1: the store holds event 3 of indihome/•••001"),
        ([*ROWS[:2], (*ROWS[2][:5], "1", "", "")], "bills.csv:4:1: the store holds another event 3 of indihome/•••001"),
    ],
    ids=["a row that is gone", "another amount"],
)
def test_an_export_that_tells_otherwise_than_the_store_is_refused_at_its_row(
    tmp_path: Path, rows: list[tuple[str, ...]], words: str
) -> None:
    imported(export(tmp_path / "bills.csv"))
    told = imported(export(tmp_path / "bills.csv", rows))
    assert told.exit_code == 2
    assert words in told.output


WRONG = {
    "an ambiguous amount": (5, "1.500", ":6: column \"amount\": '1.500' is ambiguous"),
    "an amount too fine": (5, "1.2345", ":6: column \"amount\": '1.2345' has more than two decimals"),
    "a negative amount": (5, "-5", ':6: column "amount": the amount -Rp 5 is negative'),
    "no amount": (5, "", ':1: column "amount": nothing is written here'),
    "a day that does not exist": (
        3,
        "31/06/2024",
        ':4: column "issued": "31/06/2024" is not a date written as %d/%m/%Y',
    ),
    "another form of date": (3, "2024-06-05", ':4: column "issued": "2024-06-05" is not a date written as'),
    "no instant": (3, "", ':1: column "issued": nothing is written here'),
    "a day before the first edition": (3, "05/06/2020", ':4: column "issued": indihome: covered from 2022-01-01'),
    "no subscription": (0, " ", ':1: column "customer": nothing is written here'),
    "an unknown kind": (2, "BIL", ':3: column "type": unknown kind of row "BIL"; did you mean "BILL"?'),
    "no kind": (2, "", ':1: the column "type", which says of what kind the row is, is blank'),
    "before the activation": (1, "06/06/2024", ":1: refused: the subscription is not active before 2024-06-06"),
    "a control character": (6, "\x07", "the text holds a control character"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_bad_row_is_told_at_its_line_and_column_and_nothing_is_stored(tmp_path: Path, name: str) -> None:
    at, cell, words = WRONG[name]
    row = list(ROWS[0])
    row[at] = cell
    kinds = MAP.replace("amount: amount}\n  PAY", "amount: amount, lines: [{for: channel, amount: amount}]}\n  PAY")
    told = imported(export(tmp_path / "bills.csv", [*ROWS[1:], row]), kinds if at == 6 else MAP)
    assert told.exit_code == 2
    assert "bills.csv:5" in told.output
    assert words in told.output
    assert not (tmp_path / "kept.db").exists()


def test_all_bad_rows_are_told_at_once_by_their_physical_lines(tmp_path: Path) -> None:
    file = tmp_path / "bills.csv"
    lines = [",".join(COLUMNS), '122001,,"two', 'lines",,,,,', "", "122001,,PAY,x,,y,TUNAI,", "122001,too,few"]
    file.write_text("\n".join(lines), "utf-8")
    told = imported(file).output.splitlines()
    assert [line.removeprefix(f"{file}:").partition(": ")[0] for line in told] == ["2:3", "5:4", "6:1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1]", ":1:1: a row is a JSON object"),
        ("{", ":1:1: this is not JSON"),
        ('{"customer": 1, "customer": 2}', ':1:1: doubled key "customer"'),
        ('{"customer": NaN}', ":1:1: NaN is no number"),
        ('{"customer": "1", "type": "PAY", "issued": "03/07/2024 10:00", "amount": 1.500}', "'1.500' is ambiguous"),
    ],
)
def test_a_line_that_is_no_row_is_told(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "bills.jsonl"
    file.write_text(f"{text}\n", "utf-8")
    told = imported(file)
    assert told.exit_code == 2
    assert words in told.output


def test_a_binary_fraction_is_no_amount(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table  # noqa: PLC0415  # an extra

    row = dict(zip(COLUMNS, ROWS[0], strict=True)) | {"amount": 412500.5}
    write_table(arrow.Table.from_pylist([row]), tmp_path / "bills.parquet")
    assert (
        'bills.parquet:1:6: column "amount": the number is a binary fraction'
        in imported(tmp_path / "bills.parquet").output
    )


def test_without_its_extra_a_parquet_file_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = export(tmp_path / "bills.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'subscription-lifecycle[parquet]'" in imported(file).output


def test_a_column_that_the_file_does_not_have_is_told_before_any_row(tmp_path: Path) -> None:
    told = imported(export(tmp_path / "bills.csv"), MAP.replace("amount: amount", "amount: amont"))
    assert (
        told.output
        == f'{tmp_path / "bills.csv"}:1:1: unknown column "amont"; did you mean "amount"?; the map asks for it\n'
    )


def test_every_mistake_of_a_map_is_told_at_its_place(tmp_path: Path) -> None:
    text = (
        MAP.replace("indihome", "indihom")
        .replace("event: paid", "event: payed")
        .replace('"%d/%m/%Y %H', '"%d/%b/%Y %H')
    )
    text = text.replace("period: {", "perod: {").replace("monthly_fee: fee", "monthly_fee: {constant: x}\n  numbr: a")
    told = imported(export(tmp_path / "bills.csv"), text)
    places = [
        line.split(": ")[0].rpartition("map.yaml:")[2] for line in told.output.splitlines() if "map.yaml:" in line
    ]
    assert told.exit_code == 2
    assert places == ["2:11", "6:27", "7:3", "13:13", "13:14", "15:12", "16:34"]


def test_the_memory_of_reading_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """30,000 rows are put aside and given back in the memory of a few batches."""
    file = export(tmp_path / "bills.csv", [(str(n % 6_000), *ROWS[0][1:]) for n in range(30_000)])
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    wanted = maps.read(tmp_path / "map.yaml", Shelf.open())
    with Spool() as spool:
        tracemalloc.start()
        try:
            for row in table(file, wanted, lambda *_: None).rows:
                found = key(row, wanted, [])
                assert found is not None
                spool.put(found.subscription, found.at, found.kind, row)
            assert sum(len(rows) for _, rows in spool.stories()) == 30_000
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 4_000_000
