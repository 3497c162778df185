"""The part of a replay that says what became known late, and which months that were over by then it moves."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from lifecycle import calendar
from lifecycle.events import word
from lifecycle.notation import Known, Month, Thing
from lifecycle.sentence import Sentence, counted, joined, said
from projections.answers import Answer
from projections.moved import Change, Late, MovedMonth
from scenarios.report import terms, words
from scenarios.report.masking import Mask
from scenarios.report.page import heading, line
from scenarios.report.replay_report import LeftOut
from scenarios.report.terms import Alone

_TOLD = ("state", "late_fee", "payable", "balance")
"""The figures that people read first; the others are told where none of these has changed."""


def left_out(found: LeftOut) -> Sentence:
    """``3 facts and 1 edition became known later and are left out``, without a word of what they are."""
    kinds = [
        *([counted("{number} fact", "{number} facts", found.facts)] if found.facts else []),
        *([counted("{number} edition", "{number} editions", found.editions)] if found.editions else []),
    ]
    if not kinds:
        return said("nothing is left out: all of it was known by then")
    left = {"kinds": joined(" and ", kinds)}
    if found.facts + found.editions > 1:
        return said("{kinds} became known later and are left out", **left)
    return said("{kinds} became known later and is left out", **left)


def moved_text(found: Sequence[Late], mask: Mask) -> list[RenderableType]:
    """Each fact and edition that moves a month, with what it moves; how many others were known late."""
    if not found:
        return []
    parts: list[RenderableType] = [heading("Known later", "Diketahui kemudian"), ""]
    for late in found:
        if late.months:
            parts.append(line(late_words(late, mask)))
            parts += [Padding(line(month_words(month, mask)), (0, 0, 0, 2)) for month in late.months]
    others = sum(not late.months for late in found)
    if others:
        parts.append(Text(_moves_none(others, more=len(found) > others), style="dim"))
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


def _moves_none(number: int, *, more: bool) -> Sentence:
    if more:
        return counted(
            "{number} more became known late and moves no month that was over by then",
            "{number} more became known late and move no month that was over by then",
            number,
        )
    return counted(
        "{number} became known late and moves no month that was over by then",
        "{number} became known late and move no month that was over by then",
        number,
    )


def late_words(late: Late, mask: Mask) -> Sentence:
    """What became known when, and that it moves months."""
    if late.fact is None:
        edition = Thing(late.edition.edition if late.edition else "")
        if late.edition and late.edition.in_force:
            told = {"known": late.known_at, "since": edition, "edition": edition}
            return said("known on {known}, in force {since}: edition {edition} moves", **told)
        return said("known on {known}: edition {edition} moves", known=late.known_at, edition=edition)
    doubts = words.doubtful(late.fact.precision, inferred=late.fact.inferred)
    at = joined(", ", [Known(late.fact.at, late.fact.precision), *doubts])
    event = words.said(late.fact.event, mask).sentence
    return said("known on {known}, of {at}: {event} moves", known=late.known_at, at=at, event=event)


def month_words(month: MovedMonth, mask: Mask) -> Sentence:
    """A month that was over, and what moves in it."""
    changes = joined("; ", _changes(month.changes, mask))
    return said("{month}: {changes}", month=Month(month.period), changes=changes)


def _changes(changes: Sequence[Change], mask: Mask) -> Iterator[Sentence]:
    for one in told_first(changes):
        values = {"before": _value(one.before, mask), "after": _value(one.after, mask)}
        yield said("{name} {before} → {after}", name=Alone(terms.KEYS[one.key]), **values)


def told_first(changes: Sequence[Change]) -> list[Change]:
    """What people read first; the balance only where it does not move with what is payable."""
    first = [one for one in changes if one.key in _TOLD]
    payable = next(((one.before, one.after) for one in first if one.key == "payable"), None)
    return [one for one in first or changes if one.key != "balance" or (one.before, one.after) != payable]


def _value(value: Answer | None, mask: Mask) -> Sentence:
    return said("not known (no terms were)") if value is None else words.answer(value, mask)
