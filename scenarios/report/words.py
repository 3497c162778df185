"""Events, answers and changes as people read them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import attrs
from attrs import frozen

from lifecycle import calendar
from lifecycle.clauses.routing import NO_RULE, NOWHERE, UNKNOWN_RULESET, UNSPECIFIED, Route
from lifecycle.events import (
    Activated,
    BankAccount,
    Event,
    PackageActivated,
    Paid,
    Recorded,
    Terminated,
    VisibilityChanged,
    word,
)
from lifecycle.money import Amount, Money, rupiah
from lifecycle.store import Head
from projections.answers import NEVER, Answer, Refund
from projections.findings.finding import Found
from scenarios.format import ExpectedAmount, ExpectedFinding
from scenarios.report import payload, terms
from scenarios.report.masking import Mask
from scenarios.report.payload import Entry
from scenarios.report.terms import EVENTS, OPENED, Term

_AMOUNTS = ("amount", "monthly_fee", "price", "credit", "charge")
"""The keys under which an event carries the amount that it is about, the first that it has."""

_MONTHLY = ("monthly_fee", "price")

_LEFT_OUT: dict[type[Any], tuple[str, ...]] = {
    PackageActivated: ("per",),
    Terminated: ("by", "reason", "notice"),
    VisibilityChanged: ("to_customer",),
    Paid: ("offset", "posted_offset"),
    Activated: ("provider", "number", "name", "books", "provider_acts", "activated", "readings", "edition"),
}
"""Fields that the report's head says already, or that are said in other words."""

_PREFIXES = {"for_period": "for ", "method": "by ", "posted_at": "posted "} | dict.fromkeys(
    ("period", "package", "plan", "item", "name", "number", "bank", "for"), ""
)
"""How a detail begins, where its key alone would not read well."""


_GOES = {
    NOWHERE: "goes no further",
    UNSPECIFIED: "unspecified: no source says where",
    UNKNOWN_RULESET: "unknown ruleset: there were rules, and nobody knows them",
    NO_RULE: "no rule: none was in force",
}
"""What is told of a call that has no destination."""

NO_INSTANT = "–"


@frozen
class Said:
    """An event in words: what happened in both languages, the amount that it is about, and the rest."""

    term: Term
    amount: Money | None
    details: tuple[str, ...]

    def __str__(self) -> str:
        amount = "" if self.amount is None else f" {money(self.amount)}"
        rest = f" ({', '.join(self.details)})" if self.details else ""
        return f"{self.term}{amount}{rest}"


def said(event: Event, mask: Mask) -> Said:
    """An event in words, its numbers and names masked."""
    found = [entry for entry in payload.entries(event, mask) if entry.key not in _LEFT_OUT.get(type(event), ())]
    about = next((entry for key in _AMOUNTS for entry in found if entry.key == key and entry.money), None)
    details = [_detail(entry, mask) for entry in found if entry is not about]
    if about is not None and about.key in _MONTHLY:
        details.insert(0, f"a {getattr(event, 'per', 'month')}")
    details += _aside(event)
    return Said(term_of(event), about.value if about else None, tuple(detail for detail in details if detail))


def _aside(event: Event) -> Iterator[str]:
    """What an event says by a field's being as it is, where the field's name would not read well."""
    match event:
        case Paid(offset=offset) if offset != calendar.WIB_MINUTES:
            yield f"written at {offset // 60:+03d}:{offset % 60:02d}"
        case PackageActivated(consent=False):
            yield "no consent"
        case VisibilityChanged(to_customer=shown):
            yield "shown to the customer" if shown else "hidden from the customer"
        case Terminated(notice=True):
            yield "what is charged runs to its end"
        case Terminated(by="provider", reason=reason):
            yield f"for {reason.replace('_', ' ')}" if reason != "no_fault" else "without fault"
        case _:
            pass


def nobody_told(event: Event) -> bool:
    """Whether it is the opening of a story that tells no activation, of which there is then nothing to say."""
    return isinstance(event, Activated) and event.activated is None


def term_of(event: Event) -> Term:
    """What an event is called."""
    if isinstance(event, Terminated):
        return terms.ending(event.by, event.reason)
    if nobody_told(event):
        return OPENED
    return EVENTS[word(event)]


def money(amount: Money | Amount) -> str:
    """An amount in Indonesian notation, or the statement that no source gives it."""
    if isinstance(amount, str):
        return amount
    return noted(amount) if isinstance(amount, Amount) else rupiah(int(amount))


def noted(amount: Amount) -> str:
    """An amount with the names of its unspecified parts."""
    return f"{amount} ({', '.join(amount.parts)})" if amount.unspecified else str(amount)


def when(recorded: Recorded) -> str:
    """The instant of an event, no more exactly than it is known; none where nobody told that it happened."""
    if nobody_told(recorded.event):
        return NO_INSTANT
    return calendar.known_to(recorded.at, recorded.precision)


def doubts(recorded: Recorded) -> tuple[str, ...]:
    """How surely a fact is known, where that is not plainly so (G11)."""
    if nobody_told(recorded.event):
        return ()
    told = doubtful(recorded.precision, inferred=recorded.inferred)
    if recorded.known_at is not None and recorded.known_at != recorded.at:
        told.append(f"known {calendar.text(recorded.known_at)}")
    return tuple(told)


def doubtful(precision: str, *, inferred: bool) -> list[str]:
    """What is not exact or not sure about an instant."""
    told = [str(terms.PRECISIONS[precision])] if precision in terms.PRECISIONS else []
    return [*told, str(terms.INFERRED)] if inferred else told


def route(value: Route) -> str:
    """A route in words: where to, whether put through, with which key, at which address, and logged as what."""
    told = [_GOES.get(value.to, value.to.replace("_", " "))]
    told += [f"at {value.address}"] if value.address else []
    if value.to not in _GOES:
        told.append("put through" if value.transfer else "not put through")
    told += [f"key {value.key}"] if value.key is not None else []
    told += [f"logged as {value.log}"] if value.log is not None else []
    return ", ".join(told)


def latest(value: Route) -> str:
    """The route of the latest call in words; none before the first, of which nothing else is known either."""
    return "none" if value == Route(NOWHERE) else route(value)


def answer(value: Answer, mask: Mask) -> str:
    """What was derived, as a story would write it; an amount in Indonesian notation."""
    if isinstance(value, Refund):
        return _refund(value, mask)
    if isinstance(value, Amount):
        return noted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Route):
        return parts(value, mask)
    if isinstance(value, Found):
        return (
            ", ".join(code if amount is None else f"{code} {noted(amount)}" for code, amount in value.codes) or "none"
        )
    return calendar.text(value) if isinstance(value, datetime) else str(value)


def parts(value: Any, mask: Mask) -> str:
    """The parts of an answer, or of what is expected of one, each after its name; what is None is left out."""
    named = [(one.name, getattr(value, one.name)) for one in attrs.fields(type(value))]
    return ", ".join(f"{name} {expected(part, mask)}" for name, part in named if part is not None)


def _refund(refund: Refund, mask: Mask) -> str:
    """A refund's status and, where it is granted, its sums, its account and its days."""
    if refund.status == "none":
        return refund.status
    told = [f"status {refund.status}", f"gross {refund.gross}", f"net {noted(refund.net)}"]
    told += [f"to {account(refund.to, mask)}"] if refund.to else []
    days = (("transfer_on", refund.transfer_on), ("arrives_by", refund.arrives_by))
    return ", ".join([*told, *(f"{name} {day(value)}" for name, value in days if value != NEVER)])


def account(value: BankAccount, mask: Mask) -> str:
    """An account, its name and number masked."""
    return " ".join(str(entry.value) for entry in payload.entries(value, mask))


def day(value: date | str) -> str:
    """A day, or ``never``."""
    return value if isinstance(value, str) else value.isoformat()


def expected(value: Any, mask: Mask) -> str:
    """What was expected, as a story would write it; an amount in Indonesian notation."""
    if isinstance(value, ExpectedAmount):
        known = None if value.known is None else rupiah(value.known)
        return " + ".join(part for part in (known, "unspecified" if value.unspecified else None) if part)
    if isinstance(value, ExpectedFinding):
        return value.code if value.amount is None else f"{value.code} {expected(value.amount, mask)}"
    if isinstance(value, tuple):
        return ", ".join(expected(part, mask) for part in value) or "none"
    if isinstance(value, BankAccount):
        return account(value, mask)
    if attrs.has(type(value)):
        return parts(value, mask)
    return answer(value, mask) if isinstance(value, bool | datetime) else str(value)


def difference(sen: int | None) -> str:
    """By how much more or less was derived than expected."""
    if not sen:
        return ""
    return f"{rupiah(abs(sen))} {'more' if sen > 0 else 'less'}"


def chain(head: Head) -> str:
    """Where a store's chain ends."""
    return f"{head.count} event{'' if head.count == 1 else 's'}, {head.hash}"


def _detail(entry: Entry, mask: Mask) -> str:
    """One field in words."""
    name = entry.key.replace("_", " ").replace(".", " ")
    value = entry.value
    if isinstance(value, bool):
        return name if value else f"no {name}"
    if entry.money:
        return f"{name} {money(value)}"
    if attrs.has(type(value)):
        inner = [_detail(part, mask) for part in payload.entries(value, mask)]
        return f"{name} {', '.join(inner)}" if inner else ""
    if isinstance(value, tuple):
        return f"{name}: {'; '.join(_of_list(part, mask) for part in value)}"
    prefix = _PREFIXES.get(entry.key, f"{name} ")
    return prefix + _plain(value)


def _of_list(value: Any, mask: Mask) -> str:
    """One bill line, or one day, of a field that holds several."""
    if not attrs.has(type(value)):
        return _plain(value)
    found = list(payload.entries(value, mask))
    amounts = [money(entry.value) for entry in found if entry.money]
    return " ".join([*(_plain(entry.value) for entry in found if not entry.money), *amounts])


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return calendar.text(value)
    return value.replace("_", " ") if isinstance(value, str) else str(value)
