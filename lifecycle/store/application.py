"""The store: the library's application in its functional style, which records decided stories and reads them back."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Self, cast

from eventsourcing.application import Application
from eventsourcing.persistence import EventStore, InfrastructureFactory, StoredEvent, Transcoder
from eventsourcing.utils import Environment, EnvType

from lifecycle.events import Activated, Recorded
from lifecycle.store import laid, listing
from lifecycle.store.chain import Head, Row
from lifecycle.store.codec import Envelopes
from lifecycle.store.diagnosis import first_problem
from lifecycle.store.finding import Place, Problem
from lifecycle.store.laid import Laid
from lifecycle.store.listing import Listed, Wanted
from lifecycle.store.mapper import RecordedMapper
from lifecycle.store.own_links import first_problem_of
from lifecycle.store.place import Opening, Server, place
from lifecycle.store.problems import Beyond, Differs, Nothing, StoreProblem, unlinked
from lifecycle.store.recorder import ChainRecorder
from lifecycle.store.seal import Seal, broken, sealed_as
from lifecycle.store.sealed import PAGE, rows
from lifecycle.store.server import server_factory
from lifecycle.store.sqlite_recorder import SQLiteStoreFactory

_NO_OPENING = "is not its activation, though the chain holds: that was computed anew, or another program wrote it"

TOGETHER = 1000
"""Events of many stories from which on a transaction is over: waiting for the disk costs more than all its inserts."""


def _stay(at: datetime) -> None:
    """What a recording does to the clock unless it is told otherwise: nothing."""


class Events(EventStore[str]):
    """The library's event store; called with a subscription it streams that subscription's events."""

    mapper: RecordedMapper
    recorder: ChainRecorder

    def __call__(self, subscription: str) -> Iterator[Recorded]:
        """The events of ``provider/number`` in order of version. Raises StoreProblem at one that cannot be read."""
        # Past the library's row objects, two to an event, which cost as much as reading it.
        opened = self.mapper.opened
        version = 0
        while page := self.recorder.page(subscription, version, PAGE):
            for version, topic, state in page:  # the last one is where the next page begins
                yield opened(subscription, version, topic, state)

    def stored(self, subscription: str, lte: int | None = None) -> Iterator[StoredEvent]:
        """The stored events of a subscription, up to a version, read a page at a time."""
        version = 0
        while page := self.recorder.select_events(subscription, gt=version, lte=lte, limit=PAGE):
            yield from page
            version = page[-1].originator_version

    def append(self, events: Sequence[Recorded], books: Mapping[str, str]) -> None:
        """Writes the events of one instant, their links of the chain and the books, all in one transaction."""
        # Past put(), which wraps each event thrice to hand back what nobody here reads.
        self.recorder.insert_events([self.mapper.to_stored_event(recorded) for recorded in events], books=books)


class Store(Application[str]):
    """Stories of subscriptions, recorded for good: append-only, chained by hashes, the same bytes each time.

    Every failure that is not a bug is a `StoreProblem` in words.
    """

    name = "lifecycle"  # before its keys in the environment, as in LIFECYCLE_COMPRESSOR_TOPIC
    events: Events
    mapper: RecordedMapper
    recorder: ChainRecorder

    def __init__(self, url: str | None = None, opening: Opening | None = None) -> None:
        self.place = place(url)
        self.opening = opening or Opening()
        try:
            super().__init__()
        except StoreProblem:
            if hasattr(self, "factory"):
                self.factory.close()  # a store that is refused holds its file no longer
            raise

    @classmethod
    def open(cls, url: str | None = None, *, kept: bool = True, reading: bool = False) -> Self:
        """The store at a URL, made if it is not there: ``sqlite:///relative.db``, ``postgresql://user@host/database``.

        None and ``sqlite://`` give one in memory. ``kept`` is for a store that somebody relies on: each instant
        is on the disk once it is recorded; without it the last ones may be lost with the machine's power.
        ``reading`` opens one that is there, in such a way that nothing can be written to it.
        """
        return cls(url, Opening("FULL" if kept else "NORMAL", reading))

    @classmethod
    def there(cls, url: str) -> bool:
        """Whether a store is at a URL; none is made. Raises StoreProblem where that cannot be found out."""
        try:
            with cls.open(url, reading=True):
                return True
        except Nothing:
            return False

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Only this store's own keys count: another program's compressor must not change the bytes."""
        prefix = f"{self.name.upper()}_"
        own = {key: value for key, value in os.environ.items() if key.startswith(prefix)}
        return Environment(name, {**own, **(env or {})})

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """SQLite or PostgreSQL, as this package sets it up."""
        if isinstance(self.place, Server):
            return server_factory(env, self.place, self.opening)
        return SQLiteStoreFactory(env, self.place, self.opening)

    def construct_transcoder(self) -> Transcoder:
        """The one notation of stored bytes."""
        return Envelopes()

    def construct_mapper(self) -> RecordedMapper:
        """The mapper, with the compressor and the cipher that the environment names."""
        return cast(RecordedMapper, self.factory.mapper(self.construct_transcoder(), RecordedMapper))

    def construct_event_store(self) -> Events:
        """The event store over the mapper and the recorder."""
        return Events(self.mapper, self.recorder)

    def record(
        self,
        events: Sequence[Recorded],
        books: Mapping[str, str],
        *,
        whole: Sequence[Recorded] = (),
        at_instant: Callable[[datetime], None] = _stay,
    ) -> int:
        """Stores a decided story, all events of one subscription from its version 1 on; returns how many were new.

        What the store already holds of it must equal its first events byte for byte (those of an older version in
        the bytes that they would have today), else `Differs` is raised, or
        `Beyond` for an event that the story does not have, and nothing is written. Where ``events`` are only a
        story's first ones, up to an instant, ``whole`` are all of them, of which the store may hold more.
        The rest is appended, one transaction an instant, ``at_instant`` called before each; ``books`` (digest to
        full text) go with the first. Should the process die, whole instants are stored, and recording the same
        story again goes on from there. Raises StoreProblem when another writer is faster.
        """
        held = self.held(events, whole)
        new = 0
        for at, group in groupby(events[held:], key=lambda recorded: recorded.at):
            instant = list(group)
            at_instant(at)
            self.events.append(instant, {} if new else books)
            new += len(instant)
        return new

    def append(self, instants: Iterable[Sequence[Recorded]], books: Mapping[str, str]) -> int:
        """Stores instants of any number of stories, each where `held` says that its story goes on; how many events.

        Many instants are one transaction, and none is in two. Where this returns all of them are stored; should the
        process die before, the first ones are, whole. ``books`` go with the first transaction. Raises StoreProblem
        when another writer is faster.
        """
        new, waiting = 0, list[Recorded]()
        for instant in instants:
            waiting += instant
            if len(waiting) >= TOGETHER:
                self.events.append(waiting, {} if new else books)
                new, waiting = new + len(waiting), []
        if waiting:
            self.events.append(waiting, {} if new else books)
        return new + len(waiting)

    def held(self, events: Sequence[Recorded], whole: Sequence[Recorded] = ()) -> int:
        """How many of a story's first events the store holds already, all of them equal; raises as `record` does."""
        if not events:
            return 0
        subscription = events[0].subscription
        for version, offered in enumerate(events, 1):
            if offered.subscription != subscription or offered.version != version:
                found = f"{offered.subscription} {offered.version}"
                raise ValueError(f"{found} stands where {subscription} {version} should")
        held = 0
        known = [*events, *whole[len(events) :]]
        for version, stored in enumerate(self.events.stored(subscription), 1):
            if stored.originator_version != version:
                raise StoreProblem(f"event {version} of {subscription} is missing in the store", subscription)
            if version > len(known):
                raise Beyond(self.mapper.to_domain_event(stored))
            offered = known[version - 1]
            if not self.mapper.same(stored, offered):
                raise Differs(self.mapper.to_domain_event(stored), offered)
            held += 1
        return held

    def rows(self, subscription: str) -> Iterator[Row]:
        """A subscription's events as they lie in the store, with their places in the chain."""
        return rows(self.recorder, subscription)

    def linked(self, subscription: str) -> Iterator[tuple[Recorded, Row]]:
        """A subscription's events, each with its row. Raises StoreProblem at one that has no link of the chain."""
        placed = self.rows(subscription)
        for recorded in self.events(subscription):
            row = next(placed, None)
            if row is None or row.version != recorded.version:
                raise unlinked(recorded)
            yield recorded, row

    def subscriptions(self) -> list[str]:
        """Every subscription that the store holds, sorted."""
        return self.recorder.subscriptions()

    def listed(self, wanted: Wanted, after: str | None, most: int) -> tuple[Listed, ...]:
        """At most so many of the subscriptions that are asked for, behind the one named ``after``."""
        return listing.listed(self.recorder, wanted, after, most)

    def named(self, number: int) -> str | None:
        """The subscription that `Listed.number` stands for; None where there is none."""
        return listing.named(self.recorder, number)

    def laid(self, subscription: str, after: int, most: int) -> tuple[Laid, ...]:
        """At most so many stored events behind a version as they lie there, whatever was done to them."""
        return laid.laid(self.recorder, self.mapper, subscription, after, most)

    def providers(self) -> tuple[str, ...]:
        """Every provider of a subscription, sorted."""
        return listing.providers(self.recorder)

    def count(self) -> int:
        """How many subscriptions the store holds."""
        return listing.count(self.recorder)

    def book(self, digest: str) -> str:
        """The full text of a rule book. Raises StoreProblem when the store does not hold it."""
        return self.recorder.book(digest)

    @property
    def called(self) -> str:
        """What a person calls it, without a password."""
        return self.recorder.database.name

    @property
    def head(self) -> Head:
        """Where the chain of the whole store ends."""
        return self.recorder.head()

    def verify_chain(self) -> Problem | None:
        """Computes the whole chain anew, and each book's digest; the first thing that does not hold, or None."""
        return first_problem(self.recorder)

    def verify(self) -> Problem | None:
        """The same, and that no book is missing that a story was judged by.

        Where all of it holds the database looks for damage of its own files; raises StoreProblem for that.
        """
        problem = self.verify_chain() or self._wrong_opening()
        if problem is None:
            self.recorder.check()
        return problem

    def verify_only(self, subscription: str) -> Problem | None:
        """The first event of a subscription that its own part of the chain shows not to be what was recorded, or None.

        It costs as much as the subscription has events. What was done exactly, and whether the whole store holds,
        `verify` says.
        """
        return first_problem_of(self.recorder, subscription)

    def _wrong_opening(self) -> Problem | None:
        """The first subscription whose opening is none, or names a rule book that the store does not hold."""
        held = {digest for (digest,) in self.recorder.read("SELECT digest FROM books")}
        for subscription in self.subscriptions():
            first = next(self.events(subscription), None)
            if first is None or first.version != 1 or not isinstance(first.event, Activated):
                return Problem("edited", Place(subscription, 1), _NO_OPENING)
            for used in first.event.books:
                if used.digest not in held:
                    words = f"names the rule book {used.digest}, which was deleted"
                    return Problem("deleted", Place(subscription, 1), words)
        return None

    def seal(self, name: Callable[[str], str] = str) -> Seal:
        """What the store holds now, to be kept elsewhere; ``name`` masks the subscriptions."""
        return sealed_as(self.recorder, name)

    def breaks(self, seal: Seal) -> tuple[Problem, ...]:
        """Where the store is not what it was when it was sealed; what was recorded since is no such place."""
        return tuple(broken(seal, self.recorder))
