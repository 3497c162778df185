"""Providers that nobody has heard of, each a few Markdown files and no Python, hold to what their stories expect."""

from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from lifecycle.rulebook.lint import lint
from scenarios.check import check
from scenarios.format.story import draft, read
from scenarios.judging import Overlay, read_whole
from scenarios.replay import replay
from tests.stories import BOOKS, SHELF

PROVIDERS = sorted(folder.name for folder in BOOKS.iterdir() if folder.is_dir())
STORIES = sorted(BOOKS.glob("*/*.yaml"))
WITHOUT_STORIES = {"balap", "contoh-net", "ganti", "kecil", "tangga-seluler"}
"""Books that other tests have stories for."""


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_story_of_an_invented_provider_holds(path: Path) -> None:
    story, editions = read_whole(path, SHELF, Overlay())
    with frozen() as clock:
        checked = check(replay(story, editions, clock), clock)
    assert [(one.expectation, str(one.derived)) for one in checked.outcomes if not one.holds] == []
    assert checked.outcomes


def test_each_has_stories_and_a_number_for_each() -> None:
    """Worked out by hand, as they stand in the files."""
    assert {path.parent.name for path in STORIES} == set(PROVIDERS) - WITHOUT_STORIES
    numbers = [(path.parent.name, read(path).opening.number) for path in STORIES]
    titles = [read(path).title for path in STORIES]
    assert len(set(numbers)) == len(numbers)
    assert len(set(titles)) == len(titles)
    assert all(draft(path).problems == () for path in STORIES)


def test_together_they_use_every_kind_of_clause() -> None:
    """So that each kind is shown to serve more than the provider that it was first written for."""
    books = [book for provider in PROVIDERS for book in SHELF.editions(provider)]
    used = {name for name in clauses.TABLES if any(book.table(name) is not None for book in books)}
    assert set(clauses.TABLES) - used == set()


def test_none_of_them_ships_and_none_has_any_python() -> None:
    """A new provider is its books."""
    assert not set(PROVIDERS) & set(Shelf.open().providers())
    assert {path.suffix for path in BOOKS.rglob("*") if path.is_file()} == {".md", ".toml", ".yaml"}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_their_books_have_nothing_graver_than_a_note_against_them(provider: str) -> None:
    assert [finding for finding in lint(SHELF.editions(provider)) if finding.severity != "note"] == []
