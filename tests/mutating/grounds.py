"""The shipped and the invented books, each with the stories that watch over it, read once."""

from functools import cache
from pathlib import Path

from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from scenarios.commands.story_files import library
from scenarios.mutating.work import Ground, ground
from scenarios.named import named

SHELF = Shelf.open()
SHIPPED = SHELF.providers()
BOOKS = Path(__file__).parents[1] / "books"
INVENTED = sorted(str(path) for path in BOOKS.glob("*/*.md") if [*path.parent.glob("*.yaml")])
"""Files of invented books beside which stories stand."""


@cache
def ground_of(name: str) -> Ground:
    """A provider that ships and the whole library, or a book's file and the stories beside it."""
    books = named(name, SHELF)
    with frozen() as clock:
        return ground(books, [library() if books.installed else Path(name).parent], SHELF, clock)
