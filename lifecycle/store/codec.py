"""The stored bytes of an event: one JSON object, written the same way by everybody, always.

    {"at": "2024-06-05T10:00:00+07:00", "known_at": …, "precision": …, "inferred": …, "actor": "customer",
     "because": {…}, "step": 2, "source": …, "note": …, "event": {"amount": 41250000, "method": "atm"}}

The keys stand in this order, an event's own in the order of its class, and are the fields' names. A field
that equals its plain default is left out, at every depth, so that a class may gain an optional field and
older bytes stay what they are; a default that *changes* needs a new version of the topic. Instants are
`calendar.iso` (WIB with its offset), days ``YYYY-MM-DD``, amounts sen. Subscription, version and topic
stand in columns of their own.
"""

from collections.abc import Iterable
from datetime import date, datetime
from types import NoneType
from typing import Any, get_args, get_type_hints

import attrs
import msgspec
from eventsourcing.persistence import Transcoder

from lifecycle.calendar import iso
from lifecycle.events import EVENTS, Actor, Because, Event, Precision, Recorded

Fields = tuple[tuple[str, object], ...]
"""The names of a class's fields, each with its default (`attrs.NOTHING` where it has none)."""

_SCALARS = frozenset({str, int, bool, NoneType})


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Stored bytes, opened: everything but the event itself, which is for the decoder of its topic."""

    at: datetime
    actor: Actor
    event: msgspec.Raw
    known_at: datetime | None = None
    precision: Precision = "instant"
    inferred: bool = False
    because: Because | None = None
    step: int | None = None
    source: str | None = None
    note: str | None = None


def _fields(cls: type[Any], names: Iterable[str] = ()) -> Fields:
    defaults = {f.name: f.default for f in attrs.fields(cls)}
    return tuple((name, defaults[name]) for name in names or defaults)


def _classes(cls: type[Any]) -> set[type[Any]]:
    """An attrs class and all those that its fields can hold."""
    found, pending = set(), [cls]
    while pending:
        kind = pending.pop()
        if attrs.has(kind) and kind not in found:
            found.add(kind)
            pending += get_type_hints(kind).values()
        pending += get_args(kind)
    return found


# All of these are built at import: in a freeze the names `date` and `datetime` mean other classes.
_FIELDS: dict[type[Any], Fields] = {
    cls: _fields(cls) for root in (*EVENTS.values(), Because) for cls in _classes(root)
} | {
    Recorded: _fields(
        Recorded, ("at", "known_at", "precision", "inferred", "actor", "because", "step", "source", "note", "event")
    )
}
_ENCODER = msgspec.json.Encoder()
_ENVELOPE = msgspec.json.Decoder(Envelope)
_EVENTS: dict[str, msgspec.json.Decoder[Event]] = {topic: msgspec.json.Decoder(cls) for topic, cls in EVENTS.items()}


def lowered(value: Any, instant: type[datetime] = datetime, day: type[date] = date) -> Any:
    """A value in terms of JSON: by what it is, so that a frozen or a pendulum instant is written like any other.

    Raises ValueError for an instant without an offset, which would be read by the clock of this machine.
    """
    fields = _FIELDS.get(type(value))
    if fields is not None:
        shape = {}
        for name, default in fields:
            part = getattr(value, name)
            if part is not default and part != default:
                shape[name] = part if type(part) in _SCALARS else lowered(part)
        return shape
    if isinstance(value, instant):
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no offset; an event's instants are WIB")
        return iso(value)
    if isinstance(value, day):
        return day.isoformat(value)
    if isinstance(value, tuple):
        return [lowered(part) for part in value]
    return value


class Envelopes(Transcoder):
    """The library's transcoder: a `Recorded` into bytes, and bytes into an `Envelope`."""

    def encode(self, obj: Any) -> bytes:
        """The canonical bytes of a `Recorded`, without what stands in columns."""
        return _ENCODER.encode(lowered(obj))

    def decode(self, data: bytes) -> Envelope:
        """The envelope of stored bytes. Raises ValueError when they are none."""
        return _ENVELOPE.decode(data)


def opened(subscription: str, version: int, topic: str, envelope: Envelope) -> Recorded:
    """The `Recorded` of an opened envelope. Raises KeyError for an unknown topic, ValueError for another shape."""
    return Recorded(
        subscription=subscription,
        version=version,
        at=envelope.at,
        event=_EVENTS[topic].decode(envelope.event),
        actor=envelope.actor,
        known_at=envelope.known_at,
        precision=envelope.precision,
        inferred=envelope.inferred,
        because=envelope.because,
        step=envelope.step,
        source=envelope.source,
        note=envelope.note,
    )
