"""Small changes of a rule book, one parameter at a time, each of which some story must notice."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook
from scenarios.mutating.neighbours import Neighbour, neighbours
from scenarios.mutating.values import values


@frozen
class Nudge:
    """A parameter of a book, what was made of it, and the book that follows."""

    path: str
    value: str
    book: RuleBook


@frozen
class Fixed:
    """A parameter of which no other value is legal, and why, in the words of the book's own reader."""

    path: str
    reason: str


ONE_WORD = "the clause knows one word"


def nudges(book: RuleBook, parameter: Parameter) -> Iterator[Nudge]:
    """Every legal small change of one parameter; what the book itself refuses is none.

    A number that cannot move alone, as tiers would overlap or rows would take the same calls, moves with those that
    stand in its way.
    """
    yield from (found for found in _tried(book, parameter) if isinstance(found, Nudge))


def fixed(book: RuleBook, parameter: Parameter) -> Fixed:
    """Why no change of a parameter is legal, of one that has none."""
    refused = [found for found in _tried(book, parameter) if isinstance(found, Fixed)]
    return refused[0] if refused else Fixed(parameter.path, ONE_WORD)


def _tried(book: RuleBook, parameter: Parameter) -> Iterator[Nudge | Fixed]:
    for value in values(book, parameter):
        try:
            yield Nudge(parameter.path, value, book.with_(parameter.path, value))
        except Problems as refused:
            ways = (_with(book, way) for way in neighbours(book, parameter, value))
            found = next((one for one in ways if one is not None), None)
            yield found or Fixed(parameter.path, refused.problems[0].message)


def _with(book: RuleBook, way: Neighbour) -> Nudge | None:
    """The book with a parameter and its neighbours changed together; None where that is refused, too."""
    try:
        return Nudge(way.path, way.told, book.with_all(way.changes))
    except Problems:
        return None
