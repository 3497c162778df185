"""The stored bytes of an event: one JSON object, written the same way by everybody, always.

    {"at": "2024-06-05T10:00:00+07:00", "known_at": …, "precision": …, "inferred": …, "actor": "customer",
     "because": {…}, "step": 2, "source": …, "note": …, "event": {"amount": 41250000, "method": "atm"}}

The keys stand in this order, an event's own in the order of its class, and are the fields' names. A field
that equals its plain default is left out, at every depth, so that a class may gain an optional field and
older bytes stay what they are; a default that *changes* needs a new version of the topic (`older`). Instants are
`calendar.iso` (WIB with its offset), days ``YYYY-MM-DD``, amounts sen. Subscription, version and topic
stand in columns of their own.
"""

from datetime import date, datetime
from types import NoneType
from typing import Any

import attrs
import msgspec
from eventsourcing.persistence import Transcoder

from lifecycle.calendar import iso
from lifecycle.events import Recorded

Fields = tuple[tuple[str, object], ...]
"""The names of a class's fields, each with its default (`attrs.NOTHING` where it has none)."""

ENVELOPE = ("at", "known_at", "precision", "inferred", "actor", "because", "step", "source", "note", "event")
"""The fields of a `Recorded` that its bytes hold, in their order."""

_SCALARS = frozenset({str, int, bool, NoneType})
_ENCODER = msgspec.json.Encoder()


class _Known(dict[type[Any], Fields | None]):
    """The fields of each class as they are stored; None for one that is not ours. Learnt class by class."""

    def __missing__(self, cls: type[Any]) -> Fields | None:
        self[cls] = _fields(cls) if attrs.has(cls) else None
        return self[cls]


_FIELDS = _Known()


def _fields(cls: type[Any]) -> Fields:
    defaults = {field.name: field.default for field in attrs.fields(cls)}
    return tuple((name, defaults[name]) for name in (ENVELOPE if cls is Recorded else defaults))


def lowered(value: Any, instant: type[datetime] = datetime, day: type[date] = date) -> Any:
    """A value in terms of JSON: by what it is, so that a frozen or a pendulum instant is written like any other.

    Raises ValueError for an instant without an offset, which would be read by the clock of this machine.
    """
    fields = _FIELDS[type(value)]
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
    """The library's transcoder: a `Recorded` into bytes. Back, by its topic, `twins` reads it."""

    def encode(self, obj: Any) -> bytes:
        """The canonical bytes of a `Recorded`, without what stands in columns."""
        return _ENCODER.encode(lowered(obj))

    def decode(self, data: bytes) -> Any:
        """What the bytes say as plain JSON: whoever has no topic sees no more. Raises ValueError when they are none."""
        return msgspec.json.decode(data)
