"""What a piece of text means to the key that reads it: amounts, instants, days, months, true and false."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from attrs import frozen

from lifecycle import calendar, money
from lifecycle.calendar import Period
from lifecycle.money import UNSPECIFIED, Money, Sen
from lifecycle.problems import quoted, unknown
from scenarios.format.nodes import Mapping, Node, Scalar

UNDATED = "undated"
"""The edition that has no first day."""

_LONGEST = 48
"""Longest text that any amount or instant needs."""

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


_instant_of = lru_cache(maxsize=4096)(calendar.parse_instant)
"""The same few days stand in story after story, and reasoning out an instant is dear."""


@frozen
class Written:
    """An instant as a step writes it, with its offset; ``month`` says that only its month is written."""

    at: datetime
    month: bool = False


def text(node: Node, wanted: str = "a text") -> str:
    """The text of a node. Raises ValueError where it is empty, a list or a mapping."""
    if not isinstance(node, Scalar):
        raise ValueError(f"a {'mapping' if isinstance(node, Mapping) else 'list'} stands where {wanted} is needed")
    if not node.text:
        raise ValueError(f"nothing is written here; {wanted} is needed")
    return node.text


def _short(node: Node, wanted: str) -> str:
    """A text that is no longer than its kind can be, of plain characters."""
    found = text(node, wanted)
    if len(found) > _LONGEST or not found.isascii():
        raise ValueError(f"{quoted(found)} is not {wanted}")
    return found


def signed(node: Node) -> Sen:
    """An amount that may be negative."""
    return money.parse(_short(node, "an amount"))


def sen(node: Node) -> Sen:
    """An amount, never negative."""
    amount = signed(node)
    if amount < 0:
        raise ValueError(f"the amount {money.rupiah(amount)} is negative; only `adjusted` takes such an amount")
    return amount


def amount(node: Node) -> Money:
    """An amount, or the statement that no source gives it."""
    if isinstance(node, Scalar) and node.text == UNSPECIFIED:
        return UNSPECIFIED
    try:
        return sen(node)
    except ValueError:
        if isinstance(node, Scalar) and node.text[:1].isalpha() and node.text[:2].lower() != "rp":
            words = "; write an amount such as 412500, or `unspecified` where no source gives it"
            raise ValueError(f"{quoted(node.text)} is not an amount{words}") from None
        raise


def instant(node: Node) -> datetime:
    """An instant, with the offset that is written."""
    return _instant_of(_short(node, "an instant, such as 2024-06-05 or 2024-06-05T10:00"))


def written(node: Node) -> Written:
    """An instant, or a month for its first instant."""
    found = _short(node, "an instant, such as 2024-06-05 or 2024-06-05T10:00, nor a month, such as 2024-06")
    if _MONTH.fullmatch(found):
        calendar.month_number(found)
        return Written(_instant_of(found + "-01"), month=True)
    return Written(_instant_of(found))


def day(node: Node) -> date:
    """A day."""
    return _day(node, "a day; write it as 2024-06-20")


def _day(node: Node, wanted: str) -> date:
    found = text(node, wanted)
    if not _DAY.fullmatch(found):
        raise ValueError(f"{quoted(found)} is not {wanted}")
    return calendar.parse_day(found)


def period(node: Node) -> Period:
    """A bill's month."""
    found = _short(node, "a month, such as 2024-06")
    calendar.month_number(found)
    return Period(found)


def edition(node: Node) -> str:
    """An edition's name: the first day on which it is in force, or `undated`."""
    if isinstance(node, Scalar) and node.text == UNDATED:
        return UNDATED
    return _day(node, "an edition; write its first day, such as 2024-06-20, or `undated`").isoformat()


def slug(node: Node) -> str:
    """A provider's name."""
    found = text(node, "a provider's name")
    if not _SLUG.fullmatch(found) or len(found) > _LONGEST:
        raise ValueError(f"{quoted(found)} is no provider's name; write small letters, digits and hyphens")
    return found


def flag(node: Node) -> bool:
    """True or false, in these words only."""
    found = text(node, "true or false")
    if found not in ("true", "false"):
        raise ValueError(f"{quoted(found)} is neither true nor false; write true or false")
    return found == "true"


def whole(node: Node) -> int:
    """A whole number, 0 or more."""
    found = text(node, "a whole number")
    if not _WHOLE.fullmatch(found):
        plain = found.lstrip("0")
        hint = f"; write {plain}" if plain != found and _WHOLE.fullmatch(plain) else ""
        raise ValueError(f"{quoted(found)} is not a whole number from 0 to 999999999{hint}")
    return int(found)


def one_of(node: Node, known: Iterable[str], what: str = "value") -> str:
    """One of the known words."""
    words = tuple(known)
    found = text(node, f"one of {', '.join(words)}")
    if found not in words:
        raise ValueError(unknown(what, found, words))
    return found


def label(node: Node) -> str:
    """A text on one line."""
    found = text(node)
    if "\n" in found:
        raise ValueError("the text runs over several lines; it is one line")
    return found
