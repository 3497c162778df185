"""A seal: what a store held at one time, to be kept elsewhere, so that a cut or a rewritten store is found.

The chain vouches for the order of what is in a store, not for its end: whoever may write the whole store can cut it
off, or compute the chain anew. A seal that lies elsewhere, or is signed, shows both.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib import metadata

from attrs import frozen

from lifecycle.store.chain import GENESIS, Head
from lifecycle.store.finding import Problem
from lifecycle.store.recorder import SHAPE, ChainRecorder
from lifecycle.store.sealed import links


@frozen
class Part:
    """The events of one subscription in a seal.

    ``digest`` is the hash that the last of them would have if the chain held this subscription alone. ``label`` is
    the name as the seal shows it, perhaps masked; ``key`` finds the subscription without telling its name: sha256
    over the 32 bytes of the seal's head and the name.
    """

    label: str
    key: str
    events: int
    digest: str


@frozen
class Seal:
    """What a store held: its chain's end, each subscription, the rule books, and the program that says so."""

    head: Head
    parts: tuple[Part, ...]
    books: tuple[str, ...]
    shape: int
    program: str
    holidays: str


def sealed_as(recorder: ChainRecorder, name: Callable[[str], str]) -> Seal:
    """The seal of a store that holds; ``name`` masks the subscriptions. Nothing in it depends on the day."""
    head, found = _parts(recorder, None)
    return Seal(
        head,
        tuple(Part(name(who), key(head, who), count, digest) for who, (count, digest) in found.items()),
        tuple(_books(recorder)),
        SHAPE,
        _version("subscription-lifecycle"),
        _version("holidays"),
    )


def key(head: Head, subscription: str) -> str:
    """What a subscription is found by in a seal with a head."""
    return sha256(bytes.fromhex(head.hash) + subscription.encode()).hexdigest()


def broken(seal: Seal, recorder: ChainRecorder) -> Iterator[Problem]:
    """Where a store is not what a seal says it was; events that were recorded since are as they should be."""
    head, found = _parts(recorder, seal)
    by_key = {key(seal.head, who): who for who in found}
    wrong = [problem for part in seal.parts if (problem := _part(part, by_key.get(part.key), found))]
    if head.count < seal.head.count:
        words = f"events are gone: {seal.head.count} were sealed, and the store holds {head.count}"
        yield Problem("cut", None, words)
    elif head != seal.head:
        words = f"the chain was computed anew: event {seal.head.count} of the store has not the hash that was sealed"
        yield Problem("recomputed", None, words)
        if not wrong:
            yield Problem(
                "reordered",
                None,
                "what was sealed of each subscription holds: others were put between, or their order changed",
            )
    yield from wrong
    held = set(_books(recorder))
    for digest in seal.books:
        if digest not in held:
            yield Problem("deleted", None, f"the rule book {digest} was deleted: it was sealed, and is not there")


def _part(part: Part, who: str | None, found: Mapping[str, tuple[int, str]]) -> Problem | None:
    if who is None:
        return Problem("deleted", None, f"{part.label}: {part.events} events were sealed, and none is there")
    count, digest = found[who]
    if count < part.events:
        words = f"{{name}}: {part.events} events were sealed, and {count} are there"
        return Problem("deleted", None, words, subscription=who)
    if digest != part.digest:
        words = f"{{name}}: the {part.events} events that were sealed are not those that are there"
        return Problem("edited", None, words, subscription=who)
    return None


def _parts(recorder: ChainRecorder, seal: Seal | None) -> tuple[Head, dict[str, tuple[int, str]]]:
    """The chain's end and each subscription's count and digest, in the order in which they begin.

    Of a store that was sealed, up to as many events of each as the seal has; a missing event counts for none.
    """
    most = {} if seal is None else {part.key: part.events for part in seal.parts}
    limit: dict[str, int | None] = {}
    found: dict[str, tuple[int, str]] = {}
    head = Head(0, GENESIS)
    for number, one in enumerate(links(recorder), 1):
        who = str(one.subscription)  # an edit by hand can leave bytes
        if seal is None or number <= seal.head.count:
            head = Head(number, one.kept)
        if who not in limit:
            limit[who] = None if seal is None else most.get(key(seal.head, who), 0)
        count, digest = found.get(who, (0, GENESIS))
        most_of_it = limit[who]
        if one.topic is not None and (most_of_it is None or count < most_of_it):
            # Bytes that became text have no hash, and what follows on them none that was sealed.
            found[who] = (count + 1, one.after(digest) or GENESIS)
    return head, found


def _books(recorder: ChainRecorder) -> list[str]:
    return sorted(digest for (digest,) in recorder.read("SELECT digest FROM books"))


@cache
def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
