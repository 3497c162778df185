"""The tables of a store in PostgreSQL, in a schema of their own, and the recorder over them."""

from typing import ClassVar

from eventsourcing.persistence import ApplicationRecorder
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresFactory
from eventsourcing.utils import Environment

from lifecycle.store.place import Opening, Server
from lifecycle.store.postgres import SCHEMA, PostgresDatabase
from lifecycle.store.problems import StoreProblem
from lifecycle.store.recorder import SHAPE, ChainRecorder, Cursor

_MAKING, _WRITING = (int.from_bytes(word, "big") for word in (b"lcycmake", b"lcyclink"))
"""The keys of two locks that a program of ours takes: to make a store, and to write to one."""

_TABLES = (
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    # The library's columns. A number that is an identity needs no permission of its own, so that a user who may
    # only select and insert can record; letters are compared as bytes, whatever the database's language.
    'CREATE TABLE stored_events (originator_id text COLLATE "C" NOT NULL, originator_version bigint NOT NULL, '
    "topic text NOT NULL, state bytea NOT NULL, notification_id bigint GENERATED ALWAYS AS IDENTITY UNIQUE, "
    "PRIMARY KEY (originator_id, originator_version))",
    'CREATE TABLE chain (ordinal bigint PRIMARY KEY, subscription text COLLATE "C" NOT NULL, '
    "version bigint NOT NULL, hash text NOT NULL, UNIQUE (subscription, version))",
    "CREATE TABLE books (digest text PRIMARY KEY, text text NOT NULL)",
    "CREATE TABLE shape (number integer NOT NULL)",
    f"INSERT INTO shape VALUES ({SHAPE})",
)

_THERE = "SELECT count(*) FROM pg_class WHERE relnamespace=to_regnamespace(?)"
_OURS = "SELECT count(*) FROM pg_class WHERE relnamespace=to_regnamespace(?) AND relname IN ('shape', 'chain')"


class PostgresChainRecorder(ChainRecorder, PostgresApplicationRecorder):
    """The library's recorder for PostgreSQL, which seals each event in the transaction that inserts it."""

    datastore: PostgresDatabase
    numbered_by: ClassVar[str] = "notification_id"
    outlives_refusal: ClassVar[bool] = False  # a refused statement ends PostgreSQL's transaction

    def shape(self) -> int | None:
        """The shape that the schema is marked with; an empty one, or none, has no shape."""
        with self.datastore.transaction(commit=False) as cursor:
            return self._shape(cursor)

    def _shape(self, c: Cursor) -> int | None:
        c.execute(_THERE, (SCHEMA,))
        if not c.fetchone()[0]:
            return None
        c.execute(_OURS, (SCHEMA,))
        if c.fetchone()[0] == 2:
            # By its full name, as PostgreSQL says of a schema that a user may not enter that nothing is there.
            c.execute(f"SELECT number FROM {SCHEMA}.shape")
            row = c.fetchone()
            if row is not None:
                return int(row[0])
        raise StoreProblem(
            f"{self.datastore.name} has a schema {SCHEMA!r} that belongs to another program; "
            "name a new database for the store"
        )

    def make(self) -> None:
        """Makes schema and tables, unless another program of ours just did."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(?)", (_MAKING,))
            if self._shape(cursor) is None:
                for statement in _TABLES:
                    cursor.execute(statement)

    def begin(self, c: Cursor) -> None:
        """One writer at a time: the links follow on each other in the order in which writers commit."""
        c.execute("SELECT pg_advisory_xact_lock(?)", (_WRITING,))


class PostgresStoreFactory(PostgresFactory):
    """The library's factory for PostgreSQL, with our database and recorder, whatever the environment says of them."""

    application_recorder_class = PostgresChainRecorder

    def __init__(self, env: Environment, place: Server, opening: Opening) -> None:
        # Its own keys would name another server; the URL counts.
        given = dict.fromkeys(("DBNAME", "HOST", "USER", "PASSWORD"), "")
        prefix = f"{env.name.upper()}_POSTGRES_"
        own = {key: value for key, value in env.items() if not key.startswith(prefix)}
        super().__init__(Environment(env.name, own | {prefix + key: value for key, value in given.items()}))
        self.datastore: PostgresDatabase = PostgresDatabase(place, opening)

    def application_recorder(self) -> ApplicationRecorder:
        """The recorder, its tables made."""
        recorder = self.application_recorder_class(self.datastore)
        recorder.create_table()
        return recorder
