"""The block under a book's title: whose terms, since when, on whose authority, and how they round."""

import re
from datetime import date
from typing import Literal

from attrs import field, fields, frozen

from lifecycle.money import Mode, Rounding, Sen
from lifecycle.problems import quoted

Authority = Literal["own_terms", "own_procedure", "third_party", "evidence", "invented"]
"""On whose word the terms rest; ``invented`` marks examples and trials."""

UNDATED = "undated"
"""The edition's name, and its file's, where no first day is known."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_name(provider: str) -> None:
    """Raises ValueError, in words, where a provider's name could be no folder's."""
    if not _NAME.fullmatch(provider):
        words = 'is no provider\'s name; write small letters, digits and hyphens, as in "my-isp"'
        raise ValueError(f"{quoted(provider)} {words}")


@frozen
class RoundingForm:
    """``rounding``: the step in rupiah, and the mode."""

    step: Sen
    mode: Literal["half_up", "half_even", "down", "up"]

    def __attrs_post_init__(self) -> None:
        if self.step < 1:
            raise ValueError('the rounding step is more than 0, as in {step = 1, mode = "half_up"}')

    @property
    def rounding(self) -> Rounding:
        """The same in whole numbers: the step in sen."""
        return Rounding(self.step, Mode[self.mode.upper()])


@frozen
class Header:
    """What a book says of itself; either ``in_force`` or ``undated = true``."""

    provider: str
    authority: Authority
    source: str
    in_force: date | None = None
    undated: bool = False
    inferred: bool = False
    known_from: date | None = None
    rounding: RoundingForm = field(default=RoundingForm(Sen(100), "half_up"))

    def __attrs_post_init__(self) -> None:
        check_name(self.provider)
        if (self.in_force is None) != self.undated:
            raise ValueError(f'write either in_force = 2024-01-01 or undated = true in the header of "{self.provider}"')

    @property
    def edition(self) -> str:
        """The first day in force, or ``undated``; also the file's name."""
        return self.in_force.isoformat() if self.in_force else UNDATED


KEYS = frozenset(each.name for each in fields(Header))
"""Every key of a header."""
