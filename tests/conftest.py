"""What all tests share: how hypothesis searches, and a PostgreSQL server where there is one."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import freezegun
import freezegun.api
import pytest
from hypothesis import settings

from scenarios.cli import LITTER
from tests.server import MISSING, Server, binaries, running

# Loaded by the tests alone, and asking for no time of a story's: each freeze looks through all that is not named here.
_TIMELESS = ["hypothesis", "playwright", "beancount", "coverage", "httpx", "jsonschema", "pygments", "PIL", "anyio"]
_TIMELESS += ["boto3", "botocore", "flask", "moto", "openfisca_core", "pathspec", "psutil", "requests", "s3transfer"]
freezegun.configure(extend_ignore_list=[*_TIMELESS, "urllib3", "werkzeug"])


def _names_of(module: ModuleType) -> str:
    """Changes where a module gets another name: by how many it has, as to list them all takes most of a freeze."""
    return f"{id(module)}-{len(getattr(module, '__dict__', ()))}"


vars(freezegun.api)["_get_module_attributes_hash"] = _names_of

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this run's own; without its programs, or psycopg, the tests that want it are skipped."""
    folder = binaries()
    if folder is None:
        pytest.skip(MISSING)
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with running(folder) as found:
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What compiles, and what waits for a Spark server, comes first.

    So one process compiles while the others have something else to do, and none is left alone with it at the end.
    """
    tests = Path(__file__).parent
    items.sort(key=lambda item: not {tests / "columns", tests / "portfolio"} & set(item.path.parents))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: nobody need look for garbage in it again and again, as the program does not."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LITTER)
