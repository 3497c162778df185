"""The documents (*dokumen*) that a cancelling needs."""

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import frozen

DocumentWord = Literal["form", "signed", "identity", "payment_proof", "customer_number", "device_receipt"]


@frozen
class DocumentsTable:
    """``[documents]``: those that must all be there, and those of which any one will do."""

    all_of: tuple[DocumentWord, ...]
    any_of: tuple[DocumentWord, ...] = ()

    def missing(self, there: Collection[str]) -> Iterator[str]:
        """What is not among those that are there, in words."""
        yield from (_words(name) for name in self.all_of if name not in there)
        if self.any_of and not any(name in there for name in self.any_of):
            yield " or ".join(map(_words, self.any_of))


def _words(name: str) -> str:
    return name.replace("_", " ")
