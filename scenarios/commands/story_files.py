"""The scenario files that the arguments of a command name."""

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from lifecycle.problems import Problem

INVALID = ".invalid.yaml"
"""How the name of a file ends that must be refused."""


def library() -> Path:
    """The stories that ship."""
    return Path(str(resources.files("scenarios"))) / "library"


def files(paths: Sequence[Path]) -> list[Path]:
    """Every file of these and below these, each once, those of a folder in the order of their names.

    A folder without any stands for itself; reading it is what fails.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(sorted(below(path)) or [path] if path.is_dir() else [path])
    return list(found)


def empty(path: Path) -> Problem | None:
    """That a folder holds no story, where it is one."""
    words = "the folder holds no scenario; scenarios are files named *.yaml"
    return Problem(str(path), 0, 0, words) if path.is_dir() else None


def below(folder: Path, named: str = "*.yaml") -> Iterator[Path]:
    """The files in a folder that are named so, stories where nothing is said, past what is hidden."""
    for path in folder.rglob(named):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
