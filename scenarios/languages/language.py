"""One language of the pages: how it says sentences and terms, and how it writes instants, days, months and money."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from attrs import evolve, field, frozen
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from lifecycle import calendar
from lifecycle.money import UNSPECIFIED, Amount, Money, rupiah
from lifecycle.notation import Exactly, Heading, Known, Month, Percent, Thing, Weekday
from lifecycle.sentence import Counted, Joined, Sentence, Word
from scenarios.comparing.change import Change
from scenarios.languages.codes import Code
from scenarios.report.masking import Mask
from scenarios.report.terms import Alone, Term
from scenarios.report.vocabulary import WORDS

_ENGLISH_DIGITS = str.maketrans(".,", ",.")
_RUPIAH = re.compile(r"Rp\s\d{1,3}(?:\.\d{3})*(?:,\d{2})?(?![.,]?\d)")


@frozen
class Language:
    """A language by its code; ``catalogue`` holds what it says for each English sentence, ``mask`` what it hides.

    ``headings`` are the headings of clauses as their books are told in this language, by those of the books' own.
    """

    code: Code
    catalogue: NullTranslations = field(repr=False)
    mask: Mask = field(default=Mask(on=False), repr=False)
    headings: Mapping[str, str] = field(factory=dict, repr=False)

    def masked(self, mask: Mask) -> "Language":
        """The same language, which masks what it says of a story: its titles, notes, names and numbers."""
        return evolve(self, mask=mask)

    def telling(self, headings: Mapping[str, str]) -> "Language":
        """The same language, which says headings of clauses so."""
        return evolve(self, headings=headings)

    def say(self, text: str) -> str:
        """A sentence in this language; a text that is no sentence of the program's stays as it is, masked."""
        match text:
            case Heading():
                return self.mask.sentence(self.headings.get(text, text))
            case Thing():
                return self.mask.sentence(text)
            case Month():
                return self.month(text)
            case Word():
                return self.word(text.code)
            case Joined():
                return self._words(text.words).join(map(self.value, text.parts))
            case Counted():
                return self._filled(self.catalogue.ngettext(text.words, text.many, text.number), text)
            case Sentence():
                return self._filled(self._words(text.words), text)
            case _:
                return self.mask.text(text)

    def _filled(self, words: str, sentence: Sentence) -> str:
        return words.format_map({name: self.value(value) for name, value in sentence.values.items()})

    def _words(self, words: str) -> str:
        """The catalogue's words for these; signs alone are the same everywhere."""
        return self.catalogue.gettext(words) if spoken(words) else words

    def value(self, value: object) -> str:
        """A value within a sentence, by its type."""
        for kind in type(value).__mro__:
            if kind in _WRITTEN:
                return _WRITTEN[kind](self, value)
        return str(value)

    def term(self, term: Term) -> str:
        """A term of the glossary."""
        return term.indonesian if self.code == "id" else term.english

    def word(self, code: str) -> str:
        """The word for a code, as of a state or a field; a code that the vocabulary lacks is some rule book's own."""
        if code in WORDS:
            return self.term(WORDS[code])
        first, either, other = code.partition("_or_")
        if either:
            return self._words(" or ").join((self.word(first), self.word(other)))
        return self.mask.text(code.replace("_", " "))

    def money(self, amount: Money | Amount | int) -> str:
        """An amount in sen: ``Rp 17.336,70`` in Indonesian, ``Rp 17,336.70`` in English."""
        if amount == UNSPECIFIED:
            return self._words(UNSPECIFIED)
        known, parts = (amount.sen, amount.parts) if isinstance(amount, Amount) else (int(amount), [])
        written = rupiah(known) if self.code == "id" else rupiah(known).translate(_ENGLISH_DIGITS)
        if not parts:
            return written
        return f"{written} + {self._words(UNSPECIFIED)}" if known else self._words(UNSPECIFIED)

    def change(self, change: Change) -> str:
        """By how much an amount changes: ``+Rp 8,250``, ``-Rp 100 + unspecified``."""
        return change.written(self.money, self._words(UNSPECIFIED))

    def figures(self, prose: str) -> str:
        """Prose with each amount in this language's habit; rule books, in whatever language, write ``Rp 5.000``."""
        if self.code == "id":
            return prose
        return _RUPIAH.sub(lambda found: found[0].translate(_ENGLISH_DIGITS), prose)

    def parts(self, amount: Amount) -> list[str]:
        """The parts of an amount that no source gives, each by its name."""
        return [self.say(name) for name in amount.parts]

    def day(self, day: date) -> str:
        """A day: ``5 June 2024``, ``5 Juni 2024``."""
        return format_date(day, "d MMMM y", locale=self.code)

    def weekday(self, day: date) -> str:
        """A day and which of the week it is: ``Friday, 7 June 2024``, ``Jumat, 7 Juni 2024``."""
        return format_date(day, "EEEE, d MMMM y", locale=self.code)

    def month(self, period: str) -> str:
        """A month written ``2024-06``: ``June 2024``, ``Juni 2024``."""
        return format_date(date.fromisoformat(f"{period}-01"), "MMMM y", locale=self.code)

    def short_month(self, period: str) -> str:
        """The name of a month written ``2024-08`` in three letters: ``Aug``, ``Agu``."""
        return format_date(date.fromisoformat(f"{period}-01"), "MMM", locale=self.code)

    def instant(self, at: datetime) -> str:
        """An instant in WIB: the day alone at 00:00, else with the time."""
        return self._at(at, calendar.text(at))

    def known(self, at: datetime, precision: str) -> str:
        """An instant no finer than it is known (G11): the instant, its day or month, or that nobody knows it."""
        if precision == "month":
            return self.month(calendar.text(at)[:7])
        if precision == "day":
            return self.day(calendar.wib(at).date())
        return self.instant(at) if precision == "instant" else self._words("unknown")

    def exactly(self, at: datetime) -> str:
        """An instant with its time, midnight's too."""
        return self._at(at, str(Exactly(at)))

    def percent(self, percent: Percent) -> str:
        """A rate: ``2.5%`` in English, ``2,5%`` in Indonesian."""
        return str(percent) if self.code == "id" else str(percent).translate(_ENGLISH_DIGITS)

    def _at(self, at: datetime, text: str) -> str:
        day, time = self.day(calendar.wib(at).date()), text[len("2024-06-05 ") :]
        if not time:
            return day
        return f"{day} {time.replace('.', ',').replace(':', '.') if self.code == 'id' else time}"


_WRITTEN: dict[type[Any], Callable[[Language, Any], str]] = {
    Term: Language.term,
    Alone: lambda language, alone: language.term(alone.term),
    str: Language.say,
    Amount: Language.money,
    Change: Language.change,
    datetime: Language.instant,
    date: Language.day,
    Known: lambda language, known: language.known(*known),
    Exactly: lambda language, exactly: language.exactly(exactly.at),
    Weekday: lambda language, weekday: language.weekday(weekday.day),
    Percent: Language.percent,
}
"""How a language writes a value of each type; another type's text is the same in all."""


def spoken(words: str) -> bool:
    """Whether words have anything to say beside their values."""
    return any(letter.isalpha() for part in words.split("{") for letter in part.rpartition("}")[2])


@cache
def language(code: Code) -> Language:
    """The language of a code."""
    if code == "en":
        return Language(code, NullTranslations())
    packed = BytesIO()
    with resources.files(__package__).joinpath(f"{code}.po").open("rb") as catalogue:
        write_mo(packed, read_po(catalogue, locale=code))
    packed.seek(0)
    return Language(code, Translations(packed))
