"""Scenario files as tests of pytest: each is one, and a failure reads as `lifecycle check` tells it."""

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lifecycle.rulebook import Shelf

# pytest imports this in every run of whoever installed the package: what reads a story is imported with the first one.
# ruff: noqa: PLC0415

RULES = "lifecycle_rules"
PLACES = "lifecycle_scenarios"

_SHELF: "pytest.StashKey[Shelf]" = pytest.StashKey()
_HEAD = re.compile(rb"""^["']?scenario["']?[ \t]*:""", re.MULTILINE)
_REST = re.compile(rb"""^["']?(?:provider|subscription|steps)["']?[ \t]*:""", re.MULTILINE)
_REFUSED = re.compile(rb"\A#\s*error\s*:")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The folders of rule books, and where the stories lie."""
    group = parser.getgroup("lifecycle", "scenario files of subscription-lifecycle")
    group.addoption(
        "--lifecycle-rules",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder of rule books that add to the installed ones, or override them; again for more",
    )
    parser.addini(RULES, "folders of rule books, as --lifecycle-rules names them", type="paths", default=[])
    parser.addini(
        PLACES,
        "files and folders: each *.yaml there is a scenario, and no other file is; without it, whatever looks like one",
        type="paths",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Look at the folders of rule books, where any are named. Raises UsageError for one that holds none."""
    named = [config.invocation_params.dir / name for name in config.getoption("--lifecycle-rules")]
    folders: list[Path] = [*config.getini(RULES), *named]
    if not folders:
        return
    from lifecycle.problems import Problems
    from lifecycle.rulebook import Shelf

    try:
        config.stash[_SHELF] = Shelf.open(*folders)
    except Problems as wrong:
        raise pytest.UsageError(str(wrong)) from None


def _shelf(config: pytest.Config) -> "Shelf":
    """The rule books, each of which is read once in a process."""
    from lifecycle.rulebook import Shelf

    if _SHELF not in config.stash:
        config.stash[_SHELF] = Shelf.open()
    return config.stash[_SHELF]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    """A scenario file: one that is named on the command line, lies where the stories do, or else looks like one."""
    if file_path.suffix != ".yaml" or file_path.name.startswith("."):
        return None
    if parent.session.isinitpath(file_path) or _is_story(file_path, parent.config):
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


def _is_story(path: Path, config: pytest.Config) -> bool:
    places: list[Path] = config.getini(PLACES)
    if places:
        return any(path.is_relative_to(place) for place in places)
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError:
        return False
    if path.stem.endswith(".invalid") and _REFUSED.match(data):
        return True
    return bool(_HEAD.search(data) and _REST.search(data))


class ScenarioFile(pytest.File):
    """A file that tells one story."""

    def collect(self) -> Iterator["Scenario"]:
        """The story, under its title, which shows no number and no name."""
        from scenarios.commands.privacy import Privacy
        from scenarios.format.title import title

        try:
            told = title(self.path.read_bytes().decode("utf-8", "replace"))
        except OSError:
            told = None
        shown = Privacy(self.path).mask.text(told) if told else self.path.name.removesuffix(".yaml")
        yield Scenario.from_parent(self, name=shown)


class Scenario(pytest.Item):
    """A story that is replayed and held to what it expects, and to its golden result where one stands beside it."""

    failure = ""

    def setup(self) -> None:
        """Read the story and judge it. A file that cannot be used is an error of the test, no failure."""
        from lifecycle.clock import frozen
        from scenarios.checking.files import Asked, opened, verdict

        read = opened(self.path, _shelf(self.config))
        with frozen() as clock:
            found = verdict(read, clock, Asked(golden="beside"))
        here = f"{self.config.invocation_params.dir}{os.sep}"
        said = "\n".join(line.removeprefix(here) for line in found.lines)
        self.user_properties += [("authority", str(one)) for one in found.rests]
        if found.status == 2:
            pytest.fail(said, pytrace=False)
        self.failure = said if found.status else ""

    def runtest(self) -> None:
        """Fail in the lines of the check, where something does."""
        if self.failure:
            pytest.fail(self.failure, pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the test stands: the file, and its title."""
        return self.path, None, self.name
