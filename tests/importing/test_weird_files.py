"""Files as they come out of other programs: read as they are meant, or refused in words that say what to do."""

import gzip
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.importing.exports import COLUMNS, MAP, ROWS, export, imported

HEAD = ",".join(COLUMNS)
BILL = "122001,10/05/2022,BILL,05/06/2024,06/2024,412500,,412500"
PAY = "122001,,PAY,03/07/2024 10:00,,5,TUNAI,"
GOOD = "\n".join([HEAD, BILL, PAY, ""])
JSON = (
    '{"customer":"122001","since":"10/05/2022","type":"PAY","issued":"03/07/2024 10:00","amount":1,"channel":"TUNAI"}\n'
)


def _bytes(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("\ufeff" + GOOD, id="a byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n"), id="lines as Windows ends them"),
        pytest.param("\ufeff" + GOOD.replace("\n", "\r\n"), id="both"),
        pytest.param(GOOD.rstrip("\n"), id="no end of the last line"),
        pytest.param(GOOD + "\n\n", id="empty lines at the end"),
    ],
)
def test_a_csv_file_is_read_as_it_is_meant(tmp_path: Path, content: str) -> None:
    assert "rows: 2\n" in imported(_bytes(tmp_path / "bills.csv", content)).output


def test_a_semicolon_is_a_delimiter_where_the_map_says_so(tmp_path: Path) -> None:
    file = _bytes(tmp_path / "bills.csv", GOOD.replace(",", ";"))
    assert "rows: 2\n" in imported(file, MAP + 'delimiter: ";"\n').output


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_counted_as_an_editor_does_after_a_cell_of_several_lines(tmp_path: Path, end: str) -> None:
    content = "\n".join([f"{HEAD},remark", f'{BILL},"one\ntwo\n\nfour"', f"{PAY},", f'{PAY.replace("5", "x")},"a\nb"'])
    told = imported(_bytes(tmp_path / "bills.csv", content.replace("\n", end))).output
    assert "bills.csv:7:" in told
    assert told.count("\n") == 1


REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "an empty file": ("a.csv", "", ":1:1: the file is empty; the first line names the columns"),
    "nothing but a byte order mark": ("a.csv", "\ufeff", ":1:1: the file is empty"),
    "an empty first line": ("a.csv", "\n" + GOOD, ":1:1: the first line is empty"),
    "another delimiter": ("a.csv", GOOD.replace(",", ";"), "the `delimiter` between its cells may be another"),
    "no header": ("a.csv", BILL, ":1:1: the first line names none of the columns that the map asks for, amount"),
    "a column that is missing": ("a.csv", GOOD.replace("month", "mnth"), 'unknown column "month"; did you mean "mnth"'),
    "a column twice": ("a.csv", GOOD.replace("since", "fee"), ':1:2: the column "fee" stands there twice'),
    "the header again": ("a.csv", GOOD + HEAD, ':4:3: column "type": unknown kind of row "type"'),
    "Latin letters": (
        "a.csv",
        GOOD.encode().replace(b"TUNAI", b"Jos\xe9"),
        ":3:1: the row holds bytes that are not UTF-8",
    ),
    "UTF-16": ("a.csv", GOOD.encode("utf-16"), "the file is UTF-16; export it as UTF-8"),
    "gzip under another name": ("a.jsonl", gzip.compress(JSON.encode()), "the file is packed by gzip; unpack it first"),
    "gzip": ("a.csv.gz", gzip.compress(GOOD.encode()), "; unpack it first"),
    "a workbook": ("a.csv", b"PK\x03\x04", "the file is a workbook, or packed by zip; export it as CSV"),
    "Parquet under another name": ("a.csv", b"PAR1", "is Parquet; give it a name that ends in .parquet"),
    "a quote that never ends": ("a.csv", GOOD.replace("TUNAI", '"TUNAI'), ":3:1: this is not CSV: unexpected end"),
    "an amount of thousands of digits": ("a.csv", GOOD.replace(",5,", f",{'9' * 6000},"), ":3:6: column"),
    "a year that no calendar has": ("a.csv", GOOD.replace("07/2024", "07/0000"), ":3:4: column"),
    "the year 9999": ("a.csv", GOOD.replace("07/2024", "07/9999"), "outside the years 1900 to 2199"),
    "a broken line of JSON": ("a.jsonl", JSON + '{"customer": "1\n' + JSON, ":2:1: this is not JSON: "),
    "an array": ("a.jsonl", "[1]", ":1:1: a row is a JSON object"),
    "an integer of thousands of digits": ("a.jsonl", JSON.replace(":1,", f":{'9' * 6000},"), ":1:1: column"),
    "JSON nested without end": ("a.jsonl", "[" * 100_000, ":1:1: the JSON is nested too deep"),
    "true": ("a.jsonl", JSON.replace('"03/07/2024 10:00"', "true"), 'column "issued": a text is needed here'),
    "half a character": ("a.jsonl", JSON.replace("TUNAI", "\\ud800"), ":1:1: "),
    "what is no Parquet": ("a.parquet", b"PAR1 nothing", "this is not Parquet: "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str) -> None:
    called, content, words = REFUSED[name]
    told = imported(_bytes(tmp_path / called, content))
    assert isinstance(told.exception, SystemExit), told.exception
    assert (told.exit_code, words in told.output) == (2, True), told.output
    assert not (tmp_path / "kept.db").exists()


def _table(path: Path, **columns: Any) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table  # noqa: PLC0415  # an extra

    made = {name: [cell or None] for name, cell in zip(COLUMNS, ROWS[0], strict=True)}
    arrays = {name: pyarrow.array(values, getattr(pyarrow, kind)(*of)) for name, (values, kind, *of) in columns.items()}
    write_table(pyarrow.table(made | arrays), path)
    return path


DAY = MAP.replace('at: {column: issued, format: "%d/%m/%Y"}', "at: issued")


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"amount": ([Decimal("412500.5")], "decimal128", 20, 4)}, id="decimals"),
        pytest.param({"fee": ([412500], "int64")}, id="integers"),
        pytest.param({"type": (["BILL"], "large_string")}, id="large strings"),
        pytest.param({"issued": ([datetime(2024, 6, 5)], "timestamp", "us")}, id="instants without a zone"),
        pytest.param({"issued": ([datetime(2024, 6, 5, tzinfo=UTC)], "timestamp", "us", "UTC")}, id="with one"),
        pytest.param({"issued": ([date(2024, 6, 5)], "date32")}, id="days"),
    ],
)
def test_a_column_of_parquet_is_read_whatever_its_type(tmp_path: Path, columns: dict[str, Any]) -> None:
    told = imported(_table(tmp_path / "a.parquet", **columns), DAY if "issued" in columns else MAP)
    assert "events: 2 new" in told.output


def test_a_dictionary_of_parquet_is_read_as_its_words(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    file = _table(tmp_path / "a.parquet", type=(["BILL"], "dictionary", pyarrow.int32(), pyarrow.string()))
    assert "events: 2 new" in imported(file).output


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"amount": ([Decimal("412500.505")], "decimal128", 20, 3)}, "'412500.505' has more than two decimals"),
        ({"customer": ([122001.0], "float64")}, ':1:1: column "customer": the number is a binary fraction'),
        ({"amount": ([b"\xff"], "binary")}, "a value of type bytes is no text, number or date"),
        ({"issued": ([1717545600000000001], "timestamp", "ns")}, "an instant is finer than a microsecond"),
        ({"issued": ([datetime(2024, 6, 5, tzinfo=UTC)], "timestamp", "us", "Mars/Base")}, "a time zone that is not"),
        ({"issued": ([2**50], "timestamp", "ms")}, "lies outside the years 1 to 9999"),
    ],
    ids=["three decimals", "a binary fraction", "bytes", "nanoseconds", "a zone of Mars", "a year beyond all"],
)
def test_a_value_of_parquet_that_means_nothing_is_told(tmp_path: Path, columns: dict[str, Any], words: str) -> None:
    told = imported(_table(tmp_path / "a.parquet", **columns), DAY if "issued" in columns else MAP)
    assert (told.exit_code, words in told.output) == (2, True), told.output
    assert "122001" not in told.output


def test_a_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    file = export(tmp_path / "a.parquet")
    file.write_bytes(file.read_bytes()[:-100])
    assert "this is not Parquet" in imported(file).output
