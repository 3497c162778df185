"""The summary of a run for machines; scenarios/report/README.md tells its shape."""

from typing import Any

from lifecycle import calendar
from lifecycle.money import plain
from scenarios.portfolio.summary import Sum, Summary
from scenarios.report.as_json import VERSION, document
from scenarios.report.compare_json import change


def summary_json(summary: Summary) -> bytes:
    """Everything that the text says, and the hundred largest."""
    told = summary.tally
    return document(
        {
            "format": "lifecycle.portfolio",
            "version": VERSION,
            "books": list(summary.names),
            "judged_by": [{"edition": edition, "digest": digest} for edition, digest in summary.books],
            "readings": dict(summary.readings),
            "until": calendar.iso(calendar.instant(summary.until)),
            "parts": [
                {
                    "part": name,
                    "differs": [
                        {"path": one.path, "from": one.before, "to": one.after, "clause": one.clause}
                        for one in part.differs
                    ],
                    "balance": change(share),
                }
                for name, part, share in summary.clauses()
            ],
            "subscriptions": told["subscriptions"],
            "bills": told["months"],
            "changed": told["changed"] if summary.compares else None,
            "replayed": summary.replayed if summary.compares else None,
            "refused": told["refused"],
            "states": told["states"],
            "ends": told["ends"],
            "newly": told["newly"],
            "no_longer": told["no_longer"],
            "rupiah": [_sum(one, compares=summary.compares) for one in summary.sums],
            "distribution": {
                "of": "balance_change" if summary.compares else "balance",
                "least": _rupiah(told["extremes"][0]) if told["extremes"] else None,
                "most": _rupiah(told["extremes"][1]) if told["extremes"] else None,
                "quantiles": [{"percent": percent, **_rupiah(amount)} for percent, amount in summary.quantiles()],
                "histogram": [
                    {"from": _rupiah(bar.low), "to": _rupiah(bar.high), "count": bar.count}
                    for bar in summary.histogram()
                ],
            },
            "largest": told["largest"],
            "examples": told["examples"],
        }
    )


def _sum(one: Sum, *, compares: bool) -> dict[str, Any]:
    found = {"kind": one.kind, "sides": [change(side) for side in one.sides]}
    if not compares:
        return found
    return found | {
        "change": change(one.change),
        "alone": [change(share) for share in one.alone],
        "together": change(one.rest),
        "more_in": one.up,
        "less_in": one.down,
    }


def _rupiah(sen: int) -> dict[str, Any]:
    return {"sen": sen, "rupiah": plain(sen)}
