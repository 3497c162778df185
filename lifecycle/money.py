"""Rupiah, held as whole sen: parsing, rounding, Indonesian notation, partly unspecified amounts."""

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Literal, NamedTuple, NewType

from attrs import frozen

Sen = NewType("Sen", int)
"""Hundredths of a rupiah; the only unit in which money is held (G2)."""

Unspecified = Literal["unspecified"]
UNSPECIFIED: Unspecified = "unspecified"

Money = Sen | Unspecified
"""What an event may carry: an amount, or the plain statement that no source gives it (G7)."""

MAX_SEN = 10**13
"""Largest amount a file may hold (Rp 100.000.000.000), so that an amount at 9.000 % fits in 64 bits."""


class Mode(IntEnum):
    """How a fraction of the rounding step is settled."""

    HALF_UP = 0
    HALF_EVEN = 1
    DOWN = 2
    UP = 3


class Rounding(NamedTuple):
    """The step, in sen, and the mode that a rule book rounds with."""

    step: int
    mode: int


def rounded(numerator: int, denominator: int, rounding: Rounding) -> int:
    """The non-negative fraction, in sen, rounded once to the book's step (G2). The only rounding there is."""
    unit = denominator * rounding.step
    whole = numerator // unit
    rest = numerator - whole * unit
    if rest == 0 or rounding.mode == Mode.DOWN:
        up = False
    elif rounding.mode == Mode.UP:
        up = True
    elif rest * 2 == unit:
        up = rounding.mode == Mode.HALF_UP or whole % 2 == 1
    else:
        up = rest * 2 > unit
    return (whole + (1 if up else 0)) * rounding.step


def rupiah(sen: int) -> str:
    """The amount in Indonesian notation, sen only where there are any (G3): ``Rp 17.336,70``."""
    whole, rest = divmod(abs(sen), 100)
    digits = f"{whole:,}".replace(",", ".")
    return f"{'-' if sen < 0 else ''}Rp {digits}{f',{rest:02d}' if rest else ''}"


def plain(sen: int) -> str:
    """The amount as a plain decimal of rupiah, for files that machines read: ``17336.70``."""
    whole, rest = divmod(abs(sen), 100)
    return f"{'-' if sen < 0 else ''}{whole}{f'.{rest:02d}' if rest else ''}"


_FORM = re.compile(r"(?P<sign>-?)\s*(?P<rp>[Rr][Pp]\.?)?\s*(?P<late_sign>-?)(?P<digits>[0-9][0-9.,]*)")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


def parse(text: str) -> Sen:
    """Read a plain integer, a decimal or the Indonesian form (G3) into sen.

    Raises ValueError, in words for the person who wrote the amount, when the form is ambiguous,
    too fine, too large or none of these.
    """
    form = _FORM.fullmatch(text.strip())
    if form is None or (form["sign"] and form["late_sign"]):
        raise ValueError(f'{text!r} is not an amount; write 412500, 17336.70 or "Rp 17.336,70"')
    digits, sign = form["digits"], -1 if form["sign"] or form["late_sign"] else 1
    whole, comma, sen = digits.partition(",")
    indonesian = bool(form["rp"]) or bool(comma) or whole.count(".") >= 2
    if indonesian:
        if not (whole.isdigit() or _GROUPED.fullmatch(whole)):
            raise ValueError(f'{text!r}: dots group thousands and a comma precedes the sen, as in "Rp 17.336,70"')
        if comma and not (sen.isdigit() and len(sen) <= 2):
            raise ValueError(f"{text!r} has more than two decimals, or none after the comma; sen are two digits")
        value = int(whole.replace(".", "")) * 100 + (int(sen.ljust(2, "0")) if comma else 0)
    elif _GROUPED.fullmatch(whole):
        number = whole.replace(".", "")
        raise ValueError(f'{text!r} is ambiguous; write {number} or "Rp {whole}" for thousands')
    elif _PLAIN.fullmatch(whole):
        units, _, cents = whole.partition(".")
        value = int(units) * 100 + int(cents.ljust(2, "0") if cents else 0)
    else:
        raise ValueError(f"{text!r} has more than two decimals; sen are two digits, as in 17336.70")
    if value > MAX_SEN:
        raise ValueError(f"{text!r} is above {rupiah(MAX_SEN)}, the largest amount this program takes")
    return Sen(sign * value)


@frozen(order=False)
class Amount:
    """A known part in sen and the names of the parts that no source gives (G7)."""

    sen: int = 0
    unspecified: frozenset[str] = frozenset()

    @classmethod
    def of(cls, money: Money, name: str) -> "Amount":
        """An event's amount; ``name`` says what is unspecified, should it be."""
        return cls(0, frozenset({name})) if money == UNSPECIFIED else cls(int(money))

    def __add__(self, other: "Amount | int") -> "Amount":
        if isinstance(other, int):
            return Amount(self.sen + other, self.unspecified)
        return Amount(self.sen + other.sen, self.unspecified | other.unspecified)

    __radd__ = __add__

    def __sub__(self, other: "Amount | int") -> "Amount":
        """Less another amount; an unspecified part stays unspecified whichever side it is on."""
        if isinstance(other, int):
            return Amount(self.sen - other, self.unspecified)
        return Amount(self.sen - other.sen, self.unspecified | other.unspecified)

    def __bool__(self) -> bool:
        return self.sen != 0 or bool(self.unspecified)

    @property
    def known(self) -> bool:
        """Whether every part has a number."""
        return not self.unspecified

    @property
    def parts(self) -> list[str]:
        """The unspecified parts' names, sorted."""
        return sorted(self.unspecified)

    def __str__(self) -> str:
        if not self.unspecified:
            return rupiah(self.sen)
        return f"{rupiah(self.sen)} + unspecified" if self.sen else "unspecified"


def total(amounts: Iterable[Amount | int]) -> Amount:
    """The sum of amounts, some of them perhaps partly unspecified."""
    whole = Amount()
    for amount in amounts:
        whole += amount
    return whole
