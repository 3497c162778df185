"""`lifecycle inspect`: what it takes, what it says, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.cli.told import HOLDS, kept, lifecycle

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://(.+):(\d+)/\?token=([\w-]{43})\n")


@contextmanager
def served(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address that it prints."""
    command = [sys.executable, "-m", "scenarios", "inspect", *map(str, arguments)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def read(address: str) -> str:
    jar = urllib.request.HTTPCookieProcessor(CookieJar())
    with urllib.request.build_opener(urllib.request.ProxyHandler({}), jar).open(address, timeout=30) as answer:
        return str(answer.read().decode())


def test_it_serves_a_file_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    with served(kept(tmp_path, HOLDS)) as (process, address):
        host, port, _ = ADDRESS.fullmatch(address).groups()  # type: ignore[union-attr]  # it must match
        assert host == "127.0.0.1"
        assert "Paid on the last day" in read(address.strip())
        with pytest.raises(urllib.error.HTTPError, match="403"):
            read(f"http://127.0.0.1:{port}/")
        process.send_signal(signal.SIGINT)
        assert process.stdout is not None
        assert process.stderr is not None
        out, err = process.stdout.read(), process.stderr.read()
        assert process.wait(30) == 0
        assert out == "Open it in a browser on this machine; Ctrl-C ends it.\n\n"
        assert err == ""


def test_it_goes_on_when_a_browser_leaves_in_the_middle_of_an_answer(tmp_path: Path) -> None:
    with served(kept(tmp_path, HOLDS)) as (process, address):
        assert "Paid on the last day" in read(address.strip())
        process.send_signal(signal.SIGPIPE)  # which writing to one who has left raises
        assert "Paid on the last day" in read(address.strip())


def test_elsewhere_than_on_loopback_it_warns(tmp_path: Path) -> None:
    with served(kept(tmp_path, HOLDS), "--host", "0.0.0.0", "--lang", "id") as (process, address):
        _, port, token = ADDRESS.fullmatch(address).groups()  # type: ignore[union-attr]  # it must match
        assert "Langganan" in read(f"http://127.0.0.1:{port}/?token={token}")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
        assert err.startswith("Warning: Anybody who reaches 0.0.0.0 and has this address can read what it shows")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a story's file or a folder of them, or a store with --store URL: one of the two"),
        (("x.yaml", "--store", "sqlite:///x.db"), "one of the two"),
        (("{folder}", "--port", "x"), "--port: 'x' is no port"),
        (("{folder}", "--port", "65536"), "is no port"),
        (("{folder}", "--lang", "fr"), "unknown language"),
        (("{folder}", "--host", "256.1.1.1"), "--host 256.1.1.1"),
        (("{folder}", "--host", "192.0.2.1"), "cannot listen on 192.0.2.1"),
        (("--store", "sqlite:///{folder}/none.db"), "none.db"),
        (("--store", "nonsense"), "write sqlite:///name.db"),
        (("{folder}", "--rules", "{folder}/none"), "none"),
    ],
)
def test_what_cannot_be_served_is_told(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    kept(tmp_path, HOLDS)
    result = lifecycle("inspect", *(one.format(folder=tmp_path) for one in arguments))
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = lifecycle("inspect", kept(tmp_path, HOLDS), "--port", str(port))
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in result.stderr
    assert "choose another --port" in result.stderr


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "jinja2", "babel"])
def test_without_the_extra_one_sentence_says_what_to_install(
    tmp_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == missing or "inspector" in name]:
        if not name.startswith("tests"):
            monkeypatch.delitem(sys.modules, name)
    for name in ("scenarios.pages.environment", "scenarios.languages.language"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    result = lifecycle("inspect", kept(tmp_path, HOLDS))
    assert result.exit_code == 2
    assert "pip install 'subscription-lifecycle[inspector]'" in result.stderr
