"""An envelope for machines; README.md beside this file tells the shape."""

from typing import Any

from lifecycle import calendar
from lifecycle.events import word
from projections.answers import Answer
from scenarios.comparing.attribution import moved
from scenarios.enveloping.envelope import Together
from scenarios.enveloping.hanging import Accepted, Broken, Tried
from scenarios.report import as_json
from scenarios.report import envelope_report as said
from scenarios.report.as_json import VERSION, document
from scenarios.report.compare_json import change
from scenarios.report.envelope_report import EnvelopeReport
from scenarios.report.finding_json import finding
from scenarios.report.payload import amount


def envelope_json(report: EnvelopeReport) -> bytes:
    """Everything that the text says, and every combination behind it."""
    found, mask = report.found, report.mask
    return document(
        {
            "format": "lifecycle.envelope",
            "version": VERSION,
            "scenario": mask.text(report.title),
            "provider": report.opening.provider,
            "subscription": mask.number(report.opening.number),
            "until": calendar.iso(report.until),
            "editions": as_json.authorities(report.books),
            "owed": {
                "own": amount(found.own.owed),
                "ranges": [{"least": _owed(one.least), "most": _owed(one.most)} for one in found.ranges],
            },
            "readings": [_reading(name, report) for name in found.names],
            "together": [_together(one) for one in found.together],
            "broken": [_broken(one, report) for one in found.broken],
            "accepted": [_accepted(one) for one in found.accepted],
            "findings": [
                {"finding": finding(one.finding, mask), "gone": one.gone, "under": list(map(_values, one.by))}
                for one in found.findings
            ],
            "unusable": [{"under": _values(one), "because": list(said.refusals(one, mask))} for one in found.unusable],
            "tried": {
                "combinations": found.number,
                "tried": found.tried,
                "whole": found.whole,
                "exact": found.exact,
                "product_of": list(found.product),
                "numbers": list(found.bounded),
                "still": list(found.own.still),
                "expectations_left_out": found.left_out,
            },
        }
    )


def _values(tried: Tried) -> dict[str, str]:
    """What a combination chooses otherwise than the story."""
    return dict(tried.values)


def _owed(tried: Tried) -> dict[str, Any]:
    return {"owed": amount(tried.run.owed), "under": _values(tried)}


def _reading(name: str, report: EnvelopeReport) -> dict[str, Any]:
    singles = [one for one in report.found.singles if one.values[0][0] == name]
    return {
        "name": name,
        "matters": name in report.found.matters,
        "others": [_alone(one, report) for one in singles],
    }


def _alone(tried: Tried, report: EnvelopeReport) -> dict[str, Any]:
    """One other value by itself: what is owed under it, and the acts and answers that come out otherwise."""
    own, other = report.found.own.outcome, tried.run.outcome
    told: dict[str, Any] = {"value": tried.values[0][1], "usable": tried.run.usable}
    if own is None or other is None or not tried.run.usable:
        return told
    rows = [
        {
            "name": one.name,
            "number": one.number or None,
            "from": _answer(one.before, report),
            "to": _answer(one.after, report),
        }
        for one in moved(own, other, ())
        if one.name != "next_termination"
    ]
    kinds = {
        kind: {"from": amount(before), "to": amount(other.amounts[kind])}
        for kind, before in own.amounts.items()
        if other.amounts[kind] != before
    }
    return told | {"owed": amount(tried.run.owed), "rupiah": kinds, "moved": rows}


def _answer(value: Answer | None, report: EnvelopeReport) -> Any:
    return None if value is None else as_json.answer(value, report.mask)


def _together(one: Together) -> dict[str, Any]:
    return {
        "under": _values(one.pair),
        "joint": change(one.joint),
        "alone": [change(each) for each in one.alone],
        "rest": change(one.rest),
    }


def _broken(one: Broken, report: EnvelopeReport) -> dict[str, Any]:
    place = one.judged.expectation.place
    return {
        "file": report.path,
        "line": place.line,
        "column": place.column,
        "key": one.judged.expectation.key,
        "derived": _answer(one.judged.derived, report),
        "under": [
            {"values": _values(tried), "derived": _answer(one.derived(tried).derived, report)} for tried in one.by
        ],
    }


def _accepted(one: Accepted) -> dict[str, Any]:
    under = [_values(tried) for tried in one.by]
    return {"step": one.fact.step, "event": word(one.fact.event), "line": one.fact.place.line, "under": under}
