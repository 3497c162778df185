"""The README prints what its commands print."""

import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from tests.cli.told import lifecycle

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
DEMOS = {"make demo": ("STORY", "replay"), "make demo-dispute": ("DISPUTE", "dispute")}
"""What the demonstrations run: the variable of the Makefile with their story, and the command."""


def printed(command: str, folder: Path) -> str:
    """What a command of the README prints, run beside the files that it names."""
    if command == "make demo-audit":
        # Several commands, by the recipe itself; what it needs is installed where these tests run.
        environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1"}
        words = ["make", "-s", "-C", str(ROOT), "demo-audit", "INSTALLED=", f"BIN={Path(sys.executable).parent}"]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        return done.stdout
    if command in DEMOS:
        name, does = DEMOS[command]
        story = re.search(rf"^{name} \?= (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert story is not None
        command = f"lifecycle {does} {story[1]}"
    words = command.split()
    assert words[0] == "lifecycle", command
    with chdir(folder):
        told = lifecycle(*words[1:])
    return "".join(f"{line.rstrip()}\n" for line in (told.stdout + told.stderr).splitlines())


@pytest.mark.golden
def test_the_readme_prints_what_its_commands_print(tmp_path: Path) -> None:
    """Each console block is run, in order, with the stories that the page tells one to save."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    text = README.read_text("utf-8")

    def refreshed(fence: re.Match[str]) -> str:
        body = fence["body"]
        name = re.match(r"# (\S+\.yaml)\n", body)
        if fence["kind"] == "yaml" and name is not None:
            (tmp_path / name[1]).write_text(body, "utf-8")
        command = re.match(r"\$ (.*)\n", body)
        if fence["kind"] == "sh" and body.startswith("lifecycle "):
            printed(body.splitlines()[0], tmp_path)  # what it prints is left out of the page
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
