"""A hand that changes a store behind the program's back, and what is said of it then."""

from collections.abc import Callable

from attrs import frozen

from lifecycle.store import Store
from lifecycle.store.chain import GENESIS, link
from tests.store.conftest import BOOKS, told

A, B = "indihome/122001", "iconnet/7"


class Hand:
    """Whoever may write everything in a store, by SQL that both databases read alike."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, statement: str, *parameters: object) -> None:
        """Changes something."""
        with self._store.recorder.database.transaction(commit=True) as cursor:
            cursor.execute(statement, parameters)

    def link(self, ordinal: int) -> tuple[str, int, str]:
        """The subscription, version and hash at a number of the chain."""
        ((name, version, hashed),) = self._store.recorder.read(
            "SELECT subscription, version, hash FROM chain WHERE ordinal=?", ordinal
        )
        return name, version, hashed

    def event(self, name: str, version: int) -> tuple[str, bytes]:
        """The topic and the bytes of an event."""
        ((topic, state),) = self._store.recorder.read(
            "SELECT topic, state FROM stored_events WHERE originator_id=? AND originator_version=?", name, version
        )
        return topic, state

    def write(self, name: str, version: int, topic: str, state: bytes) -> None:
        """Puts another content into an event."""
        where = "WHERE originator_id=? AND originator_version=?"
        self(f"UPDATE stored_events SET topic=?, state=? {where}", topic, state, name, version)

    def edit(self, name: str, version: int) -> None:
        """Changes an amount."""
        topic, state = self.event(name, version)
        self.write(name, version, topic, state.replace(b"45375000", b"45375001"))

    def delete(self, name: str, version: int) -> None:
        """Deletes an event, and leaves its link."""
        self("DELETE FROM stored_events WHERE originator_id=? AND originator_version=?", name, version)

    def place(self, ordinal: int, to: int) -> None:
        """Gives a link another number in the chain."""
        self("UPDATE chain SET ordinal=? WHERE ordinal=?", to, ordinal)

    def renumber(self, name: str, version: int, to: int, *, link_too: bool = True) -> None:
        """Gives an event another number in its subscription."""
        where = "WHERE originator_id=? AND originator_version=?"
        self(f"UPDATE stored_events SET originator_version=? {where}", to, name, version)
        if link_too:
            self("UPDATE chain SET version=? WHERE subscription=? AND version=?", to, name, version)

    def insert(self, name: str, version: int, ordinal: int | None = None) -> None:
        """Puts an event in; with a number of the chain, sealed as the program would seal it there."""
        topic, state = "paid.1", b'{"at":"2024-08-01T00:00:00+07:00","actor":"customer","event":{"amount":1}}'
        columns = "originator_id, originator_version, topic, state"
        self(f"INSERT INTO stored_events ({columns}) VALUES (?,?,?,?)", name, version, topic, state)
        if ordinal is not None:
            hashed = link(self.link(ordinal - 1)[2], name, version, topic, state)
            self("INSERT INTO chain VALUES (?,?,?,?)", ordinal, name, version, hashed)

    def recompute(self) -> None:
        """Computes the whole chain anew, as whoever knows the program can."""
        hashed = GENESIS
        for ordinal, name, version in self._store.recorder.read(
            "SELECT ordinal, subscription, version FROM chain ORDER BY ordinal"
        ):
            hashed = link(hashed, name, version, *self.event(name, version))
            self("UPDATE chain SET hash=? WHERE ordinal=?", hashed, ordinal)

    def cut(self, ordinal: int) -> None:
        """Cuts the end of the store off, events and links."""
        at = "(SELECT 1 FROM chain WHERE subscription=originator_id AND version=originator_version AND ordinal>=?)"
        self(f"DELETE FROM stored_events WHERE EXISTS {at}", ordinal)
        self("DELETE FROM chain WHERE ordinal>=?", ordinal)

    def more(self) -> None:
        """Records another story, as the program does that is started later and remembers nothing."""
        self._store.recorder._known = None
        self._store.record(told("postclic/5", days=900), BOOKS)


@frozen
class Tampering:
    """What was done, how, and what is said of it, without a seal and beside it; empty where nothing is found."""

    what: str
    do: Callable[[Hand], None]
    found: str = ""
    by_seal: str = ""


def prepared(store: Store) -> None:
    """Records two stories, one in the midst of the other: numbers 1-4 and 11-12 are A's, 5-10 are B's."""
    story = told(A)
    store.record(story[:4], BOOKS)
    store.record(told(B, days=400), BOOKS)
    store.record(story, BOOKS)


def said(store: Store, tampering: Tampering) -> tuple[str, str]:
    """What is found in a store that was tampered with: without a seal, and beside what is found without one."""
    prepared(store)
    seal = store.seal()
    tampering.do(Hand(store))
    problem = store.verify()
    return str(problem or ""), "; ".join(map(str, store.breaks(seal)))
