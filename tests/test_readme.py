"""The README prints what its commands print."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
import yaml

from tests.cli.told import HOLDS, kept, lifecycle

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
DEMOS = {"make demo": ("STORY", "replay"), "make demo-dispute": ("DISPUTE", "dispute")}
"""What the demonstrations run: the variable of the Makefile with their story, and the command."""
TOOK = re.compile(r"(?<= in )[0-9.]+s(?: \([0-9:]+\))?$", re.MULTILINE)
"""How long a run of pytest took."""


def printed(command: str, folder: Path) -> str:
    """What a command of the README prints, run beside the files that it names."""
    known = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")}
    environment = {**known, "COLUMNS": "100", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    if command == "make demo-audit":
        # Several commands, by the recipe itself; what it needs is installed where these tests run.
        words = ["make", "-s", "-C", str(ROOT), "demo-audit", "INSTALLED=", f"BIN={Path(sys.executable).parent}"]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        return done.stdout
    if command in DEMOS:
        name, does = DEMOS[command]
        story = re.search(rf"^{name} \?= (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert story is not None
        command = f"lifecycle {does} {story[1]}"
    words = command.split()
    if words[0] == "pytest":
        run = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words[1:]]
        ran = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        return TOOK.sub("…", "".join(f"{line.rstrip()}\n" for line in ran.stdout.splitlines()))
    assert words[0] == "lifecycle", command
    with chdir(folder):
        told = lifecycle(*words[1:])
    return "".join(f"{line.rstrip()}\n" for line in (told.stdout + told.stderr).splitlines())


@pytest.mark.golden
def test_the_readme_prints_what_its_commands_print(tmp_path: Path) -> None:
    """Each console block is run, in order, with the stories that the page tells one to save."""
    for floor in ("scenarios", "lifecycle"):
        (tmp_path / floor).symlink_to(ROOT / floor)
    text = README.read_text("utf-8")

    def refreshed(fence: re.Match[str]) -> str:
        body = fence["body"]
        name = re.match(r"# (\S+\.yaml)\n", body)
        if fence["kind"] == "yaml" and name is not None:
            (tmp_path / name[1]).write_text(body, "utf-8")
        command = re.match(r"\$ (.*)\n", body)
        if fence["kind"] == "sh" and body.startswith("lifecycle "):
            printed(body.splitlines()[0], tmp_path)  # what it prints is left out of the page
        if fence["kind"] == "sh" and body.startswith("mkdir "):
            subprocess.run(["sh", "-ec", body], cwd=tmp_path, check=True)
        if fence["kind"] != "console" or command is None or command[1] == "make test":
            return fence[0]
        return f"```console\n$ {command[1]}\n{printed(command[1], tmp_path)}```"

    now = FENCE.sub(refreshed, text)
    if os.environ.get("GOLDEN") == "update":
        README.write_text(now, "utf-8")
    assert now == README.read_text("utf-8")


def test_the_two_commands_stand_on_the_first_screen() -> None:
    """A new user sees them before anything else."""
    first = README.read_text("utf-8").splitlines()[:80]
    assert {"$ make demo", "$ make test"} <= set(first)


def test_every_file_that_the_readme_links_is_there() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_workflow_for_build_servers_runs(tmp_path: Path) -> None:
    """It is YAML, and the commands of ours in it hold a folder of stories with results, and of books."""
    (workflow,) = (body for kind, body in FENCE.findall(README.read_text("utf-8")) if body.startswith("# .github/"))
    document = yaml.safe_load(workflow)
    assert document[True] == ["push", "pull_request"], "YAML 1.1 reads `on` so, as GitHub does not"
    steps = document["jobs"]["stories"]["steps"]
    assert all(len({"uses", "run"} & step.keys()) == 1 for step in steps)
    shutil.copytree(ROOT / "tests" / "books" / "contoh-net", tmp_path / "rules" / "contoh-net")
    kept(tmp_path, HOLDS, "stories/story.yaml")
    printed("lifecycle check --bless stories", tmp_path)
    ours = [words for step in steps if (words := step.get("run", "").split())[:1] == ["lifecycle"]]
    assert [words[1] for words in ours] == ["rules", "check"]
    for words in ours:
        with chdir(tmp_path):
            told = lifecycle(*words[1:])
        assert told.exit_code == 0, told.stdout + told.stderr
    (uploaded,) = (step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", ""))
    assert (tmp_path / uploaded).is_file()
