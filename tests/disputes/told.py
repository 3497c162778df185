"""Disputes over stories of a few words."""

from collections.abc import Mapping

from lifecycle import calendar
from lifecycle.clock import frozen
from projections.disputes.dispute import Dispute, dispute
from projections.ledger import Told
from scenarios.judging import Overlay
from scenarios.replay import Replayed, replay
from scenarios.report.dispute_report import DisputeReport, disputed
from tests.stories import SHELF, replayed, story

PACKAGE = "2017-02 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}"
"""A line for a package that nobody has activated."""


def over(result: Replayed) -> Dispute:
    """The dispute over a replayed story."""
    return dispute(Told(result.events, result.rules, calendar.seconds(result.until)))


def telkomsel(*steps: str, policy: str = "as_recorded", acts: str = "as_recorded") -> Dispute:
    """The dispute over a story under the book of evidence."""
    readings = {"dispute.policy": policy}
    return over(replayed(*steps, readings=readings, provider="telkomsel", activated="", provider_acts=acts))


def reported(*steps: str, readings: Mapping[str, str] | None = None, **head: str) -> DisputeReport:
    """The report of the dispute over such a story, its search and its claims included."""
    overlay = Overlay(readings=tuple(sorted((readings or {}).items())))
    told = story(*steps, **head)
    with frozen() as clock:
        return disputed(replay(told, SHELF, clock, overlay), clock)
