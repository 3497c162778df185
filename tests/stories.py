"""Stories in a few words, for tests: the facts of one line, replayed, and asked at an instant."""

from collections.abc import Mapping
from pathlib import Path

from lifecycle import calendar
from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from projections.answers import Answer
from projections.keys import KEYS
from projections.ledger import Ledger, Mark, walk
from scenarios.format.story import Story, read_text
from scenarios.judging import Overlay
from scenarios.replay import Replayed, replay

BOOKS = Path(__file__).parent / "books"
"""Rule books that the tests bring along."""

SHELF = Shelf.open(BOOKS)


def story(*steps: str, provider: str = "indihome", activated: str = "2022-05-10", **head: str) -> Story:
    """A story of steps such as ``2024-06-05 billed: {period: 2024-06, amount: 412500}``.

    ``block`` adds to its head, and no ``activated`` stands where it is empty.
    """
    lines = ["scenario: a test", f"provider: {provider}"]
    lines += [f"{key}: {value}" for key, value in head.items() if key != "block"]
    lines += ["subscription:", '  number: "122001"', *([f"  activated: {activated}"] if activated else [])]
    lines += [head.get("block", ""), "steps:"]
    for step in steps:
        at, _, what = step.partition(" ")
        lines += [f"  - at: {at}", *(f"    {part}" for part in what.split(" | "))]
    return read_text("\n".join(lines), "test.yaml")


def replayed(*steps: str, readings: Mapping[str, str] | None = None, **head: str) -> Replayed:
    """Such a story, replayed up to its last step."""
    overlay = Overlay(readings=tuple(sorted((readings or {}).items())))
    with frozen() as clock:
        return replay(story(*steps, **head), SHELF, clock, overlay)


def ledger_at(result: Replayed, at: str) -> tuple[Ledger, int]:
    """The ledger as it stands after everything of an instant, and its second."""
    second = calendar.seconds(calendar.parse_instant(at))
    ((_, ledger),) = walk(result.events, result.rules, [Mark(second)])
    return ledger, second


def answer(result: Replayed, at: str, key: str) -> Answer:
    """What a story's history answers at an instant, as people read it."""
    ledger, second = ledger_at(result, at)
    return KEYS[key](ledger, second)
