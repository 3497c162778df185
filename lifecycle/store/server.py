"""The way to PostgreSQL, whose client library is an extra that a person may not have."""

from importlib import import_module
from typing import Any

from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.utils import Environment

from lifecycle.store.place import Opening, Server
from lifecycle.store.problems import StoreProblem

_EXTRA = "a store at postgresql:// needs the extra postgres: pip install 'subscription-lifecycle[postgres]'"


def server_factory(env: Environment, place: Server, opening: Opening) -> InfrastructureFactory[Any]:
    """The factory for a server. Raises StoreProblem, which names the extra, where psycopg or libpq is missing."""
    try:
        found = import_module("lifecycle.store.postgres_recorder")
    except ImportError as missing:
        if (missing.name or "psycopg").partition(".")[0] not in ("psycopg", "psycopg_pool"):
            raise
        raise StoreProblem(f"{_EXTRA} ({missing})") from missing
    factory: InfrastructureFactory[Any] = found.PostgresStoreFactory(env, place, opening)
    return factory
