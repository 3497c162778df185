"""What came of changing a rule book by a little, for machines."""

from collections.abc import Sequence
from typing import Any

from scenarios.mutating.mutants import Mutant, Tried
from scenarios.report.as_json import VERSION, document, parameter


def mutants_json(tried: Sequence[Tried], witnesses: Sequence[int]) -> bytes:
    """Every change of every book."""
    books = [_book(one, stories) for one, stories in zip(tried, witnesses, strict=True)]
    unexplained = sum(len(one.survivors) for one in tried)
    return document({"format": "lifecycle.mutate", "version": VERSION, "unexplained": unexplained, "books": books})


def _book(one: Tried, stories: int) -> dict[str, Any]:
    return {
        "provider": one.book.provider,
        "edition": one.book.edition,
        "digest": one.book.digest,
        "stories": stories,
        "changes": [_change(mutant) for mutant in one.mutants],
        "fixed": [parameter(still) | {"reason": why.reason} for still, why in one.fixed],
    }


def _change(mutant: Mutant) -> dict[str, Any]:
    return parameter(mutant.parameter) | {
        "written": mutant.parameter.value,
        "changed": mutant.value,
        "noticed": mutant.noticed,
        "equivalent": None if mutant.equivalent is None else mutant.equivalent.reason,
        "caught_by": mutant.caught_by,
    }
