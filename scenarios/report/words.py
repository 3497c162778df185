"""Events, answers and changes as people read them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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
)
from lifecycle.events import (
    word as event_word,
)
from lifecycle.money import Amount, Money
from lifecycle.notation import Known, Thing
from lifecycle.sentence import Sentence, coded, counted, joined, word
from lifecycle.sentence import said as told
from lifecycle.store import Head
from projections.answers import NEVER, Answer, Refund
from projections.findings.finding import Found
from scenarios.format import ExpectedAmount, ExpectedFinding
from scenarios.report import payload, terms
from scenarios.report.details import detail
from scenarios.report.masking import Mask
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

_GOES = {
    NOWHERE: told("goes no further"),
    UNSPECIFIED: told("unspecified: no source says where"),
    UNKNOWN_RULESET: told("unknown ruleset: there were rules, and nobody knows them"),
    NO_RULE: told("no rule: none was in force"),
}
"""What is told of a call that has no destination."""

NO_INSTANT = "–"


@frozen
class Said:
    """An event in words: what happened in both languages, the amount that it is about, and the rest."""

    term: Term
    amount: Money | None
    details: tuple[Sentence, ...]

    @property
    def sentence(self) -> Sentence:
        """All of it in one."""
        amount = "" if self.amount is None else told(" {amount}", amount=_amount(self.amount))
        rest = told(" ({details})", details=joined(", ", self.details)) if self.details else ""
        return told("{event}{amount}{details}", event=self.term, amount=amount, details=rest)

    def __str__(self) -> str:
        return str(self.sentence)


def said(event: Event, mask: Mask) -> Said:
    """An event in words, its numbers and names masked."""
    found = [entry for entry in payload.entries(event, mask) if entry.key not in _LEFT_OUT.get(type(event), ())]
    about = next((entry for key in _AMOUNTS for entry in found if entry.key == key and entry.money), None)
    listed = [detail(entry, mask) for entry in found if entry is not about]
    if about is not None and about.key in _MONTHLY:
        listed.insert(0, told("a {unit}", unit=word(getattr(event, "per", "month"))))
    listed += _aside(event)
    return Said(term_of(event), about.value if about else None, tuple(one for one in listed if one))


def _aside(event: Event) -> Iterator[Sentence]:
    """What an event says by a field's being as it is, where the field's name would not read well."""
    match event:
        case Paid(offset=offset) if offset != calendar.WIB_MINUTES:
            yield told("written at {offset}", offset=Thing(f"{offset // 60:+03d}:{offset % 60:02d}"))
        case PackageActivated(consent=False):
            yield told("no consent")
        case VisibilityChanged(to_customer=shown):
            yield told("shown to the customer") if shown else told("hidden from the customer")
        case Terminated(notice=True):
            yield told("what is charged runs to its end")
        case Terminated(by="provider", reason=reason):
            yield told("for {reason}", reason=word(reason)) if reason != "no_fault" else told("without fault")
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
    return EVENTS[event_word(event)]


def money(amount: Money | Amount) -> str:
    """An amount in Indonesian notation, or the statement that no source gives it."""
    return str(amount) if isinstance(amount, str) else noted(_amount(amount))


def _amount(amount: Money | Amount) -> Amount:
    return amount if isinstance(amount, Amount) else Amount.of(amount, "")


def noted(amount: Amount) -> Sentence:
    """An amount with the names of its unspecified parts."""
    if not amount.unspecified:
        return told("{amount}", amount=amount)
    return told("{amount} ({parts})", amount=amount, parts=joined(", ", amount.parts))


def when(recorded: Recorded) -> Sentence:
    """The instant of an event, no more exactly than it is known; none where nobody told that it happened."""
    if nobody_told(recorded.event):
        return told("{none}", none=Thing(NO_INSTANT))
    return told("{at}", at=Known(recorded.at, recorded.precision))


def doubts(recorded: Recorded) -> tuple[Sentence, ...]:
    """How surely a fact is known, where that is not plainly so (G11)."""
    if nobody_told(recorded.event):
        return ()
    found = doubtful(recorded.precision, inferred=recorded.inferred)
    if recorded.known_at is not None and recorded.known_at != recorded.at:
        found.append(told("known {at}", at=recorded.known_at))
    return tuple(found)


def doubtful(precision: str, *, inferred: bool) -> list[Sentence]:
    """What is not exact or not sure about an instant."""
    found = [terms.PRECISIONS[precision]] if precision in terms.PRECISIONS else []
    return [told("{term}", term=term) for term in [*found, *([terms.INFERRED] if inferred else [])]]


def surely(found: Sequence[Sentence]) -> Sentence:
    """Doubts as they follow what they are about; empty where there are none."""
    return told(" [{doubts}]", doubts=joined("; ", found)) if found else joined("", ())


def route(value: Route) -> Sentence:
    """A route in words: where to, whether put through, with which key, at which address, and logged as what."""
    parts = [_GOES.get(value.to, word(value.to))]
    parts += [told("at {address}", address=Thing(value.address))] if value.address else []
    if value.to not in _GOES:
        parts.append(told("put through") if value.transfer else told("not put through"))
    parts += [told("key {key}", key=value.key)] if value.key is not None else []
    parts += [told("logged as {log}", log=coded(value.log))] if value.log is not None else []
    return joined(", ", parts)


def latest(value: Route) -> Sentence:
    """The route of the latest call in words; none before the first, of which nothing else is known either."""
    return told("none") if value == Route(NOWHERE) else route(value)


def answer(value: Answer, mask: Mask) -> Sentence:
    """What was derived, as a story would write it; an amount in Indonesian notation."""
    match value:
        case Refund():
            return _refund(value, mask)
        case Amount():
            return noted(value)
        case bool():
            return coded("true" if value else "false")
        case Route():
            return parts(value, mask)
        case Found():
            return joined(", ", map(_coded, value.codes)) if value.codes else told("none")
        case str():
            return coded(value)
        case _:
            return told("{value}", value=value)


def _coded(found: tuple[str, Amount | None]) -> Sentence:
    code, amount = Thing(found[0]), found[1]
    return told("{code}", code=code) if amount is None else told("{code} {amount}", code=code, amount=noted(amount))


def parts(value: Any, mask: Mask) -> Sentence:
    """The parts of an answer, or of what is expected of one, each after its name; what is None is left out."""
    named = [(one.name, getattr(value, one.name)) for one in attrs.fields(type(value))]
    return joined(", ", (_part(name, expected(part, mask)) for name, part in named if part is not None))


def _part(name: str, value: object) -> Sentence:
    return told("{name} {value}", name=coded(name), value=value)


def _refund(refund: Refund, mask: Mask) -> Sentence:
    """A refund's status and, where it is granted, its sums, its account and its days."""
    if refund.status == "none":
        return coded(refund.status)
    found = {"status": coded(refund.status), "gross": refund.gross, "net": noted(refund.net)}
    found |= {"to": account(refund.to, mask)} if refund.to else {}
    days = {"transfer_on": refund.transfer_on, "arrives_by": refund.arrives_by}
    found |= {name: value for name, value in days.items() if value != NEVER}
    return joined(", ", (_part(name, value) for name, value in found.items()))


def account(value: BankAccount, mask: Mask) -> Sentence:
    """An account, its name and number masked."""
    return joined(" ", (Thing(entry.value) for entry in payload.entries(value, mask)))


def day(value: date | str) -> str:
    """A day, or ``never``."""
    return value if isinstance(value, str) else value.isoformat()


def expected(value: Any, mask: Mask) -> Sentence:
    """What was expected, as a story would write it; an amount in Indonesian notation."""
    if isinstance(value, ExpectedAmount):
        known = [] if value.known is None else [Amount(value.known)]
        return joined(" + ", [*known, *([told("unspecified")] if value.unspecified else [])])
    if isinstance(value, ExpectedFinding):
        amount = "" if value.amount is None else told(" {amount}", amount=expected(value.amount, mask))
        return told("{code}{amount}", code=Thing(value.code), amount=amount)
    if isinstance(value, tuple):
        return joined(", ", (expected(part, mask) for part in value)) if value else told("none")
    if isinstance(value, BankAccount):
        return account(value, mask)
    if attrs.has(type(value)):
        return parts(value, mask)
    return answer(value, mask)


def difference(sen: int | None) -> Sentence:
    """By how much more or less was derived than expected."""
    if not sen:
        return joined("", ())
    amount = Amount(abs(sen))
    return told("{amount} more", amount=amount) if sen > 0 else told("{amount} less", amount=amount)


def chain(head: Head) -> Sentence:
    """Where a store's chain ends."""
    return counted("{number} event, {hash}", "{number} events, {hash}", head.count, hash=Thing(head.hash))


def readings(chosen: Iterable[tuple[str, str]]) -> Sentence:
    """Readings, each by its name with the value that held."""
    return told("readings: {readings}", readings=joined(", ", (Thing(f"{name}={value}") for name, value in chosen)))


def clause(clause: str, edition: str | None) -> Sentence:
    """A clause and its edition."""
    return told("{clause}, edition {edition}", clause=Thing(clause), edition=Thing(edition))
