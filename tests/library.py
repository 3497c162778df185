"""The stories that ship, and what the readings of their provider's books make of them."""

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve

from lifecycle import clauses
from lifecycle.clock import Clock
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, Shelf
from scenarios.check import check
from scenarios.format.story import Expect, Story, read
from scenarios.replay import replay

PROVIDER = "indihome"
LIBRARY = Path(__file__).parents[1] / "scenarios" / "library" / PROVIDER
SHELF = Shelf.open()
STORIES = {path.stem: read(path) for path in sorted(LIBRARY.glob("*.yaml")) if not path.name.endswith(".invalid.yaml")}
"""By the name of the file."""

READINGS = {
    name: [clauses.word(value) for value in reading.allowed]
    for book in SHELF.editions(PROVIDER)
    for name, reading in book.readings.items()
}
"""Every reading and its values, the default first."""


def tells_apart(story: Story, name: str, value: str, other: str, clock: Clock, default: str = "") -> bool:
    """Whether something that a story expects under one value of a reading would fail under another."""
    swapped = tuple(
        evolve(expect, under=tuple(sorted({**dict(expect.under), name: other}.items())))
        for expect in story.expects
        if _chosen(story, expect, name, default or READINGS[name][0]) == value
    )
    return bool(swapped) and not check(replay(evolve(story, expects=swapped), SHELF, clock), clock).holds


def shown(stories: Iterable[Story], name: str, value: str, other: str, clock: Clock, default: str = "") -> bool:
    """Whether a story tells two values of a reading apart; those that name the reading are asked first."""
    asked = sorted(stories, key=lambda story: not _names(story, name))
    return any(tells_apart(story, name, value, other, clock, default) for story in asked)


def _names(story: Story, name: str) -> bool:
    return name in dict(story.opening.readings) or any(name in dict(expect.under) for expect in story.expects)


def _chosen(story: Story, expect: Expect, name: str, default: str) -> str:
    """The value of a reading under which an expectation is judged."""
    return {name: default, **dict(story.opening.readings), **dict(expect.under)}[name]


def notices(story: Story, shelf: Shelf, clock: Clock) -> bool:
    """Whether a story is refused under a shelf, or expects something that no longer holds."""
    try:
        return not check(replay(story, shelf, clock), clock).holds
    except Problems:
        return True


def shelf_with(folder: Path, *books: RuleBook) -> Shelf:
    """The shipped shelf with books of a folder in place of its own, as `--rules` reads them."""
    for book in books:
        place = folder / book.provider / f"{book.edition}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(book.text, "utf-8")
    return Shelf.open(folder)
