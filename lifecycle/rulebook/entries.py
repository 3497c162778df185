"""What a rule book can be asked for: its citations, readings, parameters, and what it leaves out."""

from attrs import frozen

from lifecycle import clauses
from lifecycle.clauses.whole_numbers import WholeNumbers
from lifecycle.problems import quoted, unknown


@frozen
class Citation:
    """The clause behind something: the nearest heading above it, its line, and the prose under it."""

    heading: str
    line: int
    prose: str


@frozen
class Reading:
    """A question that a clause leaves open, the values that the book allows, its default first.

    Of a reading that is a number every one is allowed, and only the default is listed.
    """

    name: str
    default: int
    allowed: tuple[int, ...]
    question: str
    line: int

    @property
    def numbers(self) -> WholeNumbers | None:
        """What is counted, where the value is a number."""
        kind = clauses.READINGS[self.name]
        return kind if isinstance(kind, WholeNumbers) else None

    def wrong(self, word: str) -> str | None:
        """What is wrong with a value that a story chooses, in words; None where the book allows it."""
        if self.numbers is not None:
            return None if word in self.numbers else f"{quoted(word)} is not {self.numbers}"
        words = sorted(clauses.word(value) for value in self.allowed)
        return None if word in words else unknown("value", word, words)


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
