"""A rule book that notes which of its tables anybody asks for."""

from typing import Any

import attrs

from lifecycle import clauses
from lifecycle.rulebook import RuleBook

_TABLES = frozenset({*clauses.TABLES, "rounding", "readings"})


class NotedBook(RuleBook):
    """The same book; the names of the tables asked of it are kept in ``asked_of``, by its digest."""

    asked_of: dict[str, set[str]] = {}  # noqa: RUF012  # one for the process: what a judging asks is gathered there

    def __getattribute__(self, name: str) -> Any:
        if name in _TABLES:
            digest = object.__getattribute__(self, "digest")
            NotedBook.asked_of.setdefault(digest, set()).add(name)
        return super().__getattribute__(name)


def noted(book: RuleBook) -> RuleBook:
    """A book as it is, whose tables note that they are asked for."""
    own = [each for each in attrs.fields(RuleBook) if each.init]
    return NotedBook(**{each.alias or each.name: getattr(book, each.name) for each in own})


def asked() -> dict[str, frozenset[str]]:
    """What was asked of the noted books since the last time, by digest."""
    found = {digest: frozenset(names) for digest, names in NotedBook.asked_of.items()}
    NotedBook.asked_of.clear()
    return found
