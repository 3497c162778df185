"""PostgreSQL as the store wants it: one connection, set up once, and every failure of the server in words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Any, ClassVar

import psycopg
from eventsourcing.postgres import PostgresDatastore
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row, tuple_row

from lifecycle.store.place import Opening, Server
from lifecycle.store.problems import StoreProblem

SCHEMA = "lifecycle"
"""The schema that holds a store; the rest of the database is not touched."""

_LOCK_SECONDS = 5
_CONNECT_SECONDS = 10

_WORDS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.LockNotAvailable, "is being written by another program; try again when that has finished"),
    (errors.InsufficientPrivilege, "does not let its user do this: {said}"),
    (errors.ReadOnlySqlTransaction, "cannot be written: it was opened only to be read, or its server is only read"),
    (errors.UndefinedTable, "failed: {said}"),
    (errors.UndefinedColumn, "failed: {said}"),
    (errors.DiskFull, "cannot be written: the disk is full"),
    (psycopg.OperationalError, "cannot be reached: {said}"),
)


class Marked:
    """A cursor that takes ``?`` for each parameter, as SQLite does, and gives rows by place."""

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        self._cursor = cursor

    def execute(self, statement: str, parameters: Sequence[object] = (), /) -> object:
        """Runs one statement."""
        return self._cursor.execute(_marks(statement), parameters or None)

    def executemany(self, statement: str, rows: Sequence[Sequence[object]], /) -> None:
        """Runs a statement for each row."""
        self._cursor.executemany(_marks(statement), rows)

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """All rows that are left."""
        return self._cursor.fetchall()


@lru_cache(maxsize=256)
def _marks(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


class PostgresDatabase(PostgresDatastore):
    """The library's datastore over a single connection, which says at once why it cannot be had.

    The library's pool would wait for half a minute and then say no more than that it waited.
    """

    taken: ClassVar[type[Exception]] = errors.UniqueViolation

    def __init__(self, place: Server, opening: Opening) -> None:
        self._connection: psycopg.Connection[Any] | None = None
        self._lock = RLock()
        self.name = f"the store {place.name}"
        self.reading = opening.reading
        self._given = self._read(place)
        super().__init__("", "", "", "", "", schema=SCHEMA, originator_id_type="text")

    def _read(self, place: Server) -> dict[str, Any]:
        try:
            given = conninfo_to_dict(place.url)
        except psycopg.Error:
            pass  # its message repeats the URL, and so perhaps a password
        else:
            return {"connect_timeout": _CONNECT_SECONDS, "application_name": SCHEMA, **given}
        raise StoreProblem(
            f"the URL of {self.name} cannot be read; write postgresql://user@host:5432/database, options after ?"
        )

    def register_type_adapters(self) -> None:
        """Nothing: events are inserted as rows, not as the library's composite type."""

    @contextmanager
    def get_connection(self) -> Iterator[psycopg.Connection[Any]]:
        """The connection, made anew where it was lost; a failure of the server is a StoreProblem."""
        with self._lock:
            try:
                yield self._connected()
            except psycopg.Error as problem:
                words = next((words for kind, words in _WORDS if isinstance(problem, kind)), None)
                if words is None and isinstance(problem, psycopg.ProgrammingError):
                    raise  # wrong SQL is a bug
                found = (words or "failed: {said}").format(said=self._said(problem))
                raise StoreProblem(f"{self.name} {found}") from problem

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None or self._connection.closed:
            connection = psycopg.connect(**self._given, autocommit=True, row_factory=dict_row)
            self._connection = connection
            connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            connection.read_only = self.reading or None  # else as the server has it
            connection.execute("SET client_encoding TO 'UTF8'")
            connection.execute(f"SET search_path TO {SCHEMA}")
            connection.execute(f"SET lock_timeout TO '{_LOCK_SECONDS}s'")
        return self._connection

    def _said(self, problem: psycopg.Error) -> str:
        """What the server says, on one line and without the password."""
        lines = [line.strip() for line in str(problem).splitlines()]
        said = next((line for line in lines if line), type(problem).__name__)
        password = str(self._given.get("password") or "")
        return said.replace(password, "…") if password else said

    @contextmanager
    def transaction(self, *, commit: bool = False) -> Iterator[Any]:
        """A transaction, all or nothing; what the server refuses is a StoreProblem."""
        with self.get_connection() as connection, connection.transaction(force_rollback=not commit):
            yield Marked(connection.cursor(row_factory=tuple_row))

    def close(self) -> None:
        """Lets the server go."""
        connection, self._connection = getattr(self, "_connection", None), None
        if connection is not None:
            connection.close()
