"""The reading of stored bytes: by structs that mirror the events' classes, which are read and written in one go.

A twin has the fields of its class in their stored order. Bytes are what this program writes where they read into a
twin that writes them again, and where nothing in it is written out that would have been left out.
"""

from collections.abc import Callable
from datetime import datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs
import msgspec

from lifecycle.calendar import WIB
from lifecycle.events import EVENTS, Because, Event, Recorded
from lifecycle.store.codec import ENVELOPE
from lifecycle.store.older import class_of, today

Care = Callable[[Any], Any]
"""Makes of a twin's field what its class holds, or raises ValueError where the program writes it otherwise."""

_write = msgspec.json.Encoder().encode
_parts = msgspec.structs.astuple


class NotCanonical(ValueError):
    """Bytes that mean an event, and that this program writes in another way."""


@attrs.frozen
class Twin:
    """A class, the struct that mirrors it, and its fields whose values need care, each with what passes unseen."""

    of: type[Any]
    struct: type[msgspec.Struct]
    cares: tuple[tuple[int, object, Care], ...]

    def value(self, read: Any) -> Any:
        """The value of its class. Raises NotCanonical for a default that is written out, or an instant not in WIB."""
        parts = _parts(read)
        if self.cares:
            mended = list(parts)
            for index, unseen, care in self.cares:
                if mended[index] is not unseen:
                    mended[index] = care(mended[index])
            return self.of(*mended)
        return self.of(*parts)


def recorded(subscription: str, version: int, topic: str, data: bytes) -> Recorded:
    """The event in stored bytes; one of an older version as what it means today.

    Raises KeyError for an unknown topic, NotCanonical for bytes that the program writes in another way, and another
    ValueError for those that are no such event.
    """
    decode, event = _READERS.get(topic) or _reader(topic)
    read = decode(data)
    at, known_at, because = read.at, read.known_at, read.because
    if _write(read) != data or at.tzinfo != WIB or (known_at is not None and known_at.tzinfo != WIB):
        raise NotCanonical
    # By place, as names would take half as long again; `Recorded` has them in this order.
    return Recorded(
        subscription,
        version,
        at,
        event(read.event),
        read.actor,
        known_at,
        read.precision,
        read.inferred,
        None if because is None else _twin(Because).value(because),
        read.step,
        read.source,
        read.note,
    )


Reader = tuple[Callable[[bytes], Any], Callable[[Any], Event]]
"""What reads the bytes of a topic into the twin of their envelope, and makes the event of the event's own twin."""

_READERS: dict[str, Reader] = {}
"""By topic; built when the first such event is read, from types that stand in the classes, a freeze or not."""


def _reader(topic: str) -> Reader:
    event = _twin(class_of(topic))
    fields = {field.name: field for field in attrs.fields(Recorded)}
    kinds = {name: fields[name].type for name in ENVELOPE} | {
        "because": _twin(Because).struct | None,
        "event": event.struct,
    }
    shape = [
        (name, kind) if fields[name].default is attrs.NOTHING else (name, kind, fields[name].default)
        for name, kind in kinds.items()
    ]
    _READERS[topic] = (
        msgspec.json.Decoder(_struct("Recorded", shape)).decode,
        (event.value if topic in EVENTS else lambda read: today(event.value(read))),
    )
    return _READERS[topic]


def _struct(name: str, fields: list[Any]) -> type[msgspec.Struct]:
    return msgspec.defstruct(
        name, fields, frozen=True, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
    )


_TWINS: dict[type[Any], Twin] = {}


def _twin(cls: type[Any]) -> Twin:
    if cls not in _TWINS:
        _TWINS[cls] = _mirror(cls)
    return _TWINS[cls]


def _mirror(cls: type[Any]) -> Twin:
    fields: list[Any] = []
    cares: list[tuple[int, object, Care]] = []
    for index, field in enumerate(attrs.fields(cls)):
        mirrored, care = _mirrored(field.type)
        unseen = default = field.default
        if default is attrs.NOTHING:
            fields.append((field.name, mirrored))
        elif attrs.has(type(default)):
            fields.append((field.name, mirrored | msgspec.UnsetType, msgspec.UNSET))
            care, unseen = _or_default(care, default), attrs.NOTHING
        else:
            fields.append((field.name, mirrored, default))
            care = _not_default(care, default)
        if care is not None:
            cares.append((index, unseen, care))
    return Twin(cls, _struct(cls.__name__, fields), tuple(cares))


def _mirrored(kind: Any, instant: type[datetime] = datetime) -> tuple[Any, Care | None]:
    """A type with the twins of its classes, and the care that its values need; ``instant`` is no freeze's class."""
    args = get_args(kind)
    if attrs.has(kind):
        twin = _twin(kind)
        return twin.struct, twin.value
    if kind is instant:
        return kind, _in_wib
    if get_origin(kind) in (Union, UnionType):
        parts = [_mirrored(arg) for arg in args]
        cares = [care for _, care in parts if care]
        return Union[tuple(part for part, _ in parts)], cares[0] if cares else None  # noqa: UP007  # made, not written
    if get_origin(kind) is tuple and len(args) == 2 and args[1] is Ellipsis:
        mirrored, care = _mirrored(args[0])
        return tuple[mirrored, ...], _each(care) if care else None  # type: ignore[valid-type]  # likewise
    return kind, None


def _each(care: Care) -> Care:
    return lambda parts: tuple(map(care, parts))


def _not_default(care: Care | None, default: object) -> Care | None:
    """The care for a field that is left out where it equals its default; None, True and () are recognised before."""
    if not isinstance(default, str | int) or isinstance(default, bool):
        return care

    def checked(part: Any) -> Any:
        if part == default:
            raise NotCanonical
        return care(part) if care else part

    return checked


def _or_default(care: Care | None, default: object) -> Care:
    def filled(part: Any) -> Any:
        if part is msgspec.UNSET:
            return default
        value = care(part) if care else part
        if value == default:
            raise NotCanonical
        return value

    return filled


def _in_wib(at: datetime) -> datetime:
    if at.tzinfo != WIB:
        raise NotCanonical
    return at
