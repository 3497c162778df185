"""A Spark Connect server of the tests' own, on this machine, which listens to nobody else."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from numba.core.caching import UserProvidedCacheLocator

from lifecycle.rulebook import Shelf
from projections.columns import kernel
from projections.columns.judged import judged
from projections.columns.packing import batch_of
from scenarios.portfolio.manifest import program
from scenarios.portfolio.parcel import DIGITS, NAMED
from tests.stories import story

PATIENCE = 300

_BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
"""For a server that lives a minute: to compile its code well takes longer than to run it."""


def missing() -> str | None:
    """Why there can be none; None where there can."""
    found = find_spec("pyspark")
    if found is None or not (Path(found.origin or "").parent / "jars").is_dir():
        return "the whole of pyspark is not installed; pip install 'pyspark[connect]'"
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return "no Java is installed (on Debian and Ubuntu: apt-get install openjdk-17-jre-headless)"
    return None


def settings(folder: Path, port: int) -> dict[str, str]:
    """What such a server is set to."""
    return {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.ui.enabled": "false",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server of two cores, whose tasks are tried four times; all that it leaves is in the folder."""
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(found.origin).parent / "bin" / "spark-submit"), "--master", "local[2,4]"]
    command += ["--driver-memory", "1g", "--driver-java-options", _BRIEF]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    command += [word for name, value in settings(folder, port).items() for word in ("--conf", f"{name}={value}")]
    env = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}
    env |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "TMPDIR": str(folder)}
    env["NUMBA_CACHE_DIR"] = str(_compiled(folder))
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, "spark-internal"], cwd=folder, stdout=log, stderr=log, env=env)
    try:
        _wait(server, port, folder / "log")
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _compiled(folder: Path) -> Path:
    """A folder with what is compiled of the stepping, where the program looks for it once it has travelled there.

    It is kept for the same sources at another place: the workers need not compile it again, which takes minutes.
    """
    told = story("2024-06-05 billed: {period: 2024-06, amount: 300000}")
    judged(batch_of([(told.opening, told.facts)]), Shelf.open().editions("indihome"), {}, 0)
    there = folder / f"{NAMED}{program()[:DIGITS]}-{os.getuid()}" / "projections" / "columns" / "kernel.py"
    named: str = UserProvidedCacheLocator.get_suitable_cache_subpath(str(there))  # type: ignore[no-untyped-call]
    kept = folder / "compiled" / named
    kept.mkdir(parents=True)
    for file in (Path(kernel.__file__).parent / "__pycache__").glob("kernel.*.nb?"):
        shutil.copy(file, kept)
    return kept.parent


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the Spark Connect server did not start:\n{log.read_text('utf-8')[-4000:]}")
