"""What this version and those before it stored, kept so that every later one must read it.

Run as a program, it adds what is not kept yet: events of a new class or field, the store of a new shape. What is kept
is never written anew: where a class of event can no longer read it, the class needs a new number, and its old shape
a place in `lifecycle.store.older`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from lifecycle.events import Recorded
from lifecycle.store import SealFile, Store
from lifecycle.store.codec import Envelopes
from lifecycle.store.mapper import RecordedMapper
from lifecycle.store.recorder import SHAPE
from tests.store.conftest import BOOKS, told
from tests.store.examples import NAME, examples

FOLDER = Path(__file__).with_name("kept")
EVENTS_FILE = FOLDER / "events.jsonl"
MAPPER = RecordedMapper(Envelopes())


@frozen
class Kept:
    """An event as it was stored: its topic, its bytes, and what they say in plain words."""

    topic: str
    state: str
    says: str

    @property
    def line(self) -> str:
        """The line that keeps it."""
        return json.dumps(attrs.asdict(self), ensure_ascii=False) + "\n"


def said(value: Any) -> str:
    """What an event says: each class by its name, with the fields that are not left out."""
    if attrs.has(type(value)):
        parts = [
            f"{field.name}={said(getattr(value, field.name))}"
            for field in attrs.fields(type(value))
            if getattr(value, field.name) != field.default and field.name not in {"subscription", "version"}
        ]
        return f"{type(value).__name__}({', '.join(parts)})"
    if isinstance(value, tuple):
        return f"[{', '.join(map(said, value))}]"
    return value.isoformat() if hasattr(value, "isoformat") else repr(value)


def as_stored(recorded: Recorded) -> Kept:
    """An event as this version stores it."""
    stored = MAPPER.to_stored_event(recorded)
    return Kept(stored.topic, stored.state.decode(), said(recorded))


def kept() -> list[Kept]:
    """The events that are kept."""
    lines = EVENTS_FILE.read_text("utf-8").splitlines() if EVENTS_FILE.exists() else []
    return [Kept(**json.loads(line)) for line in lines]


def lacking() -> Iterator[Kept]:
    """Events of this version that are not kept yet."""
    there = {(one.topic, one.state) for one in kept()}
    return (one for one in map(as_stored, examples()) if (one.topic, one.state) not in there)


def store_file(shape: int = SHAPE) -> Path:
    """The store that is kept of a shape."""
    return FOLDER / f"store-{shape}.db"


def seal_file(shape: int = SHAPE) -> Path:
    """Its seal."""
    return store_file(shape).with_suffix(".seal.json")


def stories() -> dict[str, list[Recorded]]:
    """What a new store is kept with: two small stories, and every example."""
    both = {name: told(name) for name in ("indihome/122001", "iconnet/7")}
    return both | {NAME: list(examples())}


def main() -> None:
    """Adds what is not kept yet."""
    FOLDER.mkdir(exist_ok=True)
    added = [one.line for one in lacking()]
    with EVENTS_FILE.open("a", encoding="utf-8") as file:
        file.writelines(added)
    sys.stdout.write(f"{EVENTS_FILE.name}: {len(added)} events added\n")
    if not store_file().exists():
        with Store.open(f"sqlite:///{store_file()}") as store:
            for story in stories().values():
                store.record(story, BOOKS)
            head = store.head
            seal_file().write_bytes(SealFile(store.seal()).written())
        sys.stdout.write(f"{store_file().name}: made; its chain ends with {head.count}, {head.hash}\n")


if __name__ == "__main__":
    main()
