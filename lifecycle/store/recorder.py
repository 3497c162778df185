"""The tables of a store, and the one insert that writes events, their links of the chain and rule books together."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteFactory
from eventsourcing.utils import Environment

from lifecycle.store.chain import GENESIS, Head, link
from lifecycle.store.database import Database, Synchronous
from lifecycle.store.place import MEMORY
from lifecycle.store.problems import StoreProblem

DATABASE = "SQLITE_DBNAME"
SYNCHRONOUS = "SQLITE_SYNCHRONOUS"

_APPLICATION = int.from_bytes(b"lcyc", "big")  # SQLite's own mark of whose file it is
_SHAPE = 1  # of the tables; a store of a later shape is refused

_TABLES = (
    # The ordinal is the chain's own: rowids of the events' table may be renumbered by a VACUUM.
    "CREATE TABLE IF NOT EXISTS chain (ordinal INTEGER PRIMARY KEY, subscription TEXT NOT NULL, "
    "version INTEGER NOT NULL, hash TEXT NOT NULL, UNIQUE (subscription, version))",
    "CREATE TABLE IF NOT EXISTS books (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    f"PRAGMA application_id={_APPLICATION}",
    f"PRAGMA user_version={_SHAPE}",
)

_PAGE = (
    "SELECT originator_version, topic, state FROM stored_events WHERE originator_id=? AND originator_version>? "
    "ORDER BY originator_version LIMIT ?"
)


class ChainRecorder(SQLiteApplicationRecorder):
    """The library's recorder for SQLite, which seals each event in the transaction that inserts it."""

    datastore: Database
    _known: Head | None = None
    """The chain's end as this process left it; another writer may have moved it since."""

    def construct_create_table_statements(self) -> list[str]:
        """The library's table of events, then those of the chain and the books."""
        return [*super().construct_create_table_statements(), *_TABLES]

    def create_table(self) -> None:
        """Makes the tables in a new file. Raises StoreProblem for a database that is another program's, or newer."""
        with self.datastore.transaction(commit=False) as cursor:
            application = _first(cursor, "PRAGMA application_id")
            shape = _first(cursor, "PRAGMA user_version")
            tables = _first(cursor, "SELECT count(*) FROM sqlite_master")
        if application == _APPLICATION:
            if shape != _SHAPE:
                made = f"was made by another version of this program (shape {shape}, not {_SHAPE})"
                raise StoreProblem(f"{self.datastore.name} {made}")
        elif tables:
            raise StoreProblem(f"{self.datastore.name} belongs to another program; name a new file for the store")
        else:
            super().create_table()

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, books: Mapping[str, str] | None = None, **_: Any
    ) -> None:
        """Writes events, links and books in one transaction. Raises StoreProblem when another writer was faster."""
        with self.datastore.transaction(commit=True) as cursor:
            # The events go first: a transaction that begins by writing waits for another writer, one that begins by
            # reading (the chain's end) would be refused when that writer is done.
            self._insert(cursor, stored_events)
            head = self._seal(cursor, stored_events)
            for digest, text in (books or {}).items():
                _keep(cursor, digest, text)
        self._known = head

    def _insert(self, c: SQLiteCursor, stored_events: Sequence[StoredEvent]) -> None:
        rows = [(str(one.originator_id), one.originator_version, one.topic, one.state) for one in stored_events]
        try:
            c.executemany(self.insert_events_statement, rows)
        except sqlite3.IntegrityError as problem:
            first = stored_events[0]
            raise StoreProblem(
                f"another program recorded {first.originator_id} at the same time, from event "
                f"{first.originator_version} on; nothing of this instant was written, record the story again"
            ) from problem

    def _seal(self, c: SQLiteCursor, stored_events: Sequence[StoredEvent]) -> Head | None:
        """Writes the links of events; returns where the chain then ends."""
        try:
            return _linked(c, self._known or _end(c), stored_events)
        except sqlite3.IntegrityError:
            # The next ordinal is taken: somebody else wrote since, and cannot now, so the end that is read stands.
            return _linked(c, _end(c), stored_events)

    def page(self, subscription: str, after: int, most: int) -> list[Any]:
        """The next events of a subscription after a version: version, topic and stored bytes of each."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(_PAGE, (subscription, after, most))
            return list(cursor.fetchall())

    def head(self) -> Head:
        """Where the chain ends."""
        with self.datastore.transaction(commit=False) as cursor:
            return _end(cursor)

    def subscriptions(self) -> list[str]:
        """Every subscription that has events, sorted."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute("SELECT DISTINCT originator_id FROM stored_events ORDER BY originator_id")
            return [row["originator_id"] for row in cursor.fetchall()]

    def book(self, digest: str) -> str:
        """The text kept under a digest. Raises StoreProblem when there is none."""
        with self.datastore.transaction(commit=False) as cursor:
            text = _text(cursor, digest)
        if text is None:
            raise StoreProblem(f"{self.datastore.name} holds no rule book {digest}")
        return text


def _end(c: SQLiteCursor) -> Head:
    c.execute("SELECT ordinal, hash FROM chain ORDER BY ordinal DESC LIMIT 1")
    last = c.fetchone()
    return Head(last["ordinal"], last["hash"]) if last else Head(0, GENESIS)


def _linked(c: SQLiteCursor, head: Head, stored_events: Sequence[StoredEvent]) -> Head:
    hashed, links = head.hash, []
    for ordinal, stored in enumerate(stored_events, head.count + 1):
        name = str(stored.originator_id)
        hashed = link(hashed, name, stored.originator_version, stored.topic, stored.state)
        links.append((ordinal, name, stored.originator_version, hashed))
    c.executemany("INSERT INTO chain VALUES (?,?,?,?)", links)
    return Head(head.count + len(links), hashed)


def _text(c: SQLiteCursor, digest: str) -> str | None:
    c.execute("SELECT text FROM books WHERE digest=?", (digest,))
    row = c.fetchone()
    return str(row["text"]) if row else None


def _keep(c: SQLiteCursor, digest: str, text: str) -> None:
    """Keeps a rule book under its digest; one that is there already must say the same."""
    c.execute("INSERT OR IGNORE INTO books VALUES (?,?)", (digest, text))
    if _text(c, digest) != text:
        raise StoreProblem(f"the store holds another text of the rule book {digest}; it, or the book, was changed")


def _first(c: SQLiteCursor, statement: str) -> Any:
    c.execute(statement)
    return c.fetchone()[0]


class Factory(SQLiteFactory):
    """The library's factory for SQLite, with `Database` and `ChainRecorder`, whatever the environment says of them."""

    def __init__(self, env: Environment) -> None:
        super().__init__(env)
        synchronous: Synchronous = "NORMAL" if self.env.get(SYNCHRONOUS) == "NORMAL" else "FULL"
        self.datastore: Database = Database(self.env.get(DATABASE, MEMORY), synchronous)

    def application_recorder(self) -> ApplicationRecorder:
        """The recorder, its tables made."""
        recorder = ChainRecorder(self.datastore)
        recorder.create_table()
        return recorder
