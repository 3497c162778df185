"""What a rule book needs and the columns lack, by its clauses."""

from collections.abc import Iterator, Sequence

from lifecycle.rulebook import RuleBook
from projections.columns.records import LIMIT

LACKING = ("trial", "routing", "package", "dispute", "order", "overpayment", "refund")
"""The tables of rule books that are about facts which no column holds."""

_ELSEWHERE = "whole customer bases are not judged by that, replay their stories one by one"


class Uncovered(ValueError):
    """Clauses of a book that the columns do not know; the message names each, with its edition and table."""

    def __init__(self, clauses: Sequence[str]) -> None:
        self.clauses = tuple(clauses)
        super().__init__("; ".join(clauses))


def uncovered(editions: Sequence[RuleBook]) -> Iterator[str]:
    """Each clause of the editions that the columns lack, in words."""
    if len({book.cancellation is None for book in editions}) > 1:
        book = next(book for book in editions if book.cancellation is not None)
        clause = book.citation("cancellation").heading
        yield f'{book.path}: "{clause}" has [cancellation], and another edition has none; {_ELSEWHERE}'
    for book in editions:
        for table in LACKING:
            if book.table(table) is not None:
                clause = book.citation(table).heading
                yield f'{book.path}: "{clause}" has [{table}]; {_ELSEWHERE}'
        term = book.minimum_term.term if book.minimum_term else None
        if term is not None and (term.months * term.per_remaining_month + term.flat) > LIMIT // (31 * term.months):
            clause = book.citation("minimum_term").heading
            yield f'{book.path}: "{clause}" has [minimum_term] of more than 64 bits hold by days; {_ELSEWHERE}'
