"""Books to read in tests: a small one, the written-down example, and those that ship."""

from pathlib import Path

import pytest

from lifecycle.rulebook import RuleBook, Shelf, read
from tests.rulebook.retold import write

HEADER = """\
# Kecil, terms of 2024

In the words of the test.

```toml
provider = "kecil"
in_force = 2024-01-01
authority = "invented"
source = "a test"
```
"""


@pytest.fixture
def header() -> str:
    """The start of a book that is right so far; its blocks begin on line 5 and end on line 10."""
    return HEADER


@pytest.fixture(scope="session")
def contoh() -> RuleBook:
    return read(Path(__file__).parents[1] / "books/contoh-net/2024-01-01.md")


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf.open()


@pytest.fixture
def file(tmp_path: Path, header: str) -> Path:
    """The file of a book that another file beside it tells."""
    return write(tmp_path, header)
