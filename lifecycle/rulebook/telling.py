"""A rule book's words in a language: its own, or those of the file beside it that tells it in another one."""

from collections.abc import Mapping

from attrs import field, frozen

from lifecycle.rulebook.entries import Citation, NotModelled, Reading


@frozen
class ClauseTold:
    """One clause in the telling's language: its heading, the heading's line in the telling, and its prose."""

    heading: str
    line: int
    prose: str


@frozen(kw_only=True)
class Telling:
    """What a book says, in ``language``; every clause, question and note of the book is in it.

    A clause is asked for by its citation or by the heading that the book itself gives it, as explanations name it;
    what the book does not have raises KeyError. Prose is Markdown: paragraphs, emphasis, lists.

    ``clauses`` has each clause under the book's heading and under that heading's line.
    """

    language: str
    path: str
    title: str
    source: str
    not_modelled: tuple[NotModelled, ...] = field(repr=False)
    clauses: Mapping[str | int, ClauseTold] = field(repr=False)
    questions: Mapping[str, str] = field(repr=False)

    def clause(self, named: Citation | str) -> ClauseTold:
        """The clause as this telling has it."""
        return self.clauses[named.line if isinstance(named, Citation) else named]

    def heading(self, named: Citation | str) -> str:
        """A clause's heading."""
        return self.clause(named).heading

    def prose(self, named: Citation | str) -> str:
        """What a clause says."""
        return self.clause(named).prose

    def question(self, reading: Reading | str) -> str:
        """What a reading leaves open; empty where the book does not say."""
        return self.questions[reading.name if isinstance(reading, Reading) else reading]
