"""The stories of the invented providers reach every line of their books: each kind of clause is put to the test."""

import re
from pathlib import Path

import pytest

from lifecycle import clauses
from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, read_text
from scenarios.format.story import Story, read
from tests.library import notices, shelf_with
from tests.nudges import nudges
from tests.stories import BOOKS, SHELF

PROVIDERS = sorted({path.parent.name for path in BOOKS.glob("*/*.yaml")})
STORIES = {provider: [read(path) for path in sorted((BOOKS / provider).glob("*.yaml"))] for provider in PROVIDERS}
PARAMETERS = [
    pytest.param(book, parameter, id=f"{provider} {book.edition} {parameter.path}")
    for provider in PROVIDERS
    for book in SHELF.editions(provider)
    for parameter in book.parameters()
]

ONE_WORD = "the clause knows one word"
OTHER_ROW = "the other row of its topics has the other word, and rows may not overlap"
NOT_BEFORE_DUE = "no fee is owed before the last day to pay is over, whatever else is written"
ASKED_FOR = "every story here says when the subscription began"
OUT_OF_REACH = {
    "awan-kilat": {
        "trial.until.of": "hours count from one thing only",
        "routing.before": ONE_WORD,
        "routing.row[0].agrees": OTHER_ROW,
        "routing.row[1].agrees": OTHER_ROW,
        "routing.row[0].transfer": "the key goes with it",
    },
    "bintang-seluler": {
        "late_fee.tier[0].from.of": NOT_BEFORE_DUE,
        "minimum_term.activated": ASKED_FOR,
        "resale.ends": ONE_WORD,
    },
    "rawa-serat": {
        "minimum_term.activated": ASKED_FOR,
        "no_refund.unused_service": ONE_WORD,
        "escalation.first": ONE_WORD,
        "package.consent_for[0]": "it is what findings are held against; what is owed comes of the bills alone",
    },
    "sengketa-net": {
        "arrears.rung[1].becomes": "no other rung has a right that vests, so no other word is legal",
        "dispute.limiting_needs": ONE_WORD,
    },
    "sungai-net": {
        "billing.due.of": "the last day to pay counts from the issue, or from nothing",
        "late_fee.tier[0].from.of": NOT_BEFORE_DUE,
        "late_fee.tier[1].from.of": "tiers may not overlap",
        "arrears.rung[2].becomes": "no other rung has a right that vests, so no other word is legal",
        "resale.ends": ONE_WORD,
    },
}
"""Parameters that can change nothing by themselves, and why."""

NEITHER = {
    ("late_fee.tier[0].from.days_after", "0"): NOT_BEFORE_DUE,
}
"""Single changes of parameters that others reach."""


def fails(book: RuleBook, stories: list[Story], folder: Path) -> bool:
    """Whether some story notices that a book stands in the place of its edition."""
    others = [one for one in SHELF.editions(book.provider) if one.edition != book.edition]
    shelf = shelf_with(folder, book, *others)
    with frozen() as clock:
        return any(notices(story, shelf, clock) for story in stories)


@pytest.mark.parametrize(("book", "parameter"), PARAMETERS)
def test_whatever_is_changed_a_story_fails(book: RuleBook, parameter: Parameter, tmp_path: Path) -> None:
    """One day, one step of rounding, another word, another default."""
    found = [nudge for nudge in nudges(book, parameter) if (nudge.path, nudge.value) not in NEITHER]
    left = [
        nudge.value
        for number, nudge in enumerate(found)
        if not fails(nudge.book, STORIES[book.provider], tmp_path / str(number))
    ]
    beyond = parameter.path in OUT_OF_REACH.get(book.provider, {})
    assert beyond == (left == [nudge.value for nudge in found]), "what is out of reach is said so"
    assert beyond or left == []


def without(book: RuleBook, kind: str) -> str:
    """A book's text with the tables of one kind of clause taken out."""
    kept, inside = [], False
    for line in book.text.splitlines(keepends=True):
        if line.startswith(("[", "```")):
            inside = re.match(rf"\[+{kind}\b", line) is not None
        kept.append("" if inside else line)
    return "".join(kept)


@pytest.mark.parametrize("kind", clauses.TABLES)
def test_a_kind_of_clause_that_is_taken_out_is_missed(kind: str, tmp_path: Path) -> None:
    """By a story of an invented provider, or by another clause that cannot be without it."""
    books = [book for name in PROVIDERS for book in SHELF.editions(name) if book.table(kind) is not None]
    assert books
    for number, book in enumerate(books):
        try:
            bare = read_text(without(book, kind), book.path)
        except Problems:
            continue
        assert bare.table(kind) is None
        assert fails(bare, STORIES[book.provider], tmp_path / str(number)), book.path
