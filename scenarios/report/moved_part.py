"""The part of a replay that says what became known late, and which months that were over by then it moves."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from lifecycle import calendar
from lifecycle.events import word
from projections.answers import Answer
from projections.moved import Change, Late, MovedMonth
from scenarios.report import terms, words
from scenarios.report.masking import Mask
from scenarios.report.page import heading, line
from scenarios.report.replay_report import LeftOut

_TOLD = ("state", "late_fee", "payable", "balance")
"""The figures that people read first; the others are told where none of these has changed."""


def left_out(found: LeftOut) -> str:
    """``3 facts and 1 edition became known later and are left out``, without a word of what they are."""
    counted = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in ((found.facts, "fact", "facts"), (found.editions, "edition", "editions"))
        if number
    ]
    if not counted:
        return "nothing is left out: all of it was known by then"
    several = found.facts + found.editions > 1
    return f"{' and '.join(counted)} became known later and {'are' if several else 'is'} left out"


def moved_text(found: Sequence[Late], mask: Mask) -> list[RenderableType]:
    """Each fact and edition that moves a month, with what it moves; how many others were known late."""
    if not found:
        return []
    parts: list[RenderableType] = [heading("Known later", "Diketahui kemudian"), ""]
    for late in found:
        if late.months:
            parts.append(line(_late(late, mask)))
            parts += [Padding(line(_month(month, mask)), (0, 0, 0, 2)) for month in late.months]
    others = sum(not late.months for late in found)
    if others:
        more = " more" if len(found) > others else ""
        one = f"{others}{more} became known late and moves no month that was over by then"
        parts.append(Text(one if others == 1 else one.replace("moves", "move"), style="dim"))
    return [*parts, ""]


def moved_json(found: Sequence[Late], answer: Callable[[Answer], Any]) -> list[dict[str, Any]]:
    """The same for machines, with all figures; ``answer`` writes one."""
    return [
        {
            "known_at": calendar.iso(late.known_at),
            "step": late.fact and late.fact.step,
            "event": late.fact and word(late.fact.event),
            "at": late.fact and calendar.iso(late.fact.at),
            "precision": late.fact and late.fact.precision,
            "edition": late.edition and late.edition.edition,
            "months": [
                {
                    "month": month.period,
                    "until": calendar.iso(month.until),
                    "changes": [
                        {
                            "key": one.key,
                            "before": None if one.before is None else answer(one.before),
                            "after": answer(one.after),
                        }
                        for one in month.changes
                    ],
                }
                for month in late.months
            ],
        }
        for late in found
    ]


def _late(late: Late, mask: Mask) -> str:
    known = f"known on {calendar.text(late.known_at)}"
    if late.fact is None:
        since = f", in force {late.edition.edition}" if late.edition and late.edition.in_force else ""
        return f"{known}{since}: edition {late.edition.edition if late.edition else ''} moves"
    doubts = words.doubtful(late.fact.precision, inferred=late.fact.inferred)
    at = ", ".join([calendar.known_to(late.fact.at, late.fact.precision), *doubts])
    return f"{known}, of {at}: {words.said(late.fact.event, mask)} moves"


def _month(month: MovedMonth, mask: Mask) -> str:
    return f"{month.period}: {'; '.join(_changes(month.changes, mask))}"


def _changes(changes: Sequence[Change], mask: Mask) -> Iterator[str]:
    for one in told_first(changes):
        name = "state" if one.key == "state" else terms.KEYS[one.key].english
        yield f"{name} {_value(one.before, mask)} → {_value(one.after, mask)}"


def told_first(changes: Sequence[Change]) -> list[Change]:
    """What people read first; the balance only where it does not move with what is payable."""
    first = [one for one in changes if one.key in _TOLD]
    payable = next(((one.before, one.after) for one in first if one.key == "payable"), None)
    return [one for one in first or changes if one.key != "balance" or (one.before, one.after) != payable]


def _value(value: Answer | None, mask: Mask) -> str:
    return "not known (no terms were)" if value is None else words.answer(value, mask)
