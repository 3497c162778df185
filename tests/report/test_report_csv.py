"""The table for spreadsheets: RFC 4180, a row a month, exact amounts."""

import csv
from io import StringIO

from lifecycle.rulebook import Shelf
from scenarios.report.as_csv import COLUMNS, replay_csv
from scenarios.report.masking import Mask
from tests.report.kept import STORIES
from tests.report.made import BILLED_ONCE, LIBRARY, report_of


def rows(name: str) -> list[dict[str, str]]:
    text = replay_csv(report_of(STORIES / name), Mask(sign="*")).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def test_every_line_ends_as_the_rfc_wants_it() -> None:
    data = replay_csv(report_of(STORIES / "unpaid-to-the-end.yaml"), Mask(sign="*"))
    assert data.count(b"\r\n") == data.count(b"\n") == 5
    assert data.startswith(",".join(COLUMNS).encode() + b"\r\n")


def test_amounts_are_plain_decimals_beside_what_is_unspecified() -> None:
    june, july = rows("wrong-on-purpose.yaml")[1:]
    assert (june["closing"], june["closing_unspecified"]) == ("233125.50", "")
    assert (july["charges"], july["charges_unspecified"]) == ("unspecified", "bill 2024-07")
    assert (july["closing"], july["closing_unspecified"]) == ("-695624.50", "bill 2024-07;late fee 2024-07")


def test_the_number_is_masked() -> None:
    assert {row["subscription"] for row in rows("unpaid-to-the-end.yaml")} == {"***001"}


def test_fees_without_a_clause_are_not_applicable(without_fees: Shelf) -> None:
    report = report_of(BILLED_ONCE, shelf=without_fees)
    (row,) = csv.DictReader(StringIO(replay_csv(report, Mask()).decode(), newline=""))
    assert row["fees"] == "not_applicable"
    assert row["charges"] == "100"


def test_each_row_says_on_whose_word_it_rests() -> None:
    """A table is passed on without the page that it came with."""
    kept = replay_csv(report_of(LIBRARY / "iconnet" / "the-final-bill.yaml"), Mask()).decode()
    assert [row["authority"] for row in csv.DictReader(StringIO(kept))] == ["third_party", "third_party"]
