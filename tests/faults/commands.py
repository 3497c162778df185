"""The commands that meet a store, and what each may do when the store cannot be used."""

from collections.abc import Mapping
from pathlib import Path

from lifecycle.store import Store
from tests.cli.told import HOLDS, UNPAID, kept, lifecycle

NUMBER = "122001"
_ONE = ("--subscription", f"indihome/{NUMBER}")
_OPTIONS: dict[str, tuple[str, ...]] = {
    "history": (),
    "verify": (),
    "seal": (),
    "history of one": ("history", *_ONE),
    "replay of one": ("replay", *_ONE),
    "explain": ("explain", *_ONE),
    "dispute": ("dispute", *_ONE),
    "export": ("export",),
    "export of one": ("export", *_ONE, "--format", "beancount"),
}
"""What is written after the name of a command that reads a store."""

READING = tuple(_OPTIONS)
EVERY = ("replay", *READING)


def first(folder: Path) -> Path:
    """The file of a story of four events at four instants."""
    return kept(folder, UNPAID, "first.yaml")


def a_store(url: str, folder: Path) -> None:
    """Records the first story."""
    done = lifecycle("replay", first(folder), "--store", url)
    assert done.exit_code == 0, done.stderr


def another(folder: Path) -> Path:
    """The file of another story, of three events, which is recorded after the first."""
    return kept(folder, HOLDS.replace(NUMBER, "122999"), "another.yaml")


def told(command: str, url: str, story: Path) -> tuple[int, str]:
    """How a command ends that meets a store, and what it says of it; never by a traceback."""
    words = [command, story] if command == "replay" else _OPTIONS[command] or [command]
    result = lifecycle(*words, "--store", url)
    assert isinstance(result.exception, SystemExit | None), (command, result.exception)
    assert NUMBER not in result.stderr
    return result.exit_code, result.stderr


def refused(commands: tuple[str, ...], url: str, story: Path, words: str) -> None:
    """Asserts that each command ends with 2 and one line, which holds these words."""
    for command in commands:
        status, said = told(command, url, story)
        assert (status, words in said, said.count("\n")) == (2, True, 1), (command, status, said)


def served(commands: tuple[str, ...], url: str, story: Path) -> None:
    """Asserts that each command does what it is there for."""
    for command in commands:
        assert told(command, url, story) == (0, ""), command


def held(url: str) -> Mapping[str, int]:
    """How many events a store that holds has of each subscription."""
    with Store.open(url, reading=True) as store:
        assert store.verify() is None
        return {name: sum(1 for _ in store.events(name)) for name in store.subscriptions()}
