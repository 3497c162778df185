"""One language of the pages: how it says sentences and terms, and how it writes instants, days, months and money."""

from datetime import date, datetime
from functools import cache
from importlib import resources
from io import BytesIO

from attrs import field, frozen
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from lifecycle import calendar
from lifecycle.money import UNSPECIFIED, Amount, Money, rupiah
from lifecycle.sentence import Sentence
from scenarios.languages.codes import Code
from scenarios.report.terms import Term

_ENGLISH_DIGITS = str.maketrans(".,", ",.")


@frozen
class Language:
    """A language by its code; ``catalogue`` holds what it says for each English sentence."""

    code: Code
    catalogue: NullTranslations = field(repr=False)

    def say(self, text: str) -> str:
        """A sentence in this language; a text that is no sentence of the program's stays as it is."""
        if isinstance(text, Sentence):
            values = {name: self.value(value) for name, value in text.values.items()}
            return self.catalogue.gettext(text.words).format_map(values)
        return self.catalogue.gettext(text) if text else text

    def value(self, value: object) -> str:
        """A value within a sentence."""
        if isinstance(value, str):
            return self.say(value)
        if isinstance(value, Amount):
            return self.money(value)
        if isinstance(value, datetime):
            return self.instant(value)
        return self.day(value) if isinstance(value, date) else str(value)

    def term(self, term: Term) -> str:
        """A term of the glossary."""
        return term.indonesian if self.code == "id" else term.english

    def money(self, amount: Money | Amount | int) -> str:
        """An amount in sen: ``Rp 17.336,70`` in Indonesian, ``Rp 17,336.70`` in English."""
        if amount == UNSPECIFIED:
            return self.say(UNSPECIFIED)
        known, parts = (amount.sen, amount.parts) if isinstance(amount, Amount) else (int(amount), [])
        written = rupiah(known) if self.code == "id" else rupiah(known).translate(_ENGLISH_DIGITS)
        if not parts:
            return written
        return f"{written} + {self.say(UNSPECIFIED)}" if known else self.say(UNSPECIFIED)

    def day(self, day: date) -> str:
        """A day: ``5 June 2024``, ``5 Juni 2024``."""
        return format_date(day, "d MMMM y", locale=self.code)

    def month(self, period: str) -> str:
        """A month written ``2024-06``: ``June 2024``, ``Juni 2024``."""
        return format_date(date.fromisoformat(f"{period}-01"), "MMMM y", locale=self.code)

    def short_month(self, period: str) -> str:
        """The name of a month written ``2024-08`` in three letters: ``Aug``, ``Agu``."""
        return format_date(date.fromisoformat(f"{period}-01"), "MMM", locale=self.code)

    def instant(self, at: datetime) -> str:
        """An instant in WIB: the day alone at 00:00, else with the time."""
        local = calendar.wib(at)
        text = calendar.text(at)
        if len(text) == len("2024-06-05"):
            return self.day(local.date())
        return f"{self.day(local.date())} {text[11:].replace(':', '.') if self.code == 'id' else text[11:]}"


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
