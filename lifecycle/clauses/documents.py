"""The documents (*dokumen*) that a cancelling needs."""

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import frozen

from lifecycle.sentence import Sentence, joined, word

DocumentWord = Literal["form", "signed", "identity", "payment_proof", "customer_number", "device_receipt"]


@frozen
class DocumentsTable:
    """``[documents]``: those that must all be there, and those of which any one will do."""

    all_of: tuple[DocumentWord, ...]
    any_of: tuple[DocumentWord, ...] = ()

    def missing(self, there: Collection[str]) -> Iterator[Sentence]:
        """What is not among those that are there, in words."""
        yield from (word(name) for name in self.all_of if name not in there)
        if self.any_of and not any(name in there for name in self.any_of):
            yield joined(" or ", map(word, self.any_of))
