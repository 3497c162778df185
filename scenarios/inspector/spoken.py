"""What a page says of answers, events and changes, in its language and behind the mask."""

from datetime import datetime

from attrs import frozen

from lifecycle.clauses.routing import Route
from lifecycle.events import Recorded
from lifecycle.money import Amount
from projections.answers import Answer
from projections.explanation import Explanation
from projections.findings.finding import Finding
from scenarios.languages.language import Language
from scenarios.report import explain_report, finding_lines, terms, words
from scenarios.report.finding_terms import FINDINGS
from scenarios.report.masking import Mask

NOTHING = "–"


@frozen
class Spoken:
    """A story's words on a page; ``language`` says what is the program's own, and masks what is the story's."""

    language: Language
    mask: Mask

    @classmethod
    def over(cls, language: Language, mask: Mask) -> "Spoken":
        """A story's words in a language, behind its mask."""
        return cls(language.masked(mask), mask)

    def key(self, key: str) -> str:
        """What an answer is called."""
        return self.language.term(terms.KEYS[key])

    def answer(self, value: Answer | None, key: str = "") -> str:
        """An answer; an amount and an instant in the language's habit."""
        if value is None:
            return NOTHING
        if key == "state":
            return self.state(value)
        said = words.latest(value) if isinstance(value, Route) else words.answer(value, self.mask)
        return self.language.say(said)

    def state(self, value: object) -> str:
        """A state of the line."""
        return self.language.term(terms.state(value)) if isinstance(value, str) else NOTHING

    def amount(self, value: Amount) -> str:
        """An amount; nothing is a dash."""
        return self.language.say(words.noted(value)) if value else NOTHING

    def code(self, finding: Finding) -> str:
        """What a finding is called."""
        return self.language.term(FINDINGS[finding.code])

    def when(self, at: datetime, precision: str) -> str:
        """An instant, no finer than it is known (G11)."""
        return self.language.known(at, precision)

    def told_at(self, recorded: Recorded) -> str:
        """The instant of an event; none where nobody told that it happened."""
        return self.language.say(words.when(recorded))

    def shown_at(self, finding: Finding) -> str:
        """The instant that shows a finding."""
        return self.language.value(finding_lines.when(finding))

    def word(self, code: str) -> str:
        """The word for a code of the format's, such as an actor."""
        return self.language.word(code)

    def text(self, text: str | None) -> str:
        """A sentence of the program's, or what somebody wrote."""
        return self.language.say(text) if text else ""

    def event(self, recorded: Recorded) -> str:
        """An event in one line."""
        return self.language.say(words.said(recorded.event, self.mask).sentence)

    def trigger(self, change: Explanation) -> str:
        """What brought a change about: an event, or time alone."""
        return self.language.say(explain_report.trigger(change, self.mask))

    def doubts(self, recorded: Recorded) -> str:
        """How surely an event is known, where that is not plainly so."""
        return "; ".join(map(self.language.say, words.doubts(recorded)))
