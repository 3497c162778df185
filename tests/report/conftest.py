"""A book that the tests of reports share."""

from pathlib import Path

import pytest

from lifecycle.rulebook import Shelf
from tests.report.made import WITHOUT_FEES


@pytest.fixture
def without_fees(tmp_path: Path) -> Shelf:
    """A shelf with the book of a provider whose terms know no late fee."""
    folder = tmp_path / "books" / "without-fees"
    folder.mkdir(parents=True)
    (folder / "undated.md").write_text(WITHOUT_FEES, "utf-8")
    return Shelf.open(folder.parent)
