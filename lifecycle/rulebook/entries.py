"""What a rule book can be asked for: its citations, readings, parameters, and what it leaves out."""

from enum import IntEnum

from attrs import frozen


@frozen
class Citation:
    """The clause behind something: the nearest heading above it, its line, and the prose under it."""

    heading: str
    line: int
    prose: str


@frozen
class Reading:
    """A question that a clause leaves open, the values that the book allows, its default first."""

    name: str
    default: IntEnum
    allowed: tuple[IntEnum, ...]
    question: str
    line: int


@frozen
class Parameter:
    """One number or word of the rule as it is written, the clause it stands under, and its line."""

    path: str
    value: str | int | bool
    clause: str
    line: int


@frozen
class NotModelled:
    """What a clause says and the engine does not do."""

    clause: str
    text: str
    line: int
