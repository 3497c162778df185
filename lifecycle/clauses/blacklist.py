"""The blacklist (*daftar hitam*): whom a provider may put on it."""

from enum import IntEnum
from typing import Literal

from attrs import frozen

EndingKind = Literal["wish", "wish_in_arrears", "arrears", "resale", "no_fault"]
"""How a subscription ended, as far as the blacklist asks."""


class Scope(IntEnum):
    """Which endings make a customer eligible."""

    ARREARS_OR_FAULT = 0
    ANY_EXIT = 1
    RESALE_ONLY = 2


class Action(IntEnum):
    """Does eligibility lead to the blacklist by itself?"""

    ELIGIBLE_ONLY = 0
    AUTOMATIC = 1


READINGS: dict[str, type[IntEnum]] = {
    "blacklist.scope": Scope,
    "blacklist.action": Action,
}


@frozen
class EndingsByScope:
    """The endings that each value of ``blacklist.scope`` makes eligible."""

    arrears_or_fault: tuple[EndingKind, ...] = ()
    any_exit: tuple[EndingKind, ...] = ()
    resale_only: tuple[EndingKind, ...] = ()


@frozen
class BlacklistTable:
    """``[blacklist]``: the endings that make a customer eligible under each reading."""

    eligible_on: EndingsByScope

    def eligible(self, scope: Scope, ending: EndingKind) -> bool:
        """Whether an ending makes the customer eligible under a scope."""
        endings: tuple[EndingKind, ...] = getattr(self.eligible_on, scope.name.lower())
        return ending in endings
