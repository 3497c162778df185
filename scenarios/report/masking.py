"""Account numbers and holders' names as outputs show them; what is stored is never touched."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from lifecycle.events import UNNAMED, Recorded
from scenarios.report.secrets import LONG_NUMBER, Secret, canonical, of_event

KEPT = 3
"""How many of a number's last characters stay visible; a number no longer than that is masked whole."""

SIGN = "•"
"""What a masked part is written with in text; on a terminal without Unicode, and for machines, it is ``*``."""

_SHORTEST = 4
"""Shortest number that is looked for in free text, and shortest part of a name; shorter ones stand in other words."""

_SPACED = 8
"""From so many characters on a number is also found where it is written in groups."""


@frozen
class Mask:
    """How the numbers and names of one story are shown.

    ``known`` are its secrets, each with what is shown for it; names by their spelling, blanks made one.
    """

    on: bool = True
    sign: str = SIGN
    known: Mapping[str, str] = field(factory=dict, repr=False)
    _numbers: tuple[str, ...] = field(default=(), repr=False)
    _names: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def over(cls, events: Iterable[Recorded], *, on: bool = True, sign: str = SIGN) -> "Mask":
        """The mask over recorded events, which also finds their numbers and names in titles, notes and reasons."""
        return cls.of((secret for recorded in events for secret in of_event(recorded.event)), on=on, sign=sign)

    @classmethod
    def of(cls, secrets: Iterable[Secret], *, on: bool = True, sign: str = SIGN) -> "Mask":
        """The mask over numbers and names, however they were found."""
        bare, known = cls(on, sign), dict[str, str]()
        numbers, names = dict[str, None](), dict[str, None]()
        for secret in secrets:
            text = secret.text.strip()
            if secret.is_number and len(text) >= _SHORTEST:
                numbers[text] = None
                known[canonical(text)] = bare.number(text)
            elif not secret.is_number and len(text) > 1:
                names[text] = None
                known[_folded(text)] = bare.name(text)
        return cls(
            on, sign, known, *(tuple(sorted(found, key=lambda one: (-len(one), one))) for found in (numbers, names))
        )

    def number(self, number: str) -> str:
        """An account's number: its last three characters; a story without a subscription has none to mask."""
        if not self.on or number == UNNAMED:
            return number
        return self.sign * 3 + (number[-KEPT:] if len(number) > KEPT else "")

    def name(self, name: str) -> str:
        """A person's name: the initials."""
        if not self.on:
            return name
        return " ".join(f"{part[0]}." for part in name.split()) or self.sign * 3

    def subscription(self, subscription: str) -> str:
        """``provider/number`` with the number masked."""
        provider, slash, number = subscription.partition("/")
        return f"{provider}{slash}{self.number(number)}"

    def text(self, text: str) -> str:
        """Free text without the story's numbers and names, parts of those, and other numbers of ten digits or more."""
        if not self.on:
            return text
        shown = self.sentence(text)
        for pattern in (self._anyhow, self._parts):
            if pattern is not None:
                shown = pattern.sub(lambda found: self.name(found[0]), shown)
        return LONG_NUMBER.sub(lambda found: self.number(found[0]), shown)

    def sentence(self, text: str) -> str:
        """A sentence of the program's own, or the name of a thing, without the story's numbers and whole names."""
        if not self.on:
            return text
        for pattern, key in ((self._number, canonical), (self._name, _folded)):
            if pattern is not None:
                text = pattern.sub(self._shown(key), text)
        return text

    def line(self, text: str) -> str:
        """A line of a file, each masked character by a sign, so that nothing moves in it."""
        if not self.on:
            return text
        for pattern in (self._number, LONG_NUMBER):
            if pattern is not None:
                text = pattern.sub(lambda found: self.sign * (len(found[0]) - KEPT) + found[0][-KEPT:], text)
        for pattern in (self._anyhow, self._parts):
            if pattern is not None:
                text = pattern.sub(lambda found: re.sub(r"(?<=\w)\w", self.sign, found[0]), text)
        return text

    def _shown(self, key: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
        return lambda found: self.known[key(found[0])]

    @cached_property
    def _number(self) -> re.Pattern[str] | None:
        one = "|".join(map(_written, self._numbers))
        # Not within a date, an amount or another word.
        return re.compile(rf"(?<!\w)(?<!\d[.,-])(?:{one})(?!\w|[.,-]\d)") if one else None

    @cached_property
    def _name(self) -> re.Pattern[str] | None:
        return _any(self._names)

    @cached_property
    def _anyhow(self) -> re.Pattern[str] | None:
        """The names in whatever letters, where they are long enough to be no other word."""
        return _any([name for name in self._names if len(name) >= _SHORTEST], re.IGNORECASE)

    @cached_property
    def _parts(self) -> re.Pattern[str] | None:
        """A person is known by one word of the name, too."""
        parts = {part for name in self._names for part in name.split() if len(part) >= _SHORTEST}
        return _any(sorted(parts, key=lambda one: (-len(one), one)), re.IGNORECASE)


def _written(number: str) -> str:
    """A number as it stands, a long one also in groups."""
    plain = canonical(number)
    return r"[ .-]?".join(map(re.escape, plain)) if len(plain) >= _SPACED else re.escape(number)


def _any(names: Sequence[str], flags: int = 0) -> re.Pattern[str] | None:
    """Any of these names, however it is spaced."""
    one = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)", flags) if one else None


def _folded(name: str) -> str:
    return " ".join(name.split())
