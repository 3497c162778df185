"""What a page says of answers, events and changes, in its language and behind the mask."""

from datetime import date, datetime

from attrs import frozen

from lifecycle import calendar
from lifecycle.clauses.routing import Route
from lifecycle.events import Recorded
from lifecycle.money import Amount
from projections.answers import NEVER, Answer, Refund
from projections.explanation import Explanation
from projections.findings.finding import Finding, Found
from scenarios.languages.language import Language
from scenarios.report import finding_lines, terms, words
from scenarios.report.finding_terms import FINDINGS
from scenarios.report.masking import Mask
from scenarios.report.words import Said

_WORDS = frozenset({NEVER, "none", "open", "upheld", "rejected", "not_applicable"})


@frozen
class Spoken:
    """A story's words on a page."""

    language: Language
    mask: Mask

    def key(self, key: str) -> str:
        """What an answer is called."""
        return self.language.term(terms.KEYS[key])

    def answer(self, value: Answer | None, key: str = "") -> str:
        """An answer; an amount and an instant in the language's habit."""
        if key == "state":
            return self.state(value)
        if isinstance(value, bool):
            return self.language.say("yes" if value else "no")
        if isinstance(value, Amount):
            return self._amount(value)
        if isinstance(value, Found):
            found = [code if sum_ is None else f"{code} {self._amount(sum_)}" for code, sum_ in value.codes]
            return ", ".join(found) or self.language.say("none")
        if isinstance(value, datetime | date):
            return self.language.value(value)
        if isinstance(value, str) and value in _WORDS:
            return self.language.say(value.replace("_", " "))
        if value is None:
            return "–"
        if isinstance(value, Route):
            return words.latest(value)
        return self.mask.sentence(words.answer(value, self.mask)) if isinstance(value, Refund) else str(value)

    def state(self, value: object) -> str:
        """A state of the line."""
        return self.language.term(terms.state(value)) if isinstance(value, str) else "–"

    def code(self, finding: Finding) -> str:
        """What a finding is called."""
        return self.language.term(FINDINGS[finding.code])

    def when(self, at: datetime, precision: str) -> str:
        """An instant, no finer than it is known (G11)."""
        local = calendar.wib(at)
        if precision == "unknown":
            return self.language.term(terms.PRECISIONS[precision])
        if precision == "month":
            return self.language.month(f"{local:%Y-%m}")
        return self.language.day(local.date()) if precision == "day" else self.language.instant(at)

    def told_at(self, recorded: Recorded) -> str:
        """The instant of an event; none where nobody told that it happened."""
        if words.nobody_told(recorded.event):
            return words.NO_INSTANT
        return self.when(recorded.at, recorded.precision)

    def shown_at(self, finding: Finding) -> str:
        """The instant that shows a finding."""
        return self.when(calendar.instant(finding.at), finding_lines.precision(finding))

    def text(self, text: str | None) -> str:
        """A sentence, or what somebody wrote, without the story's numbers and names."""
        return self.language.say(self.mask.text(text)) if text else ""

    def sentence(self, text: str) -> str:
        """A sentence of the program's."""
        return self.language.say(self.mask.sentence(text))

    def said(self, recorded: Recorded) -> Said:
        """An event in words."""
        return words.said(recorded.event, self.mask)

    def event(self, recorded: Recorded) -> str:
        """An event in one line."""
        said = self.said(recorded)
        amount = "" if said.amount is None else f" {self.language.value(_as_amount(said))}"
        details = "; ".join(self.language.say(one) for one in said.details)
        return f"{self.language.term(said.term)}{amount}{f' ({details})' if details else ''}"

    def trigger(self, change: Explanation) -> str:
        """What brought a change about: an event, or time alone."""
        if change.event is None:
            return self.sentence(change.trigger)
        said = words.said(change.event, self.mask)
        amount = "" if said.amount is None else f" {self.language.value(_as_amount(said))}"
        return f"{self.language.term(said.term)}{amount}"

    def doubts(self, recorded: Recorded) -> str:
        """How surely an event is known, where that is not plainly so."""
        return "; ".join(self.language.say(one) for one in words.doubts(recorded))

    def _amount(self, value: Amount) -> str:
        named = f" ({', '.join(value.parts)})" if value.unspecified else ""
        return f"{self.language.money(value)}{named}"


def _as_amount(said: Said) -> object:
    return said.amount if said.amount is None or isinstance(said.amount, str) else Amount(int(said.amount))
