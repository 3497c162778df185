"""A comparison as a table for spreadsheets: one row for each thing that moves, and for each share of it."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO

from lifecycle import calendar
from lifecycle.money import Amount, plain
from projections.answers import Answer
from scenarios.comparing.change import Change
from scenarios.comparing.totals import Entry
from scenarios.report import words
from scenarios.report.as_csv import amount_cells
from scenarios.report.compare_report import TOGETHER, CompareReport, letter
from scenarios.report.masking import Mask

COLUMNS = (
    "story",
    "title",
    "row",
    "name",
    "number",
    "part",
    "parameters",
    "from",
    "from_unspecified",
    "to",
    "to_unspecified",
    "change",
    "change_unspecified",
)
"""The columns, always all of them; what a row is not about is empty.

``row`` is ``story`` (``name``: affected, or the reason why not), ``rupiah`` (the whole change of a kind), ``alone``
(what a part does of it), ``together`` (the rest of it), ``moved``, ``broken``, ``mended``, ``refused``, ``accepted``,
``gate`` or ``unusable``. The rows ``alone`` and ``together`` of a kind add up to its ``rupiah``.
"""


def compare_csv(report: CompareReport) -> bytes:
    """The rows in UTF-8; lines end as RFC 4180 wants it, on every system."""
    kept = StringIO(newline="")
    writer = csv.DictWriter(kept, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for one in report.entries:
        whose = {"story": one.path, "title": one.title}
        for row in _rows(one, report):
            writer.writerow({**whose, **row})
    for broken in report.unusable:
        for problem in broken.problems:
            writer.writerow({"story": broken.path, "row": "unusable", "name": str(problem)})
    return kept.getvalue().encode()


Row = Mapping[str, object]


def _rows(one: Entry, report: CompareReport) -> Iterator[Row]:
    found, mask = one.compared, one.mask
    yield {"row": "story", "name": found.reason or "affected"}
    for each in found.sums:
        ends = _ends(each.before, each.after, mask)
        yield {"row": "rupiah", "name": each.kind, **ends, **_change(each.change)}
        for number, (share, part) in enumerate(zip(each.shares, report.parts, strict=True)):
            told = {"row": "alone", "name": each.kind, "part": letter(number), "parameters": part.title}
            yield {**told, **_change(share)}
        yield {"row": TOGETHER, "name": each.kind, **_change(each.rest)}
    for move in found.moved:
        by = ";".join(map(letter, move.by))
        ends = _ends(move.before, move.after, mask)
        yield {"row": "moved", "name": move.name, "number": move.number or "", "part": by, **ends}
    for row, those in (("broken", found.broken), ("mended", found.mended)):
        for two in those:
            key, line = two.before.expectation.key, two.before.expectation.place.line
            yield {"row": row, "name": key, "number": line, **_ends(two.before.derived, two.after.derived, mask)}
    for row, steps in (("refused", found.refused), ("accepted", found.accepted)):
        yield from ({"row": row, "number": step} for step in steps)
    yield from ({"row": "gate", "name": why} for why in one.stopped)


def _change(value: Change) -> Row:
    return {
        "change": plain(value.sen),
        "change_unspecified": ";".join(f"{count:+d} {name}" for name, count in value.parts),
    }


def _ends(before: Answer | None, after: Answer | None, mask: Mask) -> Row:
    """What stands on both sides; of an amount the known part, and the names of the others."""
    first, second = _answer(before, mask), _answer(after, mask)
    return {"from": first[0], "from_unspecified": first[1], "to": second[0], "to_unspecified": second[1]}


def _answer(value: Answer | None, mask: Mask) -> tuple[str, str]:
    if isinstance(value, Amount):
        return amount_cells(value)
    if isinstance(value, datetime):
        return calendar.iso(value), ""
    return (words.answer(value, mask) if value is not None else "never"), ""
