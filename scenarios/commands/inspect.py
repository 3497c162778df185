"""`lifecycle inspect`: a local page in the browser over a store, or over scenario files; it only shows."""

import sys
from collections.abc import Sequence
from contextlib import closing
from ipaddress import ip_address
from pathlib import Path

from attrs import frozen

from lifecycle.problems import unknown
from scenarios.commands.failures import problem
from scenarios.languages.codes import CODES
from scenarios.report.masking import Mask
from scenarios.report.page import Look, write

# The pages need what only those install who ask for them.
# ruff: noqa: PLC0415

MISSING = (
    "the inspector needs Starlette, uvicorn and Jinja; "
    "install them with: pip install 'subscription-lifecycle[inspector]'"
)


@frozen
class Options:
    """What the command line says beside what is looked into."""

    host: str = "127.0.0.1"
    port: str = "0"
    rules: Sequence[Path] = ()
    unmask: bool = False
    lang: str = "en"


def run(path: Path | None, url: str | None, options: Options) -> int:
    """Serve the pages until Ctrl-C. Raises Problems, and StoreProblem for a store or an address that cannot be used."""
    if (path is None) == (url is None):
        raise problem("inspect", "name a story's file or a folder of them, or a store with --store URL: one of the two")
    lang = next((code for code in CODES if code == options.lang), None)
    if lang is None:
        raise problem("--lang", unknown("language", options.lang, CODES))
    port = _port(options.port)
    try:
        from scenarios.inspector.app import Inspector
        from scenarios.inspector.of_files import OfFiles
        from scenarios.inspector.of_store import OfStore
        from scenarios.inspector.serving import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] in {"starlette", "uvicorn", "jinja2", "babel"}:
            raise problem("inspect", MISSING) from None
        raise
    mask = Mask(on=not options.unmask)
    held = OfStore(url, options.rules, mask) if url else OfFiles(path or Path(), options.rules, mask)
    with closing(held):
        serve(Inspector(held, lang), options.host, port, lambda address: _told(address, options.host))
    write("\n")
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:9]) < 65536):
        raise problem("--port", f"{text!r} is no port; they go from 1 to 65535, and 0 takes one that is free")
    return int(text)


def _told(address: str, host: str) -> None:
    look = Look.of(sys.stdout)
    if not _is_loopback(host):
        words = (
            f"Anybody who reaches {host} and has this address can read what it shows, "
            "and it goes over the network unencrypted."
        )
        sys.stderr.write(look.lettered(f"Warning: {words}\n"))
    write(look.lettered(f"{address}\nOpen it in a browser on this machine; Ctrl-C ends it.\n"))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
