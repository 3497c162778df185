"""A sentence that keeps its words and the values in them, so that it can be said in another language, too."""

from collections.abc import Mapping
from datetime import date, datetime

from lifecycle import calendar


class Sentence(str):
    """A text in English, as the program's text outputs show it; ``words`` and ``values`` are what it was made of.

    Cutting or joining it gives a plain text, which no other language can say: keep a sentence whole.
    """

    __slots__ = ("values", "words")

    words: str
    values: Mapping[str, object]

    def __new__(cls, words: str, values: Mapping[str, object]) -> "Sentence":
        """Say words with values, each under its name in the words; instants and amounts as text outputs write them."""
        found = super().__new__(cls, words.format_map({name: _plain(value) for name, value in values.items()}))
        found.words = words
        found.values = values
        return found

    def __reduce__(self) -> tuple[type["Sentence"], tuple[str, dict[str, object]]]:
        """Copied and pickled with what it was made of."""
        return type(self), (self.words, dict(self.values))


def said(words: str, /, **values: object) -> Sentence:
    """A sentence of these words: ``said("bill {period} of {amount}", period=…, amount=…)``.

    Values are given as what they are (an Amount, an instant, a day, another sentence), not as text.
    """
    return Sentence(words, values)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return calendar.text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
