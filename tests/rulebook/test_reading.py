"""A book is read whole: its header, its clauses as typed terms, its readings."""

import hashlib
import pickle
from datetime import date

import pytest
from attrs import fields

from lifecycle import clauses
from lifecycle.clauses.instant import InstantForm
from lifecycle.clauses.late_fee import Stacking
from lifecycle.money import Mode, Rounding
from lifecycle.rulebook import RuleBook, read_text
from lifecycle.rulebook.clause_tables import ClauseTables


def test_every_kind_of_clause_has_its_place_in_a_book() -> None:
    assert [each.name for each in fields(ClauseTables)] == list(clauses.TABLES)


def test_the_header_says_whose_terms_since_when_and_how_they_round(contoh: RuleBook) -> None:
    assert (contoh.provider, contoh.title, contoh.edition) == ("contoh-net", "Contoh Net, terms of 2024", "2024-01-01")
    assert (contoh.in_force, contoh.known_from, contoh.inferred) == (date(2024, 1, 1), date(2024, 1, 1), False)
    assert (contoh.authority, contoh.source) == ("invented", "example")
    assert contoh.rounding == Rounding(100, Mode.HALF_UP)
    assert contoh.path == "contoh-net/2024-01-01.md"


def test_the_clauses_are_typed_terms_in_sen(contoh: RuleBook) -> None:
    assert contoh.billing is not None
    assert contoh.billing.due == InstantForm(month=0, day=10)
    assert contoh.late_fee is not None
    assert [tier.flat for tier in contoh.late_fee.tier] == [1_500_000]
    assert contoh.late_fee.tier[0].opens == InstantForm(days_after=1, of="due")
    assert contoh.arrears is not None
    assert [(rung.becomes, rung.right) for rung in contoh.arrears.rung] == [("isolated", False), ("terminated", True)]
    assert contoh.minimum_term is not None
    assert (contoh.minimum_term.months, contoh.minimum_term.on) == (6, ("wish", "arrears"))
    assert contoh.minimum_term.fee.flat == 40_000_000
    assert contoh.blacklist is None
    assert contoh.resale is None
    assert contoh.reading("late_fee.stacking") is None


def test_the_digest_is_that_of_the_text(contoh: RuleBook) -> None:
    assert contoh.digest == hashlib.sha256(contoh.text.encode()).hexdigest()


def test_line_ends_and_a_mark_at_the_start_change_nothing(contoh: RuleBook) -> None:
    again = read_text("\ufeff" + contoh.text.replace("\n", "\r\n"), "contoh-net/2024-01-01.md")
    assert again == contoh
    assert again.text == contoh.text


def test_a_book_travels_between_processes(contoh: RuleBook) -> None:
    again = pickle.loads(pickle.dumps(contoh))
    assert again == contoh
    assert again.parameters() == contoh.parameters()


@pytest.mark.parametrize(
    ("toml", "fee"),
    [
        pytest.param("flat = 15000", 1_500_000, id="whole rupiah"),
        pytest.param("flat = 17336.70", 1_733_670, id="a decimal, which never becomes a float"),
        pytest.param('flat = "Rp 17.336,70"', 1_733_670, id="the Indonesian form"),
        pytest.param("flat = 100_000_000_000", 10**13, id="the largest amount there is"),
    ],
)
def test_amounts(header: str, toml: str, fee: int) -> None:
    book = read_text(f"{header}\n```toml\n[[late_fee.tier]]\nfrom = {{month = 1, day = 1}}\n{toml}\n```", "a/b.md")
    assert book.late_fee is not None
    assert book.late_fee.tier[0].flat == fee


@pytest.mark.parametrize(
    ("toml", "points"),
    [
        pytest.param('"5%"', 500, id="whole"),
        pytest.param('"2.5%"', 250, id="one decimal"),
        pytest.param('"0.05 %"', 5, id="two decimals and a blank"),
        pytest.param('"1000%"', 100_000, id="the highest rate there is"),
    ],
)
def test_rates(header: str, toml: str, points: int) -> None:
    block = f"```toml\n[[late_fee.tier]]\nfrom = {{month = 1, day = 1}}\nrate = {toml}\n```"
    book = read_text(f"{header}\n{block}", "a/b.md")
    assert book.late_fee is not None
    assert book.late_fee.tier[0].rate == points


def test_a_reading_has_its_default_first_and_its_question(header: str) -> None:
    reading = (
        '\n```toml\n[readings."late_fee.stacking"]\ndefault = "add"\nalso = ["replace"]\nquestion = "on\\n top?"\n```'
    )
    found = read_text(header + reading, "a/b.md").reading("late_fee.stacking")
    assert found is not None
    assert (found.default, found.allowed) == (Stacking.ADD, (Stacking.ADD, Stacking.REPLACE))
    assert (found.question, found.line) == ("on top?", 13)


def test_an_undated_book_covers_every_date(header: str) -> None:
    book = read_text(header.replace("in_force = 2024-01-01", "undated = true"), "kecil/undated.md", "kecil")
    assert (book.edition, book.in_force, book.known_from) == ("undated", None, None)


def test_terms_may_be_known_later_than_in_force_and_round_otherwise(header: str) -> None:
    more = 'known_from = "2024-03-05"\ninferred = true\nrounding = {step = 0.5, mode = "up"}\nauthority'
    book = read_text(header.replace("authority", more), "kecil/2024-01-01.md", "kecil")
    assert (book.known_from, book.inferred, book.rounding) == (date(2024, 3, 5), True, Rounding(50, Mode.UP))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param("/home/someone/books/kecil/2024-01-01.md", "kecil/2024-01-01.md", id="an absolute path"),
        pytest.param("2024-01-01.md", "2024-01-01.md", id="a bare name"),
        pytest.param("/2024-01-01.md", "2024-01-01.md", id="a file at the very top"),
    ],
)
def test_a_book_s_path_is_never_absolute(header: str, path: str, shown: str) -> None:
    assert read_text(header, path).path == shown
