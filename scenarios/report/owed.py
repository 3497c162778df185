"""The last line of a report: what is owed at its last instant, and how the subscription stands."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from lifecycle import calendar
from lifecycle.clauses.routing import Route
from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE, Answer
from scenarios.report import words
from scenarios.report.terms import KEYS, STATES
from scenarios.report.words import noted

PARTS = ("principal", "late_fee", "termination_fee", "penalty", "device_charge")
"""What `payable` is made of, less what is in suspense."""

_EXACT: Mapping[datetime, str] = {}


def owed(standing: Mapping[str, Answer], until: datetime, inexact: Mapping[datetime, str] = _EXACT) -> str:
    """What is owed, of which what; since when the line is as it is; and whether the blacklist is near.

    ``inexact`` are the words for instants that are not known exactly (G11).
    """
    return f"Owed at {_exactly(until)}: {'; '.join(_clauses(standing, inexact))}"


def _clauses(standing: Mapping[str, Answer], inexact: Mapping[datetime, str]) -> Iterator[str]:
    payable, credit, suspense = standing["payable"], standing["credit"], standing["suspense"]
    yield ", ".join(_amounts(standing)) if payable else "nothing"
    if isinstance(suspense, Amount) and suspense:
        yield f"{noted(suspense)} disputed and in suspense ({KEYS['suspense'].indonesian})"
    if isinstance(credit, Amount) and credit:
        yield f"{noted(credit)} held in the customer's favour ({KEYS['credit'].indonesian})"
    if isinstance(standing["deposit"], Amount) and standing["deposit"]:
        yield f"{noted(standing['deposit'])} held as {KEYS['deposit'].english}"
    if standing["state"] != NOT_APPLICABLE:
        yield _state(standing, inexact)
    terminable, end = standing["terminable_from"], standing["next_termination"]
    if isinstance(terminable, datetime) and standing["state"] != "terminated":
        yield f"may be ended since {calendar.text(terminable)}"
    if isinstance(end, datetime):
        yield f"ends {calendar.text(end)} if nothing more is paid"
    if standing["blacklist_eligible"] != NOT_APPLICABLE:
        yield f"blacklist: {_blacklist(standing)}"
    if standing["route"] != NOT_APPLICABLE:
        route = standing["route"]
        yield f"latest call: {words.latest(route) if isinstance(route, Route) else route}"


def _amounts(standing: Mapping[str, Answer]) -> Iterator[str]:
    payable = standing["payable"]
    yield noted(payable) if isinstance(payable, Amount) else str(payable)
    parts = [(key, part) for key in PARTS if isinstance(part := standing[key], Amount) and part]
    for number, (key, part) in enumerate(parts):
        yield f"{'of which ' if number == 0 else ''}{KEYS[key].english} {part}"


def _state(standing: Mapping[str, Answer], inexact: Mapping[datetime, str]) -> str:
    state, since = standing["state"], None
    if state == "terminated":
        since = standing["terminated_at"]
    elif state in ("isolated", "blocked"):
        since = standing["isolated_since"]
    term = STATES.get(str(state))
    word = term.english if term else str(state)
    return f"{word} since {inexact.get(since, calendar.text(since))}" if isinstance(since, datetime) else word


def _blacklist(standing: Mapping[str, Answer]) -> str:
    if standing["blacklisted"] is True:
        return "on it"
    return "eligible" if standing["blacklist_eligible"] is True else "not eligible"


def _exactly(at: datetime) -> str:
    """An instant with its time, midnight's too: the question is what stands at that very second."""
    text = calendar.text(at)
    return f"{text if len(text) > len('2024-09-01') else f'{text} 00:00'} WIB"
