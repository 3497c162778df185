"""Stores of many subscriptions: one story decided once, and recorded under so many numbers."""

import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from lifecycle.clock import frozen
from lifecycle.events import Activated, Recorded
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.format.story import read
from scenarios.judging import Overlay, editions_for
from scenarios.replay import books_used, decided

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
TEN_EVENTS = ("indihome/downgraded-in-arrears.yaml", "indihome/a-dispute-changes-no-amount.yaml")
"""Ten thousand subscriptions of these have 100,000 events."""

STORIES = ("indihome/three-bills-unpaid.yaml", "indihome/billed-twice-for-one-month.yaml")


def renumbered(events: tuple[Recorded, ...], number: str) -> list[Recorded]:
    """The same story under another number."""
    opening = events[0].event
    assert isinstance(opening, Activated)
    first = evolve(events[0], event=evolve(opening, number=number))
    return [evolve(one, subscription=f"{opening.provider}/{number}") for one in (first, *events[1:])]


def fill(store: Store, subscriptions: int, stories: Sequence[str] = STORIES) -> int:
    """Record so many subscriptions; returns how many events that are."""
    shelf, told = Shelf.open(), []
    with frozen() as clock:
        for name in stories:
            story = read(LIBRARY / name)
            editions = editions_for(story, shelf, Overlay())
            events = decided(story, editions, Overlay(), clock).events
            told.append((events, books_used(events, editions)))
    count = 0
    for index in range(subscriptions):
        events, books = told[index % len(told)]
        # Past `record`, which commits at each instant: a whole subscription is one transaction here.
        moved = renumbered(events, f"{122_000_000 + index}")
        store.events.append(moved, books if index < len(told) else {})
        count += len(moved)
    return count


if __name__ == "__main__":
    with Store.open(sys.argv[1], kept=False) as made:
        sys.stdout.write(f"{fill(made, int(sys.argv[2]), TEN_EVENTS)} events\n")
