"""The README's table of readings is that of the books, and leads to stories that show them."""

import re
from pathlib import Path

import pytest

from lifecycle.clock import frozen
from tests.library import READINGS, STORIES, tells_apart

ROOT = Path(__file__).parents[1]
VALUE = re.compile(r"\[`(\w+)`\]\(([^)]+)\)")


def table() -> dict[str, list[tuple[str, str]]]:
    """The values of each reading with the files that they link, in the order of the page."""
    rows = [line.split("|") for line in (ROOT / "README.md").read_text("utf-8").splitlines() if VALUE.search(line)]
    return {row[1].strip().strip("`"): VALUE.findall(row[2]) for row in rows}


CELLS = [(name, value, link) for name, cells in table().items() for value, link in cells]


def test_the_table_has_every_reading_and_value_with_the_default_first() -> None:
    """The order of the readings is the page's own."""
    assert {name: [value for value, _ in cells] for name, cells in table().items()} == READINGS


@pytest.mark.parametrize(("name", "value", "link"), CELLS, ids=[f"{name} {value}" for name, value, _ in CELLS])
def test_a_value_links_to_a_story_that_depends_on_it(name: str, value: str, link: str) -> None:
    """Another value shows where the default says otherwise, and the default where every other value of the row may."""
    default, *others = READINGS[name]
    story = STORIES[(ROOT / link).stem]
    assert (ROOT / link).is_file()
    assert any(name in dict(choice) for choice in (story.opening.readings, *(one.under for one in story.expects)))
    with frozen() as clock:
        rivals = [default] if value != default else others
        assert any(tells_apart(story, name, value, rival, clock) for rival in rivals)
