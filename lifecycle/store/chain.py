"""The hash chain: each stored event sealed together with all that were stored before it.

The hash of an event is sha256 over the 32 bytes of the hash before it and then, each preceded by its length as
eight bytes, big-endian: the subscription, the version in decimal, the topic (all UTF-8) and the stored bytes.
The hash before the first event is `GENESIS`. Hashes are written as 64 lower-case hexadecimal digits.
"""

from hashlib import sha256
from struct import Struct

from attrs import frozen

_length = Struct(">Q").pack

GENESIS = sha256(b"lifecycle store chain 1").hexdigest()
"""The hash before the first event of every store."""


@frozen
class Head:
    """Where a store's whole chain ends: how many events it has, and the hash of the last."""

    count: int
    hash: str


@frozen
class Row:
    """A stored event as it lies in the store.

    ``ordinal`` counts from 1 over the whole store, ``version`` over the subscription; ``bytes`` are those that
    the hash covers (compressed or enciphered, where the store is).
    """

    ordinal: int
    subscription: str
    version: int
    topic: str
    bytes: bytes
    hash: str


def link(previous: str, subscription: str, version: int, topic: str, state: bytes) -> str:
    """The hash of an event whose predecessor in the store has the hash ``previous``."""
    name, number, kind = subscription.encode(), b"%d" % version, topic.encode()
    framed = (
        _length(len(name)),
        name,
        _length(len(number)),
        number,
        _length(len(kind)),
        kind,
        _length(len(state)),
        state,
    )
    return sha256(bytes.fromhex(previous) + b"".join(framed)).hexdigest()
