"""Rows put aside in a file of their own, given back subscription by subscription in order of time; then events."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from lifecycle.events import Recorded
from lifecycle.store.codec import Envelopes
from lifecycle.store.twins import recorded
from scenarios.importing.templates import Row

OPENING = -(2**62)
"""Where among a subscription's rows those stand that open it."""


class Spooled(NamedTuple):
    """A row put aside, and of which kind it is."""

    kind: str
    row: Row


class Spool:
    """A temporary file that only this process's user can read, of no name: it is gone afterwards, whatever happens."""

    def __init__(self) -> None:
        # By an empty name SQLite knows a file that it deletes as soon as it is open, so that no kill leaves it there.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE rows (subscription TEXT, at INTEGER, line INTEGER, kind TEXT, cells BLOB)")
        self._database.execute(
            "CREATE TABLE events (instant INTEGER, subscription TEXT, version INTEGER, topic TEXT, state BLOB)"
        )
        self._database.execute("BEGIN")
        self.rows = 0
        self.instants = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def put(self, subscription: str, at: int, kind: str, row: Row) -> None:
        """Put a row aside; ``at`` are microseconds, or `OPENING`. Raises sqlite3.Error, as on a full disk."""
        values = (subscription, at, row.line, kind, msgspec.msgpack.encode(row.cells))
        self._database.execute("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", values)
        self.rows += 1

    def subscriptions(self) -> int:
        """How many subscriptions have rows."""
        (number,) = self._database.execute("SELECT count(DISTINCT subscription) FROM rows").fetchone()
        return int(number)

    def stories(self) -> Iterator[tuple[str, list[Spooled]]]:
        """Each subscription with its rows: those that open it, then the others by instant and line."""
        query = "SELECT subscription, line, kind, cells FROM rows ORDER BY subscription, at, line"
        with closing(self._database.cursor()) as found:
            for name, rows in groupby(found.execute(query), key=lambda row: str(row[0])):
                yield name, [Spooled(kind, Row(line, _cells.decode(cells))) for _, line, kind, cells in rows]

    def keep(self, events: Sequence[Recorded]) -> None:
        """Put aside events of a story that are to be stored. Raises sqlite3.Error, as on a full disk."""
        rows = []
        for _, instant in groupby(events, key=lambda one: one.at):
            rows += [
                (self.instants, one.subscription, one.version, one.event.topic, _envelopes.encode(one))
                for one in instant
            ]
            self.instants += 1
        self._database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)

    def kept(self) -> Iterator[list[Recorded]]:
        """The events of each instant, as they were put aside."""
        with closing(self._database.cursor()) as found:
            rows = found.execute("SELECT * FROM events ORDER BY rowid")
            for _, instant in groupby(rows, key=lambda row: int(row[0])):
                yield [recorded(*row) for _, *row in instant]


_envelopes = Envelopes()
_cells = msgspec.msgpack.Decoder(dict[str, tuple[int, object]])
