"""The house keeps its order: what lies where, how long a file is, what is left out and what ships."""

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PACKAGES = ("lifecycle", "projections", "scenarios")
FOLDERS = {*PACKAGES, "tests"}
MADE = {"build", "dist", "__pycache__"}
MOST_LINES = 300
PROVIDERS = re.compile(r"\b(indihome|iconnet|telkomsel|masterweb|pln-routing|postclic)\b", re.IGNORECASE)
RELEASE = re.compile(r"^## \[(\d+)\.(\d+)\.(\d+)\] - \d{4}-\d{2}-\d{2}$")

MODULES = [path for folder in sorted(FOLDERS) for path in sorted((ROOT / folder).rglob("*.py"))]
SHIPPED = [path for path in MODULES if path.relative_to(ROOT).parts[0] in PACKAGES]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_no_folders_but_the_floors_and_the_tests() -> None:
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert {name for name in found - MADE if not name.endswith(".egg-info")} == FOLDERS


def test_no_python_file_is_too_long_to_read() -> None:
    lengths = {place(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_providers_are_named_in_rule_books_and_stories_only() -> None:
    python = [path for path in SHIPPED if "providers" not in path.relative_to(ROOT).parts]
    assert [place(path) for path in python if PROVIDERS.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("floor", ["lifecycle", "projections"])
def test_no_amount_becomes_a_float(floor: str) -> None:
    calls = [
        f"{place(path)}:{node.lineno}"
        for path in sorted((ROOT / floor).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert calls == []


def test_the_changelog_leads_with_what_is_unreleased_and_then_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    first, *releases = [
        line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## ")
    ]
    assert first == "## [Unreleased]"
    numbers = [tuple(map(int, found.groups())) for found in map(RELEASE.fullmatch, releases) if found]
    assert len(numbers) == len(releases), "a release is written as ## [1.2.3] - 2024-06-20"
    assert all(newer > older for newer, older in pairwise(numbers))
    assert not numbers or project["version"] == ".".join(map(str, numbers[0]))


def test_the_wheel_carries_everything_that_lies_in_the_packages(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with ZipFile(wheel) as packed:
        carried = {name for name in packed.namelist() if name.startswith(PACKAGES)}
    lying = {
        place(path)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert carried == lying
    assert {Path(name).suffix for name in carried} >= {".md", ".py", ".typed", ".yaml"}
