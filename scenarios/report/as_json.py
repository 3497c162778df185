"""A replay, a history and an explanation for machines; README.md beside this file tells the shapes."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from attrs import asdict

from lifecycle import calendar
from lifecycle.clauses.routing import Route
from lifecycle.events import Because, word
from lifecycle.money import Amount, Sen, plain
from lifecycle.rulebook import RuleBook
from lifecycle.store import Head
from projections.answers import Answer, Refund
from projections.explanation import Explanation
from projections.findings.finding import Found
from projections.months import Month
from projections.routes import RoutedCall
from scenarios.format import Expectation, ExpectedAmount
from scenarios.report import words
from scenarios.report.finding_json import finding
from scenarios.report.masking import Mask
from scenarios.report.moved_part import moved_json
from scenarios.report.payload import amount, payload
from scenarios.report.reasons import Judged
from scenarios.report.refunds_part import refund_json, refunds_json
from scenarios.report.replay_report import ReplayReport, Sealed, deposited, fees, suspense

VERSION = 1
"""Of all shapes; it counts on when a key changes its meaning or goes. New keys may come at any time."""


def replay_json(report: ReplayReport, mask: Mask) -> bytes:
    """Everything that the text says."""
    return document(
        {
            "format": "lifecycle.replay",
            "version": VERSION,
            "scenario": mask.text(report.title),
            **subject(report, mask),
            "provider_acts": report.opening.provider_acts,
            "until": calendar.iso(report.until),
            "pinned": report.pin,
            "known_on": None if report.known_on is None else calendar.iso(report.known_on),
            "left_out": report.left_out and asdict(report.left_out),
            "editions": editions(report),
            "readings": readings(report),
            "unconsulted": dict(one.split("=", 1) for one in report.unconsulted),
            "ours": list(report.ours),
            "months": months(report.months, report.fees_apply, report.suspense_applies, mask),
            "events": [event(sealed, mask) for sealed in report.events],
            "moved": moved_json(report.moved, lambda value: answer(value, mask)),
            "calls": [_call(one, mask) for one in report.calls],
            "refused": [
                {
                    "step": one.fact.step,
                    "at": calendar.iso(one.fact.at),
                    "precision": one.fact.precision,
                    "inferred": one.fact.inferred,
                    "event": word(one.fact.event),
                    "reason": mask.sentence(one.refusal.reason),
                    "clause": one.refusal.clause,
                    "not_known_yet": one.fact.step in report.unfounded,
                }
                for one in report.refused
            ],
            "expectations": None if report.judged is None else [judged(one, mask) for one in report.judged],
            "accepted": [
                {"step": fact.step, "event": word(fact.event), "line": fact.place.line, "column": fact.place.column}
                for fact in report.accepted
            ],
            "holds": report.holds,
            "refunds": refunds_json(report.refunds, mask),
            "findings": [finding(one, mask) for one in report.findings],
            "standing": {key: answer(value, mask) for key, value in report.standing.items()},
            "owed": answer(report.standing["payable"], mask),
            "chain": chain(report.head),
        }
    )


def document(content: dict[str, Any]) -> bytes:
    """A JSON document, in UTF-8, its keys in the order given."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def subject(report: ReplayReport, mask: Mask) -> dict[str, Any]:
    """Whose story it is."""
    return {
        "provider": report.opening.provider,
        "subscription": mask.number(report.opening.number),
        "holder": None if report.opening.name is None else mask.name(report.opening.name),
    }


def authorities(books: Iterable[RuleBook]) -> list[dict[str, Any]]:
    """The editions that judge a story, each with the authority of its source."""
    return [{"edition": one.edition, "authority": one.authority, "source": one.source} for one in books]


def editions(report: ReplayReport) -> list[dict[str, Any]]:
    """Each edition used, with the authority that it rests on."""
    return [
        {
            "edition": one.edition,
            "title": one.title,
            "authority": one.authority,
            "source": one.source,
            "inferred": one.inferred,
            "digest": one.digest,
        }
        for one in report.editions
    ]


def readings(report: ReplayReport) -> dict[str, Any]:
    """Each reading consulted, with the book's default."""
    return {one.name: {"value": one.value, "default": one.default} for one in report.readings}


class Written(Protocol):
    """A number or a word of a book, or how two books differ in one."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def clause(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102


def parameter(one: Written) -> dict[str, Any]:
    """Where a number or a word of a book stands."""
    return {"path": one.path, "clause": one.clause, "line": one.line}


def chain(head: Head) -> dict[str, Any]:
    """Where the store's chain ends."""
    return {"count": head.count, "head": head.hash}


def answer(value: Answer, mask: Mask) -> Any:
    """A projection's answer: an amount, a route or a refund as an object, an instant in WIB, else itself."""
    if isinstance(value, Amount):
        return amount(value)
    if isinstance(value, Route):
        return {key: part for key, part in asdict(value).items() if part is not None}
    if isinstance(value, Found):
        return [{"code": code, "amount": None if sum_ is None else amount(sum_)} for code, sum_ in value.codes]
    if isinstance(value, Refund):
        return refund_json(value, mask)
    return calendar.iso(value) if isinstance(value, datetime) else value


def event(sealed: Sealed, mask: Mask) -> dict[str, Any]:
    """One event with its envelope and its hash."""
    recorded = sealed.recorded
    because = recorded.because
    return {
        "number": recorded.version,
        "at": calendar.iso(recorded.at),
        "known_at": None if recorded.known_at is None else calendar.iso(recorded.known_at),
        "precision": recorded.precision,
        "inferred": recorded.inferred,
        "actor": recorded.actor,
        "because": because and ground(because),
        "step": recorded.step,
        "source": recorded.source and mask.text(recorded.source),
        "note": recorded.note and mask.text(recorded.note),
        "event": word(recorded.event),
        "topic": recorded.event.topic,
        "payload": payload(recorded.event, mask),
        "hash": sealed.hash,
    }


def ground(found: Because) -> dict[str, Any]:
    """A clause, its edition and the readings that it consulted."""
    return {"clause": found.clause, "edition": found.edition, "readings": dict(found.readings)}


def _call(one: RoutedCall, mask: Mask) -> dict[str, Any]:
    """A call, with where the terms send it."""
    return {
        "number": one.recorded.version,
        "at": calendar.iso(one.recorded.at),
        "topic": mask.text(one.event.about),
        "route": answer(one.route, mask),
        "routed_to": one.event.routed_to and mask.text(one.event.routed_to),
        "because": ground(one.because),
    }


def explanation(change: Explanation, mask: Mask) -> dict[str, Any]:
    """One change with its trigger, clause, arithmetic and readings."""
    return {
        "at": calendar.iso(change.at),
        "trigger": mask.sentence(change.trigger),
        "number": change.version,
        "clause": change.clause,
        "edition": change.edition,
        "arithmetic": [mask.sentence(step) for step in change.arithmetic],
        "readings": dict(change.readings),
        "precision": change.precision,
        "inferred": change.inferred,
        "changes": [
            {"key": one.key, "before": answer(one.before, mask), "after": answer(one.after, mask)}
            for one in change.differences
        ],
        "balance": {"before": amount(change.balance_before), "after": amount(change.balance_after)},
    }


def months(
    rows: Sequence[Month], fees_apply: Sequence[bool], suspense_applies: Sequence[bool], mask: Mask
) -> list[dict[str, Any]]:
    """One object a month; fees and suspense only where the terms have a clause for them."""
    columns = zip(rows, fees(rows, fees_apply), suspense(rows, suspense_applies), strict=True)
    return [_month(*row, mask) for row in columns]


def _month(month: Month, fee: Answer, held: Answer, mask: Mask) -> dict[str, Any]:
    return {
        "month": month.period,
        "until": calendar.iso(month.until),
        "opening": amount(month.opening),
        "charges": amount(month.charges),
        "credit_notes": amount(month.credit_notes),
        "fees": answer(fee, mask),
        "payments": amount(month.payments),
        "refunds": amount(month.refunds),
        "deposited": answer(deposited(month), mask),
        "suspense": answer(held, mask),
        "closing": amount(month.closing),
        "credit": amount(month.credit),
        "deposit": answer(month.deposit, mask),
        "payable": amount(month.payable),
        "state": answer(month.state, mask),
    }


def judged(one: Judged, mask: Mask) -> dict[str, Any]:
    """One expectation with what was derived and, where it fails, why."""
    outcome = one.outcome
    return {
        "key": outcome.expectation.key,
        "at": calendar.iso(outcome.expect.at),
        "line": outcome.expectation.place.line,
        "column": outcome.expectation.place.column,
        "under": dict(outcome.expect.under),
        "on_edition": outcome.expect.on_edition,
        "expected": _expected(outcome.expectation, mask),
        "derived": answer(outcome.derived, mask),
        "holds": outcome.holds,
        "difference": None if outcome.difference is None else _signed(Sen(outcome.difference)),
        "refused": [{"step": one.fact.step, "event": word(one.fact.event)} for one in outcome.refused],
        "because": [explanation(change, mask) for change in one.because],
        "findings": [finding(each, mask) for each in one.findings],
    }


def _expected(expectation: Expectation, mask: Mask) -> Any:
    value = expectation.value
    if isinstance(value, ExpectedAmount):
        known = {"sen": None, "rupiah": None} if value.known is None else _signed(value.known)
        return {**known, "unspecified": value.unspecified}
    if isinstance(value, datetime):
        return calendar.iso(value)
    return value if isinstance(value, str | bool | int) else words.expected(value, mask)


def _signed(sen: Sen) -> dict[str, Any]:
    return {"sen": sen, "rupiah": plain(sen)}
