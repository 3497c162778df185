"""The months of a dossier: the table of the text outputs, and beneath it every change, month by month."""

from collections.abc import Sequence

from attrs import frozen

from lifecycle import calendar
from projections.explanation import Explanation
from scenarios.pages.changes import Change, Cited, changes
from scenarios.pages.month_rows import MonthTable, links, month_table
from scenarios.pages.voice import Voice
from scenarios.report import terms
from scenarios.report.months_table import Column


@frozen
class MonthChanges:
    """The changes of one month; the months without any are left out."""

    anchor: str
    name: str
    changes: tuple[Change, ...]


def month_changes(explained: Sequence[Explanation], cited: Cited, voice: Voice) -> tuple[MonthChanges, ...]:
    """Every change, in its month."""
    grouped: dict[str, list[Change]] = {}
    for one, change in zip(explained, changes(explained, cited, voice), strict=True):
        grouped.setdefault(_period(one), []).append(change)
    return tuple(
        MonthChanges(f"month-{period}", voice.month(period), tuple(found)) for period, found in grouped.items()
    )


def linked_table(columns: Sequence[Column], found: Sequence[MonthChanges], voice: Voice) -> MonthTable:
    """The table of months, each amount tied to the change behind it, each month to all of its changes."""
    tied = links((month.anchor.removeprefix("month-"), change) for month in found for change in month.changes)
    tied |= {(month.anchor.removeprefix("month-"), terms.MONTH): month.anchor for month in found}
    return month_table(columns, tied, voice)


def _period(one: Explanation) -> str:
    return calendar.text(one.at)[:7]
