"""What a user installs brings the books and the stories along."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words: str, cwd: Path = ROOT, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run this Python, ``path`` before all other places of packages."""
    environment = os.environ if path is None else {**os.environ, "PYTHONPATH": str(path)}
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel, unpacked into a folder of its own."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed; make sets it up")
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    unpacked = run("-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder / "site"), str(wheel))
    assert unpacked.returncode == 0, unpacked.stderr
    return folder / "site"


def test_the_shipped_stories_hold_from_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """In an empty folder, without arguments, with nothing of the checkout in reach."""
    place = run("-c", "import scenarios; print(scenarios.__file__)", cwd=tmp_path, path=installed)
    assert Path(place.stdout.strip()).parents[1] == installed
    checked = run("-m", "scenarios", "check", cwd=tmp_path, path=installed)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    stories = len(list((ROOT / "scenarios" / "library").rglob("*.yaml")))
    assert checked.stdout.startswith(f"{stories} files, ")
    assert checked.stdout.rstrip().endswith("all hold")


def test_the_shipped_books_are_told_in_indonesian_from_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    told = "import lifecycle.rulebook as r; print({b.told('id').language for b in r.Shelf.open().editions('indihome')})"
    printed = run("-c", told, cwd=tmp_path, path=installed)
    assert (printed.stdout, printed.stderr) == ("{'id'}\n", "")
