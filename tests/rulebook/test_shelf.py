"""The shelf knows all books, those that ship and one's own, and which was in force when."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from lifecycle import calendar
from lifecycle.calendar import WIB
from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered, Shelf, in_force, known_by, pinned

BOOKS = Path(__file__).parents[1] / "books"


def day(text: str) -> date:
    return date.fromisoformat(text)


def put(folder: Path, header: str, provider: str, edition: str, more: str = "") -> Path:
    """Write a book of a provider and edition into a folder."""
    dated = "undated = true" if edition == "undated" else f"in_force = {edition}"
    text = header.replace('"kecil"', f'"{provider}"').replace("in_force = 2024-01-01", f"{dated}\n{more}")
    file = folder / provider / f"{edition}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_package_s_books_and_those_of_a_folder_stand_side_by_side() -> None:
    shelf = Shelf.open(BOOKS)
    assert set(shelf.providers()) == {
        *Shelf.open().providers(),
        "balap",
        "contoh-net",
        "ganti",
        "kecil",
        "tangga-seluler",
    }
    assert shelf.providers() == sorted(shelf.providers())
    assert [book.edition for book in shelf.editions("contoh-net")] == ["2024-01-01"]


@pytest.mark.parametrize(
    ("when", "edition"),
    [
        pytest.param("2022-01-01T00:00:00", "2022-01-01", id="the first instant"),
        pytest.param("2023-06-30T23:59:59", "2022-01-01", id="the last second of the first edition"),
        pytest.param("2023-07-01T00:00:00", "2023-07-01", id="the first second of the second"),
        pytest.param("2023-06-30T17:00:00+00:00", "2023-07-01", id="midnight is WIB's"),
        pytest.param("2199-01-01T00:00:00", "2023-07-01", id="the last edition goes on"),
    ],
)
def test_the_edition_in_force(shelf: Shelf, when: str, edition: str) -> None:
    instant = datetime.fromisoformat(when)
    instant = instant if instant.tzinfo else instant.replace(tzinfo=WIB)
    assert in_force(shelf.editions("indihome"), calendar.date_of(calendar.day_of(instant))).edition == edition


def test_a_date_before_the_first_edition_says_what_is_covered(shelf: Shelf) -> None:
    words = r"^indihome: covered from 2022-01-01 \(editions 2022-01-01, 2023-07-01\); 2021-12-31 lies before$"
    with pytest.raises(NotCovered, match=words):
        in_force(shelf.editions("indihome"), day("2021-12-31"))


def test_editions_known_later_are_left_out_as_known_before(tmp_path: Path, header: str) -> None:
    put(tmp_path, header, "kecil", "2024-01-01")
    put(tmp_path, header, "kecil", "2024-03-01", "known_from = 2024-05-10")
    shelf = Shelf.open(tmp_path)
    assert in_force(shelf.editions("kecil"), day("2024-06-01")).edition == "2024-03-01"
    assert in_force(known_by(shelf.editions("kecil"), day("2024-05-09")), day("2024-06-01")).edition == "2024-01-01"
    assert in_force(known_by(shelf.editions("kecil"), day("2024-05-10")), day("2024-06-01")).edition == "2024-03-01"
    with pytest.raises(NotCovered, match="no edition was known by then"):
        in_force(known_by(shelf.editions("kecil"), day("2023-12-31")), day("2024-06-01"))


def test_an_undated_book_covers_what_no_dated_one_does(tmp_path: Path, header: str) -> None:
    put(tmp_path, header, "kecil", "2024-01-01")
    put(tmp_path, header, "kecil", "undated")
    shelf = Shelf.open(tmp_path)
    assert [book.edition for book in shelf.editions("kecil")] == ["undated", "2024-01-01"]
    assert in_force(known_by(shelf.editions("kecil"), day("1999-01-01")), day("1999-01-01")).edition == "undated"
    assert in_force(shelf.editions("kecil"), day("2024-01-01")).edition == "2024-01-01"
    with pytest.raises(NotCovered, match=r"^kecil: every date covered \(editions undated, 2024-01-01\); there is no"):
        pinned(shelf.editions("kecil"), "x")


def test_a_pinned_edition_serves_any_date(shelf: Shelf) -> None:
    assert pinned(shelf.editions("indihome"), "2022-01-01").edition == "2022-01-01"
    with pytest.raises(NotCovered, match='there is no edition "2020-01-01"'):
        pinned(shelf.editions("indihome"), "2020-01-01")


def test_an_unknown_provider_is_told_with_the_nearest(shelf: Shelf) -> None:
    with pytest.raises(NotCovered, match='unknown provider "indihom"; did you mean "indihome"'):
        shelf.editions("indihom")


def test_a_book_of_one_s_own_overrides_the_same_edition_and_no_other(tmp_path: Path, header: str) -> None:
    put(tmp_path, header, "indihome", "2022-01-01")
    first, second = Shelf.open(tmp_path).editions("indihome")
    assert (first.title, first.arrears) == ("Kecil, terms of 2024", None)
    assert second == pinned(Shelf.open().editions("indihome"), "2023-07-01")


def test_the_later_folder_goes_before_the_earlier(tmp_path: Path, header: str) -> None:
    put(tmp_path / "a", header, "kecil", "2024-01-01")
    put(tmp_path / "b", header.replace("of 2024", "changed"), "kecil", "2024-01-01")
    assert Shelf.open(tmp_path / "a", tmp_path / "b").editions("kecil")[0].title == "Kecil, terms changed"


def test_a_file_is_read_once_until_it_changes(tmp_path: Path, header: str) -> None:
    file = put(tmp_path, header, "kecil", "2024-01-01")
    first = Shelf.open(tmp_path).editions("kecil")[0]
    assert Shelf.open(tmp_path).editions("kecil")[0] is first
    put(tmp_path, header.replace("of 2024", "of then"), "kecil", "2024-01-01")
    os.utime(file, ns=(1, 1))
    assert Shelf.open(tmp_path).editions("kecil")[0].title == "Kecil, terms of then"


def test_all_mistakes_of_a_provider_s_books_are_told_and_those_of_others_wait(tmp_path: Path, header: str) -> None:
    put(tmp_path, header, "kecil", "2024-01-01", "x = 1")
    put(tmp_path, header, "kecil", "2024-02-01", "y = 1")
    put(tmp_path, header, "besar", "2024-02-01")
    shelf = Shelf.open(tmp_path)
    assert len(shelf.editions("besar")) == 1
    with pytest.raises(Problems) as caught:
        shelf.editions("kecil")
    assert [(Path(each.path).name, each.line) for each in caught.value.problems] == [
        ("2024-01-01.md", 8),
        ("2024-02-01.md", 8),
    ]


def test_readmes_and_what_is_no_markdown_are_left_alone(tmp_path: Path, header: str) -> None:
    put(tmp_path, header, "kecil", "2024-01-01")
    for name in ("README.md", "kecil/readme.md", "kecil/notes.txt", ".hidden/x.md", "kecil/md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "kecil" / "2024-05-05.md").mkdir()
    assert [book.edition for book in Shelf.open(tmp_path).editions("kecil")] == ["2024-01-01"]


def test_a_folder_that_is_none_or_holds_no_book_is_a_problem(tmp_path: Path, header: str) -> None:
    with pytest.raises(Problems, match="is no folder"):
        Shelf.open(tmp_path / "none")
    with pytest.raises(Problems, match="holds no rule book"):
        Shelf.open(tmp_path)
    put(tmp_path, header, "kecil", "2024-01-01").rename(tmp_path / "kecil" / "draft.md")
    with pytest.raises(Problems, match="named for its first day in force"):
        Shelf.open(tmp_path)
