"""A stored event as a row: its envelope in columns, what it says as JSON in the words of a scenario file."""

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import attrs

from lifecycle import calendar
from lifecycle.events import Paid, Recorded, word
from lifecycle.money import UNSPECIFIED, plain
from lifecycle.store import Row
from scenarios.format.shapes import UNWRITTEN
from scenarios.report.masking import Mask
from scenarios.report.payload import entries

COLUMNS = (
    *("ordinal", "provider", "number", "version", "at", "known_at", "precision", "inferred", "actor", "event"),
    *("payload", "step", "clause", "edition", "readings", "source", "note", "hash"),
)
"""The columns, always all of them; ``ordinal`` counts over the store's chain, ``version`` over the subscription."""

WHOLE = frozenset({"ordinal", "version", "step"})
"""Columns of whole numbers; ``inferred`` is true or false, the others are text."""


def event_row(recorded: Recorded, row: Row, mask: Mask) -> dict[str, Any]:
    """The columns of one event. Instants are ISO 8601, a payment's with the offset at which it was written."""
    provider, _, number = recorded.subscription.partition("/")
    because = recorded.because
    event = recorded.event
    at = shifted(recorded.at, event.offset) if isinstance(event, Paid) else calendar.iso(recorded.at)
    return {
        "ordinal": row.ordinal,
        "provider": provider,
        "number": mask.number(number),
        "version": recorded.version,
        "at": at,
        "known_at": None if recorded.known_at is None else calendar.iso(recorded.known_at),
        "precision": recorded.precision,
        "inferred": recorded.inferred,
        "actor": recorded.actor,
        "event": word(event),
        "payload": _json(written(event, mask)),
        "step": recorded.step,
        "clause": because and because.clause,
        "edition": because and because.edition,
        "readings": because and _json(dict(because.readings)),
        "source": recorded.source and mask.text(recorded.source),
        "note": recorded.note and mask.text(recorded.note),
        "hash": row.hash,
    }


def shifted(at: datetime, offset: int) -> str:
    """An instant as it was written, so many minutes east of UTC."""
    return at.astimezone(timezone(timedelta(minutes=offset))).isoformat()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def written(value: Any, mask: Mask) -> dict[str, Any]:
    """An event, or a part of one, as a scenario file says it; amounts are plain rupiah, as text."""
    cls = type(value)
    unwritten = UNWRITTEN.get(cls, set())
    found = {}
    for entry in entries(value, mask):
        if entry.key in unwritten:
            continue
        if entry.money:
            found[entry.key] = UNSPECIFIED if entry.value == UNSPECIFIED else plain(entry.value)
        else:
            found[entry.key] = _lowered(entry.value, mask)
    if isinstance(value, Paid) and value.posted_at is not None:
        found["posted_at"] = shifted(value.posted_at, value.posted_offset)
    return found


def _lowered(value: Any, mask: Mask) -> Any:
    if attrs.has(type(value)):
        return written(value, mask)
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else [_lowered(part, mask) for part in value]
    if isinstance(value, datetime):
        return calendar.iso(value)
    return value.isoformat() if isinstance(value, date) else value
