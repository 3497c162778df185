"""Numbers of two languages are compared in one form."""

import pytest

from lifecycle.rulebook.figures import figures


@pytest.mark.parametrize(
    ("english", "indonesian", "found"),
    [
        pytest.param("5 % of the bill", "5% dari tagihan", {"5%"}, id="a percentage"),
        pytest.param("ten percent of tax", "pajak sepuluh persen", {"10%"}, id="a percentage in words"),
        pytest.param("2.5 % more", "2,5 % lagi", {"2.5%"}, id="a decimal"),
        pytest.param("Rp 5,000.50", "Rp 5.000,50", {"5000.50"}, id="an amount in each language's habit"),
        pytest.param("Rp 17.336,70", "Rp17.336,70", {"17336.70"}, id="an amount as rule books write it"),
        pytest.param(
            "0,90 and 49,00 at 19.263", "0,90 dan 49,00 dengan 19.263", {"0.90", "49.00", "19263"}, id="three"
        ),
        pytest.param("the 20th, the 1st", "tanggal 20, tanggal 1", {"20", "1"}, id="days of a month"),
        pytest.param("on 2022-11-23", "pada 23 November 2022", {"2022", "month 11", "23"}, id="a date"),
        pytest.param("in May 2017", "pada Mei 2017", {"month 5", "2017"}, id="May beside a number"),
        pytest.param("It may. May it?", "Boleh.", set(), id="may is no month"),
        pytest.param("2016–2017", "2016–2017", {"2016", "2017"}, id="a span of years"),
        pytest.param("twelve months", "12 bulan", {"12"}, id="a word and digits"),
        pytest.param("twelve or two", "dua belas atau dua", {"12", "2"}, id="twelve is not two"),
        pytest.param("twenty-one, sixty", "dua puluh satu, enam puluh", {"21", "60"}, id="tens and their units"),
        pytest.param("one of them", "salah satu", set(), id="one is often no number"),
        pytest.param("until 09:00", "sampai pukul 09.00", {"09.00"}, id="a time"),
        pytest.param("2.a, see 2.d.", "2.a, lihat 2.d.", {"2.a", "2.d"}, id="clauses"),
        pytest.param("items 2.1 to 2.5", "butir 2.1 sampai 2.5", {"2.1", "2.5"}, id="clauses by number"),
    ],
)
def test_the_same_numbers(english: str, indonesian: str, found: set[str]) -> None:
    assert figures(english) == figures(indonesian) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 %", "5"), ("Rp 5.000", "Rp 50.000"), ("the 20th", "tanggal 21"), ("2.a", "2.b"), ("June 2016", "Juli 2016")],
)
def test_other_numbers(one: str, other: str) -> None:
    assert figures(one) != figures(other)
