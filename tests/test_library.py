"""Every story that ships holds to what it expects."""

import re
from collections import Counter
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from lifecycle.rulebook.lint import lint
from lifecycle.store import Store
from scenarios.check import check
from scenarios.format import expected_errors
from scenarios.format.story import draft, read
from scenarios.judging import Overlay, read_whole
from scenarios.replay import record, replay
from scenarios.report.verdicts import invalid_verdict
from tests.stories import SHELF

LIBRARY = Path(__file__).parents[1] / "scenarios" / "library"
FILES = sorted(LIBRARY.rglob("*.yaml"))
REFUSED = [path for path in FILES if path.name.endswith(".invalid.yaml")]
STORIES = [path for path in FILES if path not in REFUSED]
MOST_LINES = 45
CASES = sorted((LIBRARY / "cases").glob("*.yaml"))
BESIDE = sorted((LIBRARY / "cases" / "rules").iterdir())


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_shipped_story_holds(path: Path) -> None:
    """Each expectation, in its own words; and the story can be recorded."""
    story = read(path)
    with frozen() as clock, Store.open() as store:
        result = replay(story, SHELF, clock)
        checked = check(result, clock)
        assert record(result, store) == len(result.events)
        assert list(store.events(result.subscription)) == list(result.events)
    failed = [(outcome.expectation, str(outcome.derived)) for outcome in checked.outcomes if not outcome.holds]
    assert (failed, checked.accepted) == ([], ())
    assert checked.outcomes, "a story that expects nothing shows nothing"


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.name.partition(".")[0])
def test_a_shipped_file_is_refused_in_the_words_of_its_first_lines(path: Path) -> None:
    """And in no others: each line that is told stands among them."""
    with pytest.raises(Problems) as refused:
        read_whole(path, SHELF, Overlay())
    wanted = expected_errors(path.read_bytes(), str(path))
    assert invalid_verdict(str(path), wanted, refused.value.problems).lines == ()
    assert {problem.line for problem in refused.value.problems} == {line for line, _ in wanted}


def test_no_two_stories_share_a_number_or_a_title() -> None:
    """They may lie in one store, and be told apart in a list."""
    stories = [story for story in (draft(path).story for path in FILES) if story is not None]
    counted = Counter((story.provider, story.opening.number) for story in stories)
    titled = Counter(story.title for story in stories)
    assert len(stories) == len(FILES)
    assert [key for key, count in counted.items() if count > 1] == []
    assert [title for title, count in titled.items() if count > 1] == []


def test_each_story_can_be_read_in_a_minute() -> None:
    """A longer one is two stories."""
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_published_case_says_its_source_and_the_year_of_it(path: Path) -> None:
    """Beside a fact of it; and what is found in it is among what it expects."""
    story = read(path)
    sources = [fact.source for fact in story.facts if fact.source]
    assert sources
    assert all(re.search(r"\b20\d\d\b", source) for source in sources)
    assert "findings" in {one.key for expect in story.expects for one in expect.expectations}


@pytest.mark.parametrize("folder", BESIDE, ids=lambda folder: folder.name)
def test_a_book_beside_a_case_judges_one_and_has_nothing_against_it(folder: Path) -> None:
    """It rests on evidence, and says so."""
    books = Shelf.open(folder.parent).editions(folder.name)
    assert lint(books) == ()
    assert {book.authority for book in books} == {"evidence"}
    assert folder.name in {read(path).provider for path in CASES}
    assert folder.name not in Shelf.open().providers()
