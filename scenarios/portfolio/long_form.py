"""Bases that tell one event a row, in any order, packed into one row a subscription before they are judged."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from typing import Any

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.engine import Engine
from scenarios.portfolio.event_columns import missing
from scenarios.portfolio.files import digest, groups, listed, opened, reads
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import program, written
from scenarios.portfolio.shares import Sharing

FOLDER = "packed"
"""Where the packed rows of a base stand, within the folder of its run."""

MARKER = "_packed.json"
"""What events were packed; written once they are."""

_OURS = ("packed-*.parquet", ".packed-*.draft", f".{MARKER}.draft")
"""What a packing that was stopped may leave there."""


@frozen
class Base:
    """The packed files of a base, and how many events of other providers are left out of them."""

    files: Sequence[str]
    left_out: int = 0


@contextmanager
def prepared(paths: Sequence[str], folder: Folder, sharing: Sharing, engine: Engine) -> Iterator[Base]:
    """The packed files of a base; those of events are packed into the folder first. Raises Problems."""
    around = [path for path in paths if reads(path, str(folder))]
    if around:
        words = "lies in {path}, which is read as the base, and so would be what is written; name a folder beside it"
        raise Problems([Problem(str(folder), 0, 0, words.format(path=path)) for path in around])
    names = listed(paths)
    long = [name for name in names if _is_long(opened(name).schema_arrow.names)]
    if not long:
        yield Base(names)
        return
    if len(long) < len(names):
        words = "tells an event a row, and others a subscription a row; name files of one kind"
        raise Problems([Problem(long[0], 0, 0, words)])
    yield _packed(long, folder, sharing, engine)


def _is_long(columns: Sequence[str]) -> bool:
    return {"number", "at", "event"} <= {*columns} and not {"bills", "payments"} & {*columns}


def _packed(names: Sequence[str], out: Folder, sharing: Sharing, engine: Engine) -> Base:
    """The files that hold the packed rows of files of events, packed unless they are there already."""
    folder = out / FOLDER
    made = {
        "program": program(),
        "provider": sharing.provider,
        "input": [{"file": name, "sha256": digest(name)} for name in names],
    }
    if not folder.holds(MARKER):
        _check(names, folder)
        try:
            _pack(names, folder, made, sharing, engine)
        except BaseException:
            out.unmake()
            raise
    kept = written(folder, MARKER, dict)
    if {**kept, "left_out": None} != {**made, "left_out": None}:
        words = "holds what other events were packed into; name another folder, or remove this one"
        raise Problems([Problem(str(folder), 0, 0, words)])
    return Base([folder.of(one) for one in folder.names() if one.endswith(".parquet")], kept["left_out"])


def _check(names: Sequence[str], folder: Folder) -> None:
    """Raises Problems for files that tell no events, and for a folder with anything that no packing left there."""
    lacking = [Problem(name, 0, 0, words) for name in names for words in missing(opened(name).schema_arrow)]
    if lacking:
        raise Problems(lacking)
    if not groups(names):
        raise Problems([Problem(names[0], 0, 0, "the base has no event")])
    others = [one for one in folder.names() if not any(fnmatchcase(one, ours) for ours in _OURS)]
    if others:
        words = f"holds {others[0]!r}, which no packing left there; name another folder for --out"
        raise Problems([Problem(str(folder), 0, 0, words)])


def _pack(names: Sequence[str], folder: Folder, made: dict[str, Any], sharing: Sharing, engine: Engine) -> None:
    """Pack files of events anew, whatever a packing that was stopped left there. Raises Problems."""
    folder.make()
    with folder.alone():
        if folder.holds(MARKER):
            return  # Another run has done so, since this one looked.
        if folder.names():
            folder.empty()
        try:
            engine.packed(names, folder, sharing)
            folder.write(MARKER, json.dumps({**made, "left_out": sharing.left_out}, indent=2) + "\n")
        except BaseException:
            # What went wrong is told, and not that a store which fails keeps what it has.
            with suppress(Problems):
                folder.remove()
            raise
