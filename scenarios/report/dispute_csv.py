"""A dispute as a table for spreadsheets: one row a finding, then one row a month, as RFC 4180 has it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from lifecycle import calendar
from projections.disputes.compared import Month
from projections.findings.finding import Finding
from scenarios.choices import Choice
from scenarios.report import finding_lines as said
from scenarios.report.as_csv import amount_cells
from scenarios.report.dispute_report import DisputeReport
from scenarios.report.masking import Mask
from scenarios.search import Sought

_FINDING = ("code", "precision", "inferred", "event", "recorded", "entitled", "clause", "edition")
_AMOUNTS = (
    "amount",
    "asked",
    "owed",
    "asked_balance",
    "owed_balance",
    "difference",
    "fair_payable",
    "fair_suspense",
)
_STATES = ("asked_state", "owed_state", "fair_state")
COLUMNS = (
    "provider",
    "subscription",
    "row",
    "month",
    "at",
    *_FINDING,
    *(column for name in _AMOUNTS for column in (name, f"{name}_unspecified")),
    *_STATES,
    "hangs_on",
    "comes_out",
)
"""The columns, always all of them; ``row`` is ``finding`` or ``month``, and what a row is not about is empty."""


def dispute_csv(report: DisputeReport, mask: Mask) -> bytes:
    """The findings and the months in UTF-8; lines end as RFC 4180 wants it, on every system."""
    kept = StringIO(newline="")
    writer = csv.DictWriter(kept, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    opening = report.replay.opening
    whose = {"provider": opening.provider, "subscription": mask.number(opening.number)}
    for pair in zip(report.dispute.findings, report.search.findings, strict=True):
        writer.writerow(whose | dict(_finding(*pair, mask)))
    for month in report.dispute.months:
        writer.writerow(whose | dict(_month(month)))
    return kept.getvalue().encode()


def _finding(finding: Finding, sought: Sought, mask: Mask) -> Iterator[tuple[str, object]]:
    at = calendar.iso(calendar.instant(finding.at))
    yield from (("row", "finding"), ("month", at[:7]), ("at", at), ("code", finding.code))
    yield "precision", said.precision(finding)
    yield "inferred", "true" if said.inferred(finding) else "false"
    yield "event", "" if finding.event is None else finding.event.version
    yield from (("recorded", mask.text(finding.act)), ("entitled", mask.text(finding.entitled)))
    yield from (("clause", finding.because.clause), ("edition", finding.because.edition))
    if finding.amount is not None:
        yield "amount", amount_cells(finding.amount)[0]
        yield "amount_unspecified", amount_cells(finding.amount)[1]
    yield from (("hangs_on", _choices(sought.hangs_on)), ("comes_out", _choices(sought.comes_out)))


def _month(month: Month) -> Iterator[tuple[str, object]]:
    yield from (("row", "month"), ("month", month.period), ("at", calendar.iso(calendar.instant(month.until))))
    asked, owed, fair = month.asked, month.owed, month.fair
    amounts = {
        "asked": asked.payable,
        "owed": owed.payable,
        "asked_balance": asked.balance,
        "owed_balance": owed.balance,
        "difference": month.difference,
    }
    if fair is not None:
        amounts |= {"fair_payable": fair.payable, "fair_suspense": fair.suspense}
        yield "fair_state", fair.state
    for name, value in amounts.items():
        known, parts = amount_cells(value)
        yield from ((name, known), (f"{name}_unspecified", parts))
    yield from (("asked_state", asked.state), ("owed_state", owed.state))


def _choices(choices: Iterable[Choice]) -> str:
    """``a=b;a=c, d=e;edition 2022-01-01``."""
    return ";".join(str(one) for one in choices)
