"""Sentences that keep their words and the values in them, so that they can be said in another language, too."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Self

from lifecycle import calendar


class Sentence(str):
    """A text in English, as the program's text outputs show it; ``words`` and ``values`` are what it was made of.

    Cutting or joining it gives a plain text, which no other language can say: keep a sentence whole, and join with
    `joined`.
    """

    __slots__ = ("values", "words")

    words: str
    values: Mapping[str, object]

    def __new__(cls, words: str, values: Mapping[str, object], text: str | None = None) -> Self:
        """Say words with values, each under its name in the words; instants and amounts as text outputs write them."""
        found = super().__new__(cls, _text(words, values) if text is None else text)
        found.words = words
        found.values = values
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled with what it was made of."""
        return _kept, (type(self), str(self), {name: getattr(self, name) for name in self.slots()})

    @classmethod
    def slots(cls) -> tuple[str, ...]:
        """What a sentence of this kind keeps beside its text."""
        return tuple(name for kind in cls.__mro__ if issubclass(kind, Sentence) for name in kind.__slots__)


class Counted(Sentence):
    """A sentence about a number of things: ``words`` of one of them, ``many`` of several."""

    __slots__ = ("many", "number")

    many: str
    number: int


class Joined(Sentence):
    """Several sentences or values in a row, ``words`` between them."""

    __slots__ = ("parts",)

    parts: tuple[object, ...]


class Word(Sentence):
    """A word of the program's that stands for a thing of its own, as a state or a field; found by its ``code``."""

    __slots__ = ("code",)

    code: str


def said(words: str, /, **values: object) -> Sentence:
    """A sentence of these words: ``said("bill {period} of {amount}", period=…, amount=…)``.

    Values are given as what they are (an Amount, an instant, a day, another sentence), not as text; a plain text
    among them is the story's own, which stays as it is in every language and is masked.
    """
    return Sentence(words, values)


def counted(one: str, many: str, number: int, /, **values: object) -> Counted:
    """A sentence about a ``{number}`` of things, in the words for one or those for many."""
    values["number"] = number
    found = Counted(one, values, _text(one if number == 1 else many, values))
    found.many, found.number = many, number
    return found


def joined(between: str, parts: Iterable[object], /) -> Joined:
    """Sentences and values in a row, with words or signs between them."""
    listed = tuple(parts)
    found = Joined(between, {}, between.join(map(_plain, listed)))
    found.parts = listed
    return found


def word(code: str, /, text: str | None = None) -> Word:
    """The word for a code, in text its letters with blanks, ``late_fee`` is "late fee"; or another text."""
    found = Word(code, {}, code.replace("_", " ") if text is None else text)
    found.code = code
    return found


def coded(code: str, /) -> Word:
    """The word for a code that text outputs write as it is: ``not_applicable``."""
    return word(code, code)


def _text(words: str, values: Mapping[str, object]) -> str:
    return words.format_map({name: _plain(value) for name, value in values.items()})


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return calendar.text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _kept(kind: type[Sentence], text: str, slots: dict[str, Any]) -> Sentence:
    found = str.__new__(kind, text)
    for name, value in slots.items():
        setattr(found, name, value)
    return found
