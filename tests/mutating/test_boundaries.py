"""Stories at the edges of books: they come out as they say, notice what the edges are made of, and stay the same."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.rulebook import Parameter
from scenarios.boundaries.book import boundaries
from scenarios.format.story import read_text as read_story
from scenarios.mutating.catching import boundary_witnesses
from scenarios.mutating.mutants import tried
from scenarios.mutating.witness import Witness
from scenarios.named import named
from tests.mutating.grounds import BOOKS, SHELF, SHIPPED

ROOT = Path(__file__).parents[2]
NAMES = [*SHIPPED, *sorted(str(path) for path in BOOKS.glob("*/*.md"))]
BOOKS_OF = {(book.provider, book.edition): (name, book) for name in NAMES for book in named(name, SHELF).books}

NEVER_USED = {
    "contoh-net": {"rounding.step": "every fee is flat, so nothing is rounded"},
    "kecil": {"billing.due.day": "nothing counts from the last day to pay but what a month later does anyway"},
}
"""Numbers of invented books with which nothing is reckoned, and why."""


@cache
def watching(provider: str, edition: str) -> tuple[Witness, ...]:
    """The boundary stories of a book; one that does not come out as it says is refused."""
    name, book = BOOKS_OF[provider, edition]
    with frozen() as clock:
        return tuple(boundary_witnesses(book, named(name, SHELF).editions, clock))


def is_number(parameter: Parameter) -> bool:
    """Whether a parameter is an amount, a rate, a day or another number."""
    value = parameter.value
    return (isinstance(value, int) and not isinstance(value, bool)) or str(value).endswith("%") or "Rp" in str(value)


@pytest.mark.parametrize(("provider", "edition"), BOOKS_OF, ids=lambda word: word)
def test_the_stories_at_a_book_s_edges_notice_each_of_its_numbers(provider: str, edition: str) -> None:
    """A day, a month, a rupiah, a hundredth of a percent more or less."""
    stories, (_, book) = watching(provider, edition), BOOKS_OF[provider, edition]
    numbers = [one for one in book.parameters() if is_number(one)]
    with frozen() as clock:
        found = tried(book, numbers, stories, (), clock)
    known = NEVER_USED.get(provider, {})
    assert [f"{one.parameter.path} = {one.value}" for one in found.survivors if one.parameter.path not in known] == []


@cache
def texts(provider: str, edition: str) -> dict[str, str]:
    """The texts of a book's boundary stories, by name."""
    name_of, book = BOOKS_OF[provider, edition]
    with frozen() as clock:
        return {one.name: one.text for one in boundaries(book, named(name_of, SHELF).editions, clock)}


def text_of(provider: str, edition: str, name: str) -> str:
    """The text of one boundary story."""
    return texts(provider, edition)[name]


def test_each_edge_is_asked_for_in_the_second_before_and_in_its_own() -> None:
    """Of the format's own example: the day after the 10th, a week and sixty days."""
    text = text_of("contoh-net", "2024-01-01", "bill-unpaid")
    for last, first in (("03-10", "03-11"), ("03-17", "03-18"), ("05-09", "05-10")):
        assert f"at: 2024-{last}T23:59:59" in text
        assert f"at: 2024-{first}\n" in text


def test_a_story_says_what_it_was_derived_from_and_that_nobody_reviewed_it() -> None:
    text = text_of("contoh-net", "2024-01-01", "bill-unpaid")
    digest = BOOKS_OF["contoh-net", "2024-01-01"][1].digest
    assert text.startswith(
        f"# derived by boundaries from contoh-net@2024-01-01 ({digest}), to be reviewed\n# 4 Paying late"
    )
    assert read_story(text, "x.yaml").title == "A bill that nobody pays"


EDGES = [
    ("bill-of-29-february", "a leap day", "billed: {period: 2024-02"),
    ("bill-of-28-february", "a February without one", "billed: {period: 2025-02"),
    ("bill-of-31-january", "the end of a long month", "at: 2024-01-31\n"),
    ("term-a-day-short-at-the-end", "a term that is a day short", "activated: 2023-11-11"),
    ("term-complete-at-the-end", "a term complete on the day", "activated: 2023-11-10"),
    ("term-a-day-over-at-the-end", "a term complete the day before", "activated: 2023-11-09"),
]


@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name, _, words in EDGES], ids=[told for _, told, _ in EDGES]
)
def test_a_book_has_a_story_of(name: str, words: str) -> None:
    assert words in text_of("contoh-net", "2024-01-01", name)


@pytest.mark.parametrize(
    ("provider", "edition", "name", "words"),
    [
        ("masterweb", "undated", "overpaid-a-sen-below-threshold", "paid: 49999.99"),
        ("masterweb", "undated", "overpaid-a-rupiah-above-threshold", "paid: 50001"),
        ("masterweb", "undated", "overpaid-at-letter", "paid: 5000000"),
        ("masterweb", "undated", "overpaid-a-rupiah-below-letter", "paid: 4999999"),
        ("postclic", "undated", "cancelled-a-second-before-charge-1-from-the-10th", "at: 2024-03-12T09:00:06"),
        ("postclic", "undated", "cancelled-at-charge-1-from-the-10th", "at: 2024-03-12T09:00:07"),
        ("pln-routing", "2021-08-17", "call-before-the-edition", "at: 2021-08-16T23:59:59"),
        ("pln-routing", "2021-06-11", "call-before-the-edition", "no_rule"),
        ("iconnet", "undated", "cancelled-a-day-before-month-12-from-the-31", "at: 2025-01-30"),
    ],
    ids=str,
)
def test_a_shipped_book_has_a_story_at(provider: str, edition: str, name: str, words: str) -> None:
    assert words in text_of(provider, edition, name)


def test_the_stories_are_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Whatever order words have in the memory of a process."""
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        run = [sys.executable, "-m", "scenarios", "boundaries", "--rules", "tests/books/contoh-net/2024-01-01.md"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*run, "--to", str(folder)], cwd=ROOT, env=environment, check=True, capture_output=True)
        found.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()})
    assert found[0] == found[1]
    assert len(found[0]) > 50
