"""The numbers and names in a story that outputs must not show: of its events, of what it expects, of its very text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from lifecycle.events import (
    Activated,
    BankAccount,
    Paid,
    Recorded,
    Refunded,
    RefundRequested,
    Slip,
    TransferSent,
)
from scenarios.format import Story
from scenarios.format.expected import ExpectedRefund

LONG_NUMBER = re.compile(
    r"(?<![\w.,-])(?!\d{4}-\d\d(?!\d))(?:(?:\+62|0)[ -]?\d(?:[ -]?\d){7,}|\d(?:-?\d){9,})(?!\w|[.,-]\d)"
)
"""A number that is too long for an amount or a date: of a telephone, of an account."""

_KEYED = re.compile(
    r"""(?<![\w.-])(number|name)["']?[ \t]*:[ \t]*"""
    r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'#,{}\[\]][^#,{}\[\]\n]*))"""
)
"""A number or a name under its key, wherever that stands, in a file that need not be right."""


class Secret(NamedTuple):
    """A number or a name as it is written."""

    text: str
    is_number: bool


def canonical(number: str) -> str:
    """A number without the signs that group it."""
    return re.sub(r"[ .-]", "", number)


def of_event(event: object) -> Iterable[Secret]:
    """Every number and name that an event holds."""
    match event:
        case Activated(number=number, name=name):
            yield Secret(number, is_number=True)
            if name:
                yield Secret(name, is_number=False)
        case Paid(sender=account, slip=slip):
            yield from _of_account(account)
            if isinstance(slip, Slip) and slip.name:
                yield Secret(slip.name, is_number=False)
        case Refunded(to=account) | TransferSent(to=account) | RefundRequested(account=account):
            yield from _of_account(account)
        case _:
            pass


def of_events(events: Iterable[Recorded]) -> Iterable[Secret]:
    """Every number and name that recorded events hold."""
    for recorded in events:
        yield from of_event(recorded.event)


def of_story(story: Story) -> Iterable[Secret]:
    """Every number and name of a story: also of what is refused, not known yet, or only expected."""
    yield from of_event(story.opening)
    for fact in story.facts:
        yield from of_event(fact.event)
    for expect in story.expects:
        for one in expect.expectations:
            if isinstance(one.value, ExpectedRefund):
                yield from _of_account(one.value.to)


def of_text(text: str) -> Iterable[Secret]:
    """Every number and name that a file writes under such a key, even where it cannot be read as a story."""
    for found in _KEYED.finditer(text):
        value = next((part for part in found.groups()[1:] if part is not None), "").strip()
        if value:
            yield Secret(value, is_number=found[1] == "number")


def _of_account(account: BankAccount | None) -> Iterable[Secret]:
    if account is not None and account.number:
        yield Secret(account.number, is_number=True)
    if account is not None and account.name:
        yield Secret(account.name, is_number=False)
