"""The tables of a store in SQLite, and the recorder over them."""

from typing import Any

from eventsourcing.persistence import ApplicationRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteFactory
from eventsourcing.utils import Environment

from lifecycle.store.place import File, Opening
from lifecycle.store.problems import StoreProblem
from lifecycle.store.recorder import SHAPE, ChainRecorder, Cursor
from lifecycle.store.sqlite import APPLICATION, SQLiteDatabase

_TABLES = (
    # The ordinal is the chain's own: rowids of the events' table may be renumbered by a VACUUM.
    "CREATE TABLE IF NOT EXISTS chain (ordinal INTEGER PRIMARY KEY, subscription TEXT NOT NULL, "
    "version INTEGER NOT NULL, hash TEXT NOT NULL, UNIQUE (subscription, version))",
    "CREATE TABLE IF NOT EXISTS books (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    f"PRAGMA application_id={APPLICATION}",
    f"PRAGMA user_version={SHAPE}",
)


class SQLiteChainRecorder(ChainRecorder, SQLiteApplicationRecorder):
    """The library's recorder for SQLite, which seals each event in the transaction that inserts it."""

    datastore: SQLiteDatabase

    def construct_create_table_statements(self) -> list[str]:
        """The library's table of events, then those of the chain and the books."""
        return [*super().construct_create_table_statements(), *_TABLES]

    def shape(self) -> int | None:
        """The shape that the file is marked with; an empty file has none."""
        with self.datastore.transaction(commit=False) as cursor:
            application = _first(cursor, "PRAGMA application_id")
            shape = _first(cursor, "PRAGMA user_version")
            tables = _first(cursor, "SELECT count(*) FROM sqlite_master")
        if application == APPLICATION:
            return int(shape)
        if tables:
            raise StoreProblem(f"{self.datastore.name} belongs to another program; name a new file for the store")
        return None

    def make(self) -> None:
        """Makes the tables, and marks the file."""
        with self.datastore.transaction(commit=True) as cursor:
            for statement in self.create_table_statements:
                cursor.execute(statement)

    def check(self) -> None:
        """By SQLite's own check of every page, of which some are read by no command: an index may miss a row."""
        found = [str(said) for (said,) in self.read("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            said = next((line for one in found for line in one.splitlines() if not line.startswith("***")), "")
            raise StoreProblem(f"{self.datastore.name} is damaged: {said}; restore it from a copy")


def _first(c: Cursor, statement: str) -> Any:
    c.execute(statement)
    return c.fetchone()[0]


class SQLiteStoreFactory(SQLiteFactory):
    """The library's factory for SQLite, with our database and recorder, whatever the environment says of them."""

    application_recorder_class = SQLiteChainRecorder

    def __init__(self, env: Environment, place: File, opening: Opening) -> None:
        super().__init__(Environment(env.name, {**env, env.name.upper() + "_" + self.SQLITE_DBNAME: place.path}))
        self.datastore: SQLiteDatabase = SQLiteDatabase(place.path, opening)

    def application_recorder(self) -> ApplicationRecorder:
        """The recorder, its tables made."""
        recorder = self.application_recorder_class(self.datastore)
        recorder.create_table()
        return recorder
