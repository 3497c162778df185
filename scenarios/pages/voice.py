"""How a page says what a report holds: in its language, and without the story's numbers and names."""

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen

from lifecycle.clauses.routing import Route
from lifecycle.events import Event, Recorded
from lifecycle.money import Amount, Money
from lifecycle.rulebook import RuleBook
from lifecycle.rulebook.header import UNDATED
from lifecycle.sentence import Sentence
from projections.answers import NEVER, NOT_APPLICABLE, Answer, Refund
from projections.findings.finding import Found
from scenarios.languages.codes import Code
from scenarios.languages.language import Language, language
from scenarios.pages.clause_text import headings
from scenarios.report import terms, words
from scenarios.report.finding_terms import FINDINGS
from scenarios.report.masking import Mask
from scenarios.report.terms import Term

NONE = "–"
"""What stands where there is nothing, and where an amount is 0."""

UNKNOWN = "+ ?"
"""What follows the known part of an amount in a table that has an unspecified one, too."""


@frozen
class Voice:
    """One language and one mask; every text on a page has gone through it once."""

    language: Language
    mask: Mask = field(repr=False)

    @classmethod
    def of(cls, code: Code, mask: Mask, books: Sequence[RuleBook] = ()) -> "Voice":
        """The voice of a language's code, which says headings of clauses as the books are told in it."""
        return cls(language(code).masked(mask).telling(headings(books, code)), mask)

    def over(self, mask: Mask) -> "Voice":
        """The same voice over another story's numbers and names."""
        return Voice(self.language.masked(mask), mask)

    def free(self, text: str) -> str:
        """Somebody's own words."""
        return self.mask.text(text)

    def say(self, text: str) -> str:
        """A sentence of the program's own; a text that is none of its sentences is the story's."""
        return self.language.say(text)

    def word(self, code: str) -> str:
        """The word for a code of the format's."""
        return self.language.word(code)

    def phrase(self, words: str, /, **values: object) -> str:
        """A sentence of a page's own, with values in it; the words stand where it is called."""
        return self.say(Sentence(words, values))

    def term(self, term: Term) -> str:
        """A term of the glossary in this language alone."""
        return self.language.term(term)

    def money(self, amount: Money | Amount | int) -> str:
        """An amount with its unit, and the names of its unspecified parts."""
        written = self.language.money(amount)
        names = self.language.parts(amount) if isinstance(amount, Amount) else []
        return f"{written} ({', '.join(names)})" if names else written

    def cell(self, value: Answer) -> str:
        """A value in a table whose head says the unit."""
        if isinstance(value, Amount):
            known = self.digits(value.sen) if value.sen else ""
            return f"{known} {UNKNOWN}".strip() if value.unspecified else known or NONE
        return self.answer(value) if not isinstance(value, str) or value != NOT_APPLICABLE else NONE

    def digits(self, sen: int) -> str:
        """An amount without its unit."""
        return self.language.money(sen).replace("Rp ", "").replace("-", "−")

    def instant(self, at: datetime) -> str:
        """An instant in WIB."""
        return self.language.instant(at)

    def month(self, period: str) -> str:
        """A month written ``2024-06``."""
        return self.language.month(period)

    def known(self, at: datetime, precision: str) -> str:
        """An instant no finer than it is known (G11)."""
        return self.language.known(at, precision)

    def when(self, recorded: Recorded) -> str:
        """The instant of an event, no finer than it is known; none where nobody told that it happened."""
        if words.nobody_told(recorded.event):
            return words.NO_INSTANT
        return self.known(recorded.at, recorded.precision)

    def edition(self, name: str) -> str:
        """An edition by its name, which is a day's or that it has none."""
        return self.phrase("undated") if name == UNDATED else name

    def doubtful(self, precision: str, *, inferred: bool) -> tuple[str, ...]:
        """What is not exact or not sure about an instant."""
        told = [self.term(terms.PRECISIONS[precision])] if precision in terms.PRECISIONS else []
        return (*told, self.term(terms.INFERRED)) if inferred else tuple(told)

    def doubts(self, recorded: Recorded) -> tuple[str, ...]:
        """How surely a fact is known, where that is not plainly so (G11)."""
        if words.nobody_told(recorded.event):
            return ()
        told = self.doubtful(recorded.precision, inferred=recorded.inferred)
        if recorded.known_at is None or recorded.known_at == recorded.at:
            return told
        return (*told, self.phrase("known {at}", at=recorded.known_at))

    def details(self, event: Event) -> tuple[str, ...]:
        """What an event says beside its name and its amount; numbers and names in it are masked already."""
        return tuple(self.language.say(detail) for detail in words.said(event, self.mask).details)

    def state(self, state: Answer) -> str:
        """A state's term."""
        return self.term(terms.state(state))

    def answer(self, value: Answer, key: str = "") -> str:
        """What a question is answered with, as a person reads it."""
        if isinstance(value, Amount):
            return self.money(value)
        if isinstance(value, bool):
            return self.phrase("yes") if value else self.phrase("no")
        if isinstance(value, datetime):
            return self.instant(value)
        if isinstance(value, Found):
            return self._found(value)
        if isinstance(value, Route):
            return self.say(words.latest(value))
        if isinstance(value, Refund):
            return self._refund(value)
        if value in (NEVER, NOT_APPLICABLE):
            return self.phrase("never") if value == NEVER else self.term(terms.STATES["not_applicable"])
        return self.state(value) if key == "state" else self.word(str(value))

    def _found(self, value: Found) -> str:
        told = [
            self.term(FINDINGS[code]) + ("" if amount is None else f" {self.money(amount)}")
            for code, amount in value.codes
        ]
        return "; ".join(told) or self.phrase("none")

    def _refund(self, refund: Refund) -> str:
        """A refund's status and, where it is granted, its sums, its account and its days."""
        told = [self.word(refund.status)]
        if refund.status != "none":
            told.append(self.phrase("net {net} of {gross}", net=refund.net, gross=refund.gross))
        if refund.to is not None:
            told.append(self.phrase("to {account}", account=words.account(refund.to, self.mask)))
        if refund.transfer_on != NEVER:
            told.append(self.phrase("transfer due {day}", day=refund.transfer_on))
        if refund.arrives_by != NEVER:
            told.append(self.phrase("there by {day}", day=refund.arrives_by))
        return ", ".join(told)
