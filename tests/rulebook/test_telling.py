"""Beside a book stands its telling in another language: found, and read when it is asked for."""

import os
import subprocess
import sys
from hashlib import sha256
from importlib import resources
from pathlib import Path

import pytest

from lifecycle.problems import Problems
from lifecycle.rulebook import NotModelled, Shelf, read, read_text
from lifecycle.rulebook.lint import lint
from tests.rulebook.retold import BOOK, TELLING, retold


def test_the_telling_says_what_the_book_says_clause_by_clause(file: Path) -> None:
    book = read(file)
    told = book.told("id")
    assert (told.language, told.path) == ("id", "kecil/2024-01-01.id.md")
    assert (told.title, told.source) == ("Kecil, ketentuan 2024", "sebuah uji")
    assert told.heading("1 Late: within the month") == "1 Terlambat: dalam bulan tagihan"
    assert told.heading(book.citation("late_fee")) == "1 Terlambat: dalam bulan tagihan"
    assert told.heading(book.title) == told.title
    assert told.prose(book.title) == "Dengan kata-kata uji."
    assert told.prose(book.citation("late_fee")) == "5 % mulai tanggal 21.\n\n- sebuah daftar"
    assert told.question("late_fee.base") == "Tiap tagihan, dalam dua belas bulan?"
    assert told.question(book.readings["late_fee.base"]) == told.question("late_fee.base")
    assert told.question("payment.timezone") == ""
    assert told.not_modelled == (NotModelled("1 Terlambat: dalam bulan tagihan", "suratnya.", 14),)
    assert lint(book) == lint(read_text(book.text, str(file)))


def test_a_book_s_own_words_are_a_telling_too(file: Path) -> None:
    book = read(file)
    own = book.told()
    assert own is book.telling("en")
    assert (own.language, own.title, own.source) == ("en", book.title, book.source)
    assert own.prose(book.citation("late_fee")) == book.citation("late_fee").prose
    assert own.heading("Resale") == "Resale"
    assert own.question("late_fee.base") == book.readings["late_fee.base"].question
    assert own.not_modelled == book.not_modelled()


def test_a_book_that_nothing_tells_says_its_own_words_and_that_they_are_english(header: str) -> None:
    book = read_text(header + BOOK, "kecil/2024-01-01.md")
    assert book.telling("id") is None
    assert book.told("id").language == "en"
    assert book.told("id") is book.told("en")


def test_what_the_book_does_not_have_is_not_told(file: Path) -> None:
    told = read(file).told("id")
    with pytest.raises(KeyError):
        told.prose("2 Late")
    with pytest.raises(KeyError):
        told.question("late_fee.tax")


def test_headings_of_one_name_are_told_apart_by_their_citations(file: Path, header: str) -> None:
    file.write_text(header + BOOK.replace("## Resale", "## 1 Late: within the month"), "utf-8")
    book = retold(file, "## Jual kembali", "## 1 Jual kembali")
    told = book.told("id")
    assert told.heading(book.citation("resale")) == "1 Jual kembali"
    assert told.heading("1 Late: within the month") == "1 Terlambat: dalam bulan tagihan"


def test_neither_text_nor_digest_of_a_book_know_its_telling(file: Path, header: str) -> None:
    with_it = Shelf.open(file.parents[1]).editions("kecil")[0]
    file.with_name("2024-01-01.id.md").unlink()
    without = Shelf.open(file.parents[1]).editions("kecil")[0]
    assert with_it == without
    assert with_it.digest == without.digest == sha256((header + BOOK).encode()).hexdigest()
    assert (set(with_it.tellings), set(without.tellings)) == ({"id"}, set())


def test_a_telling_is_no_edition_and_is_read_when_it_is_asked_for(file: Path) -> None:
    told = file.with_name("2024-01-01.id.md")
    told.write_bytes(b"\xff")
    shelf = Shelf.open(file.parents[1])
    (book,) = shelf.editions("kecil")
    assert book.told().language == "en"
    told.write_text(TELLING, "utf-8")
    assert book.told("id").title == "Kecil, ketentuan 2024"
    told.unlink()
    assert book.told("id").title == "Kecil, ketentuan 2024", "and only once"


def test_a_replay_as_text_knows_nothing_of_tellings() -> None:
    """Neither the files nor the modules that read them, so that it starts as fast as without them."""
    story = min(Path(str(resources.files("scenarios"))).joinpath("library").glob("*/*.yaml"))
    code = (
        "import sys; from scenarios.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if 'telling' in name], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "replay", str(story)], capture_output=True, text=True, check=True
    )
    assert done.stdout
    assert done.stderr == "[]\n"


def test_a_telling_that_changes_is_read_again_by_another_shelf(file: Path) -> None:
    assert Shelf.open(file.parents[1]).editions("kecil")[0].told("id").source == "sebuah uji"
    told = file.with_name("2024-01-01.id.md")
    told.write_text(TELLING.replace("sebuah uji", "uji lain"), "utf-8")
    os.utime(told, ns=(1, 1))
    assert Shelf.open(file.parents[1]).editions("kecil")[0].told("id").source == "uji lain"


def test_a_changed_book_and_the_terms_before_it_keep_the_telling(file: Path) -> None:
    book = read(file).with_("late_fee.tier[0].rate", "6%")
    assert book.told("id").heading("Resale") == "Jual kembali"


def test_a_book_from_elsewhere_is_told_as_the_shelf_tells_the_same_text(file: Path, header: str) -> None:
    shelf = Shelf.open(file.parents[1])
    kept = read_text(header + BOOK, "kecil/2024-01-01.md")
    assert shelf.twin(kept) == kept
    assert shelf.twin(kept).told("id").language == "id"
    changed = read_text(header + BOOK + "\nMore.", "kecil/2024-01-01.md")
    assert shelf.twin(changed) is changed
    stranger = read_text(header.replace('"kecil"', '"lain"'), "lain/2024-01-01.md")
    assert shelf.twin(stranger) is stranger


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("2024-02-01.id.md", "put 2024-02-01.md here, or take this file away", id="no book"),
        pytest.param("2024-01-01.fr.md", 'unknown language "fr"; known are id', id="an unknown language"),
        pytest.param("terms.id.md", "named for its first day in force", id="no edition's name"),
    ],
)
def test_a_telling_of_nothing_is_a_problem(file: Path, name: str, words: str) -> None:
    file.with_name(name).write_text(TELLING, "utf-8")
    with pytest.raises(Problems, match=words):
        Shelf.open(file.parents[1])


def test_a_telling_read_as_a_book_says_which_file_is_the_book(file: Path) -> None:
    with pytest.raises(Problems, match=r"name the book itself, 2024-01-01\.md"):
        read(file.with_name("2024-01-01.id.md"))
