"""What travels to the machines of a cluster: the program itself, and what it is asked, its rule books as their text."""

import hashlib
import io
import pickle
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve

import lifecycle
import projections
import scenarios
from lifecycle.rulebook import RuleBook, read_text
from scenarios.portfolio.manifest import program

NAMED, DIGITS = "lifecycle-", 16
"""A travelling program is named so, and for so many digits of its digest."""

_STAMP = (2020, 1, 1, 0, 0, 0)


class Altered(ValueError):
    """A rule book whose text is not the one that its digest was taken of."""


def packed_program(folder: Path) -> Path:
    """The program's own source as a zip that Python imports from, the same bytes each time, named for its digest."""
    path = folder / f"{NAMED}{program()[:DIGITS]}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for package in (lifecycle, projections, scenarios):
            root = Path(package.__path__[0])
            for file in sorted(root.rglob("*.py")):
                name = f"{root.name}/{file.relative_to(root).as_posix()}"
                kept.writestr(zipfile.ZipInfo(name, _STAMP), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def packed(asked: Any) -> bytes:
    """What a worker is asked, as bytes; each rule book in it as its text and digest, read again where it arrives."""
    stream = io.BytesIO()
    _Parcel(stream).dump(asked)
    return stream.getvalue()


def unpacked(parcel: bytes) -> Any:
    """What was packed. Raises Altered for a book whose text changed on its way."""
    return pickle.loads(parcel)


class _Parcel(pickle.Pickler):
    def reducer_override(self, one: Any) -> Any:
        if isinstance(one, RuleBook):
            return _read_again, (one.text, one.path, one.digest, one.in_force, one.known_from)
        return NotImplemented


def _read_again(text: str, path: str, digest: str, in_force: date | None, known_from: date | None) -> RuleBook:
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != digest:
        raise Altered(f"the rule book {path} has the digest {found}, and was sent with {digest}")
    return evolve(read_text(text, path), in_force=in_force, known_from=known_from)
