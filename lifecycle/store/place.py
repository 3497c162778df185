"""Where a store is kept: the URL that a person writes, read into a file or a server."""

from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from attrs import field, frozen

from lifecycle.store.problems import StoreProblem

MEMORY = ":memory:"
"""SQLite's own name for a database that lives and dies with its store."""

_SMALLEST = 512
"""Of SQLite's files; it takes one with fewer bytes for an empty one and writes over it, whatever it holds."""

Synchronous = Literal["FULL", "NORMAL"]
"""Whether an instant is on the disk when it is recorded, or may be lost (whole) with the machine's power."""

_FORMS = (
    "write sqlite:///name.db (from here), sqlite:////folder/name.db (from the root), sqlite:// (in memory) "
    "or postgresql://user@host/database"
)
_SERVERS = ("postgresql", "postgres")


@frozen
class Opening:
    """How a store is opened: with which durability, and whether only to read one that is there."""

    synchronous: Synchronous = "FULL"
    reading: bool = False


@frozen
class File:
    """A SQLite database: `MEMORY`, or the absolute path of its file."""

    path: str


@frozen
class Server:
    """A PostgreSQL database, by the URL that its library reads; ``name`` is the URL without a password."""

    url: str = field(repr=False)
    name: str


def place(url: str | None) -> File | Server:
    """The place of a URL; None and ``sqlite://`` are in memory.

    Raises StoreProblem, in words, for another scheme, a URL that names no file or database, or a folder that is not
    there.
    """
    if url is None or url == "sqlite://":
        return File(MEMORY)
    scheme, mark, rest = url.partition("://")
    if not mark:
        raise StoreProblem(f"{url!r} is not the URL of a store; {_FORMS}")
    if scheme in _SERVERS:
        return Server(url, _named(rest))
    if scheme != "sqlite":
        # Only the scheme is repeated: the rest of such a URL may hold a password.
        raise StoreProblem(f"a store at {scheme}:// is not supported, SQLite and PostgreSQL are; {_FORMS}")
    return File(_path(url, rest))


def _path(url: str, rest: str) -> str:
    if not rest.startswith("/") or rest == "/" or "?" in rest or "\0" in rest:
        raise StoreProblem(f"{url!r} names no file; {_FORMS}")
    path = Path(rest[1:]).absolute()
    if not path.parent.is_dir():
        raise StoreProblem(f"{url!r}: there is no folder {path.parent}; make it first, or name another")
    if path.is_dir():
        raise StoreProblem(f"{url!r} is a folder; name a file in it")
    if path.exists() and 0 < path.stat().st_size < _SMALLEST:
        raise StoreProblem(f"the store {path} is not a store: the file holds something else, or is damaged")
    return str(path)


def _named(rest: str) -> str:
    """A server's URL as it may be shown. Raises StoreProblem where it is not sure which part of it is a password."""
    address, _, _ = rest.partition("?")
    who, _, where = address.rpartition("@")
    database = where.partition("/")[2]
    doubtful = any(sign in who for sign in "@/") or any(sign in rest for sign in "\0# ")
    if doubtful or "@" in rest[len(address) :]:
        raise StoreProblem(
            "the URL of the PostgreSQL store cannot be read (it is not repeated here, as it may hold a password); "
            "in a user's name or a password write %40 for @, %2F for /, %23 for # and %3F for ?"
        )
    if not unquote(database):
        raise StoreProblem("the URL of the PostgreSQL store names no database; write postgresql://user@host/database")
    user = who.partition(":")[0]
    return f"postgresql://{user}@{where}" if user else f"postgresql://{where}"
