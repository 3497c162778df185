"""Kept files: what a report said when somebody last read it, byte for byte."""

import os
from pathlib import Path

KEPT = Path(__file__).parent / "golden"
STORIES = Path(__file__).parent / "stories"
BOOKS = Path(__file__).parents[1] / "books"

PLAIN = {"LC_ALL": "C.UTF-8", "COLUMNS": "100", "NO_COLOR": "1"}
"""An environment in which a report looks the same everywhere."""


def holds(name: str, found: bytes) -> None:
    """Hold what was written against the kept file; with GOLDEN=update in the environment, keep it instead."""
    path = KEPT / name
    if os.environ.get("GOLDEN") == "update":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found)
    assert path.is_file(), f"{path} is missing; GOLDEN=update writes it"
    assert found.decode() == path.read_bytes().decode(), f"{path.name} differs; GOLDEN=update keeps what is new"
