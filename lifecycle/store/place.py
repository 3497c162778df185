"""Where a store is kept: the URL that a person writes, read into the database that SQLite opens."""

from pathlib import Path

from lifecycle.store.problems import StoreProblem

MEMORY = ":memory:"
"""SQLite's own name for a database that lives and dies with its store."""

_FORMS = "write sqlite:///name.db (from here), sqlite:////folder/name.db (from the root) or sqlite:// (in memory)"


def database(url: str | None) -> str:
    """The database of a URL: `MEMORY` for None and ``sqlite://``, else the absolute path of a file.

    Raises StoreProblem, in words, for another scheme, a URL that names no file, or a folder that is not there.
    """
    if url is None or url == "sqlite://":
        return MEMORY
    scheme, mark, rest = url.partition("://")
    if not mark:
        raise StoreProblem(f"{url!r} is not the URL of a store; {_FORMS}")
    if scheme != "sqlite":
        # Only the scheme is repeated: the rest of such a URL may hold a password.
        raise StoreProblem(f"a store at {scheme}:// is not supported, SQLite is; {_FORMS}")
    if not rest.startswith("/") or rest == "/" or "?" in rest or "\0" in rest:
        raise StoreProblem(f"{url!r} names no file; {_FORMS}")
    path = Path(rest[1:]).absolute()
    if not path.parent.is_dir():
        raise StoreProblem(f"{url!r}: there is no folder {path.parent}; make it first, or name another")
    if path.is_dir():
        raise StoreProblem(f"{url!r} is a folder; name a file in it")
    return str(path)
