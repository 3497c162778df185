"""Whatever is done to a file, it is replayed or every mistake is told at its place, and nothing of it is stored.

300 files here; `make fuzz` judges 20,000, or as many as FUZZ says, from the seed that FUZZ_SEED says.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, note, seed, settings
from hypothesis import strategies as st

from tests.fuzz import books, letters
from tests.fuzz.gentle import GENTLE
from tests.fuzz.good import BOOKS_OF, STORIES
from tests.fuzz.judged import Outcome, judged_book, judged_story
from tests.fuzz.questions import QUESTIONS
from tests.fuzz.rough import ROUGH
from tests.fuzz.stories import stories
from tests.fuzz.tally import TALLY

FILES = int(os.environ.get("FUZZ", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
PART = 250
"""Most files of one test, so that the cores can share them."""

OUTCOMES = ("valid, all holds", "valid, something fails", "refused", "a good book, its story refused")


@frozen
class Property:
    """A kind of mutated files, how many of a hundred are of it, and how one is judged."""

    name: str
    share: int
    files: st.SearchStrategy[tuple[Any, ...]]
    judged: Callable[..., Outcome]


def _asked(files: st.SearchStrategy[bytes]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(files, QUESTIONS)


@st.composite
def _with_a_story(draw: st.DrawFn, book: Callable[[str], st.SearchStrategy[bytes]]) -> tuple[Any, ...]:
    place = draw(st.sampled_from(sorted(BOOKS_OF)))
    return place, draw(book(place)), draw(stories(GENTLE, place.partition("/")[0]))


PROPERTIES = (
    Property("stories, keys and values changed", 36, _asked(stories(ROUGH)), judged_story),
    Property("stories, told otherwise", 24, _asked(stories(GENTLE)), judged_story),
    Property("stories, letters changed", 18, _asked(letters.changed(STORIES)), judged_story),
    Property("books, keys and values changed", 14, _with_a_story(books.books), judged_book),
    Property("books, letters changed", 8, _with_a_story(lambda at: letters.changed((BOOKS_OF[at],))), judged_book),
)


def _parts() -> list[Any]:
    """Every property, in parts of at most so many files each."""
    parts = []
    for one in PROPERTIES:
        whole = FILES * one.share // 100
        sizes = [PART] * (whole // PART) + ([whole % PART] if whole % PART else [])
        parts += [pytest.param(one, at, size, id=f"{one.name}, part {at}") for at, size in enumerate(sizes, 1)]
    return parts


@pytest.mark.parametrize(("kind", "part", "size"), _parts())
def test_a_mutated_file_is_judged_or_refused_at_its_place(kind: Property, part: int, size: int, tmp_path: Path) -> None:
    """Never a traceback, never anything stored of what is refused, always a message with its place."""

    @seed(SEED * 1000 + part)
    @settings(max_examples=size, database=None, suppress_health_check=list(HealthCheck), print_blob=False)
    @given(kind.files)
    def judge(file: tuple[Any, ...]) -> None:
        text = "\n".join(
            part.decode("utf-8", "backslashreplace") if isinstance(part, bytes) else str(part) for part in file
        )
        note(text)
        begun = time.perf_counter()
        outcome = kind.judged(*file, tmp_path)
        TALLY.count(kind.name, OUTCOMES[outcome.status], time.perf_counter() - begun, text, outcome.message)

    judge()
