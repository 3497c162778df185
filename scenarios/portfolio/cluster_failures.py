"""What goes wrong with a cluster, in words: no server, packages that its machines lack, work that it gives up."""

import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from lifecycle.problems import Problem, Problems

PORT = 15002
"""Where a Connect server listens unless its address says otherwise."""

_WAIT = 10
_LACKS = re.compile(r"ModuleNotFoundError: No module named '([^']+)'")
_OURS = re.compile(r"scenarios\.portfolio\.\w+\.(?:TornApart|Altered): (.+)")


def answering(remote: str) -> None:
    """Raises Problems where nothing listens at an address: the library would ask for minutes before it says so."""
    url = urlsplit(remote)
    try:
        host, port = url.hostname, url.port or PORT
    except ValueError:
        host = None
    if url.scheme != "sc" or not host:
        raise _problem(f"{remote!r} is no address of a Spark Connect server; write sc://host:{PORT}")
    try:
        socket.create_connection((host, port), _WAIT).close()
    except OSError as wrong:
        words = f"no server answers at {host}:{port} ({wrong.strerror or wrong})"
        raise _problem(f"{words}; start one, or give the address of the one that there is") from None


@contextmanager
def told(remote: str) -> Iterator[None]:
    """Failures of a cluster as Problems. What is neither the cluster's nor a worker's fault stays what it is."""
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415  # which takes long to import
    except ImportError:
        words = "a cluster needs the extra `cluster`: pip install 'subscription-lifecycle[cluster,portfolio]'"
        raise Problems([Problem("--engine spark", 0, 0, words)]) from None
    # The library would write a failure's whole stack to the terminal before it raises it.
    logging.getLogger("DataFrameQueryContextLogger").disabled = True
    try:
        yield
    except PySparkException as wrong:
        meant = said(str(wrong))
        if meant is None:
            raise
        raise _problem(meant) from wrong


def said(text: str) -> str | None:
    """What a failure of a cluster means; None for an exception of the program in a worker, which is a bug."""
    if lacks := _LACKS.search(text):
        return (
            f"a worker lacks the package {lacks[1]!r}; the program travels by itself, what it needs does not: install "
            "on every worker what subscription-lifecycle[portfolio] depends on"
        )
    if ours := _OURS.search(text):
        return ours[1]
    if "PYTHON_VERSION_MISMATCH" in text:
        return "its workers have another Python than this one; use the same minor version on both sides"
    if "PATH_NOT_FOUND" in text:
        return f"it sees no such file as {_path(text)}; base and --out lie where this machine and its workers see them"
    if "Traceback (most recent call last)" in text:
        return None
    return f"it gave up: {text.strip().splitlines()[0]}"


def _path(text: str) -> str:
    found = re.search(r"Path does not exist: (.+?)\.? SQLSTATE", text)
    return found[1] if found else "one of those named"


def _problem(words: str) -> Problems:
    return Problems([Problem("--remote", 0, 0, words)])
