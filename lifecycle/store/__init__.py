"""Where stories are kept for good: `Store`, over the event-sourcing library that only this package imports.

A store is three tables of one database: a SQLite file, or a schema on a PostgreSQL server. ``stored_events`` holds
the events (`codec` says in which bytes), ``chain`` their hashes (`chain` says of what), ``books`` the full text of
each rule book by its digest. All that happens at one instant is written in one transaction over the three.
"""

from lifecycle.store.application import Store
from lifecycle.store.chain import GENESIS, Head, Row
from lifecycle.store.finding import Place, Problem
from lifecycle.store.laid import Laid
from lifecycle.store.listing import Listed, Sort, Wanted
from lifecycle.store.problems import Beyond, Differs, StoreProblem, unlinked
from lifecycle.store.seal import Seal
from lifecycle.store.seal_file import SealFile

__all__ = [
    "GENESIS",
    "Beyond",
    "Differs",
    "Head",
    "Laid",
    "Listed",
    "Place",
    "Problem",
    "Row",
    "Seal",
    "SealFile",
    "Sort",
    "Store",
    "StoreProblem",
    "Wanted",
    "unlinked",
]
