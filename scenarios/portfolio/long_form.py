"""Bases that tell one event a row, in any order, packed into one row a subscription before they are judged."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import frozen

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.engine import Engine
from scenarios.portfolio.event_columns import missing
from scenarios.portfolio.files import digest, listed, opened
from scenarios.portfolio.folder import Folder
from scenarios.portfolio.manifest import program
from scenarios.portfolio.shares import Sharing

FOLDER = "packed"
"""Where the packed rows of a base stand, within the folder of its run."""

MARKER = "_packed.json"
"""What events were packed; written once they are."""


@frozen
class Base:
    """The packed files of a base, and how many events of other providers are left out of them."""

    files: Sequence[str]
    left_out: int = 0


@contextmanager
def prepared(paths: Sequence[str], folder: Folder, sharing: Sharing, engine: Engine) -> Iterator[Base]:
    """The packed files of a base; those of events are packed into the folder first. Raises Problems."""
    names = listed(paths)
    long = [name for name in names if _is_long(opened(name).schema_arrow.names)]
    if not long:
        yield Base(names)
        return
    if len(long) < len(names):
        words = "tells an event a row, and others a subscription a row; name files of one kind"
        raise Problems([Problem(long[0], 0, 0, words)])
    yield _packed(long, folder / FOLDER, sharing, engine)


def _is_long(columns: Sequence[str]) -> bool:
    return {"number", "at", "event"} <= {*columns} and not {"bills", "payments"} & {*columns}


def _packed(names: Sequence[str], folder: Folder, sharing: Sharing, engine: Engine) -> Base:
    """The files that hold the packed rows of files of events, packed unless they are there already."""
    made = {
        "program": program(),
        "provider": sharing.provider,
        "input": [{"file": name, "sha256": digest(name)} for name in names],
    }
    there = folder.names()
    if MARKER in there:
        kept = json.loads(folder.read(MARKER))
        if {**kept, "left_out": None} == {**made, "left_out": None}:
            return Base([folder.of(one) for one in there if one.endswith(".parquet")], kept["left_out"])
        words = "holds what other events were packed into; name another folder, or remove this one"
        raise Problems([Problem(str(folder), 0, 0, words)])
    lacking = [Problem(name, 0, 0, words) for name in names for words in missing(opened(name).schema_arrow)]
    if lacking:
        raise Problems(lacking)
    # What a run that was stopped left there is packed anew, under the same names.
    engine.packed(names, folder, sharing)
    folder.write(MARKER, json.dumps({**made, "left_out": sharing.left_out}, indent=2) + "\n")
    return Base([folder.of(one) for one in folder.names() if one.endswith(".parquet")], sharing.left_out)
