"""What a rule book needs and the columns lack, by its clauses."""

from collections.abc import Iterator, Sequence

from lifecycle.rulebook import RuleBook

LACKING = ("trial", "routing", "package", "dispute", "order", "overpayment", "refund")
"""The tables of rule books that are about facts which no column holds."""


class Uncovered(ValueError):
    """Clauses of a book that the columns do not know; the message names each, with its edition and table."""

    def __init__(self, clauses: Sequence[str]) -> None:
        self.clauses = tuple(clauses)
        super().__init__("; ".join(clauses))


def uncovered(editions: Sequence[RuleBook]) -> Iterator[str]:
    """Each clause of the editions that the columns lack, in words."""
    for book in editions:
        for table in LACKING:
            if book.table(table) is not None:
                clause = book.citation(table).heading
                yield (
                    f'{book.path}: "{clause}" has [{table}], which whole customer bases are not judged by; '
                    f"replay its stories one by one"
                )
