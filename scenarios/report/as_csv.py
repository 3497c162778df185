"""A replay as a table for spreadsheets: one row a month, as RFC 4180 has it."""

import csv
from collections.abc import Iterator
from io import StringIO

from lifecycle import calendar
from lifecycle.events import Recorded, word
from lifecycle.money import Amount, plain
from projections.answers import Answer
from projections.months import Month
from scenarios.report.masking import Mask
from scenarios.report.replay_report import ReplayReport, deposited, fees, suspense
from scenarios.report.words import nobody_told

AMOUNTS = (
    *("opening", "charges", "credit_notes", "fees", "payments", "refunds", "deposited"),
    *("closing", "credit", "deposit", "payable"),
)
COLUMNS = (
    "provider",
    "subscription",
    "month",
    "until",
    *(column for name in AMOUNTS for column in (name, f"{name}_unspecified")),
    "state",
    "suspense",
    "suspense_unspecified",
    "uncertain",
    "authority",
)
"""The columns, always all of them: an amount is its known part in plain rupiah, its unspecified parts by name.

``uncertain`` are the month's facts of which the instant is not known exactly, or that are inferred; ``authority`` is
on whose word the terms rest that judge the story.
"""


def replay_csv(report: ReplayReport, mask: Mask) -> bytes:
    """The months in UTF-8; lines end as RFC 4180 wants it, on every system."""
    kept = StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    authority = ";".join(dict.fromkeys(one.authority for one in report.editions))
    months, held_in = report.months, suspense(report.months, report.suspense_applies)
    for month, fee, held in zip(months, fees(months, report.fees_apply), held_in, strict=True):
        number = mask.number(report.opening.number)
        others = {"fees": fee, "deposited": deposited(month)}
        values = [others[name] if name in others else getattr(month, name) for name in AMOUNTS]
        amounts = [cell for value in values for cell in amount_cells(value)]
        beside = (month.state, *amount_cells(held), _uncertain(report, month), authority)
        writer.writerow([report.opening.provider, number, *_when(month), *amounts, *beside])
    return kept.getvalue().encode()


def _when(month: Month) -> Iterator[str]:
    yield month.period
    yield calendar.iso(month.until)


def _uncertain(report: ReplayReport, month: Month) -> str:
    """``paid unknown inferred;blocked month``."""
    events = (one.recorded for one in report.events if not nobody_told(one.recorded.event))
    found = (one for one in events if calendar.text(one.at)[:7] == month.period)
    words = ([word(one.event), *sure] for one in found if (sure := _how_surely(one)))
    return ";".join(" ".join(parts) for parts in words)


def _how_surely(recorded: Recorded) -> list[str]:
    precision = [] if recorded.precision == "instant" else [recorded.precision]
    return [*precision, *(["inferred"] if recorded.inferred else [])]


def amount_cells(value: Answer) -> tuple[str, str]:
    """The known part, and the names of the others; an amount of which nothing is known has no number at all."""
    if not isinstance(value, Amount):
        return str(value), ""
    known = plain(value.sen) if value.sen or value.known else "unspecified"
    return known, ";".join(value.parts)
