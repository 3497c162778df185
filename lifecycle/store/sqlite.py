"""SQLite as the store wants it: connections set up once, and every failure of the database in words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from eventsourcing.persistence import PersistenceError, ProgrammingError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

from lifecycle.store.place import MEMORY, Opening
from lifecycle.store.problems import Nothing, StoreProblem
from lifecycle.store.sqlite_file import logged, lost, state

APPLICATION = int.from_bytes(b"lcyc", "big")
"""SQLite's own mark of whose file it is."""

_STATEMENTS = 128
_LOCK_SECONDS = 5.0

# Pages of the log before they go into the database proper, which waits for the disk each time: 40 MB, ten times
# SQLite's own choice. An instant writes few pages, and the same ones again and again.
_LOG_PAGES = 10_000

_WORDS = {
    "not a database": "is not a store: the file holds something else, or is damaged",
    "malformed": "is damaged; restore it from a copy",
    "locked": "is being written by another program; try again when that has finished",
    "readonly": "cannot be written: the file, or its folder, is read-only",
    "unable to open": "cannot be opened: no permission, or no such file",
    "full": "cannot be written: the disk is full",
    "disk I/O": "failed: the disk neither takes nor gives what is asked; it is broken, or a limit of size is reached",
}

_LOGGED = (
    "cannot be read where it lies: nothing may be written to its folder, and its latest instants are in a file beside "
    "it, whose name ends in -wal; copy both elsewhere"
)


class Connections(SQLiteConnectionPool):
    """The library's pool, with a statement cache worth its name and the durability that the store asks for."""

    def __init__(self, database: str, opening: Opening) -> None:
        self.opening = opening
        self.in_memory = database == MEMORY
        self._still: tuple[object, ...] | None = None
        # A second connection to a database in memory would see another, empty database.
        pool_size, max_overflow = (1, 0) if self.in_memory else (5, 10)
        super().__init__(db_name=database, pool_size=pool_size, max_overflow=max_overflow)

    def _create_connection(self) -> SQLiteConnection:
        reading = self.opening.reading and not self.in_memory
        self._whole()
        connection = sqlite3.connect(
            self._to_be_read(Path(self.db_name)) if reading else self.db_name,
            uri=reading,
            timeout=_LOCK_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        )
        connection.row_factory = sqlite3.Row
        if not self.in_memory and not reading:
            try:
                if _ours_to_be(connection):
                    connection.execute("PRAGMA journal_mode=WAL")
                    connection.execute(f"PRAGMA synchronous={self.opening.synchronous}")
                    connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
            except sqlite3.Error:
                connection.close()
                raise
        return SQLiteConnection(sqlite_conn=connection, max_age=self.max_age)

    def _whole(self) -> None:
        """Raises StoreProblem for a file of which something is missing, before SQLite makes the best of it."""
        if not self.in_memory:
            try:
                words = lost(Path(self.db_name))
            except OSError:
                return  # SQLite has words for a file that may not be read
            if words is not None:
                raise StoreProblem(f"the store {self.db_name} {words}")

    def _to_be_read(self, file: Path) -> str:
        """The URI that opens a file only to be read.

        Beside a log SQLite keeps a file that readers share. Where it may make none (on an auditor's disk, say) it
        still reads a store that has no log, once it is told that nobody writes to it; `moved` says whether that held.
        """
        ours = os.access(file.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
        if ours or not file.exists() or logged(file):
            return f"{file.as_uri()}?mode=ro"
        self._still = state(file)
        return f"{file.as_uri()}?mode=ro&immutable=1"

    @property
    def moved(self) -> bool:
        """Whether somebody wrote to a file that is read as if nobody did."""
        return self._still is not None and self._still != state(Path(self.db_name))


def _ours_to_be(connection: sqlite3.Connection) -> bool:
    """Whether a file is a store, or empty; another program's is not even given a log."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return application == APPLICATION or not tables


class SQLiteDatabase(SQLiteDatastore):
    """The library's datastore over `Connections`; subscriptions are named by text, not by UUID."""

    taken: ClassVar[type[Exception]] = sqlite3.IntegrityError
    pool: Connections

    def __init__(self, database: str, opening: Opening) -> None:
        super().__init__(database, originator_id_type="text")
        self.pool: Connections = Connections(database, opening)
        self.reading = opening.reading
        self.name = "the store in memory" if self.pool.in_memory else f"the store {database}"

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """A transaction, all or nothing; what the database refuses is a StoreProblem."""
        # As the library does it, without its three nested contexts: they cost more than a small instant's inserts.
        try:
            connection = self.pool.get_connection(is_writer=commit)
            try:
                with SQLiteTransaction(connection, commit=commit) as cursor, cursor:
                    yield cursor
                    if self.pool.moved:
                        raise StoreProblem(f"{self.name} {_WORDS['locked']}")
            finally:
                self.pool.put_connection(connection)
        except (sqlite3.ProgrammingError, ProgrammingError):
            raise  # wrong SQL is a bug
        except (sqlite3.Error, PersistenceError) as problem:
            said = str(problem)
            shut = "unable to open" in said or ("readonly" in said and not commit)
            if self.reading and shut and logged(Path(self.pool.db_name)):
                raise StoreProblem(f"{self.name} {_LOGGED}") from problem
            words = next((words for mark, words in _WORDS.items() if mark in said), f"failed: {said}")
            gone = self.reading and not os.path.exists(self.pool.db_name)  # noqa: PTH110  # Path's raises
            raise (Nothing if gone else StoreProblem)(f"{self.name} {words}") from problem
