"""Books and stories for the tests of comparing."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lifecycle.clock import Clock
from lifecycle.rulebook import RuleBook, Shelf
from scenarios.comparing.books import Books, books
from scenarios.comparing.comparison import Compared, Comparison
from scenarios.format.story import Story, read_text
from scenarios.judging import Overlay, read_whole

SHELF = Shelf.open()
LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"

LATE = """
scenario: One bill, paid late
provider: indihome
subscription: {number: "122001", activated: 2022-05-10}
steps:
  - at: 2024-06-05
    billed: {period: 2024-06, amount: 400000}
  - at: 2024-06-23T10:00
    paid: 420000
  - at: 2024-06-30
    expect: {state: active, payable: 0, late_fees_charged: 20000}
"""

IN_TIME = LATE.replace("06-23T10:00", "06-19T10:00").replace("420000", "400000").replace("20000}", "0}")


@cache
def stories(provider: str) -> tuple[tuple[Story, tuple[RuleBook, ...]], ...]:
    """The stories of a provider that ship, and the editions that judge them."""
    return tuple(_stories(provider))


def _stories(provider: str) -> Iterator[tuple[Story, tuple[RuleBook, ...]]]:
    for path in sorted((LIBRARY / provider).glob("*.yaml")):
        if not path.name.endswith(".invalid.yaml"):
            yield read_whole(path, SHELF, Overlay())


def changed(values: Mapping[str, str], book: str = "indihome@2023-07-01") -> Books:
    """A book, and the same one with some parameters set."""
    return books(book, None, values, SHELF)


def compared(text: str, between: Books, clock: Clock) -> Compared:
    """A story in a text, compared."""
    story = read_text(text, "story.yaml")
    return Comparison(between, clock).of(story, SHELF.editions(story.provider))
