"""A comparison for machines; README.md beside this file tells the shape."""

from collections.abc import Sequence
from typing import Any

from lifecycle.money import plain
from lifecycle.rulebook import RuleBook
from projections.answers import Answer
from scenarios.comparing.attribution import Moved, Sum
from scenarios.comparing.change import Change
from scenarios.comparing.comparison import Expected
from scenarios.comparing.totals import Entry, Total
from scenarios.report import as_json
from scenarios.report.as_json import VERSION, document, parameter
from scenarios.report.compare_report import CompareReport, letter
from scenarios.report.masking import Mask
from scenarios.report.payload import amount


def compare_json(report: CompareReport) -> bytes:
    """Everything that the text says, and every story that is unaffected."""
    books, whole, gate = report.books, report.totals, report.gate
    return document(
        {
            "format": "lifecycle.compare",
            "version": VERSION,
            "provider": books.before.provider,
            "edition": books.before.edition,
            "from": _book(books.named[0], books.before),
            "to": _book(books.named[1], books.after),
            "wholly": books.wholly,
            "parts": [
                {
                    "part": letter(number),
                    "differs": [parameter(one) | {"from": one.before, "to": one.after} for one in part.differs],
                }
                for number, part in enumerate(report.parts)
            ],
            "stories": [_story(one) for one in report.entries],
            "unusable": [{"story": one.path, "problems": list(map(str, one.problems))} for one in report.unusable],
            "left_out": report.left_out,
            "totals": {
                "stories": whole.stories,
                "affected": whole.affected,
                "unaffected": dict(whole.unaffected),
                "rupiah": [_total(one) for one in whole.kinds],
                "newly": dict(whole.newly),
                "no_longer": dict(whole.no_longer),
                "broken": whole.broken,
                "mended": whole.mended,
            },
            "gate": {
                "over": None if gate.over is None else {"sen": gate.over, "rupiah": plain(gate.over)},
                "on": list(gate.on),
                "stopped": report.stopped,
                "in_all": list(report.stopped_in_all),
            },
        }
    )


def change(value: Change) -> dict[str, Any]:
    """By how much something changes; of unspecified parts by name how many came, those that went below nothing."""
    return {"sen": value.sen, "rupiah": plain(value.sen), "unspecified": dict(value.parts)}


def _book(asked: str, book: RuleBook) -> dict[str, Any]:
    return {"asked": asked, "title": book.title, "digest": book.digest}


def _story(one: Entry) -> dict[str, Any]:
    found = one.compared
    return {
        "story": one.path,
        "title": one.title,
        "affected": one.affected,
        "reason": found.reason,
        "rupiah": [_sum(each) for each in found.sums],
        "moved": [_moved(each, one.mask) for each in found.moved],
        "broken": [_expected(each, one.mask) for each in found.broken],
        "mended": [_expected(each, one.mask) for each in found.mended],
        "refused": list(found.refused),
        "accepted": list(found.accepted),
        "not_tried_alone": list(map(letter, found.untried)),
        "gate": list(one.stopped),
    }


def _sum(one: Sum) -> dict[str, Any]:
    ends = {"kind": one.kind, "from": amount(one.before), "to": amount(one.after)}
    return ends | {"change": change(one.change)} | _shares(one.shares, one.rest)


def _total(one: Total) -> dict[str, Any]:
    head = {"kind": one.kind, "change": change(one.change)}
    return head | _shares(one.shares, one.rest) | {"more_in": one.up, "less_in": one.down}


def _shares(shares: Sequence[Change], rest: Change) -> dict[str, Any]:
    return {"alone": {letter(number): change(one) for number, one in enumerate(shares)}, "together": change(rest)}


def _moved(one: Moved, mask: Mask) -> dict[str, Any]:
    return {
        "name": one.name,
        "number": one.number or None,
        "from": _answer(one.before, mask),
        "to": _answer(one.after, mask),
        "by": list(map(letter, one.by)),
        "otherwise_by": list(map(letter, one.partly)),
    }


def _expected(one: Expected, mask: Mask) -> dict[str, Any]:
    place = one.before.expectation.place
    return {
        "line": place.line,
        "column": place.column,
        "key": one.before.expectation.key,
        "from": _answer(one.before.derived, mask),
        "to": _answer(one.after.derived, mask),
    }


def _answer(value: Answer | None, mask: Mask) -> Any:
    return None if value is None else as_json.answer(value, mask)
