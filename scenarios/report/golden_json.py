"""What a story comes to, for a file beside it that later checks are held to; README.md beside this file tells it."""

from lifecycle import calendar
from projections.consulted import consulted
from projections.findings.audit import shown
from projections.months import months
from scenarios.comparing.outcome import ended, outcome
from scenarios.replay import Replayed
from scenarios.report import as_json
from scenarios.report.grounds import judging
from scenarios.report.masking import Mask
from scenarios.report.payload import amount
from scenarios.report.replay_report import fees_apply, suspense_applies

FORMAT = "lifecycle.golden"
VERSION = 1
"""It counts on when a key changes its meaning or goes; what an earlier result does not have is not compared."""


def golden_json(replayed: Replayed, mask: Mask) -> bytes:
    """The outcome under the story's own readings and edition, and the books that it rests on, by digest."""
    found, until = outcome(replayed), replayed.told.until
    ledger = replayed.told.once(ended)
    rows = months(replayed.events, replayed.rules, replayed.until)
    applying = fees_apply(replayed, rows), suspense_applies(replayed, rows)
    return as_json.document(
        {
            "format": FORMAT,
            "version": VERSION,
            "scenario": mask.text(replayed.story.title),
            "provider": replayed.story.provider,
            "until": calendar.iso(replayed.until),
            "books": [{"edition": book.edition, "digest": book.digest} for book in judging(replayed)],
            "readings": consulted(ledger, until),
            "rupiah": {kind: amount(value) for kind, value in found.amounts.items()},
            "acts": [
                {"event": name, "number": number, "at": calendar.iso(at)} for (name, number), at in found.acts.items()
            ],
            "standing": {
                key: as_json.answer(value, mask) for key, value in found.standing.items() if key != "findings"
            },
            "refused": list(found.refused),
            "findings": [
                {
                    "code": one.code,
                    "at": calendar.iso(calendar.instant(one.at)),
                    "amount": None if one.amount is None else amount(one.amount),
                }
                for one in shown(ledger, until)
            ],
            "months": as_json.months(rows, *applying, mask),
        }
    )
