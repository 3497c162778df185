"""A dispute for machines; README.md beside this file tells the shape, dispute.schema.json holds it."""

from typing import Any

from lifecycle import calendar
from projections.disputes.compared import Fair, Month, Standing
from projections.disputes.parting import Parting
from scenarios.choices import Choice
from scenarios.report import as_json
from scenarios.report.dispute_report import DisputeReport, of_findings, verdict
from scenarios.report.finding_json import event, finding
from scenarios.report.masking import Mask
from scenarios.report.payload import amount
from scenarios.report.reasons import Judged
from scenarios.search import Sought


def dispute_json(report: DisputeReport, mask: Mask) -> bytes:
    """Everything that the text says."""
    replay, told, sought = report.replay, report.dispute, report.search
    parting = told.parting
    return as_json.document(
        {
            "format": "lifecycle.dispute",
            "version": as_json.VERSION,
            "scenario": mask.text(replay.title),
            **as_json.subject(replay, mask),
            "provider_acts": replay.opening.provider_acts,
            "until": calendar.iso(replay.until),
            "pinned": replay.pin,
            "known_on": None if replay.known_on is None else calendar.iso(replay.known_on),
            "editions": as_json.editions(replay),
            "readings": as_json.readings(replay),
            "ours": list(replay.ours),
            "verdict": verdict(report),
            "found": report.found,
            "in_dispute": {
                "at_end": amount(told.at_end),
                "most": amount(told.most),
                "months": list(told.disputed_months),
                "less_than_the_rules_give": amount(told.less),
                "of_findings": amount(of_findings(report)),
            },
            "parting": None if parting is None else _parting(parting, mask),
            "findings": [
                finding(one, mask) | _sought(found) for one, found in zip(told.findings, sought.findings, strict=True)
            ],
            "claims": [as_json.judged(Judged(one), mask) | _sought(found) for one, found in sought.claims],
            "months": [_month(month) for month in told.months],
            "tried": {"choices": sought.tried, "cut": sought.cut},
            "chain": as_json.chain(replay.head),
        }
    )


def _sought(found: Sought) -> dict[str, Any]:
    return {
        "hangs_on": [_choice(one) for one in found.hangs_on],
        "comes_out": [_choice(one) for one in found.comes_out],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"readings": dict(choice.readings), "edition": choice.edition}


def _parting(parting: Parting, mask: Mask) -> dict[str, Any]:
    return {
        "month": parting.period,
        "at": calendar.iso(calendar.instant(parting.at)),
        "in": [name for name, differs in (("amount", parting.amount), ("state", parting.state)) if differs],
        "recorded": parting.recorded and event(parting.recorded, mask),
        "entitled": parting.entitled and event(parting.entitled, mask) | {"number": None},
        "asked": _standing(parting.asked),
        "owed": _standing(parting.owed),
    }


def _standing(side: Standing) -> dict[str, Any]:
    return {"payable": amount(side.payable), "balance": amount(side.balance), "state": side.state}


def _fair(fair: Fair) -> dict[str, Any]:
    return {"payable": amount(fair.payable), "suspense": amount(fair.suspense), "state": fair.state}


def _month(month: Month) -> dict[str, Any]:
    return {
        "month": month.period,
        "until": calendar.iso(calendar.instant(month.until)),
        "asked": _standing(month.asked),
        "owed": _standing(month.owed),
        "difference": amount(month.difference),
        "in_dispute": amount(month.in_dispute),
        "fair": None if month.fair is None else _fair(month.fair),
    }
