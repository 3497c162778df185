"""Two sides of a story beside each other: at two instants, under two readings, or under two editions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from attrs import frozen

from lifecycle.clock import unfrozen
from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered, RuleBook
from lifecycle.store import StoreProblem
from projections.answers import NOT_APPLICABLE, Answer
from projections.keys import KEYS
from scenarios.choices import alone
from scenarios.commands.failures import words
from scenarios.inspector import asked
from scenarios.inspector.holdings import Holdings
from scenarios.inspector.standing import Standing, Story
from scenarios.judging import Overlay
from scenarios.replay import replay

Name = Literal["left", "right"]


MOST_LISTED = 200
"""More instants than that are written, not chosen from a list."""


@frozen
class Side:
    """What one side is asked for, and how the story stands there; ``problem`` where it cannot be told."""

    at: datetime
    reading: str = ""
    edition: str = ""
    standing: Standing | None = None
    problem: str | None = None

    @property
    def answers(self) -> dict[str, Answer]:
        """Every answer on this side; none where it cannot be told."""
        return self.standing.answers if self.standing else {}


@frozen
class Row:
    """One answer on both sides."""

    key: str
    left: Answer | None
    right: Answer | None

    @property
    def differs(self) -> bool:
        """Whether the two sides part here."""
        return self.left != self.right


@frozen
class Offered:
    """What can be chosen: each reading with its values, the default first; and the editions."""

    readings: tuple[tuple[str, tuple[str, ...]], ...]
    editions: tuple[str, ...]


def offered(editions: tuple[RuleBook, ...]) -> Offered:
    """What the books offer."""
    names = dict.fromkeys(name for book in editions for name in book.readings)
    values: dict[str, list[str]] = {name: [] for name in names}
    for choice in alone(dict.fromkeys(names, ""), editions, ()):
        for name, value in choice.readings:
            values[name].append(value)
    return Offered(
        tuple((name, tuple(found)) for name, found in values.items()),
        tuple(book.edition for book in editions if book.is_known),
    )


def side(holdings: Holdings, story: Story, query: Mapping[str, str], name: Name) -> Side:
    """A side as an address asks for it. Raises Problems for an instant that is none."""
    at = asked.instant(story, query, f"{name}_at", f"{name}_step")
    reading, edition = query.get(f"{name}_reading", ""), query.get(f"{name}_edition", "")
    chosen, _, value = reading.partition("=")
    overlay = Overlay(((chosen, value),) if reading else (), edition or None)
    try:
        case = story.case if overlay == Overlay() else holdings.case(story.entry, overlay)
        return Side(at, reading, edition, Standing(replay(case.story, case.editions, unfrozen(), overlay, at)))
    except (Problems, StoreProblem, NotCovered) as wrong:
        return Side(at, reading, edition, problem=words(wrong))


def rows(left: Side, right: Side) -> tuple[Row, ...]:
    """Every answer that either side's terms have a clause for."""
    found = (Row(key, left.answers.get(key), right.answers.get(key)) for key in KEYS)
    return tuple(row for row in found if {row.left, row.right} - {NOT_APPLICABLE, None})
