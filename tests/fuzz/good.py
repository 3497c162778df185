"""The good files that are spoilt here: every story that ships or that a test tells, and every book."""

from datetime import date
from pathlib import Path

from lifecycle.rulebook import Shelf
from lifecycle.rulebook.template import template
from tests.cli.told import FAILS, HOLDS, UNPAID
from tests.format.examples import EVERY_EVENT, SMALL

TESTS = Path(__file__).parents[1]
BOOKS = TESTS / "books"
LIBRARY = TESTS.parent / "scenarios/library"

_UNDATED = "tangga-seluler"
_EVENTS_ONLY = (
    EVERY_EVENT.partition("  - at: 2017-02-06\n")[0]
    .replace("contoh-net", _UNDATED)
    .replace("number: 1,", "number: 1, activated: 2016-07-01,")
)
_WHOLE_BOOK = """\
scenario: The whole book, to the end
provider: contoh-net
subscription: {number: "7", activated: 2024-01-10}
steps:
  - at: 2024-03-01
    billed: {period: 2024-03, amount: 200000, lines: [{for: service, amount: 180000}, {for: tax, amount: 20000}]}
  - at: 2024-03-11
    expect: {payable: 215000, late_fee: 15000, state: active, isolated_since: never}
  - at: 2024-05-10
    expect: {state: terminated, payable: 615000, termination_fee: 400000, blacklist_eligible: not_applicable}
"""

STORIES = (
    *(path.read_text("utf-8") for path in sorted(LIBRARY.rglob("*.yaml"))),
    *(path.read_text("utf-8") for path in sorted((TESTS / "report/stories").glob("*.yaml"))),
    HOLDS,
    FAILS,
    f"# error: 9: it is right\n{UNPAID}",
    SMALL,
    _EVENTS_ONLY,
    _WHOLE_BOOK,
    _WHOLE_BOOK.replace("contoh-net", _UNDATED),
)
"""Stories that can be replayed with the books of the tests, a few with expectations that fail."""

STEPS = tuple(line.removeprefix("  - ") for line in EVERY_EVENT.splitlines() if line.startswith("  - {"))
"""A step for every event, each on one line."""

BOOKS_OF = {
    "contoh-net/2024-01-01": (BOOKS / "contoh-net/2024-01-01.md").read_text("utf-8"),
    "tangga-seluler/undated": (BOOKS / "tangga-seluler/undated.md").read_text("utf-8"),
    **{f"indihome/{book.edition}": book.text for book in Shelf.open().editions("indihome")},
    "kecil/2024-01-01": template("kecil", date(2024, 1, 1)),
}
"""Books by the place at which a folder of one's own would have them."""
