"""The last line of a report: what is owed at its last instant, and how the subscription stands."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from lifecycle.clauses.routing import Route
from lifecycle.money import Amount
from lifecycle.notation import Exactly
from lifecycle.sentence import Sentence, joined, said, word
from projections.answers import NOT_APPLICABLE, Answer
from scenarios.report import words
from scenarios.report.words import noted

PARTS = ("principal", "late_fee", "termination_fee", "penalty", "device_charge")
"""What `payable` is made of, less what is in suspense."""

_EXACT: Mapping[datetime, str] = {}


def owed(standing: Mapping[str, Answer], until: datetime, inexact: Mapping[datetime, str] = _EXACT) -> Sentence:
    """What is owed, of which what; since when the line is as it is; and whether the blacklist is near.

    ``inexact`` are the words for instants that are not known exactly (G11).
    """
    stands = joined("; ", _clauses(standing, inexact))
    return said("Owed at {at} WIB: {stands}", at=Exactly(until), stands=stands)


def _clauses(standing: Mapping[str, Answer], inexact: Mapping[datetime, str]) -> Iterator[Sentence]:
    payable, credit, suspense = standing["payable"], standing["credit"], standing["suspense"]
    yield joined(", ", _amounts(standing)) if payable else said("nothing")
    if isinstance(suspense, Amount) and suspense:
        yield said("{amount} disputed and in suspense (tagihan ditangguhkan)", amount=noted(suspense))
    if isinstance(credit, Amount) and credit:
        yield said("{amount} held in the customer's favour (kredit)", amount=noted(credit))
    if isinstance(standing["deposit"], Amount) and standing["deposit"]:
        yield said("{amount} held as deposit", amount=noted(standing["deposit"]))
    if standing["state"] != NOT_APPLICABLE:
        yield _state(standing, inexact)
    terminable, end = standing["terminable_from"], standing["next_termination"]
    if isinstance(terminable, datetime) and standing["state"] != "terminated":
        yield said("may be ended since {since}", since=terminable)
    if isinstance(end, datetime):
        yield said("ends {when} if nothing more is paid", when=end)
    if standing["blacklist_eligible"] != NOT_APPLICABLE:
        yield said("blacklist: {standing}", standing=_blacklist(standing))
    if standing["route"] != NOT_APPLICABLE:
        route = standing["route"]
        yield said("latest call: {route}", route=words.latest(route) if isinstance(route, Route) else route)


def _amounts(standing: Mapping[str, Answer]) -> Iterator[Sentence]:
    payable = standing["payable"]
    yield noted(payable) if isinstance(payable, Amount) else said("{amount}", amount=payable)
    parts = [(key, part) for key in PARTS if isinstance(part := standing[key], Amount) and part]
    for number, (key, part) in enumerate(parts):
        named = {"name": word(key), "amount": part}
        yield said("of which {name} {amount}", **named) if number == 0 else said("{name} {amount}", **named)


def _state(standing: Mapping[str, Answer], inexact: Mapping[datetime, str]) -> Sentence:
    state, since = standing["state"], None
    if state == "terminated":
        since = standing["terminated_at"]
    elif state in ("isolated", "blocked"):
        since = standing["isolated_since"]
    named = word(str(state))
    if not isinstance(since, datetime):
        return named
    return said("{state} since {since}", state=named, since=inexact.get(since, since))


def _blacklist(standing: Mapping[str, Answer]) -> Sentence:
    if standing["blacklisted"] is True:
        return said("on it")
    return said("eligible") if standing["blacklist_eligible"] is True else said("not eligible")
