"""A finding for machines, with both its sides."""

from typing import Any

from lifecycle import calendar
from lifecycle.events import Recorded, word
from projections.findings.finding import Finding
from scenarios.report import finding_lines as said
from scenarios.report.masking import Mask
from scenarios.report.payload import amount


def finding(one: Finding, mask: Mask) -> dict[str, Any]:
    """One finding with both its sides."""
    return {
        "code": one.code,
        "at": calendar.iso(calendar.instant(one.at)),
        "precision": said.precision(one),
        "inferred": said.inferred(one),
        "recorded": mask.text(one.act),
        "entitled": mask.text(one.entitled),
        "amount": None if one.amount is None else amount(one.amount),
        "event": one.event and event(one.event, mask),
        "charge": one.charge and event(one.charge, mask),
        "because": {
            "clause": one.because.clause,
            "edition": one.because.edition,
            "readings": dict(one.because.readings),
        },
        "working": [mask.text(step) for step in one.working],
    }


def event(recorded: Recorded, mask: Mask) -> dict[str, Any]:
    """A recorded act by its number in the history, and how surely it is known."""
    return {
        "number": recorded.version,
        "event": word(recorded.event),
        "at": calendar.iso(recorded.at),
        "precision": recorded.precision,
        "inferred": recorded.inferred,
        "actor": recorded.actor,
        "step": recorded.step,
        "source": recorded.source and mask.text(recorded.source),
    }
