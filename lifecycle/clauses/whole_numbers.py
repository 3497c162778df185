"""A reading whose value is a whole number, where other readings have words."""

import re
from collections.abc import Iterator

from attrs import frozen

_WRITTEN = re.compile(r"0|[1-9][0-9]{0,3}")


@frozen
class WholeNumbers:
    """Any whole number from 0 to 9999; 0 is the plain default. ``of`` says in words what is counted."""

    of: str

    def __getitem__(self, word: str) -> int:
        """The number that a file writes. Raises KeyError for what is none."""
        if not _WRITTEN.fullmatch(word):
            raise KeyError(word)
        return int(word)

    def __iter__(self) -> Iterator[int]:
        """The values that can be listed: the plain default, as there is no end to the others."""
        return iter((0,))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and _WRITTEN.fullmatch(word) is not None

    def __str__(self) -> str:
        return f"a whole number of {self.of}, such as 0 or 2"
