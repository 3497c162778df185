"""What a run was asked, written beside its parts: only the very same may go on where it stopped."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import lifecycle
import projections
import scenarios
from lifecycle import calendar
from lifecycle.problems import Problem, Problems
from scenarios.portfolio.asked import Asked
from scenarios.portfolio.files import digest
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.part import BATCH, ROWS

Kind = TypeVar("Kind")

NAME = "run.json"

_WORDS = {
    "input": "the files of the base",
    "books": "the rule books",
    "readings": "the readings",
    "until": "--as-of",
    "pin": "the edition that is pinned",
    "unmask": "--unmask",
    "program": "the program",
    "engine": "--engine",
}


def manifest(asked: Asked) -> dict[str, Any]:
    """What makes a run the same run: the digests of its input, its books and the program, and what is chosen."""
    return {
        "format": "lifecycle.portfolio.run",
        "version": 1,
        "program": program(),
        "input": [{"file": name, "sha256": digest(name)} for name in asked.files],
        "names": list(asked.names),
        "books": [[{"edition": book.edition, "digest": book.digest} for book in side] for side in asked.sides],
        "readings": dict(sorted(asked.readings.items())),
        "until": calendar.iso(calendar.instant(asked.until)),
        "pin": asked.pin,
        "unmask": asked.unmask,
        "rows": [ROWS, BATCH],
    }


def program() -> str:
    """The sha256 of the program's own source."""
    found = hashlib.sha256()
    for package in (lifecycle, projections, scenarios):
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*.py")):
            found.update(path.relative_to(root).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()


def begin(folder: Folder, made: Mapping[str, Any]) -> None:
    """Write the manifest into a folder that has none. Raises Problems where the folder has another run's, or others."""
    there = folder.names()
    if NAME in there:
        differs = list(_differing(written(folder, NAME, dict), made))
        if differs:
            words = f"holds another run: {', '.join(differs)} differ{'s' if len(differs) == 1 else ''}"
            raise Problems([Problem(str(folder), 0, 0, f"{words}; name another folder, or remove this one")])
        return
    if any(name != "packed" and not name.endswith(".draft") for name in there):
        raise Problems([Problem(str(folder), 0, 0, "holds other files, and no run; name a new folder")])
    folder.make()
    folder.write(NAME, json.dumps(made, indent=2, ensure_ascii=False) + "\n")


def written(folder: Folder, name: str, kind: type[Kind]) -> Kind:
    """What a run wrote as JSON into its folder. Raises Problems for what is none, of another kind, or not there."""
    try:
        found = json.loads(folder.read(name))
        if not isinstance(found, kind):
            raise ValueError(f"{type(found).__name__}, not {kind.__name__}")
    except (OSError, ValueError) as wrong:
        words = f"is not as a run writes it ({wrong}); remove the folder, or name another one"
        raise Problems([Problem(folder.of(name), 0, 0, words)]) from None
    return found


def _differing(kept: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    yield from dict.fromkeys(
        _WORDS.get(name, "what is asked") for name in {**made, **kept} if kept.get(name) != made.get(name)
    )
