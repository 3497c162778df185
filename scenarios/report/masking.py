"""Account numbers and holders' names as outputs show them; what is stored is never touched."""

import re
from collections.abc import Iterable

from attrs import frozen

from lifecycle.events import (
    UNNAMED,
    Activated,
    BankAccount,
    Paid,
    Recorded,
    Refunded,
    RefundRequested,
    Slip,
    TransferSent,
)

KEPT = 3
"""How many of a number's last characters stay visible; a number no longer than that is masked whole."""

SIGN = "•"
"""What a masked part is written with in text; on a terminal without Unicode, and for machines, it is ``*``."""

_SHORTEST = 4
"""Shortest number or name that is looked for in free text; anything shorter stands in other words, too."""


@frozen
class Mask:
    """How the numbers and names of one story are shown."""

    on: bool = True
    sign: str = SIGN
    secrets: tuple[tuple[str, str], ...] = ()

    @classmethod
    def over(cls, events: Iterable[Recorded], *, on: bool = True, sign: str = SIGN) -> "Mask":
        """The mask over a story, which also finds its numbers and names in titles, notes and reasons."""
        bare = cls(on, sign)
        found = {
            secret: bare.number(secret) if is_number else bare.name(secret)
            for recorded in events
            for secret, is_number in _secrets(recorded.event)
            if len(secret) >= _SHORTEST
        }
        return cls(on, sign, tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))))

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
        """Free text without the story's numbers and names."""
        if not self.on:
            return text
        for secret, shown in self.secrets:
            # Split rather than substituted: what is shown may hold a backslash.
            if secret in text:
                text = shown.join(re.split(rf"(?<!\w){re.escape(secret)}(?!\w)", text))
        return text


def _secrets(event: object) -> Iterable[tuple[str, bool]]:
    """Every number (true) and name (false) that an event holds."""
    match event:
        case Activated(number=number, name=name):
            yield number, True
            if name:
                yield name, False
        case Paid(sender=account, slip=slip):
            yield from _of_account(account)
            if isinstance(slip, Slip) and slip.name:
                yield slip.name, False
        case Refunded(to=account) | TransferSent(to=account) | RefundRequested(account=account):
            yield from _of_account(account)
        case _:
            pass


def _of_account(account: BankAccount | None) -> Iterable[tuple[str, bool]]:
    if account is not None and account.number:
        yield account.number, True
    if account is not None and account.name:
        yield account.name, False
