"""What one edition alone cannot change, both can."""

from pathlib import Path

import pytest

from lifecycle.problems import Problems
from scenarios.judging import Overlay, read_whole
from tests.library import LIBRARY, PROVIDER, SHELF, shelf_with


def test_where_no_edition_asks_for_the_activation_a_story_may_leave_it_out(tmp_path: Path) -> None:
    """The file that must be refused is accepted."""
    path = LIBRARY / "without-an-activation.invalid.yaml"
    books = [book.with_("minimum_term.activated", "optional") for book in SHELF.editions(PROVIDER)]
    with pytest.raises(Problems):
        read_whole(path, SHELF, Overlay())
    accepted, _ = read_whole(path, shelf_with(tmp_path, *books), Overlay())
    assert accepted.opening.activated is None
