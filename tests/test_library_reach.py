"""The stories that ship reach every line of the provider's books: whatever is changed there, one of them fails."""

from pathlib import Path

import pytest

from lifecycle.clock import Clock, frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, Shelf
from scenarios.judging import Overlay, read_whole
from tests.library import LIBRARY, PROVIDER, SHELF, STORIES, notices, shelf_with
from tests.nudges import nudges

BOOKS = {book.edition: book for book in SHELF.editions(PROVIDER)}

IN_TURN = list(STORIES.values())
"""The one that noticed last stands first: what notices one number of a clause often notices the next."""

OUT_OF_REACH = {
    ("2022-01-01", "readings.termination.cure.default"): "no time lies between the right and the end of this edition",
    ("2022-01-01", "minimum_term.activated"): "the other edition goes on asking when the subscription began",
    ("2023-07-01", "minimum_term.activated"): "the other edition goes on asking when the subscription began",
    ("2022-01-01", "arrears.rung[1].becomes"): "no other rung has a right that vests, so no other word is legal",
    ("2023-07-01", "arrears.rung[1].becomes"): "no other rung has a right that vests, so no other word is legal",
    ("2022-01-01", "resale.ends"): "the clause knows one word",
    ("2023-07-01", "resale.ends"): "the clause knows one word",
}
"""Parameters that can change nothing by themselves, and why."""

CLAUSES = [
    (edition, clause)
    for edition, book in BOOKS.items()
    for clause in dict.fromkeys(parameter.clause for parameter in book.parameters())
]


def noticed(shelf: Shelf, clock: Clock) -> bool:
    """Whether any story notices; it is asked first the next time."""
    for index, story in enumerate(IN_TURN):
        if notices(story, shelf, clock):
            IN_TURN.insert(0, IN_TURN.pop(index))
            return True
    return False


def unnoticed(book: RuleBook, parameter: Parameter, folder: Path, clock: Clock) -> list[str]:
    """The changes of a parameter that no story notices, or all of it where none is legal."""
    found = list(nudges(book, parameter))
    left = [
        f"{nudge.path} = {nudge.value}"
        for number, nudge in enumerate(found)
        if not noticed(shelf_with(folder / f"{parameter.path}-{number}", nudge.book), clock)
    ]
    return left if found else [f"{parameter.path} cannot be changed alone"]


def test_the_books_as_they_are_make_no_story_fail(tmp_path: Path) -> None:
    """Else what is noticed below would say nothing."""
    shelf = shelf_with(tmp_path, *BOOKS.values())
    with frozen() as clock:
        assert [story.title for story in IN_TURN if notices(story, shelf, clock)] == []


@pytest.mark.parametrize(("edition", "clause"), CLAUSES, ids=lambda text: text.partition(":")[0])
def test_whatever_is_changed_in_a_clause_a_story_fails(edition: str, clause: str, tmp_path: Path) -> None:
    """One day, one rupiah, a hundredth of a percent, another default, a flag, an ending taken out."""
    book = BOOKS[edition]
    with frozen() as clock:
        left = {one.path: unnoticed(book, one, tmp_path, clock) for one in book.parameters() if one.clause == clause}
    unexpected = {path: found for path, found in left.items() if found and (edition, path) not in OUT_OF_REACH}
    beyond = [path for path, found in left.items() if not found and (edition, path) in OUT_OF_REACH]
    assert (unexpected, beyond) == ({}, [])


def test_where_no_edition_asks_for_the_activation_a_story_may_leave_it_out(tmp_path: Path) -> None:
    """What one edition alone cannot change, both can: the file that must be refused is accepted."""
    path = LIBRARY / "without-an-activation.invalid.yaml"
    books = [book.with_("minimum_term.activated", "optional") for book in BOOKS.values()]
    with pytest.raises(Problems):
        read_whole(path, SHELF, Overlay())
    accepted, _ = read_whole(path, shelf_with(tmp_path, *books), Overlay())
    assert accepted.opening.activated is None
