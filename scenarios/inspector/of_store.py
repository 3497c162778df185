"""The holdings of a store, opened only to be read."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from attrs import evolve

from lifecycle.rulebook import Shelf
from lifecycle.store import Laid, Listed, Problem, Store, Wanted
from scenarios.commands.cases import Case, of_store
from scenarios.inspector.holdings import Entry, Refused, Totals
from scenarios.judging import Overlay
from scenarios.report.masking import Mask


class OfStore:
    """A store that somebody keeps."""

    refused: tuple[Refused, ...] = ()

    def __init__(self, url: str, rules: Sequence[Path], mask: Mask) -> None:
        self.mask = mask
        self._shelf = Shelf.open(*rules) if rules else None
        # A store keeps no tellings of its books; those beside the same books here tell them.
        self._told_again = self._shelf or Shelf.open()
        self._store = Store.open(url, reading=True)
        self.name = self._store.called
        self._lock = Lock()
        self._counted: tuple[str, Totals] | None = None

    @property
    def version(self) -> str:
        """The end of the chain."""
        return self._store.head.hash

    def totals(self) -> Totals:
        """How many subscriptions and events; the subscriptions are counted once for each end of the chain."""
        head = self._store.head
        with self._lock:
            if self._counted is None or self._counted[0] != head.hash:
                self._counted = head.hash, Totals(self._store.count(), head.count)
            return self._counted[1]

    def providers(self) -> tuple[str, ...]:
        """Every provider, sorted."""
        return self._store.providers()

    def listed(self, wanted: Wanted, after: int | None, most: int) -> tuple[Entry, ...]:
        """A page of subscriptions; none behind a number that nothing has."""
        name = None if after is None else self._store.named(after)
        if after is not None and name is None:
            return ()
        return tuple(map(_entry, self._store.listed(wanted, name, most)))

    def entry(self, number: int) -> Entry | None:
        """The subscription of a number."""
        name = self._store.named(number)
        return None if name is None else Entry(number, name, 0)

    def case(self, entry: Entry, overlay: Overlay) -> Case:
        """What the store keeps of it, judged by the books kept with it, or by those of the folders."""
        found = of_store(self._store, entry.subscription, overlay, self._shelf, self.mask)
        with self._lock:
            return evolve(found, editions=tuple(map(self._told_again.twin, found.editions)))

    def laid(self, entry: Entry, after: int, most: int) -> tuple[Laid, ...]:
        """Its events as they lie there."""
        return self._store.laid(entry.subscription, after, most)

    def verify(self) -> Problem | None:
        """The first thing in the whole store that does not hold."""
        return self._store.verify()

    def close(self) -> None:
        """Close the store."""
        self._store.close()


def _entry(listed: Listed) -> Entry:
    return Entry(listed.number, listed.subscription, listed.events)
