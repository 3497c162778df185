"""What every recorder of a store does, whatever its database: one transaction over events, links and rule books."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Protocol

from eventsourcing.persistence import ApplicationRecorder, StoredEvent

from lifecycle.store.chain import GENESIS, Head, link
from lifecycle.store.problems import Nothing, StoreProblem

SHAPE = 1
"""Of the tables, in either database; a store of another shape is refused."""

_INSERT = "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
_LINK = "INSERT INTO chain (ordinal, subscription, version, hash) VALUES (?,?,?,?)"
_BOOK = "INSERT INTO books (digest, text) VALUES (?,?) ON CONFLICT (digest) DO NOTHING"
_PAGE = (
    "SELECT originator_version, topic, state FROM stored_events WHERE originator_id=? AND originator_version>? "
    "ORDER BY originator_version LIMIT ?"
)


class Cursor(Protocol):
    """A cursor that takes ``?`` for each parameter and gives rows by place."""

    def execute(self, statement: str, parameters: Sequence[object] = (), /) -> object:
        """Runs one statement."""

    def executemany(self, statement: str, rows: Sequence[Sequence[object]], /) -> object:
        """Runs a statement for each row."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> Any:
        """All rows that are left."""


class Database(Protocol):
    """A database, as this package sets it up."""

    taken: ClassVar[type[Exception]]
    """What an insert raises whose key is there already."""

    @property
    def name(self) -> str:
        """What a person calls it, without a password."""

    @property
    def reading(self) -> bool:
        """Whether it was opened only to be read, and is left as it is."""

    def transaction(self, *, commit: bool) -> AbstractContextManager[Cursor]:
        """A transaction, all or nothing; what the database refuses is a StoreProblem."""


class ChainRecorder(ApplicationRecorder):
    """A recorder that seals each event in the transaction that inserts it; mixed into the library's own."""

    datastore: Any  # a `Database`; the library's recorders each say which
    outlives_refusal: ClassVar[bool] = True
    """Whether a transaction goes on after an insert was refused, so that the remembered end may be tried first."""

    numbered_by: ClassVar[str] = "rowid"
    """The column in which the database counts the events."""

    _known: Head | None = None
    """The chain's end as this process left it; another writer may have moved it since."""

    @property
    def database(self) -> Database:
        """The database."""
        found: Database = self.datastore
        return found

    @abstractmethod
    def shape(self) -> int | None:
        """The shape of the tables that are there; None where nothing is. Raises StoreProblem for another program's."""

    @abstractmethod
    def make(self) -> None:
        """Makes the tables, in one transaction."""

    def begin(self, c: Cursor) -> None:
        """What a writing transaction begins with, so that the order of writers is the order of the chain."""

    def check(self) -> None:
        """Has the database look for damage in its own files, where it can. Raises StoreProblem, which says what."""

    def create_table(self) -> None:
        """Makes the tables of a new store. Raises StoreProblem for a database that is another program's, or newer."""
        shape = self.shape()
        if shape is None:
            if self.database.reading:
                raise Nothing(f"{self.database.name} is empty: nothing was ever recorded there")
            self.make()
        elif shape != SHAPE:
            made = f"was made by another version of this program (shape {shape}, not {SHAPE})"
            raise StoreProblem(f"{self.database.name} {made}")

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, books: Mapping[str, str] | None = None, **_: Any
    ) -> None:
        """Writes events, links and books in one transaction. Raises StoreProblem when another writer was faster."""
        with self.database.transaction(commit=True) as cursor:
            self.begin(cursor)
            # The events go first: a transaction that begins by writing waits for another writer, one that begins by
            # reading (the chain's end) would be refused when that writer is done.
            self._insert(cursor, stored_events)
            head = self._seal(cursor, stored_events)
            for digest, text in (books or {}).items():
                _keep(cursor, digest, text)
        self._known = head

    def _insert(self, c: Cursor, stored_events: Sequence[StoredEvent]) -> None:
        rows = [(str(one.originator_id), one.originator_version, one.topic, one.state) for one in stored_events]
        try:
            c.executemany(_INSERT, rows)
        except self.database.taken as problem:
            first = stored_events[0]
            name = str(first.originator_id)
            if name != stored_events[-1].originator_id:
                raise StoreProblem(
                    f"{self.database.name} was written by another program at the same time, which recorded the same "
                    "subscriptions; what was stored before is whole, do it again and the rest is added"
                ) from problem
            raise StoreProblem(
                f"another program recorded {name} at the same time, from event {first.originator_version} on; "
                "nothing of this instant was written, record the story again",
                name,
            ) from problem

    def _seal(self, c: Cursor, stored_events: Sequence[StoredEvent]) -> Head | None:
        """Writes the links of events; returns where the chain then ends."""
        if not self.outlives_refusal or self._known is None:
            return _linked(c, _end(c), stored_events)
        try:
            return _linked(c, self._known, stored_events)
        except self.database.taken:
            # The next ordinal is taken: somebody else wrote since, and cannot now, so the end that is read stands.
            return _linked(c, _end(c), stored_events)

    def page(self, subscription: str, after: int, most: int) -> list[Any]:
        """The next events of a subscription after a version: version, topic and stored bytes of each."""
        return self.read(_PAGE, subscription, after, most)

    def read(self, statement: str, *parameters: object) -> list[Any]:
        """The rows that a statement gives, in a transaction of their own."""
        with self.database.transaction(commit=False) as cursor:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())

    def head(self) -> Head:
        """Where the chain ends."""
        with self.database.transaction(commit=False) as cursor:
            return _end(cursor)

    def subscriptions(self) -> list[str]:
        """Every subscription that has events, sorted."""
        # Sorted here, as two databases need not agree on an order of letters.
        return sorted(str(name) for (name,) in self.read("SELECT DISTINCT originator_id FROM stored_events"))

    def book(self, digest: str) -> str:
        """The text kept under a digest. Raises StoreProblem when there is none."""
        with self.database.transaction(commit=False) as cursor:
            text = _text(cursor, digest)
        if text is None:
            raise StoreProblem(f"{self.database.name} holds no rule book {digest}")
        return text


def _end(c: Cursor) -> Head:
    c.execute("SELECT ordinal, hash FROM chain ORDER BY ordinal DESC LIMIT 1")
    last = c.fetchone()
    return Head(*last) if last else Head(0, GENESIS)


def _linked(c: Cursor, head: Head, stored_events: Sequence[StoredEvent]) -> Head:
    hashed, links = head.hash, []
    for ordinal, stored in enumerate(stored_events, head.count + 1):
        name = str(stored.originator_id)
        hashed = link(hashed, name, stored.originator_version, stored.topic, stored.state)
        links.append((ordinal, name, stored.originator_version, hashed))
    c.executemany(_LINK, links)
    return Head(head.count + len(links), hashed)


def _text(c: Cursor, digest: str) -> str | None:
    c.execute("SELECT text FROM books WHERE digest=?", (digest,))
    row = c.fetchone()
    return str(row[0]) if row else None


def _keep(c: Cursor, digest: str, text: str) -> None:
    """Keeps a rule book under its digest; one that is there already must say the same."""
    c.execute(_BOOK, (digest, text))
    if _text(c, digest) != text:
        raise StoreProblem(f"the store holds another text of the rule book {digest}; it, or the book, was changed")
