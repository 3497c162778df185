"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket there, with nobody else's data."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

USER = "lifecycle"
MISSING = "no PostgreSQL server is installed (on Debian and Ubuntu: apt-get install postgresql)"
ORDINARY = "nobody"
"""Who runs the server where root runs the tests: initdb refuses root."""


class Server:
    """A running server, which makes a new database for whoever asks."""

    def __init__(self, socket: Path, control: Callable[[str], None]) -> None:
        self.socket = socket
        self._control = control
        self.runs = True
        self._numbers = count(1)

    def start(self) -> None:
        """Starts it, with the data that it had."""
        self._control("start")
        self.runs = True

    def stop(self) -> None:
        """Stops it at once, as a crash would, whoever is at work."""
        self._control("stop")
        self.runs = False

    def url(self, database: str = "postgres", user: str = USER) -> str:
        """The URL of a database."""
        return f"postgresql://{user}@/{database}?host={self.socket}"

    def new(self) -> str:
        """The URL of a new, empty database."""
        name = f"kept{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, statement: str, url: str | None = None) -> list[Any]:
        """The rows of a statement, past everything that guards a store."""
        import psycopg  # noqa: PLC0415  # an extra

        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return list(cursor.fetchall()) if cursor.description else []


def binaries() -> Path | None:
    """The folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server by the programs in a folder; it is gone afterwards, and all its data."""
    home = Path(tempfile.mkdtemp(prefix="lifecycle-pg-"))
    as_whom: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(home, ORDINARY)
        as_whom = ["setpriv", f"--reuid={ORDINARY}", "--regid=nogroup", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_whom, str(folder / program), "-D", str(home / "data"), *arguments]
        ended = subprocess.run(command, cwd=home, check=False, capture_output=True, text=True, env={"PATH": os.defpath})
        if ended.returncode:
            raise RuntimeError(f"{program}: {ended.stderr or ended.stdout}")

    def control(what: str) -> None:
        options = f"-k {home} -c listen_addresses= -c fsync=off"
        how = ("-l", str(home / "log"), "-o", options) if what == "start" else ("-m", "immediate")
        run("pg_ctl", "-w", *how, what)

    try:
        run("initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync")
        control("start")
        server = Server(home, control)
        try:
            yield server
        finally:
            if server.runs:
                server.stop()
    finally:
        shutil.rmtree(home)
